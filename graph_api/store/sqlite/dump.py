# SPDX-License-Identifier: EUPL-1.2
"""Copying a whole graph, in batches: out of a database as it was at one moment, and into an empty one."""

import functools
import sqlite3
from collections.abc import Generator
from typing import Final

from graph_api.store.layout import full_text, layout, spatial
from graph_api.store.port import FORMER_NAMES, FORMERS, REVISION_NAMES, REVISIONS, Rows
from graph_api.store.sqlite.connection import transaction
from graph_api.store.sqlite.ddl import ALL_TYPES
from graph_api.store.sqlite.migrations import RESTORING
from graph_api.store.sqlite.write import insert
from schema.base import Node
from schema.registry import NODE_TYPES

_BATCH: Final = 10_000


@functools.cache
def tables() -> dict[str, tuple[str, ...]]:
    """The names of all tables that are copied, in the order in which they can be read in again, with their columns."""
    declared = {cls.__name__: layout(cls).names for cls in ALL_TYPES}
    return declared | {FORMERS: FORMER_NAMES, REVISIONS: REVISION_NAMES}


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    with transaction(connection, "DEFERRED"):
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables()}


def dump(connection: sqlite3.Connection) -> Generator[Rows]:
    """Everything, in one transaction that lasts as long as the iterator."""
    with transaction(connection, "DEFERRED"):
        for table, columns in tables().items():
            listed = ", ".join(f'"{name}"' for name in columns)
            order = "rowid" if table in (FORMERS, REVISIONS) else ", ".join(columns[: columns.index("revision")])
            cursor = connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY {order}')
            while rows := cursor.fetchmany(_BATCH):
                yield Rows(table, rows)


def begin_restore(connection: sqlite3.Connection) -> None:
    """Mark the database as unfit until the restore is complete. Raises ValueError when it is not empty."""
    with transaction(connection):
        for name in tables():
            if connection.execute(f'SELECT TRUE FROM "{name}" LIMIT 1').fetchone():
                raise ValueError(f"a graph can only be copied into an empty store, and this one has rows in {name}")
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, 'true')", (RESTORING,))


def restore(connection: sqlite3.Connection, rows: Rows) -> None:
    """Take over some rows. Raises ValueError for rows that this store cannot hold."""
    columns = tables().get(rows.table)
    if columns is None:
        raise ValueError(f"there is no table {rows.table}")
    try:
        with transaction(connection):
            insert(connection, rows.table, columns, rows.rows)
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError) as error:
        raise ValueError(f"these rows do not fit {rows.table}: {error}") from error


def end_restore(connection: sqlite3.Connection) -> None:
    """Make the indexes that SQLite does not keep by itself, and call the database fit."""
    with transaction(connection):
        for cls in NODE_TYPES:
            _fill_indexes(connection, cls)
        connection.execute("DELETE FROM meta WHERE name = ?", (RESTORING,))


def _fill_indexes(connection: sqlite3.Connection, cls: type[Node]) -> None:
    name = cls.__name__
    if full_text(cls):
        connection.execute(f'INSERT INTO "{name}_text" ("{name}_text") VALUES (\'rebuild\')')
    if point := spatial(cls):
        lon, lat = f'"{point}_lon"', f'"{point}_lat"'
        connection.execute(
            f'INSERT INTO "{name}_place" (key, west, east, south, north) '
            f'SELECT key, {lon}, {lon}, {lat}, {lat} FROM "{name}" WHERE {lon} IS NOT NULL'
        )
