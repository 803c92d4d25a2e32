# SPDX-License-Identifier: EUPL-1.2
"""Fragility: the nodes and edges without which a network falls apart, and the fewest edges that mend it.

A block is a part that holds together when any one node goes (Hopcroft and Tarjan 1973); a node in several blocks is an
articulation point, and a block of two nodes a bridge. Blocks and the nodes they share make a tree, from which follows
what is cut off. The parts between bridges make a tree too; joining its leaves two by two leaves no bridge when the
pairs are well chosen, and no fewer edges can (Eswaran and Tarjan 1976).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.forest import Forest
from graph_api.analysis.kernels import Floats, Ints, Network
from graph_api.analysis.snapshot import frozen


@dataclass(frozen=True, slots=True)
class Cuts:
    """What goes when one thing goes. `ends`: the nodes, or pairs of nodes; `parts`: into how many parts its component
    falls; `lost`: what all but the largest part weigh together."""

    ends: Ints
    parts: Ints
    lost: Floats


class Fragility:
    """The weak spots of a network. `weights`: how much each node counts among what is cut off."""

    def __init__(self, network: Network, weights: Floats) -> None:
        self._network: Final = network
        self._weights: Final = weights
        block, node = network.blocks()
        self._blocks: Final[int] = int(block.max(initial=-1)) + 1
        self._tree: Final = Forest(block + network.n, node, network.n + self._blocks)
        self._size: Final[Ints] = np.bincount(block, minlength=self._blocks)
        self._members: Final = node[np.lexsort((node, block))]

    @cached_property
    def bridges(self) -> Ints:
        """The bridges, one a row, as two nodes, the lower first."""
        starts = np.cumsum(self._size) - self._size
        first = starts[self._size == 2]
        return np.stack([self._members[first], self._members[first + 1]], axis=1)

    @cached_property
    def _below(self) -> tuple[Floats, Floats]:
        """What is below each node of the tree, itself included, and what its whole component weighs."""
        below = self._tree.below(np.concatenate([self._weights, np.zeros(self._blocks)]))
        return below, below[self._tree.roots()]

    def points(self) -> Cuts:
        """The articulation points."""
        n, (below, whole) = self._network.n, self._below
        found = np.flatnonzero(self._tree.degree[:n] > 1)
        parent = np.array(self._tree.parent, np.int64)
        largest = np.where(parent[:n] >= 0, whole[:n] - below[:n], 0.0)
        hanging = np.arange(n, len(parent))
        hanging = hanging[parent[hanging] >= 0]
        np.maximum.at(largest, parent[hanging], below[hanging])
        lost = whole[:n] - self._weights - largest
        return Cuts(found, self._tree.degree[found], lost[found])

    def links(self) -> Cuts:
        """The bridges, with what is on their lighter side."""
        below, whole = self._below
        parent = np.array(self._tree.parent, np.int64)
        blocks = np.flatnonzero(self._size == 2) + self._network.n
        one, other = self.bridges[:, 0], self.bridges[:, 1]
        # What hangs on a bridge is one of its nodes: the other it hangs on itself. A root is a node, never a bridge.
        lower = np.where(parent[one] == blocks, one, other)
        lost = np.minimum(below[lower], whole[lower] - below[lower])
        return Cuts(self.bridges, np.full(len(blocks), 2), lost)

    def pieces(self) -> list["Pieces"]:
        """What each component that has bridges falls into without them."""
        between = _between(self._network, self.bridges)
        ends: list[list[int]] = between[self.bridges].tolist()
        one, other = between[self.bridges[:, 0]], between[self.bridges[:, 1]]
        tree = Forest(one, other, int(between.max(initial=-1)) + 1)
        members = np.split(np.argsort(between, kind="stable"), np.cumsum(np.bincount(between))[:-1])
        roots: list[int] = tree.roots().tolist()
        found: dict[int, Pieces] = {}
        for part in tree.order:
            if tree.degree[part] > 0:
                pieces = found.setdefault(roots[part], Pieces({}, {}))
                pieces.joined[part] = set()
                if tree.degree[part] == 1:
                    pieces.leaves[part] = members[part]
        for here, there in ends:
            found[roots[here]].joined[here].add(there)
            found[roots[here]].joined[there].add(here)
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Pieces:
    """The parts between the bridges of one component: which are joined, and the nodes of those that hang on one bridge,
    such that what hangs together stands together."""

    joined: dict[int, set[int]]
    leaves: dict[int, Ints]

    @property
    def fewest(self) -> int:
        """How many edges leave no bridge: each leaf needs the end of one."""
        return (len(self.leaves) + 1) // 2

    def mended(self) -> list[tuple[int, int]]:
        """Which leaves to join: each with the one half of all further on."""
        leaves, half = list(self.leaves), len(self.leaves) // 2
        return [(leaves[at], leaves[at + half]) for at in range(self.fewest)]

    def mended_by(self, ranked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Which leaves to join, as few: the first of these pairs, then the first of those that are left, and so on.

        A pair will do when what it closes into one part is no leaf itself; of an odd number of leaves it may be, once.
        """
        joined = {part: set(near) for part, near in self.joined.items()}
        left, ranked, found = set(self.leaves), list(ranked), list[tuple[int, int]]()
        while len(left) > 1:
            for one, other in ranked:
                if one in left and other in left:
                    path = _path(joined, one, other)
                    out = sum(len(joined[part]) for part in path) - 2 * (len(path) - 1)
                    if out != 1 or len(left) % 2:
                        break
            else:
                raise ValueError("not all pairs of leaves were given")
            found.append((one, other))
            near = set[int]().union(*(joined.pop(part) for part in path)).difference(path)
            for part in near:
                joined[part] = joined[part].difference(path) | {one}
            joined[one] = near
            left -= {other} if len(near) == 1 else {one, other}
        return found


def _path(joined: dict[int, set[int]], one: int, other: int) -> list[int]:
    """The way from one part to another."""
    came: dict[int, int] = {one: one}
    stack = [one]
    while other not in came:
        part = stack.pop()
        for near in joined[part]:
            if near not in came:
                came[near] = part
                stack.append(near)
    path = [other]
    while path[-1] != one:
        path.append(came[path[-1]])
    return path


def bridges(network: Network) -> Ints:
    """The edges without which a component falls apart, one a row, as two nodes, the lower first."""
    return Fragility(network, np.zeros(network.n)).bridges


def _between(network: Network, cut: Ints) -> Ints:
    """For each node the number of its part between the bridges."""
    rows = np.repeat(np.arange(network.n), network.degree)
    places = rows * network.n + network.matrix.indices
    kept = ~np.isin(places, np.concatenate([cut[:, 0] * network.n + cut[:, 1], cut[:, 1] * network.n + cut[:, 0]]))
    ends = (rows[kept], network.matrix.indices[kept])
    rest = sparse.csr_array((np.ones(len(ends[0])), ends), shape=network.matrix.shape)
    return Network(frozen(rest)).components().astype(np.int64)
