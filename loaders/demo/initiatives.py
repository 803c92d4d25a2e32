# SPDX-License-Identifier: EUPL-1.2
"""The initiatives of the demo with everything around them, some hundreds at a time."""

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, Final, NamedTuple, cast

import numpy as np
import shapely as typed_shapely

from loaders.demo import stories
from loaders.demo.clubs import Club, Clubs
from loaders.demo.ground import Ground, theme_key
from loaders.demo.joining import joins
from loaders.demo.people import People
from loaders.demo.plan import Ints, Plan, day, ints
from loaders.demo.stories import Course
from loaders.demo.texts import CONNECTED, SUBJECTS, Story, Subject
from schema.base import Node, Relation
from schema.geometry import Point
from schema.initiative import About, ConnectedTo, ConnectionKind, LocatedIn
from schema.organisation import Runs, Supports
from schema.resource import ResourceKind

shapely = cast(Any, typed_shapely)  # its types are incomplete

PART: Final = 500
"""Initiatives made at a time."""

_MOST: Final = 8
"""The most needs, offers and requests together that an initiative has."""

_CARRIED: Final = 0.6
"""So many are carried by an organisation, where a fitting one exists; the others by residents alone."""

_CONNECTED: Final = 0.25
"""So many were connected to an earlier one."""


class _Earlier(NamedTuple):
    """What is remembered of an initiative, for connections."""

    key: int
    subject: int
    village: int
    run: Course


class Initiatives:
    """Makes them in order, remembering which came before."""

    def __init__(self, plan: Plan, on: Ground, all_clubs: Clubs, who: People) -> None:
        self._plan, self._on, self._clubs, self._who = plan, on, all_clubs, who
        self._areas = on.buurt_keys()
        self._titles: set[str] = set()
        self._by_village: dict[int, list[_Earlier]] = {}
        self._by_subject: dict[int, list[_Earlier]] = {}
        self._fitting: dict[tuple[int | None, str], list[Club]] = {}
        for club in all_clubs.every:
            self._fitting.setdefault((club.village, club.kind.tag), []).append(club)

    def parts(self) -> Iterator[tuple[list[Node], list[Relation]]]:
        """All of them, PART at a time, with their relations to what was made before."""
        weight = np.diff(self._on.homes) / self._plan.residents
        for part, start in enumerate(range(0, self._plan.initiatives, PART)):
            chance, dice = self._plan.chance("initiatives", part), self._plan.dice("initiatives", part)
            numbers = np.arange(start, min(start + PART, self._plan.initiatives))
            buurt: Ints = chance.choice(weight.size, numbers.size, p=weight)
            keys = self._plan.keys("Initiative", numbers)
            runs = [stories.course(dice) for _ in keys]
            nodes: list[Node] = []
            relations: list[Relation] = []
            extra = iter(self._plan.keys("Around initiative", np.arange(start * _MOST, (start + PART) * _MOST)))
            for key, b, run, point in zip(keys, ints(buurt), runs, _points(chance, self._on, buurt), strict=True):
                more_nodes, more_relations = self._one(dice, key, b, run, point, islice(extra, _MOST))
                nodes += more_nodes
                relations += more_relations
            relations += joins(self._who, chance, buurt, keys, runs)
            yield nodes, relations

    def _one(
        self, dice: random.Random, key: int, buurt: int, run: Course, point: Point, extra: Iterator[int]
    ) -> tuple[list[Node], list[Relation]]:
        number = dice.randrange(len(SUBJECTS))
        subject, place = SUBJECTS[number], self._on.land.buurten[buurt]
        words = stories.words_for(dice, self._on.village(place.village), place.there)
        story = dice.choice(subject.stories)
        initiative = stories.told(dice, key, story, run, self._title(dice, story, words), words, point)
        nodes: list[Node] = [initiative]
        relations: list[Relation] = [
            LocatedIn(source=key, target=self._areas[buurt], since=initiative.since),
            About(source=key, target=theme_key(subject.theme)),
        ]
        keys = list(extra)
        for node, relation in stories.resources(dice, initiative, subject, run, iter(keys[3:])):
            nodes.append(node)
            relations.append(relation)
        for node, asked in stories.requests(dice, initiative, subject, run, iter(keys[:3])):
            nodes.append(node)
            relations += asked
        relations += self._helped(dice, key, subject, place.village, buurt, run)
        relations += self._connected(dice, _Earlier(key, number, place.village, run))
        return nodes, relations

    def _title(self, dice: random.Random, story: Story, words: dict[str, str]) -> str:
        """A title that no other has, while there are such."""
        titles = [title.format_map(words) for title in dice.sample(story.titles, len(story.titles))]
        title = next((title for title in titles if title not in self._titles), titles[0])
        self._titles.add(title)
        return title

    def _helped(
        self, dice: random.Random, key: int, subject: Subject, village: int, buurt: int, run: Course
    ) -> Iterator[Relation]:
        """By the organisation that carries it, and by others that help."""
        fitting = [club for tag in subject.run for club in self._fitting.get((village, tag), [])]
        fitting = [club for club in fitting if club.buurt in (None, buurt)]
        until = None if run.end is None else day(run.end)
        carrier = dice.choice(fitting) if fitting and dice.random() < _CARRIED else None
        if carrier:
            yield Runs(source=carrier.key, target=key, since=day(run.begin), until=until)
        first, every = self._clubs.first, self._clubs.every
        near, wide = range(int(first[village]), int(first[village + 1])), range(int(first[-1]), len(every))
        (count,) = dice.choices((0, 1, 2, 3), (45, 32, 16, 7))
        helpers = {dice.choice(near if near and dice.random() < 0.6 else wide) for _ in range(count)}
        for club in (every[helper] for helper in sorted(helpers)):
            if club is not carrier:
                kind, since = dice.choice(club.kind.offers)[0], dice.randint(run.begin, run.last)
                amount = Decimal(50 * dice.randint(2, 50)) if kind is ResourceKind.MONEY else None
                yield Supports(source=club.key, target=key, kind=kind, amount=amount, since=day(since), until=until)

    def _connected(self, dice: random.Random, this: _Earlier) -> Iterator[Relation]:
        """To an earlier one in the same village or about the same, if they were both going on, or it follows it up."""
        by_village = self._by_village.setdefault(this.village, [])
        by_subject = self._by_subject.setdefault(this.subject, [])
        known = by_subject if dice.random() < 0.5 else by_village
        if known and dice.random() < _CONNECTED:
            other = dice.choice(known)
            since = max(this.run.begin, other.run.begin)
            last = min(this.run.last, other.run.last)
            if kind := _kind(dice, this, other, together=since <= last):
                follows = kind is ConnectionKind.SUCCEEDS
                begun = this.run.begin if follows else dice.randint(since, last)
                going_on = follows or (this.run.end is None and other.run.end is None)
                yield ConnectedTo(
                    source=min(this.key, other.key),
                    target=max(this.key, other.key),
                    kind=kind,
                    since=day(begun),
                    until=None if going_on else day(last),
                    how=dice.choice(CONNECTED),
                )
        by_village.append(this)
        by_subject.append(this)


def _kind(dice: random.Random, this: _Earlier, other: _Earlier, together: bool) -> ConnectionKind | None:
    """How the two are connected; None if they cannot be."""
    same = this.subject == other.subject
    if same and this.village == other.village and other.run.end is not None and other.run.end <= this.run.begin:
        return ConnectionKind.SUCCEEDS
    if not together:
        return None
    if same:
        return ConnectionKind.EXCHANGES_KNOWLEDGE
    return dice.choice((ConnectionKind.COOPERATES, ConnectionKind.SHARES_SPACE))


def _points(chance: np.random.Generator, on: Ground, buurt: Ints) -> list[Point]:
    """A point in each neighbourhood, by drawing in its box until one lies inside."""
    outlines = np.array([place.outline for place in on.land.buurten], object)[buurt]
    low, high = np.split(shapely.bounds(outlines), 2, axis=1)
    points = np.zeros((buurt.size, 2))
    missing = np.arange(buurt.size)
    while missing.size:
        points[missing] = low[missing] + chance.random((missing.size, 2)) * (high - low)[missing]
        inside = shapely.contains_xy(outlines[missing], points[missing])
        missing = missing[~inside]
    return [Point(lon=round(lon, 6), lat=round(lat, 6)) for lon, lat in points.tolist()]
