# SPDX-License-Identifier: EUPL-1.2
"""The engine: the best connections of a party, with their reasons, by the weighted sum of what the signals tell."""

import math
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.all_pairs import all_pairs
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.kinds import SIGNALS, ordered
from graph_api.analysis.opportunities.product import within
from graph_api.analysis.opportunities.promise import promises
from graph_api.analysis.opportunities.scored import Ground, Scored
from graph_api.analysis.opportunities.search import DIGITS, Search, Weighted, scores
from graph_api.analysis.opportunities.signal import Evidence, Flags
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot
from graph_api.analysis.work import Report, unreported
from schema.initiative import Initiative
from schema.opportunity import Wanted

ANY = Wanted()


class Engine:
    """Opportunities in one snapshot. Immutable; parties are indices (see `Parties`)."""

    def __init__(self, snapshot: Snapshot, facts: Facts, signals: Sequence[Evidence], weights: Weights) -> None:
        """`signals`: one at most for each Signal; those without a weight > 0 are left out."""
        self._snapshot, self._weights, self._open = snapshot, weights, facts.open
        self._signals: list[Weighted] = sorted(
            (
                (SIGNALS.index(evidence.signal), weights.of[evidence.signal], evidence)
                for evidence in signals
                if weights.of.get(evidence.signal, 0) > 0
            ),
            key=lambda each: each[0],
        )
        self.search = Search(snapshot, facts, self._signals)

    def best(self, one: int, first: int, wanted: Wanted = ANY) -> list[Scored]:
        """The `first` best opportunities of a party, best first, ties by key. `wanted.parties` is not asked."""
        others, shares = self.search.ranked(one, first, wanted)
        grounds = [self._grounds(one, other, shares[:, at] > 0) for at, other in enumerate(others.tolist())]
        return self._scored(one, others, grounds)

    def pair(self, one: int, other: int) -> Scored:
        """Any pair of two parties, offered or not, with all there is between them."""
        grounds = self._grounds(one, other, np.ones(len(SIGNALS), np.bool_))
        return self._scored(one, np.array([other], np.int32), [grounds])[0]

    def top(self, ones: Iterable[int], first: int, report: Report = unreported, wanted: Wanted = ANY) -> list[Scored]:
        """The `first` best opportunities of several parties together, each pair once, best first, ties by keys."""
        asked = list(ones)
        best: dict[tuple[int, int], float] = {}
        for done, one in enumerate(asked):
            report(done, len(asked))
            others, shares = self.search.ranked(one, first, wanted)
            for other, score in zip(others.tolist(), scores(shares).tolist(), strict=True):
                best[min(one, other), max(one, other)] = score
            if len(best) > 8 * first:
                best = dict(_highest(best, first))
        return [self.pair(*pair) for pair, _ in _highest(best, first)]

    def all_pairs_people(self, first: int) -> Matrix:
        """See `all_pairs.all_pairs`: for each initiative the `first` best by people and organisations alone."""
        return all_pairs(self._snapshot, self._open[: self._snapshot.count(Initiative)], self._weights, first)

    @cached_property
    def promises(self) -> Floats:
        """See `promise.promises`."""
        return promises(self._snapshot, self._open, self._weights)

    def _grounds(self, one: int, other: int, there: Flags) -> list[Ground]:
        """`there`: which of SIGNALS are worth asking for pieces."""
        grounds: list[Ground] = []
        asked = there.tolist()
        for place, weight, evidence in self._signals:
            if asked[place] and (pieces := list(evidence.pieces(one, other))):
                share = weight * math.fsum(piece.value for piece in pieces)
                grounds.append(Ground(evidence.signal, weight, share, pieces))
        # Of equals the first signal: sorting is stable.
        return sorted(grounds, key=lambda ground: -round(ground.share, DIGITS))

    def _scored(self, one: int, others: Int32s, grounds: list[list[Ground]]) -> list[Scored]:
        shares = np.zeros((len(SIGNALS), len(others)))
        for at, each in enumerate(grounds):
            for ground in each:
                shares[SIGNALS.index(ground.signal), at] = ground.share
        kinds = ordered(self.search.strengths(one, others, shares))
        connected = within(others, self.search.connected(one)).tolist()
        is_open = (self._open[others] & self._open[one]).tolist()
        every = zip(others.tolist(), kinds, grounds, connected, is_open, strict=True)
        return [
            Scored(one, other, math.fsum(ground.share for ground in each), kinds, each, connected, is_open)
            for other, kinds, each, connected, is_open in every
        ]


def _highest(scores: dict[tuple[int, int], float], first: int) -> list[tuple[tuple[int, int], float]]:
    return sorted(scores.items(), key=lambda each: (-each[1], each[0]))[:first]
