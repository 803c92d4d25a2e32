# SPDX-License-Identifier: EUPL-1.2
"""Trees, rooted: what hangs on what."""

from typing import Any, Final

import numpy as np
from scipy import sparse

from graph_api.analysis.kernels import Floats, Ints


class Forest:
    """Trees over nodes 0 to n - 1. `parent`: -1 at a root; `order`: depth first, so that parents come before their
    children and what is below a node follows it at once."""

    def __init__(self, one: Ints, other: Ints, n: int) -> None:
        """`one` and `other`: the ends of the edges, each edge once, without cycles."""
        ends = (np.concatenate([one, other]), np.concatenate([other, one]))
        matrix: Any = sparse.csr_array((np.ones(len(ends[0]), np.int8), ends), shape=(n, n))
        self.degree: Final[Ints] = np.diff(matrix.indptr).astype(np.int64)
        self.parent: Final[list[int]] = [-1] * n
        self.order: Final[list[int]] = []
        starts, neighbours = matrix.indptr.tolist(), matrix.indices.tolist()
        met = [False] * n
        for root in range(n):
            stack = [] if met[root] else [root]
            while stack:
                node = stack.pop()
                met[node] = True
                self.order.append(node)
                for near in neighbours[starts[node] : starts[node + 1]]:
                    if not met[near]:
                        self.parent[near] = node
                        stack.append(near)

    def below(self, values: Floats) -> Floats:
        """For each node the sum of the values of itself and all below it."""
        sums: list[float] = values.tolist()
        for node in reversed(self.order):
            if self.parent[node] >= 0:
                sums[self.parent[node]] += sums[node]
        return np.array(sums, np.float64)

    def roots(self) -> Ints:
        """For each node the root of its tree."""
        found = list(range(len(self.parent)))
        for node in self.order:
            if self.parent[node] >= 0:
                found[node] = found[self.parent[node]]
        return np.array(found, np.int64)
