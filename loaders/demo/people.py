# SPDX-License-Identifier: EUPL-1.2
"""The residents of the demo: where they live, of what they are members, and who of them is near."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from loaders.demo.clubs import Clubs
from loaders.demo.ground import Ground
from loaders.demo.plan import SPAN, Floats, Ints, Plan, day, draw, ints
from loaders.demo.texts import FIRST_NAMES, SURNAMES
from schema.base import Node, Relation
from schema.resident import LivesIn, MemberOf, Resident

PART: Final = 10_000
"""Residents made at a time."""

_MEMBERSHIPS: Final = 0.8
"""Of so many associations a resident is a member, on average."""

_CONSENT: Final = 0.03
"""So many residents are known by name, with their consent."""

_LOCAL: Final = (0.62, 0.87)
"""In so many cases someone of the neighbourhood joins; to the second number someone of the village; else anyone."""


@dataclass(frozen=True, slots=True)
class People:
    """The residents, by number: those of a neighbourhood stand together. `activity` is cumulative, as `draw` takes it:
    a few residents are in everything."""

    plan: Plan
    on: Ground
    activity: Floats

    def keys(self, numbers: Ints) -> list[int]:
        """The keys of residents."""
        return self.plan.keys("Resident", numbers)

    def near(self, chance: np.random.Generator, buurt: Ints) -> Ints:
        """For each neighbourhood (a number) a resident who joins something there: mostly one from nearby."""
        homes, first = self.on.homes, self.on.first
        village = np.searchsorted(first, buurt, side="right") - 1
        reach = chance.random(buurt.size)
        low = np.where(reach < _LOCAL[0], homes[buurt], np.where(reach < _LOCAL[1], homes[first[village]], 0))
        high = np.where(
            reach < _LOCAL[0],
            homes[buurt + 1],
            np.where(reach < _LOCAL[1], homes[first[village + 1]], homes[-1]),
        )
        return draw(chance, self.activity, low, high)


def people(plan: Plan, on: Ground) -> People:
    """Settle how active each resident is."""
    weight = plan.chance("activity").pareto(1.6, plan.residents) + 0.1
    weight = np.minimum(weight, 0.02 * weight.sum())
    return People(plan, on, np.concatenate(([0.0], np.cumsum(weight))))


def records(who: People, all_clubs: Clubs) -> Iterator[tuple[list[Node], list[Relation]]]:
    """The residents, some thousands at a time, with where they live and of what they are members."""
    areas = who.on.buurt_keys()
    for part, start in enumerate(range(0, who.plan.residents, PART)):
        chance = who.plan.chance("residents", part)
        numbers = np.arange(start, min(start + PART, who.plan.residents))
        keys = who.keys(numbers)
        buurt = np.searchsorted(who.on.homes, numbers, side="right") - 1
        moved = ints(chance.integers(-20 * 365, SPAN, numbers.size))
        relations: list[Relation] = [
            LivesIn(source=key, target=areas[home], since=day(since))
            for key, home, since in zip(keys, ints(buurt), moved, strict=True)
        ]
        relations += _memberships(who, all_clubs, chance, numbers, buurt)
        yield list(_residents(who.plan, part, numbers, keys)), relations


def _residents(plan: Plan, part: int, numbers: Ints, keys: list[int]) -> Iterator[Resident]:
    dice = plan.dice("names", part)
    for number, key in zip(ints(numbers), keys, strict=True):
        if dice.random() >= _CONSENT:
            yield Resident(key=key, pseudonym=f"inwoner-{number + 1}")
            continue
        first, last = dice.choice(FIRST_NAMES), dice.choice(SURNAMES)
        yield Resident(
            key=key,
            pseudonym=f"inwoner-{number + 1}",
            name=f"{first} {last}",
            contact=f"{first}.{number + 1}@elzermark.example".lower(),
            consent_on=day(dice.randrange(0, SPAN)),
        )


def _memberships(
    who: People, all_clubs: Clubs, chance: np.random.Generator, numbers: Ints, buurt: Ints
) -> Iterator[Relation]:
    """Members of associations in their own village; a few associations have most of them."""
    times = chance.poisson(_MEMBERSHIPS, numbers.size)
    member = np.repeat(numbers, times)
    village = np.repeat(np.searchsorted(who.on.first, buurt, side="right") - 1, times)
    joined = draw(chance, all_clubs.appeal, all_clubs.first[village], all_clubs.first[village + 1])
    member, joined = np.divmod(np.unique(member * len(all_clubs.every) + joined), len(all_clubs.every))
    since = ints(chance.integers(-15 * 365, SPAN, member.size))
    for key, club, begun in zip(who.keys(member), ints(joined), since, strict=True):
        yield MemberOf(source=key, target=all_clubs.every[club].key, since=day(begun))
