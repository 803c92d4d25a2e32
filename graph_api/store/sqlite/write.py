# SPDX-License-Identifier: EUPL-1.2
"""Writing a change set in one transaction."""

import functools
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import cast

from graph_api.store.layout import Row, full_text, layout, varies
from graph_api.store.port import FORMER_NAMES, REVISION_NAMES
from graph_api.store.sqlite import log
from graph_api.store.sqlite.connection import transaction
from graph_api.store.sqlite.ddl import Declared, names
from graph_api.store.sqlite.derive import index_places, place, privacy
from graph_api.store.sqlite.read import many
from graph_api.store.writing import (
    Difference,
    Identity,
    Prepared,
    Table,
    canonical,
    conflicts,
    difference,
    ends_to_check,
    former_row,
    missing,
    outside_ends,
    prepare,
    reference,
    revision_row,
    seen_before,
    with_privacy,
)
from schema.base import Node
from schema.change import ChangeSet, Problem, Receipt, Ref, Refused
from schema.declare import columns
from schema.initiative import Initiative
from schema.privacy import Viewer
from schema.query import RelationId
from schema.registry import NODE_TYPES


def write(connection: sqlite3.Connection, changes: ChangeSet, viewer: Viewer) -> Receipt:
    """Apply a change set, all or nothing. Raises Refused."""
    prepared = prepare(changes)
    try:
        with transaction(connection):
            return _apply(connection, prepared, changes, viewer)
    except sqlite3.IntegrityError:
        absent = {cls: keys - _present(connection, cls, keys) for cls, keys in outside_ends(changes).items()}
        problems = missing(changes, absent)
        if not problems:
            raise
        raise Refused(problems) from None


def _apply(connection: sqlite3.Connection, prepared: Prepared, changes: ChangeSet, viewer: Viewer) -> Receipt:
    if prepared.token is not None:
        seen = connection.execute(_SEEN, (prepared.token,)).fetchone()
        if seen:
            return seen_before(prepared, seen[0], Receipt(*seen[1:]))
    conflicts(prepared.expect, _revisions(connection, prepared.expect))
    to_check = ends_to_check(prepared)
    prepared = with_privacy(
        prepared, {key: level for cls, keys in to_check.items() for key, level in _privacy(connection, cls, keys)}
    )
    last = log.revision(connection)
    differences = [(table, store(connection, table, last + 1)) for table in prepared.tables]
    _refuse_collisions(connection, changes, differences)
    if not any(found.created or found.changed for _, found in differences):
        return Receipt(last, 0, 0)
    place(connection, prepared.tables)
    row, receipt = revision_row(last + 1, viewer.name, prepared, differences)
    insert(connection, "revision", REVISION_NAMES, [row])
    return receipt


def store(connection: sqlite3.Connection, table: Table, revision: int) -> Difference:
    """Write the rows of one type that are new or differ.

    Mostly all are new. So they are inserted first, in the order of the table, and compared only where some were there.
    """
    connection.execute("SAVEPOINT fast")
    before = connection.total_changes
    given = table.rows
    connection.executemany(_insert_sql(table.type), ((*given[identity], revision) for identity in sorted(given)))
    new = connection.total_changes - before == len(given)
    if not new:
        connection.execute("ROLLBACK TO fast")
    connection.execute("RELEASE fast")
    found = Difference(list(table.rows), []) if new else _compare(connection, table, revision)
    _index(connection, table.type, [*found.created, *found.changed])
    return found


def insert(connection: sqlite3.Connection, table: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Insert rows into one of the store's own tables."""
    listed = list(columns)
    connection.executemany(f'INSERT INTO "{table}" ({", ".join(listed)}) VALUES ({", ".join("?" * len(listed))})', rows)


def _compare(connection: sqlite3.Connection, table: Table, revision: int) -> Difference:
    stored = stored_rows(connection, table.type, list(table.rows))
    found = difference(table, stored)
    insert(connection, "former", FORMER_NAMES, [former_row(table.type, stored[i]) for i in found.changed])
    _unindex(connection, table.type, found.changed)
    rows = [(*table.rows[identity], revision) for identity in (*found.created, *found.changed)]
    connection.executemany(_upsert_sql(table.type), rows)
    if issubclass(table.type, Node) and varies(table.type):
        at = layout(table.type).names.index("privacy")
        moved = [cast("int", i) for i in found.changed if stored[i][at] != table.rows[i][at - 1]]
        if moved:
            privacy(connection, table.type, moved)
    return found


def stored_rows(connection: sqlite3.Connection, cls: Declared, identities: list[Identity]) -> dict[Identity, Row]:
    """The whole rows that are there, by identity."""
    if issubclass(cls, Node):
        statement = f'JOIN "{cls.__name__}" AS t ON t.key = k.value'
    else:
        statement = f'JOIN "{cls.__name__}" AS t ON t.source = k.value ->> 0 AND t.target = k.value ->> 1'
    rows: list[Row] = connection.execute(
        f"SELECT {names(cls, 't', derived=True)} FROM json_each(?) AS k {statement}", (many(identities),)
    ).fetchall()
    if issubclass(cls, Node):
        return {cast("int", row[0]): row for row in rows}
    return {cast("tuple[int, int]", row[:2]): row for row in rows}


def _index(connection: sqlite3.Connection, cls: Declared, identities: Collection[Identity]) -> None:
    """Put rows in the indexes that SQLite does not keep by itself; the place of initiatives comes later."""
    if not issubclass(cls, Node):
        return
    keys = cast("Collection[int]", identities)
    if full_text(cls):  # in key order: an FTS5 index takes each step back as a reason to write what it has
        connection.execute(
            f'INSERT INTO "{cls.__name__}_text" (rowid, title_terms, terms) SELECT key, title_terms, terms '
            f'FROM "{cls.__name__}" WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key',
            (many(keys),),
        )
    if cls is not Initiative:
        index_places(connection, cls, keys)


def _unindex(connection: sqlite3.Connection, cls: Declared, identities: Collection[Identity]) -> None:
    """Take rows that are about to change out of the full-text index, which must be told what it holds of them."""
    if full_text(cls) and identities:
        connection.execute(
            f'INSERT INTO "{cls.__name__}_text" ("{cls.__name__}_text", rowid, title_terms, terms) '
            f"SELECT 'delete', key, title_terms, terms FROM \"{cls.__name__}\" "
            "WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",
            (many(identities),),
        )


def _refuse_collisions(
    connection: sqlite3.Connection, changes: ChangeSet, differences: Iterable[tuple[Table, Difference]]
) -> None:
    """Raises Refused for new keys that nodes of other types have."""
    taken: set[int] = set()
    for table, found in differences:
        if issubclass(table.type, Node) and found.created:
            others = " OR ".join(
                f'EXISTS (SELECT TRUE FROM "{cls.__name__}" AS t WHERE t.key = k.value)'
                for cls in NODE_TYPES
                if cls is not table.type
            )
            statement = f"SELECT k.value FROM json_each(?) AS k WHERE {others}"
            taken.update(key for (key,) in connection.execute(statement, (many(found.created),)).fetchall())
    if taken:
        raise Refused(
            [
                Problem(("nodes", index, "key"), "INVALID", f"key {node.key} belongs to a node of another type")
                for index, node in enumerate(changes.nodes)
                if node.key in taken
            ]
        )


_SEEN = "SELECT digest, revision, created, changed FROM revision WHERE token = ?"


def _revisions(connection: sqlite3.Connection, refs: Collection[Ref]) -> dict[Ref, int]:
    wanted: dict[Declared, list[Identity]] = defaultdict(list)
    for ref in map(canonical, refs):
        if isinstance(ref, RelationId):
            wanted[ref.type].append((ref.source, ref.target))
        else:
            wanted[ref[0]].append(ref[1])
    return {
        reference(cls, identity): cast("int", row[len(layout(cls).identity)])
        for cls, identities in wanted.items()
        for identity, row in stored_rows(connection, cls, identities).items()
    }


def _privacy(connection: sqlite3.Connection, cls: type[Node], keys: Collection[int]) -> list[tuple[int, int]]:
    statement = f'SELECT key, privacy FROM "{cls.__name__}" WHERE key IN (SELECT value FROM json_each(?))'
    return connection.execute(statement, (many(keys),)).fetchall()


def _present(connection: sqlite3.Connection, cls: type[Node], keys: Collection[int]) -> set[int]:
    return {key for key, _ in _privacy(connection, cls, keys)}


@functools.cache
def _insert_sql(cls: Declared) -> str:
    return f'INSERT OR IGNORE INTO "{cls.__name__}" {_values(cls)}'


@functools.cache
def _upsert_sql(cls: Declared) -> str:
    parts = layout(cls)
    kept = {*parts.identity, *_derived_by_store(cls)}
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in parts.names if name not in kept)
    return (
        f'INSERT INTO "{cls.__name__}" {_values(cls)} ON CONFLICT ({", ".join(parts.identity)}) DO UPDATE SET {changed}'
    )


def _values(cls: Declared) -> str:
    """Binds a row without revision, and then the revision."""
    parts = layout(cls)
    given = (*parts.identity, *parts.declared, *parts.derived, "revision")
    empty = _derived_by_store(cls)
    values = ", ".join("NULL" if name in empty else f"?{index}" for index, name in enumerate(given, 1))
    listed = ", ".join(f'"{name}"' for name in given)
    return f"({listed}) VALUES ({values})"


@functools.cache
def _derived_by_store(cls: Declared) -> Mapping[str, None]:
    return {f"{c.name}_{half}": None for c in columns(cls) if c.rules.derived for half in ("lon", "lat")}
