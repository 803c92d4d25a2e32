# SPDX-License-Identifier: EUPL-1.2
"""Who could help with what is asked: the municipality in one of its four roles, or an organisation with an offer.

An initiative and its municipality: a piece for each need of a kind that the municipality can meet in a role in which
the initiative has no request open or granted. Its value is 0.5 + 0.5 x the share of requests in that role that were
granted to initiatives of the same themes, drawn towards the share of all themes as if five more were decided like it.

An initiative and an organisation: a piece for each request that is open, or was declined while nothing in that role was
granted, met by the best offer of the organisation: see `graph_api.analysis.opportunities.matching`.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Floats, rows
from graph_api.analysis.opportunities.asks import ROLES, STATES, asked_of
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.listed import Listed
from graph_api.analysis.opportunities.matching import Meeting, together
from graph_api.analysis.opportunities.product import looked_up
from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.opportunities.signal import Flags, Piece
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot
from schema.area import BelongsTo, PartOf
from schema.initiative import About, LocatedIn
from schema.municipality import Municipality
from schema.opportunity import Signal
from schema.organisation import Organisation
from schema.resource import Need, ResourceKind
from schema.support_request import RequestState, SupportRequest, SupportRole

ROLE_OF: Final = {
    ResourceKind.SPACE: SupportRole.FACILITATE,
    ResourceKind.PEOPLE: SupportRole.ORGANISE,
    ResourceKind.MONEY: SupportRole.FINANCE,
    ResourceKind.KNOWLEDGE: SupportRole.ORGANISE,
    ResourceKind.MATERIAL: SupportRole.FACILITATE,
    ResourceKind.PERMIT: SupportRole.REGULATE,
    ResourceKind.PUBLICITY: SupportRole.FACILITATE,
}
"""In which role the municipality can meet a need of each kind."""

ALONE: Final = {
    SupportRole.FACILITATE: 0.25,
    SupportRole.ORGANISE: 0.25,
    SupportRole.FINANCE: 1.0,
    SupportRole.REGULATE: 0.5,
}
"""How much a role tells without the words: money serves many ends, a hall no one who asks for a plot of land."""

_ALONE: Final = np.array([ALONE[role] for role in ROLES])
_ROLES: Final = np.array([ROLES.index(ROLE_OF[kind]) for kind in ResourceKind], np.int32)
_PRIOR: Final = 5
"""So many decided requests of the same themes weigh as much as those of all themes."""


class Roles:
    """Needs that the municipality can meet, and requests that an organisation can."""

    signal: Signal = Signal.ROLE
    proposes: bool = True

    def __init__(self, snapshot: Snapshot, facts: Facts, reach: Reach) -> None:
        self._municipal = _Municipal(snapshot, facts)
        self._organisations = _meeting(facts, reach)
        self._parties = facts.parties.n

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        return together([self._municipal.found(one), self._organisations.found(one)], self._parties)

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`."""
        return [*self._municipal.pieces(one, other), *self._organisations.pieces(one, other)]


class _Municipal:
    """Every need that a municipality can meet, ascending by initiative, then key."""

    def __init__(self, snapshot: Snapshot, facts: Facts) -> None:
        needs = facts.needs
        own = municipalities(snapshot)
        current = np.flatnonzero(needs.until >= facts.day)
        positions, many = rows(own, needs.party[current])
        need = np.repeat(current, many)
        municipality = (positions + facts.parties.starts[Municipality]).astype(np.int32)
        role = _ROLES[needs.kind[need]]
        unasked = ~_asked(facts, needs.party[need], municipality, role)
        need, municipality, role = need[unasked], municipality[unasked], role[unasked]
        self._initiative: Int32s = needs.party[need]
        self._municipality: Int32s = municipality
        self._keys = needs.keys[need]
        self._values = 0.5 + 0.5 * _granted(snapshot, facts, self._initiative, municipality, role)
        self._starts = np.searchsorted(self._initiative, np.arange(facts.parties.n + 1))

    def found(self, one: int) -> tuple[Int32s, Floats]:
        own = slice(self._starts[one], self._starts[one + 1])
        if own.start < own.stop:
            return self._municipality[own], self._values[own]
        mine = np.flatnonzero(self._municipality == one)
        return self._initiative[mine], self._values[mine]

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        initiative, municipality = min(one, other), max(one, other)
        return [
            Piece(float(self._values[row]), (Need, int(self._keys[row])))
            for row in range(int(self._starts[initiative]), int(self._starts[initiative + 1]))
            if self._municipality[row] == municipality
        ]


def municipalities(snapshot: Snapshot) -> Matrix:
    """Initiatives by municipalities: those of the areas that an initiative is in, or the only one there is."""
    if snapshot.count(Municipality) == 1:
        return sparse.csr_array(np.ones((snapshot.forward(LocatedIn).shape[0], 1), np.float32))
    larger, reached = snapshot.forward(PartOf), snapshot.forward(BelongsTo)
    while (more := reached + larger @ reached).nnz > reached.nnz:
        reached = more
    return sparse.csr_array(snapshot.forward(LocatedIn) @ reached)


def _asked(facts: Facts, initiative: Int32s, municipality: Int32s, role: Int32s) -> Flags:
    """Whether an initiative has a request in a role open or granted by a municipality, or by one that is not known."""
    states = [STATES.index(state) for state in (RequestState.ASKED, RequestState.GRANTED)]
    asks, by = facts.asks, asked_of(facts)
    standing = np.isin(asks.state, states)
    found = np.zeros(len(initiative), np.bool_)
    for whom in (municipality, np.full(len(municipality), -1)):
        found |= np.isin(
            _cells(facts, initiative, whom, role),
            _cells(facts, asks.things.party[standing], by[standing], asks.things.kind[standing]),
        )
    return found


def _cells(facts: Facts, initiative: Int32s, municipality: Int32s, role: Int32s) -> Int32s:
    """One number for an initiative, a municipality and a role."""
    slot = municipality.astype(np.int64) + 1
    return (initiative * (facts.parties.n + np.int64(1)) + slot) * len(ROLES) + role


def _granted(snapshot: Snapshot, facts: Facts, initiative: Int32s, municipality: Int32s, role: Int32s) -> Floats:
    """The share of decided requests that were granted to initiatives of the same themes: see the module."""
    granted, decided = _decisions(facts)
    about = snapshot.forward(About)
    themes = sparse.csr_array(about.T)
    cell = (municipality - facts.parties.starts[Municipality]) * len(ROLES) + role
    theme, many = rows(about, initiative)
    where = np.repeat(np.arange(len(initiative)), many)
    yes, all_ = (
        np.bincount(where, (themes @ counts).toarray()[theme, cell[where]], len(initiative))
        for counts in (granted, decided)
    )
    totals = (np.asarray(counts.sum(axis=0), np.float64).ravel() for counts in (granted, decided))
    total_yes, total = (each[cell] for each in totals)
    return (yes + _PRIOR * total_yes / np.maximum(total, 1)) / (all_ + _PRIOR)


def _decisions(facts: Facts) -> tuple[Matrix, Matrix]:
    """Initiatives by municipality and role: how many requests were granted (or done), and how many decided."""
    asks, by = facts.asks, asked_of(facts) - facts.parties.starts[Municipality]
    yes = [STATES.index(state) for state in (RequestState.GRANTED, RequestState.DONE)]
    counts = facts.parties.counts
    shape = (facts.parties.starts[Organisation], counts[Municipality] * len(ROLES))

    def counted(states: list[int]) -> Matrix:
        kept = np.flatnonzero(np.isin(asks.state, states) & (by >= 0))
        columns = by[kept] * len(ROLES) + asks.things.kind[kept]
        return sparse.csr_array((np.ones(len(kept)), (asks.things.party[kept], columns)), shape=shape)

    return counted(yes), counted([*yes, STATES.index(RequestState.DECLINED)])


def _meeting(facts: Facts, reach: Reach) -> Meeting:
    """Requests of initiatives and offers of organisations, by role."""
    parties, offers = facts.parties, facts.offers
    organisations = parties.part(Organisation)
    theirs = (offers.party >= organisations.start) & (offers.party < organisations.stop)
    given = np.where(theirs, _ROLES[offers.kind], -1)
    sought = np.where(_unmet(facts), facts.asks.things.kind, -1)
    asks = Listed(facts.asks.things, sought, facts.day, reach)
    return Meeting(SupportRequest, asks, Listed(offers, given, facts.day, reach), reach, _ALONE[asks.group])


def _unmet(facts: Facts) -> Flags:
    """Which requests are open, or were declined by all who were asked."""
    asks = facts.asks
    cell = asks.things.party.astype(np.int64) * len(ROLES) + asks.things.kind
    state = {each: asks.state == STATES.index(each) for each in RequestState}
    helped = np.isin(cell, cell[state[RequestState.GRANTED] | state[RequestState.DONE]])
    return state[RequestState.ASKED] | (state[RequestState.DECLINED] & ~helped)
