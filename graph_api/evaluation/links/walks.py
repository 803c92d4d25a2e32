# SPDX-License-Identifier: EUPL-1.2
"""What the walks between two nodes say about a link between them.

All are entries of powers of D^-t A D^-t, D the degrees: with t = 0 they count walks, with t = 1/2 a walk counts less at
every node that it passes, and with the degrees of its ends they are the chances of a random walker.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.kernels import Floats, Network
from graph_api.analysis.snapshot import Matrix
from graph_api.evaluation.links.neighbours import Columns
from graph_api.evaluation.links.split import Pairs

_ENTRIES: Final = 1 << 21  # of a dense block: 16 MB


def paths(network: Network, pairs: Pairs) -> Columns:
    """Walks of three steps, damped by the roots of the degrees of the nodes that they pass (L3, Kovács et al. 2019);
    walks of up to five, of k steps times (0.5 / the largest eigenvalue)^k (Katz 1953); and the numbers of walks."""
    degree = np.maximum(network.degree, 1).astype(np.float64)
    ends = np.sqrt(np.sqrt(degree[pairs].prod(axis=1)))
    damped = powers(network, 0.25, pairs, 3)[:, 2] * ends
    counted = powers(network, 0, pairs, 5)
    katz = counted @ (0.5 / _radius(network.matrix)) ** np.arange(1.0, 6)
    return {"paths_3": damped, "katz": katz, "walks_3": counted[:, 2], "walks_4": counted[:, 3]}


def chances(network: Network, pairs: Pairs, steps: int = 8) -> Columns:
    """The chances that a random walker from one end is at the other: after three and four steps, and at the end of a
    walk that goes on with chance 0.5 or 0.85 (rooted PageRank, Liben-Nowell and Kleinberg 2007).

    Both ways together: `meet`, the geometric mean of both ways; `visit`, their sum; `least`, the lesser; and `flow`,
    either one times the degree of its start, which is the same.
    """
    meet = powers(network, 0.5, pairs, steps)
    one, other = np.maximum(network.degree[pairs], 1).astype(np.float64).T
    there, back, flow = np.sqrt(other / one), np.sqrt(one / other), np.sqrt(one * other)
    found: Columns = {}
    rooted = {f"rooted_{a}": meet @ ((1 - a) * a ** np.arange(1.0, steps + 1)) for a in (0.5, 0.85)}
    for name, value in ({f"step_{k}": meet[:, k - 1] for k in (3, 4, 5)} | rooted).items():
        found[f"{name}_meet"] = value
        found[f"{name}_visit"] = value * (there + back)
        found[f"{name}_least"] = value * np.minimum(there, back)
        found[f"{name}_flow"] = value * flow
    return found


def powers(network: Network, damping: float, pairs: Pairs, steps: int) -> Floats:
    """For each pair (u, v) the entries [u, v] of (D^-damping A D^-damping)^1, ^2 to ^steps: pairs x steps."""
    scale = np.maximum(network.degree, 1).astype(np.float64) ** -damping
    step = scaled(network.matrix, scale)
    found = np.empty((len(pairs), steps))
    for start, row, which in _blocks(pairs, network.n):
        walked = step[start].toarray()
        for each in range(steps):
            if each:
                walked = walked @ step
            found[which, each] = walked[row, pairs[which, 1]]
    return found


def scaled(matrix: Matrix, scale: Floats) -> Matrix:
    """The matrix with each entry times the scale of its row and that of its column."""
    rows = np.repeat(scale, np.diff(matrix.indptr))
    data = matrix.data * rows * scale[matrix.indices]
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _blocks(pairs: Pairs, n: int) -> Iterator[tuple[Pairs, Pairs, Pairs]]:
    """Some first nodes of pairs at a time; of their pairs which of those nodes they start from, and which they are."""
    starts, first = np.unique(pairs[:, 0], return_inverse=True)
    order = np.argsort(first, kind="stable")
    until = np.cumsum(np.bincount(first))
    width = max(1, _ENTRIES // n)
    for at in range(0, len(starts), width):
        which = order[until[at - 1] if at else 0 : until[min(at + width, len(starts)) - 1]]
        yield starts[at : at + width], first[which] - at, which


def _radius(matrix: Matrix, rounds: int = 50) -> float:
    """About the largest eigenvalue, by power iteration; at least 1. Of A + 1, which also settles where A swings."""
    x, size = np.ones(matrix.shape[0]), 1.0
    for _ in range(rounds):
        x = matrix @ x + x
        size = float(np.linalg.norm(x))
        x /= size
    return max(1.0, size - 1)
