# SPDX-License-Identifier: EUPL-1.2
"""Mending: the fewest edges after which no node, and no edge, holds a network together.

Blocks and the nodes that they share make a tree (see `graph_api.analysis.fragility`). Only some nodes count; what has
none of these beyond the node that it hangs on is left out, so that every leaf of the tree has one to lose. Where d
parts meet in a node, d - 1 edges must join them without it, and each of l leaves needs an end of an edge, so no fewer
edges do than the greater of d - 1 and l / 2. So many do (Eswaran and Tarjan 1976; Hsu and Ramachandran 1993):

Seen from the middle of the tree, a block or a node beyond which no branch has more than half of the leaves, each leaf
is joined with one of another branch. Then whatever is cut off when a node goes is joined to the rest, past the middle.
Where the middle is a node itself, these edges must also join its branches into one.

When any node may go, so may any edge, but that between the only two that count: nothing can mend these.
"""

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from graph_api.analysis.coverage import Bools
from graph_api.analysis.forest import Forest
from graph_api.analysis.kernels import Floats, Ints


@dataclass(frozen=True, slots=True)
class Mending:
    """One component. `leaves`: the nodes of each that may be an end of an edge, all but that which it hangs on.
    `branch`: of which branch each leaf is; `on_node`: whether the branches meet in a node."""

    leaves: dict[int, Ints]
    branch: dict[int, int]
    on_node: bool

    @property
    def fewest(self) -> int:
        """How many edges mend it."""
        ends = (len(self.leaves) + 1) // 2
        return max(ends, len(set(self.branch.values())) - 1) if self.on_node else ends

    def any_pairs(self) -> list[tuple[int, int]]:
        """Which leaves to join, any that will do; a leaf may be joined twice."""
        branches: dict[int, list[int]] = {}
        for leaf, branch in self.branch.items():
            branches.setdefault(branch, []).append(leaf)
        left = sorted(branches.values(), key=len)
        for leaves in left[: 2 * self.fewest - len(self.leaves)]:
            leaves.append(leaves[0])
        found = list(_spanning(left)) if self.on_node else []
        rest = list(chain.from_iterable(left))
        half = len(rest) // 2  # no branch has more, so that none is joined with itself
        return found + list(zip(rest[:half], rest[half:], strict=True))

    def pairs_by(self, ranked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Which leaves to join, as few: the first of these pairs that leaves a way to join the others, and so on."""
        choosing, found = _Choosing(self), list[tuple[int, int]]()
        pairs = [(one, other) for one, other in ranked if self.branch[one] != self.branch[other]]
        while len(found) < self.fewest:
            pair = next((pair for pair in pairs if choosing.will_do(*pair)), None)
            if pair is None:
                raise ValueError("not all pairs of leaves were given")
            choosing.join(*pair)
            found.append(pair)
            pairs = [pair for pair in pairs if choosing.is_of_use(*pair)]
        return found


def _spanning(branches: list[list[int]]) -> Iterable[tuple[int, int]]:
    """Pairs of leaves that join all branches into one; these leaves are taken out. Branches with most go first, so that
    there always is one left to join the next with."""
    first, *others = sorted(branches, key=len, reverse=True)
    open_ends = [(-len(first), 0, first)]
    for number, other in enumerate(others, 1):
        _, at, most = heapq.heappop(open_ends)
        yield most.pop(), other.pop()
        for place, leaves in ((at, most), (number, other)):
            if leaves:
                heapq.heappush(open_ends, (-len(leaves), place, leaves))


class _Choosing:
    """What is still to be joined, and with how many edges, while pairs of leaves are chosen."""

    def __init__(self, mending: Mending) -> None:
        self._branch = mending.branch
        self._left = set(mending.leaves)
        self._edges = mending.fewest
        self._waiting = Counter(mending.branch.values())
        self._group = {branch: branch if mending.on_node else 0 for branch in self._waiting}
        """By branch: with which others it is joined without the node in which they meet, if that is a node."""

        self._in_group = Counter(self._group[branch] for branch in mending.branch.values())
        self._count()

    def _count(self) -> None:
        self._groups = len(self._in_group)
        self._ends = sum(max(1, waiting) for waiting in self._in_group.values())
        self._pressing = {branch for branch, waiting in self._waiting.items() if waiting == self._edges}

    def will_do(self, one: int, other: int) -> bool:
        """Whether the rest can be joined after these two: each branch that waits for as many edges as there are gets
        one, the edges are enough to join all groups, and have an end for each leaf, and for a group without any."""
        covered = {leaf for leaf in (one, other) if leaf in self._left}
        if not self._pressing <= {self._branch[leaf] for leaf in covered}:
            return False
        a, b = self._group[self._branch[one]], self._group[self._branch[other]]
        groups, edges = self._groups - (a != b), self._edges - 1
        if groups == 1:
            return len(self._left) - len(covered) <= 2 * edges
        near = [self._in_group[group] for group in {a, b}]
        ends = self._ends - sum(max(1, waiting) for waiting in near) + max(1, sum(near) - len(covered))
        return ends <= 2 * edges and groups - 1 <= edges

    def is_of_use(self, one: int, other: int) -> bool:
        """Whether joining these two may yet join anything."""
        a, b = self._branch[one], self._branch[other]
        return one in self._left or other in self._left or self._group[a] != self._group[b]

    def join(self, one: int, other: int) -> None:
        """Join two leaves."""
        a, b = self._group[self._branch[one]], self._group[self._branch[other]]
        for leaf in self._left & {one, other}:
            self._left.discard(leaf)
            self._waiting[self._branch[leaf]] -= 1
            self._in_group[self._group[self._branch[leaf]]] -= 1
        if a != b:
            self._in_group[a] += self._in_group.pop(b)
            self._group = {branch: a if group == b else group for branch, group in self._group.items()}
        self._edges -= 1
        self._count()


def mendings(tree: Forest, block: Ints, node: Ints, counts: Bools) -> list[Mending]:
    """What mends each component that a node can part. `tree`: of nodes, then blocks; `block` and `node`: what is in
    what; `counts`: which nodes do."""
    n, roots = len(counts), tree.roots()
    parting, hanging_on = _parting(tree, roots, counts)
    leaves, inner = hanging_on == 1, hanging_on > 1
    inner[:n] = parting
    middle = _middles(tree, roots, inner, tree.below(leaves.astype(np.float64)))
    branch = _branches(tree, middle)
    may_be_end = leaves[block + n] & ~parting[node]
    ends = _grouped(block[may_be_end] + n, node[may_be_end])
    found = {root: Mending({}, {}, at < n) for root, at in middle.items()}
    order = np.array(tree.order, np.int64)
    for leaf in order[leaves[order]].tolist():
        mending = found[int(roots[leaf])]
        mending.leaves[leaf], mending.branch[leaf] = ends[leaf], branch[leaf]
    return list(found.values())


def _parting(tree: Forest, roots: Ints, counts: Bools) -> tuple[Bools, Ints]:
    """Which nodes part those that count; and for each place, if it is a block, on how many such nodes it hangs."""
    n, size = len(counts), len(tree.parent)
    parent = np.array(tree.parent, np.int64)
    below = tree.below(np.concatenate([counts.astype(np.float64), np.zeros(size - n)]))
    between = (parent >= 0) & (below > 0) & (below < below[roots])
    lower, upper = np.flatnonzero(between), parent[between]
    parting = np.bincount(np.concatenate([lower, upper]), minlength=size)[:n] > 1
    nodes, blocks = np.minimum(lower, upper), np.maximum(lower, upper)
    return parting, np.bincount(blocks[parting[nodes]], minlength=size)


def _middles(tree: Forest, roots: Ints, inner: Bools, below: Floats) -> dict[int, int]:
    """By root: the lowest of the inner places that has half of the leaves below it, or more."""
    enough = inner & (2 * below >= below[roots])
    order = np.array(tree.order[::-1], np.int64)
    found: dict[int, int] = {}
    for place in order[enough[order]].tolist():
        found.setdefault(int(roots[place]), place)
    return found


def _branches(tree: Forest, middle: dict[int, int]) -> list[int]:
    """For each place that below the middle by which it hangs on that; -1 above."""
    middles = set(middle.values())
    found = [-1] * len(tree.parent)
    for place in tree.order:
        up = tree.parent[place]
        if up >= 0:
            found[place] = place if up in middles else found[up]
    return found


def _grouped(of: Ints, values: Ints) -> dict[int, Ints]:
    """The values of each, ascending."""
    order = np.lexsort((values, of))
    each, starts = np.unique(of[order], return_index=True)
    return dict(zip(each.tolist(), np.split(values[order], starts)[1:], strict=True))
