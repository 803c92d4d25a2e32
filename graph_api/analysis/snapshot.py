# SPDX-License-Identifier: EUPL-1.2
"""The snapshot: the structure of the graph at one revision, as immutable arrays.

    snapshot = build(await store.arrays(NODE_TYPES, RELATION_TYPES), day)
    public = snapshot.seen(Privacy.PUBLIC)          # only what the public sees; kept, so ask as often as you like

Nodes of a type are numbered 0..count-1 by ascending key; that number is a node's *position* within its type.

    i, j = public.positions(Initiative, [key, other])        # keys -> positions, -1 where there is none
    public.keys(Initiative)[i]                               # position -> key

A relation type is two sparse matrices, one for each direction in which it is walked. Rows are positions of the nodes
walked from, columns positions of the nodes walked to, sorted; data is the relation's weight (1 where a type has none).

    supporters = public.backward(Supports)                   # csr_array, initiatives x organisations
    row(supporters, i)                                       # positions of the organisations that support initiative i
    public.forward(Supports) @ supporters                    # or matrix algebra; all arrays are read-only

A relation of a symmetric type stands in both rows, and forward and backward are the same matrix. A weight may be 0:
ask the pattern (indptr, indices) whether two nodes are joined, not the data. Relations that ended before the day are
left out. A snapshot for a level is what `build` makes of a graph without all that the level may not see: there is no
way from `public` to anything hidden, not even to how many there are. Types the level never sees are there, empty.

Where nodes of all types stand in one row (see `graph_api.analysis.view`), types follow each other in the order of
NODE_TYPES: a node's *index* is `first(type) + position`, from 0 to n - 1.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph_api.store.port import Arrays, NodeArrays, RelationArrays
from schema.base import Node, Relation
from schema.privacy import Privacy
from schema.registry import NETWORK_TYPES, NODE_TYPES, RELATION_TYPES

Int64s = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
Matrix = sparse.csr_array[Any, tuple[int, int]]

EPOCH: Final = date(1970, 1, 1)
"""The day from which the store counts days."""
_CROWDED: Final = 16
_THREADS: Final = 2
"""How many matrices are made at once; numpy and scipy let go of the lock where they work."""


class Snapshot:
    """What one privacy level sees of the graph at one revision, on one day. Made by `build`; see the module."""

    def __init__(
        self,
        revision: int,
        day: date,
        privacy: Privacy,
        nodes: Mapping[type[Node], NodeArrays],
        relations: Mapping[type[Relation], tuple[Matrix, Matrix]],
    ) -> None:
        self.revision: Final = revision
        self.day: Final = day
        self.privacy: Final = privacy
        self._nodes: Final = nodes
        self._relations: Final = relations
        self._seen: dict[Privacy, Snapshot] = {privacy: self}
        self._first: dict[type[Node], int] = {}
        self.n = 0
        for cls in NODE_TYPES:
            self._first[cls] = self.n
            self.n += len(nodes[cls].keys)

    def keys(self, type: type[Node]) -> Int64s:
        """The keys of all nodes of a type, ascending."""
        return self._nodes[type].keys

    def count(self, type: type[Node]) -> int:
        """How many nodes of a type there are."""
        return len(self._nodes[type].keys)

    def first(self, type: type[Node]) -> int:
        """The index of the first node of a type where all types stand in one row."""
        return self._first[type]

    def positions(self, type: type[Node], keys: Sequence[int] | Int64s) -> Int32s:
        """The positions of nodes by their keys; -1 where there is none."""
        return locate(self._nodes[type].keys, np.asarray(keys, np.int64))

    def forward(self, relation: type[Relation]) -> Matrix:
        """A relation type from its sources (rows) to its targets (columns)."""
        return self._relations[relation][0]

    def backward(self, relation: type[Relation]) -> Matrix:
        """A relation type from its targets (rows) to its sources (columns)."""
        return self._relations[relation][1]

    def replaced(self, relations: Mapping[type[Relation], tuple[Matrix, Matrix]]) -> "Snapshot":
        """The same nodes, with other relations of some types (forward and backward): what could be."""
        return Snapshot(self.revision, self.day, self.privacy, self._nodes, {**self._relations, **relations})

    def seen(self, privacy: Privacy) -> "Snapshot":
        """What a lower level sees of this; computed once. A higher level sees no more than there is."""
        level = min(privacy, self.privacy)
        if level not in self._seen:
            self._seen[level] = self._masked(level)
        return self._seen[level]

    def _masked(self, level: Privacy) -> "Snapshot":
        masks = {cls: nodes.privacy <= level for cls, nodes in self._nodes.items()}
        nodes = {cls: NodeArrays(n.keys[masks[cls]], n.privacy[masks[cls]]) for cls, n in self._nodes.items()}
        relations: dict[type[Relation], tuple[Matrix, Matrix]] = {}
        for cls, (forward, backward) in self._relations.items():
            ends = cls.__ends__
            if ends.privacy > level:
                relations[cls] = _empty(cls, nodes)
            elif masks[ends.source].all() and masks[ends.target].all():
                relations[cls] = (forward, backward)
            else:
                seen = frozen(forward[masks[ends.source]][:, masks[ends.target]])
                relations[cls] = (seen, seen if ends.symmetric else frozen(seen.T.tocsr()))
        return Snapshot(self.revision, self.day, level, nodes, relations)


def row(matrix: Matrix, position: int) -> Int32s:
    """The columns of one row, ascending: the positions of a node's neighbours."""
    return matrix.indices[matrix.indptr[position] : matrix.indptr[position + 1]]


def build(arrays: Arrays, day: date, former: tuple[Arrays, Snapshot] | None = None) -> Snapshot:
    """The snapshot of arrays on a day, as the highest level sees it. Types that are not among the arrays, or no part of
    the network, are empty.

    `former`: arrays and what was built from them; relation types whose arrays, and those of whose ends, are still the
    same objects are taken from there. A relation is as private as its type and its ends are, so its own privacy is not
    asked. Raises ValueError when a relation joins nodes that are not there.
    """
    none = NodeArrays(np.empty(0, np.int64), np.empty(0, np.uint8))
    nodes = {cls: arrays.nodes.get(cls, none) if cls in NETWORK_TYPES else none for cls in NODE_TYPES}

    def matrices(cls: type[Relation]) -> tuple[Matrix, Matrix]:
        links = arrays.relations.get(cls)
        if links is None:
            return _empty(cls, nodes)
        if former is not None and former[1].day == day and _same(cls, arrays, former[0]):
            return former[1].forward(cls), former[1].backward(cls)
        return _matrices(cls, links, nodes, day)

    with ThreadPoolExecutor(_THREADS) as threads:
        relations = dict(zip(RELATION_TYPES, threads.map(matrices, RELATION_TYPES), strict=True))
    return Snapshot(arrays.revision, day, max(Privacy), nodes, relations)


def _same(cls: type[Relation], arrays: Arrays, former: Arrays) -> bool:
    """Whether a relation type's matrices are still what they were: its rows are, and so are its ends' keys."""
    if arrays.relations[cls] is not former.relations.get(cls):
        return False
    ends = (cls.__ends__.source, cls.__ends__.target)
    return all(arrays.nodes[end].keys is former.nodes[end].keys for end in ends)


def _empty(cls: type[Relation], nodes: Mapping[type[Node], NodeArrays]) -> tuple[Matrix, Matrix]:
    shape = (len(nodes[cls.__ends__.source].keys), len(nodes[cls.__ends__.target].keys))
    forward = frozen(sparse.csr_array(shape, dtype=np.float32))
    return forward, forward if cls.__ends__.symmetric else frozen(sparse.csr_array(shape[::-1], dtype=np.float32))


def _matrices(
    cls: type[Relation], links: RelationArrays, nodes: Mapping[type[Node], NodeArrays], day: date
) -> tuple[Matrix, Matrix]:
    source, target, weight = links.source, links.target, links.weight
    lasting = links.until >= (day - EPOCH).days
    if not lasting.all():
        source, target, weight = source[lasting], target[lasting], weight[lasting]
    ends = cls.__ends__
    sources, targets = nodes[ends.source].keys, nodes[ends.target].keys
    columns = locate(targets, target)
    if len(columns) and columns.min() < 0:
        raise ValueError(f"{cls.__name__} leads to a {ends.target.__name__} that is not there")
    shape = (len(sources), len(targets))
    forward = sparse.csr_array((weight, columns, _starts(cls, sources, source)), shape=shape)
    backward = forward.T.tocsr()
    if ends.symmetric:
        both = frozen(_together(forward, backward))
        return both, both
    return frozen(forward), frozen(backward)


def _together(one: Matrix, other: Matrix) -> Matrix:
    """Two matrices with no place in common as one. Their sum would leave out weights of 0."""
    a, b = one.tocoo(), other.tocoo()
    places = (np.concatenate([a.row, b.row]), np.concatenate([a.col, b.col]))
    return sparse.coo_array((np.concatenate([a.data, b.data]), places), shape=one.shape).tocsr()


def _starts(cls: type[Relation], keys: Int64s, source: Int64s) -> Int32s:
    """Where each row starts, from the sorted source keys."""
    starts = np.zeros(len(keys) + 1, np.int32)
    if len(source):
        runs = np.flatnonzero(np.append(True, source[1:] != source[:-1]))
        first = source[runs]
        # They are sorted, so that binary search stays in the cache.
        rows = np.searchsorted(keys, first)
        if rows[-1] == len(keys) or (keys[rows] != first).any():
            raise ValueError(f"{cls.__name__} comes from a {cls.__ends__.source.__name__} that is not there")
        starts[rows + 1] = np.diff(np.append(runs, len(source)))
    return np.cumsum(starts, dtype=np.int32)


def frozen(matrix: Any) -> Matrix:
    """A CSR matrix whose arrays can no longer be written to."""
    matrix.has_canonical_format  # noqa: B018 - asked once here, because scipy keeps the answer
    for array in (matrix.data, matrix.indices, matrix.indptr):
        array.flags.writeable = False
    return matrix


def locate(keys: Int64s, wanted: Int64s) -> Int32s:
    """Where each wanted key stands among sorted distinct keys; -1 where it does not."""
    if not len(keys):
        return np.full(len(wanted), -1, np.int32)
    few = len(wanted) < len(keys)
    found = np.searchsorted(keys, wanted).astype(np.int32) if few else _many(keys, wanted)
    found[found == len(keys)] = 0
    found[keys[found] != wanted] = -1
    return found


def _many(keys: Int64s, wanted: Int64s) -> Int32s:
    """As `np.searchsorted`, of as many keys or more.

    Keys are even over 63 bits, so a table from a key's first bits leads next to its place, in half the time that
    binary search takes. Keys that are not even (a test's 1, 2, 3) are searched for the common way.
    """
    shift = max(0, 62 - len(keys).bit_length())
    table = np.zeros((1 << (63 - shift)) + 1, np.int32)
    fill = np.bincount(keys >> shift, minlength=len(table) - 1)
    if fill.max() > _CROWDED:
        return np.searchsorted(keys, wanted).astype(np.int32)
    np.cumsum(fill, out=table[1:])
    found = table[wanted >> shift]
    bounded = np.append(keys, np.iinfo(np.int64).max)  # nothing wanted is past the last
    behind = np.flatnonzero(bounded[found] < wanted)
    while len(behind):
        found[behind] += 1
        behind = behind[bounded[found[behind]] < wanted[behind]]
    return found
