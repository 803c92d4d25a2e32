# SPDX-License-Identifier: EUPL-1.2
"""The constraints and indexes of the graph, made from the declarations, and the version that the graph is at.

Every node of a declared type has two labels, its type's name and `Entity`. Besides there are `Store` (one node: the
version, the last revision, the lock of writers), `Revision` and `Former` nodes.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from neo4j import AsyncManagedTransaction

from graph_api.store.layout import full_text, spatial
from graph_api.store.neo4j.connection import Connection, run
from graph_api.store.port import StoreError
from schema.base import Node
from schema.declare import columns
from schema.registry import NODE_TYPES

WAIT_SECONDS: Final = 3600
"""How long opening waits for new indexes to be filled."""


async def migrate(connection: Connection) -> None:
    """Apply the migrations that the graph lacks. Raises StoreError when it has one that is unknown here, or when a
    restore into it was broken off."""
    found = await connection.read("MATCH (s:Store) RETURN s.version, coalesce(s.restoring, false)")
    version, restoring = found[0] if found else (0, False)
    if version > len(MIGRATIONS):
        raise StoreError(
            f"this graph is of version {version}, made by a newer Verbind; this one knows up to {len(MIGRATIONS)}"
        )
    if restoring:
        raise StoreError("a restore into this graph was broken off: empty the database and restore again")
    for number in range(version + 1, len(MIGRATIONS) + 1):
        await MIGRATIONS[number - 1](connection)
        await connection.execute(_RECORD, number=number)


_RECORD: Final = """
    MERGE (s:Store {id: 1}) ON CREATE SET s.revision = 0, s.version = 0
    SET s.version = CASE WHEN s.version < $number THEN $number ELSE s.version END
"""


async def declare(connection: Connection) -> None:
    """Make the constraints and indexes that the declarations ask for and that are not there."""
    there = {row[0] for row in await connection.read("SHOW INDEXES YIELD name")}
    lacking = [statement for name, statement in declared().items() if name not in there]

    async def work(tx: AsyncManagedTransaction) -> None:
        for statement in lacking:
            await run(tx, statement)

    await connection.write(work)
    await connection.read("CALL db.awaitIndexes($seconds)", seconds=WAIT_SECONDS)


def declared() -> dict[str, str]:
    """By name of a constraint or index, the statement that makes it."""
    found = dict([_unique("Store", "id"), _unique("Revision", "revision"), _unique("Revision", "token")])
    found |= dict([_index("Former", "key"), _index("Former", "target"), _unique("Entity", "key")])
    for cls in NODE_TYPES:
        found |= dict(_of_type(cls))
    return found


def _of_type(cls: type[Node]) -> Iterable[tuple[str, str]]:
    name = cls.__name__
    yield _unique(name, "key")
    for column in columns(cls):
        if column.rules.indexed:
            yield _index(name, column.name)
    if full_text(cls):
        yield _index(name, "heading")
    if spatial(cls):
        yield f"{name}_point", f"CREATE POINT INDEX {name}_point IF NOT EXISTS FOR (n:{name}) ON (n.point)"
    if full_text(cls):
        # The terms are made in Python, alike for every store, so nothing is left to do but to split them.
        settings = "{`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}"
        made = f"CREATE FULLTEXT INDEX {name}_terms IF NOT EXISTS FOR (n:{name}) ON EACH [n.terms]"
        yield f"{name}_terms", f"{made} OPTIONS {{indexConfig: {settings}}}"


def _index(label: str, column: str) -> tuple[str, str]:
    name = f"{label}_{column}"
    return name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{column})"


def _unique(label: str, column: str) -> tuple[str, str]:
    name = f"{label}_{column}_unique"
    return name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{column} IS UNIQUE"


MIGRATIONS: Final[tuple[Callable[[Connection], Awaitable[None]], ...]] = (declare,)
"""By number, from 1. A migration may be applied again: it was, when it was broken off before it was recorded."""
