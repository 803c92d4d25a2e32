# SPDX-License-Identifier: EUPL-1.2
"""Fragility: the nodes and edges without which a network falls apart, and what is then cut off.

A block is a part that holds together when any one node goes (Hopcroft and Tarjan 1973); a node in several blocks is an
articulation point, and a block of two nodes a bridge. Blocks and the nodes they share make a tree, from which follows
what is cut off, and what mends it (see `graph_api.analysis.mending`).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from graph_api.analysis.forest import Forest
from graph_api.analysis.kernels import Floats, Ints, Network
from graph_api.analysis.mending import Mending, mendings


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
        self._block: Final = block
        self._node: Final = node
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

    def mendings(self) -> list[Mending]:
        """What mends each component, so that whatever goes, nodes that weigh anything do not lose each other."""
        return mendings(self._tree, self._block, self._node, self._weights > 0)


def bridges(network: Network) -> Ints:
    """The edges without which a component falls apart, one a row, as two nodes, the lower first."""
    return Fragility(network, np.zeros(network.n)).bridges
