# SPDX-License-Identifier: EUPL-1.2
"""Centrality: `nx.pagerank` on our graph, where networkx finds our kernels, against the same call on an nx.Graph."""

from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from benchmarks import plain
from benchmarks.city import Scale, counts, stored
from benchmarks.measure import Comparison, Outcome, alternate, seconds
from benchmarks.snapshot import taken
from graph_api.analysis.graph import graph
from graph_api.analysis.view import DIRECT
from schema.registry import NODE_TYPES

EXACT = 1e-13


def benchmark(scale: Scale, cache: Path) -> Outcome:
    """Both graphs are there already; each call does all of its own work."""
    path = stored(scale, cache)
    ours: Any = graph(taken(path))
    theirs = plain.graph(path, NODE_TYPES, DIRECT)
    _same(ours, theirs)
    rounds = alternate(
        lambda: seconds(lambda: nx.pagerank(ours)), lambda: seconds(lambda: nx.pagerank(theirs)), scale.rounds
    )
    return Outcome(counts(path), [Comparison("PageRank", "networkx on an nx.Graph", "s", *rounds)])


def _same(ours: Any, theirs: "nx.Graph[int]") -> None:
    """Raises RuntimeError where the two differ by more than rounding, once both go on to the end."""
    found: dict[str, float] = nx.pagerank(ours, tol=EXACT, max_iter=1000)
    expected: dict[int, float] = nx.pagerank(theirs, tol=EXACT / len(theirs), max_iter=1000)
    by_key = {int(name.split(":")[1]): value for name, value in found.items()}
    if by_key.keys() != expected.keys():
        raise RuntimeError("the two graphs do not have the same nodes")
    values = np.array([(by_key[key], value) for key, value in expected.items()])
    if not np.allclose(values[:, 0], values[:, 1], rtol=1e-6, atol=1e-12):
        raise RuntimeError("PageRank by networkx and by ours differ")
