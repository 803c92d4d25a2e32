# SPDX-License-Identifier: EUPL-1.2
"""Communities: groups that are joined more among themselves than chance would have it, and how sure that is.

Leiden is run from several seeds. Of the partitions found, the one that agrees most with the others stands for all: not
the one of the highest modularity, of which many that differ lie close together (Good, de Montjoye and Clauset 2010).
Agreement is the adjusted Rand index (Hubert and Arabie 1985): 1 for the same, 0 for chance. A community is as stable as
the mean, over the other partitions, of its overlap (Jaccard) with the group there that is most like it; from .75 up it
can be relied on (Hennig 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
from scipy import optimize, sparse

from graph_api.analysis.kernels import Floats, Ints, Network
from graph_api.analysis.work import Report, unreported

RUNS: Final = 20
LEAST_RUNS: Final = 3
EDGES: Final = 8_000_000
"""So many edges are gone through in some seconds, all runs together."""

STABLE: Final = 0.75
MOST_MATCHED: Final = 2000
"""So many communities, the largest, are matched with those of before."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Communities of a network: for each node its number from 0, -1 for those joined to nothing. `agreement`: of the
    runs, two by two, on average; `stability`: of each community."""

    labels: Ints
    stability: Floats
    agreement: float
    modularity: float
    runs: int


def partition(network: Network, report: Report = unreported) -> Partition:
    """The communities of a network. Fewer runs are made of a very large one."""
    joined = np.flatnonzero(network.degree > 0)
    if not len(joined):
        return Partition(np.full(network.n, -1), np.zeros(0), 1.0, 0.0, 0)
    count = min(RUNS, max(LEAST_RUNS, EDGES // network.m))
    runs: list[Ints] = []
    for seed in range(count):
        report(seed, count + 1)
        runs.append(np.unique(network.leiden(seed)[joined], return_inverse=True)[1])
    agreement = np.eye(count)
    for one, other in combinations(range(count), 2):
        report(count, count + 1)
        agreement[one, other] = agreement[other, one] = rand_index(runs[one], runs[other])
    best = int(agreement.sum(axis=0).argmax())
    others = [run for at, run in enumerate(runs) if at != best]
    labels = np.full(network.n, -1)
    labels[joined] = runs[best]
    everyone = np.where(labels < 0, labels.max() + 1 + np.arange(network.n), labels)
    mean = float(agreement[np.triu_indices(count, 1)].mean())
    return Partition(labels, stability(runs[best], others), mean, network.modularity(everyone), count)


def rand_index(one: Ints, other: Ints) -> float:
    """The adjusted Rand index of two partitions."""
    together = _pairs(_table(one, other).data)
    first, second = _pairs(np.bincount(one)), _pairs(np.bincount(other))
    chance = first * second / _pairs(np.array([len(one)])) if len(one) > 1 else 0.0
    most = (first + second) / 2
    return float((together - chance) / (most - chance)) if most != chance else 1.0


def stability(labels: Ints, others: Sequence[Ints]) -> Floats:
    """For each community its overlap with the group that is most like it in other partitions, on average."""
    total = np.zeros(int(labels.max()) + 1)
    for other in others:
        table: Any = _table(labels, other).tocoo()
        either = np.bincount(labels)[table.row] + np.bincount(other)[table.col] - table.data
        best = np.zeros(len(total))
        np.maximum.at(best, table.row, table.data / either)
        total += best
    return total / len(others) if others else total + 1


def matched(former: Sequence[Ints], present: Sequence[Ints]) -> list[int | None]:
    """For each present group (members by ascending key) the former group it goes on from, None for a new one: such that
    the overlaps (Jaccard) are most in sum. Only groups that have most of their members in common go on."""
    former, given = former[:MOST_MATCHED], present[:MOST_MATCHED]
    overlap = np.zeros((len(former), len(given)))
    if former and given:
        keys, places = np.unique(np.concatenate([*former, *given]), return_inverse=True)
        sizes = [len(group) for group in (*former, *given)]
        rows = np.repeat(np.arange(len(sizes)), sizes)
        groups: Any = sparse.csr_array((np.ones(len(rows)), (rows, places)), shape=(len(sizes), len(keys)))
        both = (groups[: len(former)] @ groups[len(former) :].T).toarray()
        overlap = both / (np.add.outer(sizes[: len(former)], sizes[len(former) :]) - both)
    found: list[int | None] = [None] * len(present)
    for old, new in zip(*optimize.linear_sum_assignment(overlap, maximize=True), strict=True):
        if overlap[old, new] >= 1 / 3:
            found[int(new)] = int(old)
    return found


def _table(one: Ints, other: Ints) -> Any:
    """How many each pair of groups has in common."""
    shape = (int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1)
    return sparse.coo_array((np.ones(len(one)), (one, other)), shape=shape).tocsr()


def _pairs(counts: Any) -> float:
    """How many pairs can be made within groups of these sizes."""
    sizes = np.asarray(counts, np.float64)
    return float((sizes * (sizes - 1) / 2).sum())
