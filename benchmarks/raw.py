# SPDX-License-Identifier: EUPL-1.2
"""Loading without Verbind: ready rows, straight into the same tables, indexes and constraints.

Each change set is a list of statements with their rows, in one transaction. The rows are those that Verbind itself
wrote, so nothing is left to be validated, encoded, stemmed, derived or compared.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, LiteralString, cast

from neo4j import GraphDatabase, ManagedTransaction

from graph_api.store.layout import Row, full_text, layout, spatial
from graph_api.store.neo4j.properties import batches, properties, stored_properties
from graph_api.store.port import REVISION_NAMES
from graph_api.store.sqlite.connection import connect, transaction
from graph_api.store.sqlite.ddl import Declared, everything
from graph_api.store.sqlite.write import stored_rows
from graph_api.store.writing import prepare
from schema.base import Node
from schema.change import ChangeSet
from schema.registry import label

Written = list[tuple[Declared | None, list[Row]]]
"""What one change set wrote: rows in layout order by type, in the order in which they were given; None: revisions."""
Statements = list[tuple[str, list[Any]]]


def written(path: Path, change_sets: Iterable[ChangeSet]) -> list[Written]:
    """The rows that change sets wrote to a store in a file, of which they are all that there is."""
    connection = connect(path)
    found: list[Written] = []
    for revision, changes in enumerate(change_sets, 1):
        part: Written = []
        for table in prepare(changes).tables:
            stored = stored_rows(connection, table.type, list(table.rows))
            part.append((table.type, [stored[identity] for identity in table.rows]))
        listed = ", ".join(REVISION_NAMES)
        part.append(
            (None, connection.execute(f"SELECT {listed} FROM revision WHERE revision = ?", [revision]).fetchall())
        )
        found.append(part)
    connection.close()
    return found


def sqlite_statements(part: Written) -> Statements:
    """One change set for SQLite."""
    found: Statements = []
    for cls, rows in part:
        if cls is None:
            found.append((_insert("revision", REVISION_NAMES), rows))
            continue
        names = layout(cls).names
        found.append((_insert(cls.__name__, names), rows))
        if not issubclass(cls, Node):
            continue
        if full_text(cls):
            at = [names.index(name) for name in ("key", "title_terms", "terms")]
            into = ("rowid", "title_terms", "terms")
            found.append((_insert(f"{cls.__name__}_text", into), [tuple(row[i] for i in at) for row in rows]))
        if point := spatial(cls):
            lon, lat = names.index(f"{point}_lon"), names.index(f"{point}_lat")
            places = [(row[0], row[lon], row[lon], row[lat], row[lat]) for row in rows if row[lon] is not None]
            found.append((_insert(f"{cls.__name__}_place", ("key", "west", "east", "south", "north")), places))
    return found


def _insert(table: str, names: Sequence[str]) -> str:
    return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})'


def make_tables(path: Path) -> None:
    """An empty database with the same tables and indexes."""
    connection = connect(path)
    with transaction(connection):
        for statement in everything():
            connection.execute(statement)
    connection.close()


def load_sqlite(path: Path, change_sets: Iterable[Statements]) -> None:
    """Insert everything, on a connection with the settings of the store's own."""
    connection = connect(path, 64)
    for statements in change_sets:
        with transaction(connection):
            for statement, rows in statements:
                connection.executemany(statement, rows)
    connection.close()


def bolt_statements(part: Written) -> Statements:
    """One change set for Neo4j."""
    found: Statements = []
    for cls, rows in part:
        if cls is None:
            statement = "UNWIND $rows AS row CREATE (v:Revision) SET v = row"
            made = [properties(REVISION_NAMES, row) for row in rows]
        else:
            statement = _create(cls)
            made = [stored_properties(cls, row, derived=True) for row in rows]
        found += [(statement, list(batch)) for batch in batches(made)]
    return found


def _create(cls: Declared) -> str:
    if issubclass(cls, Node):
        return f"UNWIND $rows AS row CREATE (n:Entity:{cls.__name__}) SET n = row"
    ends = cls.__ends__
    return (
        f"UNWIND $rows AS row MATCH (a:{ends.source.__name__} {{key: row.source}}) "
        f"MATCH (b:{ends.target.__name__} {{key: row.target}}) CREATE (a)-[r:{label(cls)}]->(b) SET r = row"
    )


def load_bolt(url: str, change_sets: Iterable[Statements]) -> None:
    """Create everything, over one session."""
    with GraphDatabase.driver(url) as driver, driver.session() as session:
        for statements in change_sets:
            session.execute_write(_run, statements)


def _run(tx: ManagedTransaction, statements: Statements) -> None:
    for statement, rows in statements:
        tx.run(cast("LiteralString", statement), rows=rows).consume()
