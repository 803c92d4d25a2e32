# SPDX-License-Identifier: EUPL-1.2
"""The constraints and indexes of the graph, made from the declarations, and the version that the graph is at.

Every node of a declared type has two labels, its type's name and `Entity`. Besides there are `Store` (one node: the
version, the last revision, the lock of writers), `Revision` and `Former` nodes.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from neo4j import AsyncManagedTransaction

from graph_api.store.layout import full_text
from graph_api.store.neo4j.connection import Connection, run
from graph_api.store.port import StoreError
from graph_api.store.sqlite.ddl import spatial
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
        await connection.write(_statements(MIGRATIONS[number - 1]()))
        await connection.read("CALL db.awaitIndexes($seconds)", seconds=WAIT_SECONDS)
        await connection.execute(_RECORD, number=number)


def _statements(statements: Iterable[str]) -> Callable[[AsyncManagedTransaction], Awaitable[None]]:
    async def work(tx: AsyncManagedTransaction) -> None:
        for statement in statements:
            await run(tx, statement)

    return work


_RECORD: Final = """
    MERGE (s:Store {id: 1}) ON CREATE SET s.revision = 0, s.version = 0
    SET s.version = CASE WHEN s.version < $number THEN $number ELSE s.version END
"""


def declared() -> list[str]:
    """What the declarations ask for. What is there already is left alone, so this may run again."""
    return [
        _unique("Store", "id"),
        _unique("Revision", "revision"),
        _unique("Revision", "token"),
        "CREATE INDEX Former_key IF NOT EXISTS FOR (n:Former) ON (n.key)",
        "CREATE INDEX Former_target IF NOT EXISTS FOR (n:Former) ON (n.target)",
        _unique("Entity", "key"),
        *(statement for cls in NODE_TYPES for statement in _of_type(cls)),
    ]


def _of_type(cls: type[Node]) -> Iterable[str]:
    name = cls.__name__
    yield _unique(name, "key")
    text = full_text(cls)
    for column in (
        "since",
        "revision",
        *(c.name for c in columns(cls) if c.rules.indexed),
        *("heading" if text else ()),
    ):
        yield f"CREATE INDEX {name}_{column} IF NOT EXISTS FOR (n:{name}) ON (n.{column})"
    if spatial(cls):
        yield f"CREATE POINT INDEX {name}_point IF NOT EXISTS FOR (n:{name}) ON (n.point)"
    if text:
        # The terms are made in Python, alike for every store, so nothing is left to do but to split them.
        yield (
            f"CREATE FULLTEXT INDEX {name}_terms IF NOT EXISTS FOR (n:{name}) ON EACH [n.terms] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"
        )


def _unique(label: str, name: str) -> str:
    return f"CREATE CONSTRAINT {label}_{name}_unique IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"


MIGRATIONS: Final[tuple[Callable[[], list[str]], ...]] = (declared,)
"""By number, from 1. A migration may be applied again: it was, when it was broken off before it was recorded."""
