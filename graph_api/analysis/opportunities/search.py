# SPDX-License-Identifier: EUPL-1.2
"""The search: which others are the best for one party, without their reasons.

Offered are pairs of an initiative with another, with an organisation or with the municipality, of which neither has
ended and which are not connected. A shared theme, a shared area and shared backing are so common that each says little:
a pair that has nothing else is offered only where the party has no better (see `_enough`).
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.kinds import KINDS, SIGNALS, Parts, strengths
from graph_api.analysis.opportunities.parties import PARTY_TYPES
from graph_api.analysis.opportunities.product import looked_up, pattern
from graph_api.analysis.opportunities.signal import Evidence, Flags
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot, row
from graph_api.store.distance import EARTH_RADIUS
from schema.initiative import ConnectedTo, Initiative
from schema.municipality import Municipality
from schema.opportunity import OpportunityKind, Signal, Wanted
from schema.organisation import Runs, Supports

NEAR: Final = 2.0
"""Kilometres within which initiatives of the same theme are worth telling of where there is nothing better to tell."""
DIGITS: Final = 9
"""Scores that differ later than this are equal: sums of the same in another order."""

_BACKING, _THEMES, _PLACE = (SIGNALS.index(signal) for signal in (Signal.BACKING, Signal.THEMES, Signal.PLACE))
_STRONG: Final = [place for place in range(len(SIGNALS)) if place not in (_BACKING, _THEMES, _PLACE)]
_BRIDGE: Final = KINDS.index(OpportunityKind.BRIDGE)
_SOME: Final = 256
"""How many candidates are looked at first."""

Weighted = tuple[int, float, Evidence]
"""A signal: its place in SIGNALS, its weight > 0, and itself."""


class Search:
    """Search in one snapshot. Parties are indices (see `Parties`)."""

    def __init__(self, snapshot: Snapshot, facts: Facts, signals: Sequence[Weighted]) -> None:
        self._facts = facts
        self._parties = facts.parties
        self._initiatives: Final = facts.parties.counts[Initiative]
        self._ends = [facts.parties.part(cls).stop for cls in PARTY_TYPES]
        self._proposing = [each for each in signals if each[2].proposes]
        self._adding = [each for each in signals if not each[2].proposes]
        self._joined = _joined(snapshot, facts.parties.counts[Municipality])
        self._parts = Parts(snapshot, facts.parties, self._joined)

    def connected(self, one: int) -> Int32s:
        """To whom one is connected already."""
        return row(self._joined, one)

    def ranked(self, one: int, first: int, wanted: Wanted) -> tuple[Int32s, Floats]:
        """The `first` best others, best first, ties by index; and what each of SIGNALS adds to their scores, SIGNALS x
        others.

        What was found is looked at from the highest down, until nothing that follows can still come among the best,
        even with all that the signals that find nothing could add.
        """
        found = [evidence.found(one) for _, _, evidence in self._proposing]
        others, sums = self._candidates(one, found, wanted.not_connected)
        itself = np.array([one], np.int32)
        most = sum(weight * float(evidence.values(one, itself)[0]) for _, weight, evidence in self._adding)
        some = max(_SOME, 4 * first)
        while some < len(others):
            order = np.argpartition(-sums, some)
            best, shares, certain = self._best(one, first, others[order[:some]], found, wanted)
            if certain and scores(shares[:, -1:])[0] > sums[order[some]] + most:
                return best, shares
            some *= 8
        return self._best(one, first, others, found, wanted)[:2]

    def strengths(self, one: int, others: Int32s, shares: Floats) -> Floats:
        """See `kinds.strengths`."""
        bridging = self._parts.bridging(one, others)
        types = np.searchsorted(self._ends, np.maximum(others, one), "right")
        found = np.empty((len(KINDS), len(others)))
        for place in np.flatnonzero(np.bincount(types)).tolist():
            of_type = types == place
            found[:, of_type] = strengths(PARTY_TYPES[place], shares[:, of_type], bridging[of_type])
        return found

    def _candidates(self, one: int, found: list[tuple[Int32s, Floats]], not_connected: bool) -> tuple[Int32s, Floats]:
        """Who may be offered, ascending, and what the signals that found them say together."""
        may = self._may(one)
        sums = np.zeros(len(may))
        for (_, weight, _), (parties, values) in zip(self._proposing, found, strict=True):
            sums[parties] += weight * values
        new = may.copy()
        new[self.connected(one)] = False
        candidates = (sums > 0) & (new if not_connected else may)
        if not (candidates & new).any():
            near = self._nearby(one)
            candidates[near] = new[near]
        others = np.flatnonzero(candidates).astype(np.int32)
        return others, sums[others]

    def _may(self, one: int) -> Flags:
        """With which parties one may be connected, or is."""
        may = self._facts.open.copy() if self._facts.open[one] else np.zeros_like(self._facts.open)
        may[one] = False
        if one >= self._initiatives:
            may[self._initiatives :] = False
        return may

    def _best(
        self, one: int, first: int, others: Int32s, found: list[tuple[Int32s, Floats]], wanted: Wanted
    ) -> tuple[Int32s, Floats, bool]:
        """As `ranked`, of these others; and whether there are `first`, all with evidence that is enough anywhere."""
        shares = np.zeros((len(SIGNALS), len(others)))
        for (place, weight, _), each in zip(self._proposing, found, strict=True):
            shares[place] = weight * looked_up(each, others)
        for place, weight, evidence in self._adding:
            shares[place] = weight * evidence.values(one, others)
        summed = scores(shares)
        enough, strong = _enough(shares, ~np.isin(others, self.connected(one)))
        kept = np.flatnonzero(
            enough & self._wanted(one, others, shares, wanted) & (summed >= round(wanted.min_score, DIGITS))
        )
        best = kept[np.lexsort((others[kept], -summed[kept]))[:first]]
        return others[best], shares[:, best], strong and len(best) == first > 0

    def _wanted(self, one: int, others: Int32s, shares: Floats, wanted: Wanted) -> Flags:
        """Which are of a kind that is wanted, and of one at least that is more than a bridge."""
        found = self.strengths(one, others, shares) > 0
        kept = np.delete(found, _BRIDGE, axis=0).any(axis=0)
        if wanted.kinds is not None:
            kept &= found[[KINDS.index(kind) for kind in wanted.kinds]].any(axis=0)
        if wanted.initiatives is not None:
            among = self._parties.indices(Initiative, np.array(sorted(wanted.initiatives), np.int64))
            kept &= np.isin(others, among) | bool(np.isin(one, among))
        return np.asarray(kept, np.bool_)

    def _nearby(self, one: int) -> Int32s:
        """Initiatives not far from one. (Of those only who share its theme and an area are offered.)"""
        places, points, tree = self._places
        point = points[one]
        if not np.isfinite(point[0]) or not len(places):
            return np.empty(0, np.int32)
        return places[np.array(tree.query_ball_point(point, NEAR), np.intp)]

    @cached_property
    def _places(self) -> tuple[Int32s, Floats, "cKDTree[None]"]:
        """Initiatives of which the place is known; all parties' points in space (kilometres); a tree of the former."""
        lon, lat = np.radians(self._facts.lon), np.radians(self._facts.lat)
        points = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
        points *= EARTH_RADIUS / 1000
        known = np.flatnonzero(np.isfinite(points[: self._initiatives, 0])).astype(np.int32)
        return known, points, cKDTree(points[known])


def _joined(snapshot: Snapshot, municipalities: int) -> Matrix:
    """Who are connected: parties x parties."""
    connected = pattern(snapshot.forward(ConnectedTo))
    behind = pattern(snapshot.backward(Runs), snapshot.backward(Supports))
    none = sparse.csr_array((municipalities, municipalities))
    blocks = [[connected, behind, None], [behind.T, None, None], [None, None, none]]
    joined: Any = sparse.block_array(blocks, format="csr")
    return pattern(joined)


def scores(shares: Floats) -> Floats:
    """Sums of shares, so that what is equal but for the order of its sum is equal."""
    return np.asarray(shares.sum(axis=0), np.float64).round(DIGITS)


def _enough(shares: Floats, new: Flags) -> tuple[Flags, bool]:
    """Which pairs have evidence that is enough: any but a theme, an area and backing, or backing with a theme. Where no
    pair that is new has, backing is; where there is none either, a theme with an area. And whether a new one has."""
    there = shares > 0
    strong = _any(there[_STRONG]) | (there[_BACKING] & there[_THEMES])
    if strong[new].any():
        return strong, True
    backed = strong | there[_BACKING]
    return backed if backed[new].any() else backed | (there[_THEMES] & there[_PLACE]), False


def _any(flags: Flags) -> Flags:
    """In which columns any is set."""
    return np.asarray(flags.any(axis=0), np.bool_)
