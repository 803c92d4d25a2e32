# SPDX-License-Identifier: EUPL-1.2
"""What opening does to a database: make it, bring it up to date, or refuse it.

Numbered migrations change what this module says; `PRAGMA user_version` holds the number of the last one. Version 1 is
made from the declarations as they are. Later fields need no migration: opening compares the declared columns with those
of the tables, and adds the nullable ones that lack.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from graph_api.store.port import StoreError
from graph_api.store.sqlite.connection import clear_errors, connect, transaction
from graph_api.store.sqlite.ddl import ALL_TYPES, everything, fields, node_type
from schema.verdict import Verdict

RESTORING: Final = "restoring"
"""The row of `meta` that is there while a restore has not come to its end."""


def _first(connection: sqlite3.Connection) -> None:
    for statement in everything():
        connection.execute(statement)


def _verdicts(connection: sqlite3.Connection) -> None:
    """The table of verdicts, where it was not made with all others."""
    if not connection.execute("SELECT TRUE FROM sqlite_schema WHERE name = 'Verdict'").fetchone():
        for statement in node_type(Verdict):
            connection.execute(statement)


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_first, _verdicts)
"""Migration n + 1 takes a database from version n to version n + 1."""


def prepare_file(path: Path) -> None:
    """Make a file ready for use. Raises StoreError where it is not a database of ours, or not fit."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made: {error.strerror}") from error
    connection = connect(path)
    try:
        with clear_errors(path):
            current = _version(connection) == len(MIGRATIONS)
        # What is up to date is only looked at: opening must not wait for a long write by another process.
        with clear_errors(path), transaction(connection, "DEFERRED" if current else "IMMEDIATE"):
            _migrate(connection, path)
            _add_columns(connection, path)
            if connection.execute("SELECT TRUE FROM meta WHERE name = ?", (RESTORING,)).fetchone():
                raise StoreError(f"{path} is unfit: a copy into it was broken off; remove it and copy again")
    finally:
        connection.close()


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path} has version {version}, which is newer than this program knows ({len(MIGRATIONS)}); update it"
        )
    if version == 0 and connection.execute("SELECT TRUE FROM sqlite_schema").fetchone():
        raise StoreError(f"{path} is a database of something else")
    for number, migration in enumerate(MIGRATIONS[version:], version + 1):
        migration(connection)
        connection.execute(f"PRAGMA user_version = {number}")


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _add_columns(connection: sqlite3.Connection, path: Path) -> None:
    """Add declared columns that lack and may be empty. Raises StoreError for any other difference."""
    problems: list[str] = []
    for cls in ALL_TYPES:
        table = cls.__name__
        stored = {name: (type_, bool(required)) for name, type_, required in connection.execute(_COLUMNS, (table,))}
        if not stored:
            problems.append(f"table {table} is missing")
            continue
        for field in fields(cls):
            there = stored.pop(field.name, None)
            if there is None and field.nullable:
                connection.execute(f'ALTER TABLE "{table}" ADD COLUMN {field.sql}')
            elif there is None:
                problems.append(f"{table}.{field.name} is missing and may not be empty")
            elif there != (field.type, not field.nullable):
                problems.append(f"{table}.{field.name} is {_describe(*there)}, not {field.sql.split(' ', 1)[1]}")
        problems += [f"{table}.{name} is not declared" for name in stored if name not in ("key", "source", "target")]
    if problems:
        raise StoreError(f"{path} does not have the declared form, and no migration says how: {'; '.join(problems)}")


_COLUMNS: Final = 'SELECT name, type, "notnull" FROM pragma_table_info(?)'


def _describe(type_: str, required: bool) -> str:
    return f"{type_}{' NOT NULL' if required else ''}"
