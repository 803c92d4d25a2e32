# SPDX-License-Identifier: EUPL-1.2
"""The constraints and indexes of the graph, made from the declarations, and the version that the graph is at.

Every node of a declared type has two labels, its type's name and `Entity`. Besides there are `Store` (one node: the
version, the last revision, the lock of writers), `Revision` and `Former` nodes.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from graph_api.store.layout import full_text, spatial
from graph_api.store.neo4j.connection import Connection, run
from graph_api.store.port import StoreError
from schema.base import Node
from schema.declare import columns
from schema.registry import NODE_TYPES

WAIT_SECONDS: Final = 3600
"""How long opening waits for new indexes to be filled."""


async def migrate(connection: Connection) -> None:
    """Apply the migrations that the graph lacks. Raises StoreError for a graph that is not ours, that is newer than
    this program, or into which a restore was broken off."""
    some, version, restoring = (await connection.read(_FOUND))[0]
    if version is None and some:
        raise StoreError("this database holds a graph of something else")
    version = version or 0
    if version > len(MIGRATIONS):
        raise StoreError(
            f"this graph has version {version}, which is newer than this program knows ({len(MIGRATIONS)}); update it"
        )
    if restoring:
        raise StoreError("this graph is unfit: a copy into it was broken off; empty the database and copy again")
    if version < len(MIGRATIONS):
        await _apply(connection)


# Whether there is anything is asked first: whoever makes a graph of ours makes its Store before all else.
_FOUND: Final = """
    WITH EXISTS { (n) WHERE NOT n:Store } AS some OPTIONAL MATCH (s:Store)
    RETURN some, s.version, s.restoring
"""


async def _apply(connection: Connection) -> None:
    """Apply what lacks, one process at a time: the others wait for the lock and find it done."""
    await connection.execute(_unique("Store", "id")[1])
    await connection.execute("MERGE (s:Store {id: 1}) ON CREATE SET s.version = 0, s.revision = 0")
    async with connection.standing_still() as (tx, _):
        version = (await run(tx, "MATCH (s:Store) RETURN s.version"))[0][0]
        for migration in MIGRATIONS[version:]:
            await migration(connection)
        await run(tx, "MATCH (s:Store) SET s.version = $version", version=len(MIGRATIONS))
        await tx.commit()


async def declare(connection: Connection) -> None:
    """Make the constraints and indexes that the declarations ask for and that are not there."""
    there = {row[0] for row in await connection.read("SHOW INDEXES YIELD name")}
    for name, statement in declared().items():
        if name not in there:
            await connection.execute(statement)
    await connection.read("CALL db.awaitIndexes($seconds)", seconds=WAIT_SECONDS)


def declared() -> dict[str, str]:
    """By name of a constraint or index, the statement that makes it."""
    found = dict([_unique("Revision", "revision"), _unique("Revision", "token")])
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


MIGRATIONS: Final[tuple[Callable[[Connection], Awaitable[None]], ...]] = (declare, declare)
"""By number, from 1. A migration that was broken off is applied again.

A new node type is a new number: the second came with Verdict.
"""
