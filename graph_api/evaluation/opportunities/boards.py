# SPDX-License-Identifier: EUPL-1.2
"""Boards: how well each method did, over the initiatives that were asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.evaluation.opportunities import metrics


@dataclass(frozen=True, slots=True)
class Measure:
    """The mean over initiatives, and between what it lies with 95% confidence (see `metrics.interval`)."""

    mean: float
    low: float
    high: float


class Board:
    """What each method found of one kind of pairs, of n initiatives. An initiative that was asked for in several
    trials counts once, with its mean."""

    def __init__(self, n: int) -> None:
        self._asked = np.zeros(n)
        self._sums: dict[str, Floats] = {}
        self.pairs: int = 0
        """How many there were to find, counted from both sides."""

    def add(self, one: int, ranks: Mapping[str, Floats]) -> None:
        """Count one initiative in: the ranks that each method gives to those to be found, at least one."""
        self._asked[one] += 1
        self.pairs += len(next(iter(ranks.values())))
        for method, found in ranks.items():
            sums = self._sums.setdefault(method, np.zeros((2, len(self._asked))))
            sums[:, one] += metrics.recall(found), metrics.reciprocal(found)

    @property
    def initiatives(self) -> int:
        """How many initiatives had something to find."""
        return int(np.count_nonzero(self._asked))

    def recall(self, rng: np.random.Generator) -> dict[str, Measure]:
        """The Recall@20 of each method."""
        return self._measures(0, rng)

    def mrr(self, rng: np.random.Generator) -> dict[str, Measure]:
        """The mean reciprocal rank of each method."""
        return self._measures(1, rng)

    def _measures(self, which: int, rng: np.random.Generator) -> dict[str, Measure]:
        asked = self._asked > 0
        means = {method: sums[which, asked] / self._asked[asked] for method, sums in self._sums.items()}
        return {method: Measure(float(each.mean()), *metrics.interval(each, rng)) for method, each in means.items()}
