# SPDX-License-Identifier: EUPL-1.2
"""Copying a graph whole, out of the store and into it."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any, Final, cast

from graph_api.store.layout import Row
from graph_api.store.neo4j.chunks import Ask, chunks
from graph_api.store.neo4j.connection import Connection, run
from graph_api.store.neo4j.cypher import ends, whole
from graph_api.store.neo4j.properties import Properties, batches, properties, stored_properties
from graph_api.store.port import FORMER_NAMES, FORMERS, REVISION_NAMES, REVISIONS, Rows
from schema.registry import NODE_BY_NAME, NODE_TYPES, RELATION_BY_NAME, RELATION_TYPES, label

_CHUNK: Final = 2_000
_OWN: Final = {FORMERS: ("Former", FORMER_NAMES), REVISIONS: ("Revision", REVISION_NAMES)}


async def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has; Neo4j keeps these numbers."""
    nodes = {cls.__name__: cls.__name__ for cls in NODE_TYPES} | {name: own[0] for name, own in _OWN.items()}
    tables = {name: f"(x:{label_})" for name, label_ in nodes.items()}
    tables |= {cls.__name__: f"()-[x:{label(cls)}]->()" for cls in RELATION_TYPES}
    parts = [f"MATCH {match} RETURN '{name}' AS name, count(x) AS rows" for name, match in tables.items()]
    return {row[0]: row[1] for row in await connection.read(" UNION ALL ".join(parts))}


async def dump(connection: Connection) -> AsyncIterator[Rows]:
    """Everything, while nobody writes."""
    async with connection.standing_still() as (tx, _):
        for table, found in _tables(partial(run, tx)):
            async for (rows,) in found:
                if rows:
                    yield Rows(table, [tuple(row) for row in rows])


def _tables(ask: Ask) -> Iterator[tuple[str, AsyncIterator[list[list[Any]]]]]:
    """Each table with its rows, in the order of a dump."""
    for cls in NODE_TYPES:
        yield cls.__name__, chunks(ask, cls.__name__, [whole(cls, "n")], _CHUNK)
    for cls in RELATION_TYPES:
        walk = f"MATCH (n)-[r:{label(cls)}]->()"
        yield cls.__name__, chunks(ask, cls.__ends__.source.__name__, [whole(cls, "r")], _CHUNK, walk=walk)
    for table, (label_, names) in _OWN.items():
        row = f"[{', '.join(f'n.{name}' for name in names)}]"
        yield table, chunks(ask, label_, [row], _CHUNK, column="key" if table == FORMERS else "revision")


async def restore(connection: Connection, rows: AsyncIterator[Rows]) -> None:
    """Take over a dump. Raises ValueError when there is something here already, or when the dump does not hold."""
    if not await connection.execute(_BEGIN):
        raise ValueError("the store that is copied to is not empty")
    last = 0
    async for part in rows:
        if part.table == REVISIONS:
            last = max(last, *(cast("int", row[0]) for row in part.rows))
        for batch in batches(part.rows):
            added = await connection.execute(_add(part.table), rows=[_properties(part.table, row) for row in batch])
            if added[0][0] != len(batch):
                raise ValueError(f"some rows of {part.table} join what is not in the dump")
    await connection.execute("MATCH (s:Store) SET s.revision = $last REMOVE s.restoring", last=last)


_BEGIN: Final = """
    MATCH (s:Store {revision: 0})
    WHERE NOT EXISTS { (:Entity) } AND NOT EXISTS { (:Revision) } AND s.restoring IS NULL
    SET s.restoring = true RETURN true
"""


def _add(table: str) -> str:
    if table in _OWN:
        made = f"CREATE (x:{_OWN[table][0]})"
    elif table in NODE_BY_NAME:
        made = f"CREATE (x:Entity:{table})"
    else:
        cls = RELATION_BY_NAME[table]
        made = f"{ends(cls, 'row.source', 'row.target')} CREATE (a)-[x:{label(cls)}]->(b)"
    return f"UNWIND $rows AS row {made} SET x = row RETURN count(x)"


def _properties(table: str, row: Row) -> Properties:
    if table in _OWN:
        return properties(_OWN[table][1], row)
    return stored_properties({**NODE_BY_NAME, **RELATION_BY_NAME}[table], row, derived=True)
