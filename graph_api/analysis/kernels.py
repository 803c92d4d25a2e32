# SPDX-License-Identifier: EUPL-1.2
"""The kernels: what is computed on a whole network, arrays in and arrays out, by compiled code.

Everything heavy goes through `Network`, so that another engine can take its place. scipy multiplies and finds
components, networkit does what needs shortest paths, cores and triangles.
"""

import importlib
import math
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import chain
from typing import Any, Final

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph_api.analysis.snapshot import Int32s, Matrix

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_STATES: Final = 1 << 20
_PAIRS: Final = 4096
_DENSE: Final = 200
_LARGE: Final = 200_000


@cache
def _networkit() -> Any:
    """The library, which has no types. It takes most of a second to load, of every command that never asks it."""
    return importlib.import_module("networkit")


class Network:
    """An undirected graph without loops or parallel edges, of nodes 0 to n - 1.

    `matrix`: n x n, symmetric, float64, columns sorted, empty diagonal; data holds the edges' weights, ones where there
    are none. Every result has one entry a node, in order. Nothing here changes the matrix.
    """

    def __init__(self, matrix: Matrix) -> None:
        self.matrix: Final = matrix
        self.n: Final[int] = matrix.shape[0]
        self.m: Final[int] = matrix.nnz // 2
        self.degree: Final[Int32s] = np.diff(matrix.indptr)

    @classmethod
    def none(cls) -> "Network":
        """The network without nodes."""
        return cls(sparse.csr_array((0, 0), dtype=np.float64))

    @cached_property
    def pattern(self) -> Matrix:
        """The matrix with a one for every edge, whatever its weight."""
        if (self.matrix.data == 1).all():
            return self.matrix
        ones = np.ones(len(self.matrix.data))
        return sparse.csr_array((ones, self.matrix.indices, self.matrix.indptr), shape=self.matrix.shape)

    @cached_property
    def _graph(self) -> Any:
        """The same for networkit. It is kept with this network: networkit's algorithms do not keep it alive."""
        rows = np.repeat(np.arange(self.n, dtype=np.uint64), self.degree)
        columns = self.matrix.indices.astype(np.uint64)
        once = rows < columns
        return _networkit().GraphFromCoo((rows[once], columns[once]), n=self.n)

    def _scores(self, algorithm: Any) -> Floats:
        # One thread: others are serving requests, sums come out alike every time, and small networks are done at once.
        _networkit().setNumberOfThreads(1)
        algorithm.run()
        return np.asarray(algorithm.scores(), np.float64)

    def pagerank(
        self,
        alpha: float = 0.85,
        *,
        weighted: bool = True,
        start: Floats | None = None,
        jump: Floats | None = None,
        dangling: Floats | None = None,
        tol: float = 1e-6,
        max_iter: int = 100,
    ) -> Floats:
        """PageRank by power iteration (Brin and Page 1998). It sums to 1.

        `start`, `jump` (the personalization) and `dangling` are distributions over the nodes; even by default. The
        iteration stops when it moves less than `tol` in total (networkx: less than n * tol, which at a million nodes
        is at once). Raises nx.PowerIterationFailedConvergence where networkx does: when after `max_iter` iterations it
        still moves n * tol or more.
        """
        if self.n == 0:
            return np.empty(0)
        matrix = self.matrix if weighted else self.pattern
        even = np.full(self.n, 1 / self.n)
        jump = even if jump is None else jump
        dangling = jump if dangling is None else dangling
        x = even if start is None else start
        strength = matrix.sum(axis=1)
        stuck = np.flatnonzero(strength == 0)
        share = np.divide(1, strength, out=np.zeros(self.n), where=strength != 0)
        moved = math.inf
        for _ in range(max_iter):
            last = x
            x = alpha * (matrix @ (x * share) + x[stuck].sum() * dangling) + (1 - alpha) * jump
            moved = np.abs(x - last).sum()
            if moved < tol:
                return x
        if moved < self.n * tol:
            return x
        raise nx.PowerIterationFailedConvergence(max_iter)

    def joined(self, one: int, other: int) -> bool:
        """Whether two nodes are joined."""
        return other in self.matrix.indices[self.matrix.indptr[one] : self.matrix.indptr[one + 1]]

    def components(self) -> Int32s:
        """For each node the number of its connected component, counted in the order of their first nodes."""
        # Of a symmetric matrix strong components are the components, and need no transposed copy.
        found = sparse.csgraph.connected_components(self.pattern, directed=True, connection="strong")[1]
        _, first, labels = np.unique(found, return_index=True, return_inverse=True)
        order = np.empty(len(first), np.int32)
        order[np.argsort(first)] = np.arange(len(first))
        return order[labels]

    def core(self) -> Ints:
        """The largest k for which a node is in the k-core (Seidman 1983)."""
        if self.m == 0:
            return np.zeros(self.n, np.int64)
        return self._scores(_networkit().centrality.CoreDecomposition(self._graph)).astype(np.int64)

    @cached_property
    def _weighted(self) -> Any:
        """The same with weights for networkit, and which of its nodes each node is folded into: who is joined to one
        other into that one, their edge becoming a loop. Modularity stays what it was (Arenas et al. 2007), and far
        fewer are left; nodes joined to nothing, here -1, are none."""
        into = np.arange(self.n)
        single = np.flatnonzero(self.degree == 1)
        near = self.matrix.indices[self.matrix.indptr[single]]
        apart = (self.degree[near] > 1) | (near < single)
        into[single[apart]] = near[apart]
        rows = np.repeat(np.arange(self.n), self.degree)
        once = rows < self.matrix.indices
        kept = np.zeros(self.n, np.bool_)
        kept[into[self.degree > 0]] = True
        into = np.where(self.degree > 0, (np.cumsum(kept) - 1)[into], -1)
        ends = (into[rows[once]].astype(np.uint64), into[self.matrix.indices[once]].astype(np.uint64))
        return _networkit().GraphFromCoo((self.matrix.data[once], ends), n=int(kept.sum()), weighted=True), into

    def leiden(self, seed: int) -> Ints:
        """For each node the number of its community (Traag, Waltman and van Eck 2019), by modularity, over weighted
        edges; the same seed gives the same. Nodes joined to nothing are alone. On large networks later iterations gain
        nothing that counts (0.0004 of modularity on 400,000 edges, 0.0002 on five million)."""
        if self.m == 0:
            return np.arange(self.n)
        graph, into = self._weighted
        nk = _networkit()
        nk.setNumberOfThreads(1)
        nk.setSeed(seed, False)
        algorithm = nk.community.ParallelLeiden(graph, iterations=10 if self.m < _LARGE else 2)
        algorithm.run()
        found = np.asarray(algorithm.getPartition().getVector(), np.int64)[into]
        # Some releases of networkit give communities in pieces (its issue 1244).
        rows = np.repeat(np.arange(self.n), self.degree)
        within = found[rows] == found[self.matrix.indices]
        ends = (rows[within], self.matrix.indices[within])
        inside = sparse.csr_array((np.ones(len(ends[0])), ends), shape=self.matrix.shape)
        return Network(inside).components().astype(np.int64)

    def modularity(self, labels: Ints) -> float:
        """How many edges, by weight, are within communities beyond what chance would put there (Newman 2004)."""
        rows = np.repeat(labels, self.degree)
        within = self.matrix.data[rows == labels[self.matrix.indices]].sum()
        total = self.matrix.data.sum()
        strength = np.bincount(labels, self.matrix.sum(axis=1)) if self.n else np.zeros(0)
        return float(within / total - ((strength / total) ** 2).sum()) if total else 0.0

    def blocks(self) -> tuple[Ints, Ints]:
        """The biconnected components (Hopcroft and Tarjan 1973), of at least two nodes each, as what is in what: the
        numbers of blocks and, alongside, of nodes."""
        if self.m == 0:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        found = _networkit().components.BiconnectedComponents(self._graph)
        found.run()
        blocks: list[list[int]] = [block for block in found.getComponents() if len(block) > 1]
        numbers = np.repeat(np.arange(len(blocks)), [len(block) for block in blocks])
        return numbers, np.fromiter(chain.from_iterable(blocks), np.int64, len(numbers))

    def eigenvector(self) -> Floats:
        """The eigenvector of the largest eigenvalue, positive, of length 1 (Bonacich 1972), of the largest component
        (the first of those); nodes outside it get 0, as there is no way to there."""
        found = np.zeros(self.n)
        labels = self.components()
        inside = np.flatnonzero(labels == np.bincount(labels).argmax()) if self.n else labels
        if len(inside) < _DENSE:
            dense: Floats = self.pattern[inside][:, inside].toarray()
            vector = np.linalg.eigh(dense)[1][:, -1] if len(inside) else found
        else:
            matrix = self.pattern if len(inside) == self.n else self.pattern[inside][:, inside]
            start = self.degree[inside].astype(np.float64)
            # The largest by value, not by size: of a graph of two sorts of nodes the smallest is as large.
            vector = sparse.linalg.eigsh(matrix, 1, which="LA", v0=start, maxiter=10_000)[1][:, 0]
        found[inside] = np.abs(vector)
        return found

    def triangles(self) -> Ints:
        """How many triangles a node is in."""
        if self.m == 0:
            return np.zeros(self.n, np.int64)
        closed = self._scores(_networkit().centrality.LocalClusteringCoefficient(self._graph, True))
        degree = self.degree.astype(np.float64)
        return np.rint(closed * degree * (degree - 1) / 2).astype(np.int64)

    def harmonic(self) -> Floats:
        """The sum of 1 / distance to all other nodes (Boldi and Vigna 2014); O(n m)."""
        if self.m == 0:
            return np.zeros(self.n)
        return self._scores(_networkit().centrality.HarmonicCloseness(self._graph, False))

    def closeness(self, improved: bool = True) -> Floats:
        """One over the mean distance to the nodes reached (Freeman 1979); `improved`: times the share of nodes reached
        (Wasserman and Faust 1994); O(n m)."""
        if self.m == 0:
            return np.zeros(self.n)
        variant = _networkit().centrality.ClosenessVariant.GENERALIZED
        found = self._scores(_networkit().centrality.Closeness(self._graph, True, variant))
        if improved:
            return found
        labels = self.components()
        reached = np.bincount(labels)[labels] - 1
        return np.divide(found * (self.n - 1), reached, out=np.zeros(self.n), where=reached > 0)

    def betweenness(self) -> Floats:
        """For each node the sum over unordered pairs of others of the share of shortest paths through it (Brandes
        2001); O(n m)."""
        if self.m == 0:
            return np.zeros(self.n)
        return self._scores(_networkit().centrality.Betweenness(self._graph, normalized=False)) / 2

    def drawn(self, sources: int, seed: int = 1) -> Int32s:
        """Some nodes, drawn evenly without return; the same seed draws the same."""
        return np.random.default_rng(seed).choice(self.n, min(sources, self.n), replace=False).astype(np.int32)

    def dependencies(self, sources: Int32s, endpoints: bool = False) -> Floats:
        """Brandes' dependencies of the sources on each node, summed: for each source s and other node t the share of
        shortest paths from s to t through a node; `endpoints`: s and t lie on their own paths. O(len(sources) m)."""
        total = np.zeros(self.n)
        for part in self.each_dependencies(sources, endpoints):
            total += part
        return total

    def each_dependencies(self, sources: Int32s, endpoints: bool = False) -> Iterator[Floats]:
        """The dependencies of one source after another; see `dependencies`."""
        width = max(1, _STATES // max(1, self.n))
        for at in range(0, len(sources), width):
            yield from self._dependencies(sources[at : at + width], endpoints)

    def _dependencies(self, sources: Int32s, endpoints: bool) -> Floats:
        """Breadth first from all sources at once: state i * n + v is node v as seen from the i-th source."""
        paths = np.zeros(len(sources) * self.n)
        depth = np.full(len(paths), -1, np.int32)
        turn = np.empty(len(paths), np.int32)
        front = starts = np.arange(len(sources), dtype=np.int32) * np.int32(self.n) + sources
        paths[front], depth[front] = 1, 0
        steps: list[tuple[Int32s, Int32s]] = []
        while len(front):
            origin, reached = self._steps(front)
            new = depth[reached] < 0
            origin, reached = origin[new], reached[new]
            np.add.at(paths, reached, paths[origin])
            depth[reached] = len(steps) + 1
            steps.append((origin, reached))
            # Each state once: where its last turn was.
            turns = np.arange(len(reached), dtype=np.int32)
            turn[reached] = turns
            front = reached[turn[reached] == turns]
        part = np.zeros(len(paths))
        for origin, reached in reversed(steps):
            np.add.at(part, origin, paths[origin] / paths[reached] * (1 + part[reached]))
        part[starts] = 0
        if endpoints:
            found = depth.reshape(len(sources), self.n) > 0
            part[depth > 0] += 1
            part[starts] = found.sum(axis=1)
        return part.reshape(len(sources), self.n)

    def _steps(self, front: Int32s) -> tuple[Int32s, Int32s]:
        """Every step along an edge from the states of a front: the states left and the states reached."""
        nodes = front % self.n
        counts = self.degree[nodes]
        ends = np.cumsum(counts, dtype=np.int32)
        which = np.repeat(np.arange(len(front), dtype=np.int32), counts)
        edges = np.arange(len(which), dtype=np.int32) + (self.matrix.indptr[nodes] - (ends - counts))[which]
        return front[which], (front - nodes)[which] + self.matrix.indices[edges]

    def distances(self, source: int) -> Floats:
        """The number of steps from a node to each node; infinite where there is no way."""
        bfs = _networkit().distance.BFS(self._graph, source, False)
        bfs.run()
        found = np.asarray(bfs.getDistances(), np.float64)
        found[found > self.n] = np.inf
        return found

    def shared(self, one: Int32s, other: Int32s, value: Floats) -> Iterator[Floats]:
        """For each pair of nodes the sum of the `value` of the neighbours they share; some thousands at a time."""
        for at in range(0, len(one), _PAIRS):
            slice_ = slice(at, at + _PAIRS)
            common = self.pattern[one[slice_]].multiply(self.pattern[other[slice_]]).tocsr()
            # Only what is shared counts: a value that is infinite must not meet a zero.
            rows = np.repeat(np.arange(common.shape[0]), np.diff(common.indptr))
            yield np.bincount(rows, value[common.indices], common.shape[0]).astype(np.float64)
