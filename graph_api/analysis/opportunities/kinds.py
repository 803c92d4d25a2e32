# SPDX-License-Identifier: EUPL-1.2
"""Kinds: why a connection may be worth making, from the signals that speak for it and the parts it would join."""

from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.parties import Parties
from graph_api.analysis.opportunities.product import pattern
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot
from schema.base import Node
from schema.initiative import Initiative
from schema.municipality import Municipality
from schema.opportunity import OpportunityKind, Signal
from schema.organisation import Organisation
from schema.resident import Initiates, ParticipatesIn

KINDS: Final = tuple(OpportunityKind)
SIGNALS: Final = tuple(Signal)
"""The rows of shares, in this order."""

_SHARED: Final = (Signal.PEOPLE, Signal.ORGANISATIONS, Signal.BACKING, Signal.CONNECTIONS)
_SIMILAR: Final = (Signal.TEXT, Signal.NEEDS, Signal.THEMES, Signal.PLACE)
_BEHIND: Final[dict[type[Node], dict[OpportunityKind, tuple[Signal, ...]]]] = {
    Initiative: {
        OpportunityKind.SHARED_PEOPLE: (*_SHARED, Signal.PATHS),
        OpportunityKind.SIMILAR: _SIMILAR,
        OpportunityKind.COMPLEMENTARY: (Signal.RESOURCES,),
        OpportunityKind.JOINT_ASK: (Signal.ASKS,),
    },
    # That somebody is in both, or that their words are alike, is no reason to call an organisation: it adds to one.
    Organisation: {
        OpportunityKind.COMPLEMENTARY: (Signal.RESOURCES,),
        OpportunityKind.SUPPORT: (Signal.ROLE, Signal.PATHS),
    },
    Municipality: {OpportunityKind.SUPPORT: (Signal.ROLE,)},
}
"""Which signals speak for a kind of opportunity between an initiative and an initiative, organisation, municipality."""
_PLACES: Final = {
    between: [(KINDS.index(kind), [SIGNALS.index(signal) for signal in signals]) for kind, signals in kinds.items()]
    for between, kinds in _BEHIND.items()
}
_SIGNS: Final = [SIGNALS.index(signal) for signal in (*_SIMILAR, Signal.ROLE, Signal.PATHS)]


def strengths(between: type[Node], shares: Floats, bridging: Flags) -> Floats:
    """How much speaks for each of KINDS in each pair, kinds x pairs, 0 where a pair is not of that kind.

    `between`: what the other of the pair is, where one is an initiative. `shares`: SIGNALS x pairs. A theme or an area
    alone makes no two similar; both do. An organisation behind initiatives of the same people fits where it shares a
    theme. A bridge adds nothing to a score: it is as strong as a number can be small.
    """
    found = np.zeros((len(KINDS), shares.shape[1]))
    for kind, signals in _PLACES[between]:
        found[kind] = shares[signals].sum(axis=0)
    text, needs, themes, place, role, paths = shares[_SIGNS]
    if between is Initiative:
        found[KINDS.index(OpportunityKind.SIMILAR)] *= (text > 0) | (needs > 0) | ((themes > 0) & (place > 0))
    if between is Organisation:
        found[KINDS.index(OpportunityKind.SUPPORT)] = role + paths * (themes > 0)
    found[KINDS.index(OpportunityKind.BRIDGE)] = bridging * np.finfo(np.float64).tiny
    return found


def ordered(strengths: Floats) -> list[list[OpportunityKind]]:
    """The kinds of each pair, strongest first; of equals the first of KINDS."""
    order, there = np.argsort(-strengths, axis=0, kind="stable").T, np.count_nonzero(strengths, axis=0)
    return [[KINDS[place] for place in each[:n]] for each, n in zip(order.tolist(), there.tolist(), strict=True)]


class Parts:
    """The separate parts of the network of initiatives and organisations, joined by connections, by running and
    supporting, and, for a level that sees them, by residents who carry several."""

    def __init__(self, snapshot: Snapshot, parties: Parties, joined: Matrix) -> None:
        """`joined`: parties x parties, who are joined directly."""
        carriers = parties.rows({Initiative: pattern(snapshot.backward(Initiates), snapshot.backward(ParticipatesIn))})
        both = sparse.csr_array(sparse.block_array([[joined, carriers], [carriers.T, None]]))
        labels = csgraph.connected_components(both, directed=False)[1][: parties.n].astype(np.int32)
        self._size: Int32s = np.bincount(labels)[labels].astype(np.int32)
        self._part: Int32s = np.where(self._size < 2, np.int32(-1), labels)

    def bridging(self, one: int, others: Int32s) -> Flags:
        """Which others are in another part than one; what is joined to nothing is in no part."""
        part, theirs = self._part[one], self._part[others]
        return (theirs >= 0) & (theirs != part) & (part >= 0)

    def size(self, one: int) -> int:
        """How many initiatives and organisations are in the part of a party, itself among them."""
        return int(self._size[one])
