# SPDX-License-Identifier: EUPL-1.2
"""A view: nodes of several types and the relations between them, as one undirected network.

whole = view(snapshot.seen(Privacy.PUBLIC))
whole.network.pagerank()                       # one value a node, in order of `whole.keys`
whole.keys[whole.part(Initiative)]             # the initiatives among them
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.kernels import Floats, Network
from graph_api.analysis.snapshot import Int32s, Int64s, Matrix, Snapshot, frozen
from schema.base import Node, Relation
from schema.initiative import ConnectedTo, SharesBackers
from schema.organisation import Runs, Supports
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Initiates, MemberOf, ParticipatesIn

DIRECT: Final = tuple(cls for cls in RELATION_TYPES if cls is not SharesBackers)
"""Every relation type but SharesBackers, which only sums up what Backs says one by one."""

HOLDING: Final[tuple[type[Relation], ...]] = (ConnectedTo, Runs, Supports, Initiates, ParticipatesIn, MemberOf)
"""The relations by which people hold a network together; themes, areas and votes do not."""


@dataclass(frozen=True, slots=True)
class View:
    """Nodes in the order of their types in NODE_TYPES, then by key; `first` says where each type starts."""

    network: Network
    keys: Int64s
    first: dict[type[Node], int]

    def part(self, type: type[Node]) -> slice:
        """Where the nodes of a type are."""
        starts = [*self.first.values(), len(self.keys)]
        place = list(self.first).index(type)
        return slice(starts[place], starts[place + 1])

    def at(self, place: int) -> tuple[type[Node], int]:
        """The type and key of the node at a place."""
        cls = next(cls for cls in reversed(self.first) if self.first[cls] <= place)
        return cls, int(self.keys[place])

    def place(self, cls: type[Node], key: int) -> int | None:
        """Where a node is, None for one that is not there."""
        if cls not in self.first:
            return None
        part = self.part(cls)
        keys = self.keys[part]
        at = int(keys.searchsorted(key))
        return int(part.start) + at if at < len(keys) and keys[at] == key else None


def view(
    snapshot: Snapshot,
    relations: Sequence[type[Relation]] = DIRECT,
    nodes: Sequence[type[Node]] = NODE_TYPES,
    *,
    weighted: bool = False,
    counted: bool = False,
    kept: Mapping[type[Node], Int32s] | None = None,
) -> View:
    """The nodes of these types, also those without relations, and the relations of these types between them.

    `kept`: of each type the nodes at these ascending positions alone; of a type that is not in it, none.

    Two nodes are joined once however many relations hold between them, and none to itself. `weighted`: an edge weighs
    as much as its relations together (votes, euros and ones alike, so choose relations that can be added); `counted`:
    as many as there are; else 1.
    """
    chosen = [cls for cls in NODE_TYPES if cls in nodes and (kept is None or cls in kept)]
    parts = [snapshot.keys(cls) if kept is None else snapshot.keys(cls)[kept[cls]] for cls in chosen]
    starts = [int(start) for start in np.cumsum([0, *map(len, parts)])]
    first = dict(zip(chosen, starts, strict=False))
    wanted = [cls for cls in dict.fromkeys(relations) if _inside(cls, first)]
    pairs = [_pairs(_forward(snapshot, cls, kept), cls, first) for cls in wanted]
    keys = np.concatenate([np.empty(0, np.int64), *parts])
    return View(Network(_union(pairs, len(keys), weighted, counted)), keys, first)


def _forward(snapshot: Snapshot, cls: type[Relation], kept: Mapping[type[Node], Int32s] | None) -> Matrix:
    forward = snapshot.forward(cls)
    return forward if kept is None else forward[kept[cls.__ends__.source]][:, kept[cls.__ends__.target]]


def _inside(cls: type[Relation], first: dict[type[Node], int]) -> bool:
    return cls.__ends__.source in first and cls.__ends__.target in first


def _pairs(forward: Matrix, cls: type[Relation], first: dict[type[Node], int]) -> tuple[Int32s, Int32s, Floats]:
    """Rows, columns and weights of a relation type, both ways, without loops."""
    ends = cls.__ends__
    rows = np.repeat(np.arange(forward.shape[0], dtype=np.int32), np.diff(forward.indptr))
    columns, weight = forward.indices, forward.data
    if ends.source is ends.target:
        apart = rows != columns
        rows, columns, weight = rows[apart], columns[apart], weight[apart]
    rows, columns = rows + np.int32(first[ends.source]), columns + np.int32(first[ends.target])
    if ends.symmetric:
        return rows, columns, weight
    return np.concatenate([rows, columns]), np.concatenate([columns, rows]), np.concatenate([weight, weight])


def _union(pairs: list[tuple[Int32s, Int32s, Floats]], n: int, weighted: bool, counted: bool) -> Matrix:
    none = (np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    rows, columns, weight = (np.concatenate(parts) for parts in zip(none, *pairs, strict=True))
    data = weight if weighted else np.ones(len(rows))
    gathered = sparse.coo_array((data, (rows, columns)), shape=(n, n)).tocsc()
    # A transposed copy is sorted, and of a symmetric matrix it is the matrix; sorting would take longer.
    matrix = gathered.tocsr()
    matrix.sum_duplicates()
    if not (weighted or counted):
        matrix.data = np.ones(len(matrix.data))
    return frozen(matrix)
