# SPDX-License-Identifier: EUPL-1.2
"""The search: which others are the best for one party, without their reasons.

Offered are pairs of an initiative with another, with an organisation or with the municipality, of which neither has
ended and which are not connected. A shared theme, a shared area and shared backing are so common that each says little:
a pair that has nothing else is offered only where the party has no better (see `_enough`).
"""

import enum
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.kinds import KINDS, SIGNALS, Parts, strengths
from graph_api.analysis.opportunities.parties import PARTY_TYPES
from graph_api.analysis.opportunities.product import looked_up, pattern, within
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
_REASONS: Final = [place for place, kind in enumerate(KINDS) if kind is not OpportunityKind.BRIDGE]
_SOME: Final = 256
"""How many candidates are looked at first."""

Weighted = tuple[int, float, Evidence]
"""A signal: its place in SIGNALS, its weight > 0, and itself."""


class Grounds(enum.Enum):
    """The best that speaks for any pair of a party."""

    STRONG = enum.auto()
    BACKING = enum.auto()
    NONE = enum.auto()


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
        # Many parties are asked for with the same wish.
        self._among = lru_cache(maxsize=4)(self._flags)
        self.parts: Final = Parts(snapshot, facts.parties, self._joined)

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
        some = max(_SOME, 4 * first)
        most = self._most(one) if some < len(others) else 0.0
        while some < len(others):
            order = np.argpartition(-sums, some)
            best, shares, grounds = self._best(one, first, others[order[:some]], found, wanted)
            certain = grounds is Grounds.STRONG and len(best) == first > 0
            if certain and scores(shares[:, -1:])[0] > sums[order[some]] + most:
                return best, shares
            some *= 8
        best, shares, grounds = self._best(one, first, others, found, wanted)
        if grounds is Grounds.NONE and len(near := self._nearby(one)):
            best, shares, _ = self._best(one, first, np.union1d(others, near).astype(np.int32), found, wanted)
        return best, shares

    def _most(self, one: int) -> float:
        """What the signals that find nothing can add at most: what a party has with itself."""
        itself = np.array([one], np.int32)
        return sum(weight * float(evidence.values(one, itself)[0]) for _, weight, evidence in self._adding)

    def strengths(self, one: int, others: Int32s, shares: Floats) -> Floats:
        """See `kinds.strengths`."""
        bridging = self.parts.bridging(one, others)
        types = np.searchsorted(self._ends, np.maximum(others, one), "right")
        found = np.empty((len(KINDS), len(others)))
        for place in np.flatnonzero(np.bincount(types)).tolist():
            of_type = types == place
            found[:, of_type] = strengths(PARTY_TYPES[place], shares[:, of_type], bridging[of_type])
        return found

    def _candidates(self, one: int, found: list[tuple[Int32s, Floats]], not_connected: bool) -> tuple[Int32s, Floats]:
        """Who may be offered, ascending, and what the signals that found them say together."""
        sums = np.zeros(self._parties.n)
        for (_, weight, _), (parties, values) in zip(self._proposing, found, strict=True):
            sums[parties] += weight * values
        sums[one] = 0
        if not_connected:
            sums[self.connected(one)] = 0
        if one >= self._initiatives:
            sums[self._initiatives :] = 0
        if not self._facts.open[one]:
            sums[:] = 0
        others = np.flatnonzero((sums > 0) & self._facts.open).astype(np.int32)
        return others, sums[others]

    def _best(
        self, one: int, first: int, others: Int32s, found: list[tuple[Int32s, Floats]], wanted: Wanted
    ) -> tuple[Int32s, Floats, Grounds]:
        """As `ranked`, of these others; and what is the best of grounds that any pair has."""
        shares = np.zeros((len(SIGNALS), len(others)))
        for (place, weight, _), each in zip(self._proposing, found, strict=True):
            shares[place] = weight * looked_up(each, others)
        for place, weight, evidence in self._adding:
            shares[place] = weight * evidence.values(one, others)
        summed, kinds = scores(shares), self.strengths(one, others, shares) > 0
        reasoned = _any(kinds[_REASONS])
        enough, grounds = _enough(shares, reasoned, ~within(others, self.connected(one)))
        enough &= summed >= round(wanted.min_score, DIGITS)
        if wanted.kinds is not None:
            enough &= _any(kinds[[KINDS.index(kind) for kind in wanted.kinds]])
        if wanted.initiatives is not None:
            among = self._among(wanted.initiatives)
            enough &= among[others] | among[one]
        kept = np.flatnonzero(enough)
        best = kept[np.lexsort((others[kept], -summed[kept]))[:first]]
        return others[best], shares[:, best], grounds

    def _flags(self, keys: frozenset[int]) -> Flags:
        """Which parties are one of these initiatives."""
        flags = np.zeros(self._parties.n, np.bool_)
        found = self._parties.indices(Initiative, np.array(sorted(keys), np.int64))
        flags[found[found >= 0]] = True
        return flags

    def _nearby(self, one: int) -> Int32s:
        """Initiatives not far from one that it may be connected with. (Of those who share its theme are offered.)"""
        places, points, tree = self._places
        point = points[one]
        if not np.isfinite(point[0]) or not len(places):
            return np.empty(0, np.int32)
        found = places[np.array(tree.query_ball_point(point, NEAR), np.intp)]
        may = self._facts.open[found] & self._facts.open[one] & (found != one)
        return found[may & ~within(found, self.connected(one))]

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


def _enough(shares: Floats, reasoned: Flags, new: Flags) -> tuple[Flags, Grounds]:
    """Which pairs have evidence that is enough: any but a theme, an area and backing, or backing with a theme. Where no
    pair that is new has, backing is; where there is none either, a theme with an area. And which of the three it is.

    `reasoned`: which are of any kind at all."""
    there = (shares > 0) & reasoned
    strong = _any(there[_STRONG]) | (there[_BACKING] & there[_THEMES])
    if strong[new].any():
        return strong, Grounds.STRONG
    backed = strong | there[_BACKING]
    if backed[new].any():
        return backed, Grounds.BACKING
    return backed | (there[_THEMES] & there[_PLACE]), Grounds.NONE


def _any(flags: Flags) -> Flags:
    """In which columns any is set."""
    return np.asarray(flags.any(axis=0), np.bool_)
