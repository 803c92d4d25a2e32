# SPDX-License-Identifier: EUPL-1.2
"""The graph's structure as arrays."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from neo4j import AsyncTransaction

from graph_api.store.layout import levels
from graph_api.store.neo4j.chunks import chunks
from graph_api.store.neo4j.connection import Connection
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from schema.base import Node, Relation
from schema.declare import columns
from schema.registry import label

_CHUNK: Final = 20_000
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
    keys, privacy = await _columns(tx, cls, {"n.key": np.int64, _privacy(cls, "n"): np.uint8})
    return NodeArrays(keys, privacy)


async def _relations(tx: AsyncTransaction, cls: type[Relation]) -> RelationArrays:
    weight = "r.weight" if any(column.name == "weight" for column in columns(cls)) else "1.0"
    source, target, privacy, weights, until = await _columns(
        tx,
        cls.__ends__.source,
        {
            "r.source": np.int64,
            "r.target": np.int64,
            _privacy(cls, "r"): np.uint8,
            weight: np.float32,
            "coalesce(r.until, '')": np.str_,
        },
        f"MATCH (n)-[r:{label(cls)}]->()",
    )
    days, which = np.unique(until, return_inverse=True)
    numbers = np.array([date.fromisoformat(day).toordinal() - _EPOCH if day else OPEN for day in days], np.int32)
    order = np.lexsort((target, source))
    return RelationArrays(source[order], target[order], privacy[order], weights[order], numbers[which][order])


def _privacy(cls: type[Node] | type[Relation], variable: str) -> str:
    """The privacy of a row; not looked at where it is the same for all."""
    low, high = levels(cls)
    return str(int(low)) if low == high else f"{variable}.privacy"


async def _columns(
    tx: AsyncTransaction, cls: type[Node], values: dict[str, npt.DTypeLike], walk: str = ""
) -> list[npt.NDArray[Any]]:
    """Each value of all nodes of a type by key, or of what a walk leads to from there."""
    parts = [
        [np.array(found, dtype) for found, dtype in zip(lists, values.values(), strict=True)]
        async for lists in chunks(tx, cls.__name__, list(values), _CHUNK, walk=walk)
    ]
    return [np.concatenate(column) for column in zip(*parts, strict=True)]
