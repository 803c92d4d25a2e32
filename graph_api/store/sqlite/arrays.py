# SPDX-License-Identifier: EUPL-1.2
"""The graph's structure as arrays.

SQLite writes a column as one JSON text and numpy reads that: a sixth of the time that rows of Python objects take, and
another thread can run meanwhile, so that two connections read in little more than half the time of one.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import orjson

from graph_api.store.layout import levels
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from graph_api.store.sqlite import log
from graph_api.store.sqlite.connection import Connections, T, Work, transaction
from schema.base import Node, Relation
from schema.declare import columns

_CHUNK: Final = 50_000
"""How many sources are read at a time: what bounds the memory."""
_TOGETHER: Final = 2
"""How many connections read at once; the others are for whoever asks something else."""
_UNTIL: Final = "CASE WHEN until IS NULL THEN 0 ELSE CAST(julianday(until) + 0.5 AS INTEGER) END"
"""The Julian day number, 0 for none: short, as there are millions."""
_EPOCH: Final = 2_440_588
"""The Julian day number of 1970-01-01."""


def numbers(text: str, dtype: npt.DTypeLike = np.int64) -> npt.NDArray[Any]:
    """A JSON array of whole numbers as an array."""
    return np.fromstring(text[1:-1], dtype, sep=",")


def _floats(text: str) -> npt.NDArray[np.float32]:
    return np.array(orjson.loads(text), np.float32)


async def together(
    connections: Connections,
    nodes: Sequence[type[Node]],
    relations: Sequence[type[Relation]],
    day: date | None = None,
) -> Arrays:
    """The structure of these types, on a day if one is given, at one revision: some connections read at once, each some
    of the types.

    Where a write came between them, one reads everything again.
    """
    turns = asyncio.Semaphore(_TOGETHER)

    async def part(read: Work[T]) -> tuple[int, T]:
        async with turns:
            return await connections.read(partial(_with_revision, read=read))

    types = list(dict.fromkeys((*nodes, *(cls.__ends__.source for cls in relations))))
    ends = dict(zip(types, await asyncio.gather(*(part(partial(_nodes, cls=cls)) for cls in types)), strict=True))
    reads = (partial(_relation, cls=cls, sources=ends[cls.__ends__.source][1].keys, day=day) for cls in relations)
    links = dict(zip(relations, await asyncio.gather(*(part(read) for read in reads)), strict=True))
    revisions = {revision for revision, _ in (*ends.values(), *links.values())}
    if len(revisions) != 1:
        return await connections.read(lambda c: arrays(c, nodes, relations, day))
    return Arrays(
        revisions.pop(), {cls: ends[cls][1] for cls in nodes}, {cls: found for cls, (_, found) in links.items()}
    )


def arrays(
    connection: sqlite3.Connection,
    nodes: Sequence[type[Node]],
    relations: Sequence[type[Relation]],
    day: date | None = None,
) -> Arrays:
    """The structure of these types, at one revision, read by one connection."""
    with transaction(connection, "DEFERRED"):
        revision = log.revision(connection)
        ends = {cls: _nodes(connection, cls) for cls in {*nodes, *(r.__ends__.source for r in relations)}}
        return Arrays(
            revision,
            {cls: ends[cls] for cls in nodes},
            {cls: _relation(connection, cls, ends[cls.__ends__.source].keys, day) for cls in relations},
        )


def _with_revision(connection: sqlite3.Connection, read: Work[T]) -> tuple[int, T]:
    """What is read, and the revision at which it was so."""
    with transaction(connection, "DEFERRED"):
        return log.revision(connection), read(connection)


def _nodes(connection: sqlite3.Connection, cls: type[Node]) -> NodeArrays:
    keys = _keys(connection, cls)
    return NodeArrays(keys, _privacy(connection, cls, len(keys)))


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


def _relation(
    connection: sqlite3.Connection, cls: type[Relation], sources: npt.NDArray[np.int64], day: date | None
) -> RelationArrays:
    """Read in ranges of sources. Privacy is read only where it differs from row to row."""
    low, high = levels(cls)
    weighted = any(column.name == "weight" for column in columns(cls))
    rows = f'FROM "{cls.__name__}" WHERE source BETWEEN :first AND :last'
    if day is not None:
        rows += " AND ifnull(since <= :day, TRUE) AND ifnull(until >= :day, TRUE)"
    wanted = {"day": None if day is None else day.isoformat()}
    parts = [
        _part(partial(_read, connection, rows, {**wanted, "first": first, "last": last}), cls, low != high, weighted)
        for first, last in _ranges(sources)
    ]
    kinds = {"source": np.int64, "target": np.int64, "privacy": np.uint8, "weight": np.float32, "until": np.int32}
    whole: dict[str, Any] = {
        name: np.concatenate([np.empty(0, kind), *(getattr(part, name) for part in parts)])
        for name, kind in kinds.items()
    }
    return RelationArrays(**whole)


def _read(connection: sqlite3.Connection, rows: str, wanted: Mapping[str, Any], *values: str) -> tuple[Any, ...]:
    return connection.execute(f"SELECT {', '.join(values)} {rows}", wanted).fetchone()


def _part(read: Callable[..., tuple[Any, ...]], cls: type[Relation], private: bool, weighted: bool) -> RelationArrays:
    """Relations from some sources. Ends and weights are read only where there are any that differ from most."""
    varied = (_listed("privacy") if private else "NULL", "count(nullif(weight, 1))" if weighted else "0")
    source, target, ended, privacy, weights = read(_listed("source"), _listed("target"), "count(until)", *varied)
    found = numbers(source)
    until = numbers(read(_listed(_UNTIL))[0], np.int32) if ended else np.zeros(len(found), np.int32)
    return RelationArrays(
        found,
        numbers(target),
        numbers(privacy, np.uint8) if private else np.full(len(found), levels(cls)[0], np.uint8),
        _floats(read(_listed("weight"))[0]) if weights else np.ones(len(found), np.float32),
        np.where(until == 0, OPEN, until - _EPOCH).astype(np.int32),
    )


def _listed(value: str) -> str:
    return f"json_group_array({value})"


def _ranges(sources: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    for start in range(0, len(sources), _CHUNK):
        part = sources[start : start + _CHUNK]
        yield int(part[0]), int(part[-1])
