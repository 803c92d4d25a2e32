# SPDX-License-Identifier: EUPL-1.2
"""The ensemble: boosted trees and logistic regression over all measures; how far a model comes that explains nothing.

Needs scikit-learn, which is not part of a plain installation.
"""

import importlib
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graph_api.analysis.kernels import Floats

NEEDED: Final = "the ensemble needs scikit-learn: pip install 'verbind[eval]'"
TREES: Final[dict[str, Any]] = {
    "max_iter": 200,
    "learning_rate": 0.05,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 20,
    "l2_regularization": 1.0,
    "max_features": 0.2,
    "early_stopping": False,
}
FORESTS: Final = 3


def available() -> bool:
    """Whether its library is installed."""
    return find_spec("sklearn") is not None


def scores(learn: Floats, linked: npt.NDArray[np.bool_], ask: Floats, seed: int) -> Floats:
    """Learn from the measures of some pairs (pairs x measures) and whether they are linked; score others.

    The mean of the trees' log-odds (a few times, with other draws of the measures that each split may use) and those of
    the regression. Raises ValueError where scikit-learn is not installed.
    """
    if not available():
        raise ValueError(NEEDED)
    # One thread: splits are computed side by side, and threads that wait for each other cost more than they give.
    with importlib.import_module("threadpoolctl").threadpool_limits(1):
        trees = [_trees(learn, linked, ask, seed + each) for each in range(FORESTS)]
        return np.mean(trees, axis=0) + _regression(learn, linked, ask)


def _trees(learn: Floats, linked: npt.NDArray[np.bool_], ask: Floats, seed: int) -> Floats:
    boosting: Any = importlib.import_module("sklearn.ensemble").HistGradientBoostingClassifier
    return np.asarray(boosting(**TREES, random_state=seed).fit(learn, linked).decision_function(ask), np.float64)


def _regression(learn: Floats, linked: npt.NDArray[np.bool_], ask: Floats) -> Floats:
    """On damped measures, each with mean 0 and deviation 1."""
    regression: Any = importlib.import_module("sklearn.linear_model").LogisticRegression
    sizes = np.abs(learn)
    scale = np.median(sizes, axis=0) + sizes.mean(axis=0) / 10 + 1e-9
    damped, asked = (np.sign(x) * np.log1p(np.abs(x) / scale) for x in (learn, ask))
    mean, deviation = damped.mean(axis=0), damped.std(axis=0) + 1e-9
    model = regression(C=0.1, max_iter=2000).fit((damped - mean) / deviation, linked)
    return np.asarray(model.decision_function((asked - mean) / deviation), np.float64)
