# SPDX-License-Identifier: EUPL-1.2
"""The additive model: a score that is a sum of parts, one for each signal, so that the score explains itself.

Each part is >= 0, 0 where the signal is 0, and never falls when its signal grows. Signals are damped first, log(1 + x /
scale), and the shape of each part is learned: a sum of ramps, with weights >= 0 (a monotone generalized additive model,
Hastie and Tibshirani 1990, on the basis of monotone splines of order one, Ramsay 1988).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

from graph_api.analysis.kernels import Floats

SIGNALS: Final = (
    "degree_product",
    "degree_most",
    "degree_few",
    "common_neighbours",
    "adamic_adar",
    "resource_allocation",
    "cosine",
    "paths_3",
    "katz",
    "step_3_meet",
    "rooted_0.5_visit",
    "rooted_0.85_visit",
    "rooted_0.85_meet",
)
QUANTILES: Final = np.linspace(0, 1, 5)
PENALTY: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Shape:
    """What one signal adds to a score.

    `scale` > 0 damps it; `knots` (ascending from 0) are damped values between which the part is straight; `weights`
    (>= 0, as many as knots) are what the part rises by between them, the last all along to the last knot and beyond.
    """

    scale: float
    knots: Floats
    weights: Floats

    def part(self, signal: Floats) -> Floats:
        """The part of the score, of values >= 0."""
        return ramps(signal, self.scale, self.knots) @ self.weights


@dataclass(frozen=True, slots=True)
class Additive:
    """A learned model: for each signal its shape."""

    shapes: dict[str, Shape]

    @classmethod
    def learned(cls, signals: Mapping[str, Floats], linked: npt.NDArray[np.bool_]) -> "Additive":
        """From the signals of pairs (each >= 0, one entry a pair) and whether they are linked.

        Logistic regression with weights >= 0, a free constant and a small penalty on the weights' squares.
        """
        placed = {name: _placed(values) for name, values in signals.items()}
        basis = [ramps(signals[name], scale, knots) for name, (scale, knots) in placed.items()]
        weights = _fitted(np.concatenate(basis, axis=1), linked)
        ends = np.cumsum([each.shape[1] for each in basis])[:-1]
        own = np.split(weights, ends)
        return cls({name: Shape(*placed[name], weights=w) for name, w in zip(placed, own, strict=True)})

    def parts(self, signals: Mapping[str, Floats]) -> dict[str, Floats]:
        """Each signal's part of the scores of some pairs."""
        return {name: shape.part(signals[name]) for name, shape in self.shapes.items()}

    def score(self, signals: Mapping[str, Floats]) -> Floats:
        """The scores of some pairs: the sums of their parts."""
        return np.sum(list(self.parts(signals).values()), axis=0)


def ramps(signal: Floats, scale: float, knots: Floats) -> Floats:
    """The damped signal as rises from 0 to 1: between each two knots one, and one from 0 to the last knot and on."""
    damped = np.log1p(signal / scale)[:, None]
    between = np.clip((damped - knots[:-1]) / np.diff(knots), 0, 1)
    return np.concatenate([between, damped / knots[-1]], axis=1)


def _placed(signal: Floats) -> tuple[float, Floats]:
    """The scale, half of the values that are not 0 are under it, and the knots, as many of them between each two."""
    there = signal[signal > 0]
    if not len(there):
        return 1.0, np.array([0.0, 1.0])
    scale = float(np.median(there))
    return scale, np.unique(np.append(0.0, np.quantile(np.log1p(there / scale), QUANTILES)))


def _fitted(basis: Floats, linked: npt.NDArray[np.bool_]) -> Floats:
    """The weights that make what happened most likely, less the penalty."""
    sign = np.where(linked, 1.0, -1.0)

    def loss(free: Floats) -> tuple[float, Floats]:
        margin = sign * (basis @ free[:-1] + free[-1])
        slope = np.asarray(-sign * expit(-margin) / len(sign), np.float64)
        size = np.append(free[:-1], 0.0)
        value = np.logaddexp(0, -margin).mean() + PENALTY / 2 * (size @ size)
        return float(value), np.append(slope @ basis, slope.sum()) + PENALTY * size

    count = basis.shape[1]
    start = np.append(np.full(count, 0.1), 0.0)
    bounds = [(0.0, None)] * count + [(None, None)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return np.maximum(found.x[:-1], 0)
