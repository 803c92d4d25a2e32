# SPDX-License-Identifier: EUPL-1.2
"""The graph's structure as arrays."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from neo4j import AsyncTransaction

from graph_api.store.layout import levels
from graph_api.store.neo4j.chunks import Ask, chunks
from graph_api.store.neo4j.connection import Connection, run
from graph_api.store.neo4j.cypher import ACTIVE
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from schema.base import Node, Relation
from schema.declare import columns
from schema.registry import label

_CHUNK: Final = 20_000
_EPOCH: Final = date(1970, 1, 1).toordinal()


async def arrays(
    connection: Connection, nodes: Sequence[type[Node]], relations: Sequence[type[Relation]], day: date | None = None
) -> Arrays:
    """The structure of these types, on a day if one is given, read while nobody writes."""
    async with connection.standing_still() as (tx, revision):
        return Arrays(
            revision,
            {cls: await _nodes(tx, cls) for cls in nodes},
            {cls: await _relations(tx, cls, day) for cls in relations},
        )


async def _nodes(tx: AsyncTransaction, cls: type[Node]) -> NodeArrays:
    keys, *privacy = await _columns(partial(run, tx), cls, [("n.key", np.int64), *_differing(cls, "n")])
    return NodeArrays(keys, _privacy(cls, len(keys), privacy))


async def _relations(tx: AsyncTransaction, cls: type[Relation], day: date | None) -> RelationArrays:
    """Those that last and those that ended are read apart, so that of the many that last no `until` is read."""
    wanted = [("r.source", np.int64), ("r.target", np.int64), *_differing(cls, "r")]
    weighted = any(column.name == "weight" for column in columns(cls))
    if weighted:
        wanted.append(("r.weight", np.float32))
    apart = [
        (f"CASE WHEN r.until IS {last} THEN {value} END", dtype)
        for last in ("NULL", "NOT NULL")
        for value, dtype in wanted
    ]
    walk, ask = f"MATCH (n)-[r:{label(cls)}]->()", partial(run, tx)
    if day is not None:
        walk += f" WHERE {ACTIVE.format('r')}"
        ask = partial(ask, active_on=day.isoformat())
    *lists, until = await _columns(ask, cls.__ends__.source, [*apart, ("r.until", np.str_)], walk)
    half = len(wanted)
    source, target, *rest = (np.concatenate(pair) for pair in zip(lists[:half], lists[half:], strict=True))
    weight = rest.pop() if weighted else np.ones(len(source), np.float32)
    days = np.full(len(source), OPEN, np.int32)
    days[len(source) - len(until) :] = [date.fromisoformat(day).toordinal() - _EPOCH for day in until]
    order = np.lexsort((target, source))
    privacy = _privacy(cls, len(source), rest)
    return RelationArrays(source[order], target[order], privacy[order], weight[order], days[order])


_Column = tuple[str, npt.DTypeLike]


def _differing(cls: type[Node] | type[Relation], variable: str) -> list[_Column]:
    """The privacy, where it is not the same for all."""
    low, high = levels(cls)
    return [] if low == high else [(f"{variable}.privacy", np.uint8)]


def _privacy(cls: type[Node] | type[Relation], size: int, read: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return read[0] if read else np.full(size, levels(cls)[0], np.uint8)


async def _columns(ask: Ask, cls: type[Node], wanted: Sequence[_Column], walk: str = "") -> list[npt.NDArray[Any]]:
    """Each value of all nodes of a type by key, or of what a walk leads to from there."""
    parts = [
        [np.array(found, dtype) for found, (_, dtype) in zip(lists, wanted, strict=True)]
        async for lists in chunks(ask, cls.__name__, [value for value, _ in wanted], _CHUNK, walk=walk)
    ]
    return [np.concatenate(column) for column in zip(*parts, strict=True)]
