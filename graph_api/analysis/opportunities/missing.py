# SPDX-License-Identifier: EUPL-1.2
"""Missing: why there are no opportunities for a party, or few, in words that say what could be done about it.

    Missing(snapshot, facts, reach, resources, asks).of(one, wanted.kinds)

Only what the snapshot's level sees is told: for a level that sees no residents nothing is said of them.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from graph_api.analysis.opportunities.asks import JointAsks
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.listed import Listed
from graph_api.analysis.opportunities.phrases import KINDS, ROLES, distance, period
from graph_api.analysis.opportunities.reach import REACH, Reach
from graph_api.analysis.opportunities.resources import Resources
from graph_api.analysis.snapshot import Int32s, Snapshot, row
from graph_api.analysis.wording import number
from schema.base import Node, Relation
from schema.initiative import About, Initiative, LocatedIn
from schema.opportunity import OpportunityKind, Text
from schema.organisation import Organisation, Runs, Supports
from schema.resident import Initiates, ParticipatesIn
from schema.resource import ResourceKind
from schema.support_request import SupportRole

_REACH: Final = number(REACH)
_KINDS: Final = tuple(ResourceKind)
_ROLES: Final = tuple(SupportRole)
Kinds = tuple[OpportunityKind, ...] | None
_NAMES: Final[dict[type[Node], Text]] = {
    Initiative: Text("dit initiatief", "this initiative"),
    Organisation: Text("deze organisatie", "this organisation"),
}


class Missing:
    """What is missing, in one snapshot. Parties are indices."""

    def __init__(self, snapshot: Snapshot, facts: Facts, reach: Reach, resources: Resources, asks: JointAsks) -> None:
        """`resources` and `asks`: the signals, which have everything sought and offered in its place."""
        self._snapshot, self._facts, self._reach = snapshot, facts, reach
        self._needs, self._offers, self._asks = resources.sought, resources.given, asks.sought

    def of(self, one: int, kinds: Kinds = None, connected: int = 0) -> list[Text]:
        """What lacks for opportunities of a party. `kinds`: those wanted, None for all; `connected`: with how many that
        come into consideration it is connected already. Empty where nothing is known to lack: see `nothing`."""
        cls = self._facts.parties.party(one)[0]
        if cls not in _NAMES:
            return [
                Text(
                    "Er is geen initiatief in deze gemeente bekend dat iets zoekt wat het de gemeente nog niet vroeg.",
                    "No initiative in this municipality is known to seek what it did not ask the municipality yet.",
                )
            ]
        if not self._facts.open[one]:
            return [_ended(cls is Initiative)]
        found = list(self._lacking(one, cls is Initiative, kinds))
        if connected:
            found.append(_connected(_NAMES[cls], connected))
        return found

    def _lacking(self, one: int, initiative: bool, kinds: Kinds) -> Iterator[Text]:
        helped = wants(kinds, OpportunityKind.COMPLEMENTARY, OpportunityKind.SUPPORT)
        if initiative and wants(kinds, OpportunityKind.SHARED_PEOPLE):
            yield from self._people(one)
        if initiative and wants(kinds, OpportunityKind.SIMILAR):
            yield from self._subject(one)
        if not np.isfinite(self._reach.points[one, 0]):
            yield _unplaced(initiative)
        elif helped:
            yield from self._unmet(one)
        if helped:
            yield from self._unknown(one, initiative)
        if initiative and kinds is not None and OpportunityKind.JOINT_ASK in kinds:
            yield from self._joint(one)

    def _people(self, one: int) -> Iterator[Text]:
        """Nobody is known; residents are told of only to those who may see that there are any."""
        seen = Initiates.__ends__.privacy <= self._snapshot.privacy
        if any(len(row(self._snapshot.backward(r), one)) for r in (Runs, Supports)):
            return
        if not seen:
            yield Text(
                "Er zijn geen organisaties bekend die achter dit initiatief staan.",
                "No organisations are known to stand behind this initiative.",
            )
        elif not any(len(row(self._snapshot.backward(r), one)) for r in (Initiates, ParticipatesIn)):
            yield Text(
                "Van dit initiatief zijn geen inwoners of organisaties bekend.",
                "No residents or organisations of this initiative are known.",
            )

    def _subject(self, one: int) -> Iterator[Text]:
        def none(relation: type[Relation]) -> bool:
            return not len(row(self._snapshot.forward(relation), one))

        if none(About) and not len(row(self._facts.texts, one)):
            yield Text(
                "Van dit initiatief is geen thema of beschrijving bekend.",
                "No theme or description of this initiative is known.",
            )
        if none(LocatedIn):
            yield Text(
                "Van dit initiatief is niet bekend in welk dorp of welke buurt het is.",
                "It is not known in which village or neighbourhood this initiative is.",
            )

    def _unknown(self, one: int, initiative: bool) -> Iterator[Text]:
        if self._offers.own(one) or self._needs.own(one):
            return
        if not initiative:
            yield Text(
                "Van deze organisatie is niet bekend wat zij te bieden heeft.",
                "It is not known what this organisation has to offer.",
            )
        else:
            yield Text(
                "Van dit initiatief is niet bekend wat het zoekt of te bieden heeft.",
                "It is not known what this initiative seeks or has to offer.",
            )

    def _unmet(self, one: int) -> Iterator[Text]:
        """What it seeks that nobody near offers, then what it offers that nobody near seeks; each said once."""
        said = [self._no_offer(one, need) for need in self._needs.own(one)]
        yield from dict.fromkeys(text for text in said if text)
        for group, _ in self._offers.own_groups(one):
            if not len(self._open(self._needs, self._needs.near(one, group))):
                kind = KINDS[_KINDS[group]]
                yield Text(
                    f"Binnen {_REACH.nl} km is geen initiatief bekend dat {kind.nl} zoekt.",
                    f"No initiative within {_REACH.en} km is known to seek {kind.en}.",
                )

    def _no_offer(self, one: int, need: int) -> Text | None:
        group, (since, until) = int(self._needs.group[need]), self._needs.period(need)
        near = self._open(self._offers, self._offers.near(one, group))
        if self._offers.overlapping(near, since, until).any():
            return None
        kind, when = KINDS[_KINDS[group]], period(since, until, self._facts.day)
        if len(near) and when:
            return Text(
                f"Binnen {_REACH.nl} km is wel aanbod van {kind.nl} bekend, maar niet voor de periode {when.nl}.",
                f"There is an offer of {kind.en} within {_REACH.en} km, but not for the period {when.en}.",
            )
        return _no_offer(kind, when, self._further(one, group, since, until))

    def _further(self, one: int, group: int, since: int, until: int) -> float | None:
        """Kilometres to the nearest offer that is out of reach."""
        same = np.flatnonzero(self._offers.group == group).astype(np.int32)
        found = self._open(self._offers, same[self._offers.overlapping(same, since, until)])
        parties = self._offers.party[found]
        parties = parties[self._reach.placed[parties] & (parties != one)]
        return float(self._reach.distances(one, parties).min()) if len(parties) and self._reach.placed[one] else None

    def _open(self, listed: Listed, rows: Int32s) -> Int32s:
        """Those rows that are of parties that have not ended."""
        return rows[self._facts.open[listed.party[rows]]]

    def _joint(self, one: int) -> Iterator[Text]:
        own = self._asks.own_groups(one)
        if not own:
            yield Text(
                "Dit initiatief heeft geen open verzoek bij de gemeente.",
                "This initiative has no open request to the municipality.",
            )
        for group, _ in own:
            if np.isfinite(self._reach.points[one, 0]) and not len(self._open(self._asks, self._asks.near(one, group))):
                role = ROLES[_ROLES[group % len(_ROLES)]]
                yield Text(
                    f"Binnen {_REACH.nl} km vraagt geen ander initiatief de gemeente {role.nl}.",
                    f"No other initiative within {_REACH.en} km asks the municipality {role.en}.",
                )


def wants(wanted: Kinds, *kinds: OpportunityKind) -> bool:
    """Whether one of these kinds is wanted."""
    return wanted is None or any(kind in wanted for kind in kinds)


def _ended(initiative: bool) -> Text:
    if initiative:
        return Text(
            "Dit initiatief is beëindigd; er worden geen verbindingen meer bij gezocht.",
            "This initiative has ended; no connections are looked for any more.",
        )
    return Text(
        "Deze organisatie is niet meer actief; er worden geen verbindingen meer bij gezocht.",
        "This organisation is no longer active; no connections are looked for any more.",
    )


def _unplaced(initiative: bool) -> Text:
    if initiative:
        return Text(
            "Van dit initiatief is niet bekend waar het is, en dus ook niet wat er in de buurt is.",
            "It is not known where this initiative is, and so neither what is near it.",
        )
    return Text(
        "Van deze organisatie is niet bekend waar zij zit, en dus ook niet wat er in de buurt is.",
        "It is not known where this organisation is, and so neither what is near it.",
    )


def _no_offer(kind: Text, when: Text | None, nearest: float | None) -> Text:
    """`nearest`: kilometres to the nearest offer out of reach, None where there is none."""
    nl, en = (f" {when.nl}", f" {when.en}") if when else ("", "")
    further = Text("", "")
    if nearest is not None:
        away = distance(nearest)
        further = Text(f"; het dichtstbijzijnde is op {away.nl}", f"; the nearest is {away.en} away")
    return Text(
        f"Binnen {_REACH.nl} km is{nl} geen aanbod van {kind.nl} bekend{further.nl}.",
        f"No offer of {kind.en} is known within {_REACH.en} km{en}{further.en}.",
    )


def _connected(name: Text, count: int) -> Text:
    if count == 1:
        return Text(
            f"Met de enige die in aanmerking komt, is {name.nl} al verbonden.",
            f"With the only one that comes into consideration, {name.en} is connected already.",
        )
    many = number(count)
    return Text(
        f"Met alle {many.nl} die in aanmerking komen, is {name.nl} al verbonden.",
        f"With all {many.en} that come into consideration, {name.en} is connected already.",
    )
