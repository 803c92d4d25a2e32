# SPDX-License-Identifier: EUPL-1.2
"""Link prediction by the protocol of Zhang and Chen (2018): who tells held-out links from pairs that are not linked?

Each split holds out 10% of the links, drawn evenly, and draws as many pairs that are not linked in the whole network. A
method sees the network without the held-out links and scores both. Its AUC is the chance that a held-out link scores
higher than a pair that is not linked, ties half.

What is learned is learned inside what is seen: a further 10% of the seen links are hidden, as many pairs are drawn
that are not linked in what is seen, and the measures of both come from the network without either; this up to ten
times, each time other links, until there are 10,000 pairs. No pair that is to be scored, link or not, is ever learned
from.
"""

import os
import signal
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from graph_api.analysis.kernels import Floats, Network
from graph_api.analysis.snapshot import Matrix
from graph_api.evaluation.links import ensemble
from graph_api.evaluation.links.additive import SIGNALS, Additive
from graph_api.evaluation.links.features import further, signals
from graph_api.evaluation.links.neighbours import Columns
from graph_api.evaluation.links.split import Split, hold_out, nested

HEURISTICS: Final = ("common_neighbours", "adamic_adar", "resource_allocation")
Run = Callable[[Callable[[int], dict[str, float]], range], Iterator[dict[str, float]]]


def evaluate(matrix: Matrix, splits: int, seed: int, report: Callable[[int, int | None], None]) -> dict[str, Floats]:
    """For each method its AUC x 100 in each split. Without scikit-learn there is no `ensemble` among them.

    Splits are computed side by side, one a core. The same seed gives the same splits. Raises ValueError where the
    network is too small or too dense to draw from.
    """
    report(0, splits)
    hold_out(matrix, np.random.default_rng([seed, 0]))  # fails here, before processes are started
    found: list[dict[str, float]] = []
    with _side_by_side(min(os.cpu_count() or 1, splits)) as run:
        for each in run(partial(one_split, matrix, seed), range(splits)):
            found.append(each)
            report(len(found), splits)
    return {method: np.array([each[method] for each in found]) for method in found[0]}


def one_split(matrix: Matrix, seed: int, number: int) -> dict[str, float]:
    """For each method its AUC x 100 in one split."""
    rng = np.random.default_rng([seed, number])
    split = hold_out(matrix, rng)
    wide = ensemble.available()
    learn = [_measured(each, wide) for each in nested(split, rng)]
    linked = np.concatenate([known for _, known in learn])
    known = {name: np.concatenate([columns[name] for columns, _ in learn]) for name in learn[0][0]}
    asked, truth = _measured(split, wide)
    scores = {method: asked[method] for method in HEURISTICS}
    scores["additive"] = Additive.learned({name: known[name] for name in SIGNALS}, linked).score(asked)
    if wide:
        scores["ensemble"] = ensemble.scores(_table(known), linked, _table(asked), seed)
    return {method: auc(truth, score) for method, score in scores.items()}


def auc(linked: npt.NDArray[np.bool_], score: Floats) -> float:
    """100 times the area under the ROC curve: the chance that a link scores above a non-link (Mann, Whitney 1947)."""
    links = int(linked.sum())
    others = len(linked) - links
    above = float(rankdata(score)[linked].sum()) - links * (links + 1) / 2
    return 100 * above / (links * others)


def _measured(split: Split, wide: bool) -> tuple[Columns, npt.NDArray[np.bool_]]:
    network = Network(split.known)
    narrow = signals(network, split.pairs)
    return (narrow | further(network, split.pairs) if wide else narrow), split.linked


def _table(columns: Columns) -> Floats:
    return np.column_stack(list(columns.values()))


@contextmanager
def _side_by_side(workers: int) -> Generator[Run]:
    if workers == 1:
        yield lambda work, of: map(work, of)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_left_alone) as pool:
        yield lambda work, of: pool.map(work, of)


def _left_alone() -> None:
    """Who presses Ctrl-C means the command, which then ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
