# SPDX-License-Identifier: EUPL-1.2
"""The engine: the best connections of a party, with their reasons, by the weighted sum of what the signals tell.

Offered are pairs of an initiative with another, with an organisation or with the municipality, of which neither has
ended and which are not connected. A shared theme, a shared area and shared backing are so common that each says little:
a pair that has nothing else is offered only where the party has no better (see `_enough`).
"""

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.kinds import KINDS, SIGNALS, Parts, ordered, strengths
from graph_api.analysis.opportunities.parties import PARTY_TYPES
from graph_api.analysis.opportunities.product import looked_up, pattern
from graph_api.analysis.opportunities.scored import Ground, Scored
from graph_api.analysis.opportunities.signal import Evidence, Flags
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot, row
from graph_api.analysis.work import Report, unreported
from graph_api.store.distance import EARTH_RADIUS
from schema.base import Node
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
ANY: Final = Wanted()


class Engine:
    """Opportunities in one snapshot. Immutable; parties are indices (see `Parties`)."""

    def __init__(self, snapshot: Snapshot, facts: Facts, signals: Sequence[Evidence], weights: Weights) -> None:
        """`signals`: one at most for each Signal; those without a weight > 0 are left out."""
        self._facts = facts
        self._parties = facts.parties
        self._initiatives: Final = facts.parties.counts[Initiative]
        of = [(SIGNALS.index(e.signal), weights.of.get(e.signal, 0.0), e) for e in signals]
        self._signals = [(place, weight, evidence) for place, weight, evidence in sorted(of, key=_place) if weight > 0]
        self._joined = _joined(snapshot, facts.parties.counts[Municipality])
        self._parts = Parts(snapshot, facts.parties, self._joined)

    def best(self, one: int, first: int, wanted: Wanted = ANY) -> list[Scored]:
        """The `first` best opportunities of a party, best first, ties by key. `wanted.parties` is not asked."""
        others, shares = self._ranked(one, first, wanted)
        return [self._scored(one, other, shares[:, at]) for at, other in enumerate(others.tolist())]

    def pair(self, one: int, other: int) -> Scored:
        """Any pair of two parties, offered or not, with all there is between them."""
        return self._scored(one, other, None)

    def top(self, ones: Iterable[int], first: int, report: Report = unreported, wanted: Wanted = ANY) -> list[Scored]:
        """The `first` best opportunities of several parties together, each pair once, best first, ties by keys."""
        wished = list(ones)
        best: dict[tuple[int, int], float] = {}
        for done, one in enumerate(wished):
            report(done, len(wished))
            others, shares = self._ranked(one, first, wanted)
            for other, score in zip(others.tolist(), _scores(shares).tolist(), strict=True):
                best[min(one, other), max(one, other)] = score
            if len(best) > 4 * first:
                best = dict(sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:first])
        chosen = sorted(best, key=lambda pair: (-best[pair], pair))[:first]
        return [self.pair(*pair) for pair in chosen]

    def _ranked(self, one: int, first: int, wanted: Wanted) -> tuple[Int32s, Floats]:
        """The best others and what each of SIGNALS contributes to their scores, SIGNALS x others."""
        others, shares = self._candidates(one, wanted.not_connected)
        scores = _scores(shares)
        kept = (scores > 0) & (scores >= round(wanted.min_score, DIGITS))
        kept &= self._of_kind(one, others, shares, wanted) & self._among(one, others, wanted)
        others, shares, scores = others[kept], shares[:, kept], scores[kept]
        best = _first(scores, first)
        return others[best], shares[:, best]

    def _may(self, one: int) -> Flags:
        """With which parties one may be connected, if it is not yet, whatever speaks for it."""
        may = self._facts.open.copy() if self._facts.open[one] else np.zeros_like(self._facts.open)
        may[one] = False
        if one >= self._initiatives:
            may[self._initiatives :] = False
        return may

    def _among(self, one: int, others: Int32s, wanted: Wanted) -> Flags:
        """Which pairs have an initiative of those wanted."""
        if wanted.initiatives is None:
            return np.ones(len(others), np.bool_)
        among = self._parties.indices(Initiative, np.array(sorted(wanted.initiatives), np.int64))
        return np.ones(len(others), np.bool_) if one in among else np.isin(others, among)

    def _candidates(self, one: int, not_connected: bool) -> tuple[Int32s, Floats]:
        may = self._may(one)
        connected = row(self._joined, one)
        if not_connected:
            may[connected] = False
        found = {place: evidence.found(one) for place, _, evidence in self._signals if evidence.proposes}
        proposed = np.zeros(len(may), np.bool_)
        for parties, _ in found.values():
            proposed[parties] = True
        if not (proposed & may).any():
            proposed[self._nearby(one)] = True
        others = np.flatnonzero(proposed & may).astype(np.int32)
        shares = np.zeros((len(SIGNALS), len(others)))
        for place, weight, evidence in self._signals:
            values = looked_up(found[place], others) if evidence.proposes else evidence.values(one, others)
            shares[place] = weight * values
        enough = _enough(shares, ~np.isin(others, connected))
        return others[enough], shares[:, enough]

    def _of_kind(self, one: int, others: Int32s, shares: Floats, wanted: Wanted) -> Flags:
        kept = np.zeros(len(others), np.bool_)
        for cls in PARTY_TYPES:
            part = self._parties.part(cls)
            of_type = (others >= part.start) & (others < part.stop)
            if of_type.any():
                between = cls if one < self._initiatives else self._type(one)
                kept[of_type] = self._offered(one, between, others[of_type], shares[:, of_type], wanted)
        return kept

    def _offered(self, one: int, between: type[Node], others: Int32s, shares: Floats, wanted: Wanted) -> Flags:
        """Which are of a kind that is wanted, and of one at least that is more than a bridge."""
        found = strengths(between, shares, self._parts.bridging(one, others)) > 0
        bridge = KINDS.index(OpportunityKind.BRIDGE)
        reasoned = _any(np.delete(found, bridge, axis=0))
        if wanted.kinds is not None:
            reasoned &= _any(found[[KINDS.index(kind) for kind in wanted.kinds]])
        return reasoned

    def _scored(self, one: int, other: int, shares: Floats | None) -> Scored:
        """`shares`: where known, so that signals without any are not asked for pieces."""
        grounds: list[Ground] = []
        column = np.zeros((len(SIGNALS), 1))
        for place, weight, evidence in self._signals:
            pieces = list(evidence.pieces(one, other)) if shares is None or shares[place] > 0 else []
            if pieces:
                column[place] = share = weight * math.fsum(piece.value for piece in pieces)
                grounds.append(Ground(evidence.signal, weight, share, pieces))
        grounds.sort(key=lambda ground: -round(ground.share, DIGITS))
        between = self._type(max(one, other))
        kinds = ordered(strengths(between, column, self._parts.bridging(one, np.array([other], np.int32)))[:, 0])
        connected = other in row(self._joined, one)
        is_open = bool(self._facts.open[one] and self._facts.open[other])
        return Scored(one, other, math.fsum(g.share for g in grounds), kinds, grounds, connected, is_open)

    def _type(self, index: int) -> type[Node]:
        return self._parties.party(index)[0]

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


def _place(of: tuple[int, float, Evidence]) -> int:
    return of[0]


def _joined(snapshot: Snapshot, municipalities: int) -> Matrix:
    """Who are connected: parties x parties."""
    connected = pattern(snapshot.forward(ConnectedTo))
    behind = pattern(snapshot.backward(Runs), snapshot.backward(Supports))
    none = sparse.csr_array((municipalities, municipalities))
    blocks = [[connected, behind, None], [behind.T, None, None], [None, None, none]]
    joined: Matrix = sparse.csr_array(sparse.block_array(blocks))
    return pattern(joined)


def _scores(shares: Floats) -> Floats:
    return np.round(shares.sum(axis=0), DIGITS)


def _enough(shares: Floats, new: Flags) -> Flags:
    """Which pairs have evidence that is enough: any but a theme, an area and backing, or backing with a theme. Where no
    pair that is new has, backing is; where there is none either, a theme with an area."""
    there = shares > 0
    strong = _any(there[_STRONG]) | (there[_BACKING] & there[_THEMES])
    if strong[new].any():
        return strong
    backed = strong | there[_BACKING]
    return backed if backed[new].any() else backed | (there[_THEMES] & there[_PLACE])


def _any(flags: Flags) -> Flags:
    """In which columns any is set."""
    return np.asarray(flags.any(axis=0), np.bool_)


def _first(scores: Floats, first: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Where the `first` highest scores stand, highest first, ties by place."""
    candidates = np.arange(len(scores))
    if len(scores) > 4 * first > 0:
        least = np.partition(scores, len(scores) - first)[len(scores) - first]
        candidates = np.flatnonzero(scores >= least)
    return candidates[np.lexsort((candidates, -scores[candidates]))][:first]
