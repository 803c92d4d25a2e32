# SPDX-License-Identifier: EUPL-1.2
"""What the strongest patterns of a network, its leading eigenvectors, say about a link between two nodes."""

from typing import Any, Final, cast

import numpy as np
from scipy.sparse.linalg import eigsh

from graph_api.analysis.kernels import Floats, Network
from graph_api.analysis.snapshot import Matrix
from graph_api.evaluation.links.neighbours import Columns
from graph_api.evaluation.links.split import Pairs
from graph_api.evaluation.links.walks import scaled

RANKS: Final = (2, 4, 8, 16, 32)
_DENSE: Final = 100


def patterns(network: Network, pairs: Pairs) -> Columns:
    """The pairs' entries in approximations of low rank, and the cosines of their ends in the same spaces: of the
    adjacency matrix, and of it divided by the roots of the degrees, each raised by the mean degree so that small
    separate parts do not take all of it (Qin and Rohe 2013); of that also times the same roots again."""
    degree = network.degree.astype(np.float64)
    root = np.sqrt(degree + degree.mean())
    even = scaled(network.matrix, 1 / root)
    found = _low_rank(network.matrix, pairs, "adjacency")
    normal = _low_rank(even, pairs, "normal")
    back = {f"{name}_back": value * root[pairs].prod(axis=1) for name, value in normal.items() if "rank" in name}
    return found | normal | back


def _low_rank(matrix: Matrix, pairs: Pairs, name: str) -> Columns:
    values, vectors = _leading(matrix, max(RANKS))
    one, other = vectors[pairs[:, 0]], vectors[pairs[:, 1]]
    products = np.cumsum(values * one * other, axis=1)
    # Lengths in the space scaled by the eigenvalues' sizes, so that weak patterns say little.
    sizes = np.abs(values)
    inner = np.cumsum(sizes * one * other, axis=1)
    lengths = np.sqrt(np.cumsum(sizes * one**2, axis=1) * np.cumsum(sizes * other**2, axis=1))
    found: Columns = {}
    for rank in RANKS:
        at = min(rank, len(values)) - 1
        found[f"{name}_rank_{rank}"] = products[:, at]
        found[f"{name}_cosine_{rank}"] = inner[:, at] / (lengths[:, at] + 1e-9)
    return found


def _leading(matrix: Matrix, count: int) -> tuple[Floats, Floats]:
    """The eigenvalues of largest size and their eigenvectors, largest first."""
    n = matrix.shape[0]
    if n <= _DENSE:
        values, vectors = np.linalg.eigh(matrix.toarray())
    else:  # from the same start every time, so that it ends alike
        start = np.random.default_rng(0).random(n)
        values, vectors = cast(Any, eigsh)(matrix, k=count, which="LM", v0=start)
    order = np.argsort(-np.abs(values), kind="stable")[:count]
    return values[order], vectors[:, order]
