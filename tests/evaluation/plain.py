# SPDX-License-Identifier: EUPL-1.2
"""Graphs as arrays, and signals as matrices, for what is evaluated."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.signal import Evidence, Piece
from graph_api.analysis.snapshot import Int32s, Snapshot
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from schema.base import Relation
from schema.initiative import Initiative
from schema.opportunity import Signal
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Resident

TODAY: Final = date(2026, 5, 1)
RESIDENT: Final = 1000
"""The key of the first resident; the first initiative's is 0."""

Ends = Sequence[tuple[int, int]] | npt.NDArray[Any]


def arrays(initiatives: int, residents: int, **relations: Ends) -> Arrays:
    """A graph of initiatives 0, 1, … and residents 1000, 1001, …, with relations by the name of their type."""
    counts = {Initiative: (0, initiatives), Resident: (RESIDENT, residents)}
    nodes = {cls: _nodes(*counts.get(cls, (0, 0))) for cls in NODE_TYPES}
    return Arrays(1, nodes, {cls: _relations(relations.get(cls.__name__, ())) for cls in RELATION_TYPES})


def _nodes(first: int, count: int) -> NodeArrays:
    return NodeArrays(np.arange(first, first + count, dtype=np.int64), np.zeros(count, np.uint8))


def _relations(ends: Ends) -> RelationArrays:
    table = np.array(sorted(map(tuple, ends)), np.int64).reshape(-1, 2)
    n = len(table)
    return RelationArrays(
        table[:, 0], table[:, 1], np.zeros(n, np.uint8), np.ones(n, np.float32), np.full(n, OPEN, np.int32)
    )


def ends(arrays: Arrays, cls: type[Relation]) -> set[tuple[int, int]]:
    """The relations of a type."""
    links = arrays.relations[cls]
    return set(zip(links.source.tolist(), links.target.tolist(), strict=True))


class Matrix:
    """A signal whose values stand in a matrix."""

    def __init__(self, signal: Signal, values: Floats, proposes: bool = True) -> None:
        self.signal, self.proposes, self._values = signal, proposes, values

    def found(self, one: int) -> tuple[Int32s, Floats]:
        others = np.flatnonzero(self._values[one]).astype(np.int32)
        return others, self._values[one, others]

    def values(self, one: int, others: Int32s) -> Floats:
        return self._values[one, others]

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        value = float(self._values[one, other])
        return [Piece(value)] if value else []


def signals(**of: Callable[[Snapshot], Floats]) -> Callable[[Snapshot], Sequence[Evidence]]:
    """What makes signals: each a function from a snapshot to a matrix."""
    return lambda snapshot: [Matrix(Signal[name.upper()], make(snapshot)) for name, make in of.items()]
