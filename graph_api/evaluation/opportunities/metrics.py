# SPDX-License-Identifier: EUPL-1.2
"""How well a ranking finds what it should: Recall@20 and the reciprocal rank, against all candidates."""

from typing import Final

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.snapshot import Int32s

FIRST: Final = 20
"""How many of a ranking count in the recall: what a person reads."""
_RESAMPLES: Final = 1000


def ranks(scores: Floats, relevant: Int32s, candidates: Flags, ties: Floats) -> Floats:
    """The ranks, from 1, of those relevant among all candidates, best first; inf for a score of 0, which is not found.

    `ties`: a number for each, by which equal scores are ordered, the higher the better.
    """
    rivals, tied = scores[candidates], ties[candidates]
    own, tie = scores[relevant, None], ties[relevant, None]
    better = (rivals > own) | ((rivals == own) & (tied > tie))
    return np.where(own[:, 0] > 0, 1.0 + better.sum(axis=1), np.inf)


def recall(ranks: Floats) -> float:
    """The part of those relevant that are among the first 20."""
    return float(np.mean(ranks <= FIRST))


def reciprocal(ranks: Floats) -> float:
    """1 / the rank of the first that is relevant; 0 when none is found."""
    return float(1 / ranks.min())


def interval(values: Floats, rng: np.random.Generator) -> tuple[float, float]:
    """Where 95% of means lie when as many are drawn again from the values, with replacement (the bootstrap)."""
    drawn = rng.integers(0, len(values), (_RESAMPLES, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def auc(scores: Floats, positive: Flags, weights: Floats) -> float:
    """The chance that a positive scores above a negative, ties half; negatives count by their weights."""
    values, place = np.unique(scores, return_inverse=True)
    against = np.bincount(place, np.where(positive, 0.0, weights), len(values))
    below = np.cumsum(against) - against / 2
    return float(np.average(below[place[positive]], weights=weights[positive]) / against.sum())
