# SPDX-License-Identifier: EUPL-1.2
"""Erasing a resident: from the tables, from the history, and from the bytes of the file.

SQLite overwrites what it deletes (secure_delete), but when it splits a full page it leaves copies of moved rows in the
unused middle of that page, and deleting a row does not reach those. So the file is searched for what was erased, and
written anew (VACUUM) when it is found.
"""

import mmap
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

import orjson

from graph_api.store.layout import layout
from graph_api.store.port import REVISION_NAMES, StoreError
from graph_api.store.sqlite.connection import transaction
from graph_api.store.sqlite.ddl import Declared, names
from graph_api.store.sqlite.write import insert
from graph_api.store.writing import erasure_row
from schema.declare import Kind, columns
from schema.privacy import Privacy
from schema.registry import RELATION_TYPES
from schema.resident import Resident

_UNCLEAN: Final = "unclean"
"""The row of `meta` that is there while the file's bytes may still hold what was erased."""

_JOINED: Final = [
    (relation, end)
    for relation in RELATION_TYPES
    for end, cls in (("source", relation.__ends__.source), ("target", relation.__ends__.target))
    if cls is Resident
]


def erase(connection: sqlite3.Connection, path: Path, resident: int, actor: str) -> bool:
    """Erase a resident, under a revision that says nothing of whom. False when there was none.

    Raises StoreError when the resident is gone, but another process reads and so keeps the old bytes in the
    write-ahead log: the next erasure or opening removes them.
    """
    with transaction(connection):
        versions = list(_versions(connection, resident))
        if versions:
            _correct_revisions(connection, resident, versions)
            _delete(connection, resident)
            last: int = connection.execute("SELECT max(revision) FROM revision").fetchone()[0]
            insert(connection, "revision", REVISION_NAMES, [erasure_row(last + 1, actor)])
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, 'true')", (_UNCLEAN,))
    clean(connection, path, _telling(resident, versions) if versions else None)
    return bool(versions)


def clean(connection: sqlite3.Connection, path: Path, telling: Collection[bytes] | None = None) -> None:
    """Remove from the file's bytes what was erased; nothing to do when nothing was.

    `telling` is what to search for; without it (after a crash) the file is written anew in any case.
    """
    if not connection.execute("SELECT TRUE FROM meta WHERE name = ?", (_UNCLEAN,)).fetchone():
        return
    _checkpoint(connection, path)
    if telling is None or _found(path, telling):
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("VACUUM")
        _checkpoint(connection, path)
    connection.execute("DELETE FROM meta WHERE name = ?", (_UNCLEAN,))


def _versions(connection: sqlite3.Connection, resident: int) -> Iterator[tuple[Declared, list[Any]]]:
    """All that was ever kept of a resident and its relations: whole rows."""
    whole = names(Resident, "t", derived=True)
    for row in connection.execute(f'SELECT {whole} FROM "Resident" AS t WHERE key = ?', (resident,)).fetchall():
        yield Resident, row
    for relation, end in _JOINED:
        whole = names(relation, "t", derived=True)
        statement = f'SELECT {whole} FROM "{relation.__name__}" AS t WHERE {end} = ?'
        for row in connection.execute(statement, (resident,)).fetchall():
            yield relation, row
    for cls, column in ((Resident, "key"), *((r, "key" if end == "source" else end) for r, end in _JOINED)):
        statement = f"SELECT body FROM former WHERE {column} = ? AND type = ?"
        for (body,) in connection.execute(statement, (resident, cls.__name__)).fetchall():
            yield cls, orjson.loads(body)


def _correct_revisions(
    connection: sqlite3.Connection, resident: int, versions: list[tuple[Declared, list[Any]]]
) -> None:
    """Take the entries out of the revisions that touched them, and out of their counts (a resident is never public)."""
    revisions: dict[tuple[Declared, tuple[int, ...]], list[int]] = defaultdict(list)
    for cls, row in versions:
        width = len(layout(cls).identity)
        revisions[cls, tuple(row[:width])].append(row[width])
    for numbers in revisions.values():
        numbers.sort()
        connection.execute("UPDATE revision SET created = created - 1 WHERE revision = ?", (numbers[0],))
        for number in numbers[1:]:
            connection.execute("UPDATE revision SET changed = changed - 1 WHERE revision = ?", (number,))
    for number in {number for numbers in revisions.values() for number in numbers}:
        (touched,) = connection.execute("SELECT touched FROM revision WHERE revision = ?", (number,)).fetchone()
        if touched is not None:
            kept = [entry for entry in orjson.loads(touched) if not _is_about(entry, resident)]
            connection.execute(
                "UPDATE revision SET touched = ? WHERE revision = ?", (orjson.dumps(kept).decode(), number)
            )


def _is_about(entry: list[Any], resident: int) -> bool:
    name, source, target = entry[:3]
    if name == Resident.__name__:
        return source == resident
    return any(
        name == relation.__name__ and resident == (source if end == "source" else target) for relation, end in _JOINED
    )


def _delete(connection: sqlite3.Connection, resident: int) -> None:
    for relation, end in _JOINED:
        connection.execute(f'DELETE FROM "{relation.__name__}" WHERE {end} = ?', (resident,))
        column = "key" if end == "source" else end
        connection.execute(f"DELETE FROM former WHERE {column} = ? AND type = ?", (resident, relation.__name__))
    connection.execute("DELETE FROM former WHERE key = ? AND type = ?", (resident, Resident.__name__))
    connection.execute('DELETE FROM "Resident" WHERE key = ?', (resident,))


def _telling(resident: int, versions: list[tuple[Declared, list[Any]]]) -> set[bytes]:
    """The beginnings and ends of every text that is not public, as they are in rows and in JSON; and the key."""
    texts: set[bytes] = {str(resident).encode(), resident.to_bytes(8, "big")}
    for cls, row in versions:
        values = dict(zip(layout(cls).names, row, strict=True))
        for column in columns(cls):
            value = values.get(column.name)
            if column.kind is Kind.TEXT and column.rules.privacy > Privacy.PUBLIC and value:
                texts |= {value.encode(), orjson.dumps(value)[1:-1]}
    return {part for text in texts for part in (text[:24], text[-24:])}


def _found(path: Path, telling: Collection[bytes]) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(text) >= 0 for text in telling)


def _checkpoint(connection: sqlite3.Connection, path: Path) -> None:
    """Move the write-ahead log into the file and empty it."""
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError(f"{path} is being read by another process, which keeps erased bytes in its write-ahead log")
