# SPDX-License-Identifier: EUPL-1.2
"""The graph's structure as arrays.

SQLite writes a column as one JSON text and numpy reads that: a sixth of the time that rows of Python objects take, and
another thread can run meanwhile.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from graph_api.store.sqlite.connection import transaction
from graph_api.store.sqlite.ddl import levels
from schema.base import Node, Relation
from schema.declare import columns

_CHUNK: Final = 50_000
"""How many sources are read at a time: what bounds the memory."""
_NO_DAY: Final = -1_000_000
"""No day that a date can be: it stands for none."""


def numbers(text: str, dtype: npt.DTypeLike = np.int64) -> npt.NDArray[Any]:
    """A JSON array of numbers as an array."""
    return np.fromstring(text[1:-1], dtype, sep=",")


def arrays(connection: sqlite3.Connection, nodes: Sequence[type[Node]], relations: Sequence[type[Relation]]) -> Arrays:
    """The structure of these types, at one revision."""
    with transaction(connection, "DEFERRED"):
        revision = connection.execute("SELECT ifnull(max(revision), 0) FROM revision").fetchone()[0]
        keys = {cls: _keys(connection, cls) for cls in {*nodes, *(r.__ends__.source for r in relations)}}
        return Arrays(
            revision,
            {cls: NodeArrays(keys[cls], _privacy(connection, cls, len(keys[cls]))) for cls in nodes},
            {cls: _relation(connection, cls, keys[cls.__ends__.source]) for cls in relations},
        )


def _keys(connection: sqlite3.Connection, cls: type[Node]) -> npt.NDArray[np.int64]:
    # In key order by the table itself; an index would have to be sorted.
    statement = f'SELECT json_group_array(key) FROM (SELECT key FROM "{cls.__name__}" NOT INDEXED ORDER BY key)'
    return numbers(connection.execute(statement).fetchone()[0])


def _privacy(connection: sqlite3.Connection, cls: type[Node], size: int) -> npt.NDArray[np.uint8]:
    low, high = levels(cls)
    if low == high:
        return np.full(size, low, np.uint8)
    statement = f'SELECT json_group_array(privacy) FROM (SELECT privacy FROM "{cls.__name__}" NOT INDEXED ORDER BY key)'
    return numbers(connection.execute(statement).fetchone()[0], np.uint8)


def _relation(connection: sqlite3.Connection, cls: type[Relation], sources: npt.NDArray[np.int64]) -> RelationArrays:
    """Read in ranges of sources. Privacy and weight are read only where they differ from row to row."""
    low, high = levels(cls)
    weighted = any(column.name == "weight" for column in columns(cls))
    wanted = ["source", "target", f"ifnull(CAST(julianday(until) - 2440587.5 AS INTEGER), {_NO_DAY})"]
    types: list[npt.DTypeLike] = [np.int64, np.int64, np.int32]
    if low != high:
        wanted.append("privacy")
        types.append(np.uint8)
    if weighted:
        wanted.append("CASE WHEN weight = 1 THEN 1 ELSE weight END")
        types.append(np.float64)
    statement = (
        f"SELECT {', '.join(f'json_group_array({value})' for value in wanted)} "
        f'FROM "{cls.__name__}" WHERE source BETWEEN ? AND ?'
    )
    parts = [
        [
            numbers(text, dtype)
            for text, dtype in zip(connection.execute(statement, ends).fetchone(), types, strict=True)
        ]
        for ends in _ranges(sources)
    ]
    source, target, until, *rest = (
        [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [np.empty(0, t) for t in types]
    )
    until[until == _NO_DAY] = OPEN
    privacy = rest.pop(0) if low != high else np.full(len(source), low, np.uint8)
    weight = rest.pop().astype(np.float32) if weighted else np.ones(len(source), np.float32)
    return RelationArrays(source, target, privacy, weight, until)


def _ranges(sources: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    for start in range(0, len(sources), _CHUNK):
        part = sources[start : start + _CHUNK]
        yield int(part[0]), int(part[-1])
