# SPDX-License-Identifier: EUPL-1.2
"""Between: what is missing between two parties, or why their connection is not offered, in words.

Between(snapshot, facts, reach, resources).of(engine.pair(a, b), (title(a), title(b)), since)
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np

from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.phrases import KINDS, dated, distance, period
from graph_api.analysis.opportunities.reach import REACH, Reach
from graph_api.analysis.opportunities.resources import Resources
from graph_api.analysis.opportunities.scored import Scored
from graph_api.analysis.snapshot import EPOCH, Snapshot, row
from graph_api.analysis.wording import listed, number
from schema.initiative import About, Initiative
from schema.municipality import Municipality
from schema.opportunity import Signal, Text
from schema.organisation import Organisation
from schema.resident import Initiates
from schema.resource import ResourceKind

_REACH: Final = number(REACH)
_KINDS: Final = tuple(ResourceKind)
Names = dict[int, str]
"""What parties are called, by index, in quotes."""


class Between:
    """What is missing between two, in one snapshot. Parties are indices."""

    def __init__(self, snapshot: Snapshot, facts: Facts, reach: Reach, resources: Resources) -> None:
        self._snapshot, self._facts, self._reach = snapshot, facts, reach
        self._needs, self._offers = resources.sought, resources.given

    def of(self, pair: Scored, names: tuple[str, str], since: date | None = None, offered: bool = False) -> list[Text]:
        """Why a pair is not offered, then what would make it stronger. `names`: what `pair.one` and `pair.other` are
        called; `since`: since when they are connected, where that is known; `offered`: whether their evidence is enough
        to offer them."""
        quoted = {pair.one: f"‘{names[0]}’", pair.other: f"‘{names[1]}’"}
        never = list(self._never_offered(pair, quoted, since))
        weak = [] if offered or never or not pair.grounds else [_too_little(pair)]
        return [*never, *weak, *self._lacking(pair, quoted)]

    def _never_offered(self, pair: Scored, names: Names, since: date | None) -> Iterator[Text]:
        one, other = names.values()
        if pair.connected:
            when = dated(since, EPOCH + timedelta(days=self._facts.day)) if since else None
            yield Text(
                f"{one} en {other} zijn al verbonden{f', sinds {when.nl}' if when else ''}.",
                f"{one} and {other} are connected already{f', since {when.en}' if when else ''}.",
            )
        for party in (pair.one, pair.other):
            if not self._facts.open[party]:
                yield Text(f"{names[party]} is beëindigd.", f"{names[party]} has ended.")
        if min(pair.one, pair.other) >= self._facts.parties.counts[Initiative]:
            yield Text(
                "Verbind zoekt alleen verbindingen waarbij ten minste één initiatief betrokken is.",
                "Verbind only looks for connections in which at least one initiative takes part.",
            )

    def _lacking(self, pair: Scored, names: Names) -> Iterator[Text]:
        there = {ground.signal for ground in pair.grounds}
        kinds = {self._facts.parties.party(party)[0] for party in names}
        if kinds == {Initiative}:
            yield from self._in_common(names, there)
        if Municipality in kinds or kinds == {Organisation}:
            return
        yield from self._needs_of(pair, names)

    def _in_common(self, names: Names, there: set[Signal]) -> Iterator[Text]:
        if not there & {Signal.PEOPLE, Signal.ORGANISATIONS, Signal.BACKING}:
            yield (
                Text(
                    "Er zijn geen inwoners of organisaties bekend die bij beide horen.",
                    "No residents or organisations are known that belong to both.",
                )
                if Initiates.__ends__.privacy <= self._snapshot.privacy
                else Text(
                    "Er zijn geen organisaties bekend die achter beide staan.",
                    "No organisations are known to stand behind both.",
                )
            )
        if Signal.THEMES not in there:
            about = self._snapshot.forward(About)
            without = [names[party] for party in names if not len(row(about, party))]
            for name in without:
                yield Text(f"Van {name} is geen thema bekend.", f"No theme of {name} is known.")
            if not without:
                yield Text("Zij hebben geen thema gemeen.", "They have no theme in common.")

    def _needs_of(self, pair: Scored, names: Names) -> Iterator[Text]:
        """What either seeks and the other does not meet; then what is not known of them."""
        met = {
            piece.via[1]
            for ground in pair.grounds
            if ground.signal is Signal.RESOURCES
            for piece in ground.pieces
            if piece.via
        }
        said: list[Text] = []
        for seeker, giver in ((pair.one, pair.other), (pair.other, pair.one)):
            unmet = [need for need in self._needs.own(seeker) if int(self._needs.keys[need]) not in met]
            said += self._unmet(unmet, giver, names)
            said += self._other_kinds(unmet, giver, names)
        yield from dict.fromkeys(said)
        for party in names:
            if not self._needs.own(party) and not self._offers.own(party):
                yield _unknown(names[party], party < self._facts.parties.counts[Initiative])
            if not np.isfinite(self._reach.points[party, 0]):
                yield Text(f"Van {names[party]} is geen plaats bekend.", f"No place of {names[party]} is known.")
        if not said and (away := self._apart(pair.one, pair.other)):
            yield Text(
                f"De afstand is {away.nl}; tot {_REACH.nl} km telt als dichtbij.",
                f"They are {away.en} apart; up to {_REACH.en} km counts as near.",
            )

    def _unmet(self, needs: list[int], giver: int, names: Names) -> Iterator[Text]:
        """Why what the other offers of the same kind does not meet them."""
        for need in needs:
            group = int(self._needs.group[need])
            same = [offer for offer in self._offers.own(giver) if self._offers.group[offer] == group]
            if not same:
                continue
            one, other, kind = names[int(self._needs.party[need])], names[giver], KINDS[_KINDS[group]]
            if not any(self._needs.overlaps(need, self._offers, offer) for offer in same):
                yield self._other_period(need, same[0], kind, (one, other))
            elif away := self._apart(int(self._needs.party[need]), giver):
                reach, nl, en = _REACH, kind.nl, kind.en
                yield Text(
                    f"{one} zoekt {nl} en {other} biedt {nl}, maar {away.nl} verderop; tot {reach.nl} km telt.",
                    f"{one} seeks {en} and {other} offers {en}, but {away.en} away; up to {reach.en} km counts.",
                )

    def _other_kinds(self, needs: list[int], giver: int, names: Names) -> Iterator[Text]:
        """What is sought of kinds of which the other, which has something to offer, has nothing."""
        given = {int(self._offers.group[offer]) for offer in self._offers.own(giver)}
        sought = {int(self._needs.group[need]) for need in needs} - given
        if not given or not sought:
            return
        lacks, has = _listed(sought), _listed(given)
        one, other = names[int(self._needs.party[needs[0]])], names[giver]
        yield Text(
            f"{one} zoekt {lacks.nl}; {other} heeft alleen {has.nl} te bieden.",
            f"{one} seeks {lacks.en}; {other} has only {has.en} to offer.",
        )

    def _other_period(self, need: int, offer: int, kind: Text, names: tuple[str, str]) -> Text:
        day, (one, other) = self._facts.day, names
        nothing = Text("", "")
        sought = period(*self._needs.period(need), day) or nothing
        given = period(*self._offers.period(offer), day) or nothing
        return Text(
            f"{one} zoekt {kind.nl} {sought.nl}, maar het aanbod van {other} geldt {given.nl}.",
            f"{one} seeks {kind.en} {sought.en}, but the offer of {other} holds {given.en}.",
        )

    def _apart(self, one: int, other: int) -> Text | None:
        """How far apart two are that are out of reach and of which both places are known."""
        if not self._reach.placed[[one, other]].all() or self._reach.both(one, other):
            return None
        return distance(float(self._reach.distances(one, np.array([other], np.int32))[0]))


def _too_little(pair: Scored) -> Text:
    """Why what speaks for a pair is not enough: see `graph_api.analysis.opportunities.search`."""
    if {ground.signal for ground in pair.grounds} <= {Signal.THEMES, Signal.PLACE}:
        return Text(
            "Alleen een gedeeld thema of gebied is te weinig om ze aan elkaar voor te stellen.",
            "Sharing no more than a theme or an area is too little to introduce them.",
        )
    return Text(
        "Wat ervoor pleit, is te weinig om ze aan elkaar voor te stellen.",
        "What speaks for it is too little to introduce them.",
    )


def _listed(groups: set[int]) -> Text:
    return listed([KINDS[_KINDS[group]] for group in sorted(groups)])


def _unknown(name: str, initiative: bool) -> Text:
    if initiative:
        return Text(
            f"Van {name} is niet bekend wat het zoekt of te bieden heeft.",
            f"It is not known what {name} seeks or has to offer.",
        )
    return Text(
        f"Van {name} is niet bekend wat er te bieden is.",
        f"It is not known what {name} has to offer.",
    )
