# SPDX-License-Identifier: EUPL-1.2
"""The graph's structure as arrays."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from neo4j import AsyncTransaction

from graph_api.store.neo4j.connection import Connection, run
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from schema.base import Node, Relation
from schema.declare import columns
from schema.registry import label

_EPOCH: Final = date(1970, 1, 1).toordinal()


async def arrays(connection: Connection, nodes: Sequence[type[Node]], relations: Sequence[type[Relation]]) -> Arrays:
    """The structure of these types, read while nobody writes."""
    async with connection.standing_still() as (tx, revision):
        return Arrays(
            revision,
            {cls: await _nodes(tx, cls) for cls in nodes},
            {cls: await _relations(tx, cls) for cls in relations},
        )


async def _nodes(tx: AsyncTransaction, cls: type[Node]) -> NodeArrays:
    rows = await run(tx, f"MATCH (n:{cls.__name__}) RETURN n.key, n.privacy")
    keys, privacy = _columns(rows, np.int64, np.uint8)
    order = np.argsort(keys)
    return NodeArrays(keys[order], privacy[order])


async def _relations(tx: AsyncTransaction, cls: type[Relation]) -> RelationArrays:
    weight = "r.weight" if any(column.name == "weight" for column in columns(cls)) else "1.0"
    rows = await run(tx, f"MATCH ()-[r:{label(cls)}]->() RETURN r.source, r.target, r.privacy, {weight}, r.until")
    source, target, privacy, weights, until = _columns(rows, np.int64, np.int64, np.uint8, np.float32, np.object_)
    days = np.array([OPEN if day is None else date.fromisoformat(day).toordinal() - _EPOCH for day in until], np.int32)
    order = np.lexsort((target, source))
    return RelationArrays(source[order], target[order], privacy[order], weights[order], days[order])


def _columns(rows: list[list[Any]], *types: npt.DTypeLike) -> list[npt.NDArray[Any]]:
    columns = zip(*rows, strict=True) if rows else [()] * len(types)
    return [np.array(column, dtype) for column, dtype in zip(columns, types, strict=True)]
