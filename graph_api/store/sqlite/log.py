# SPDX-License-Identifier: EUPL-1.2
"""What was written: revisions, and how things were before."""

import sqlite3
from datetime import datetime
from typing import Any, Final

import orjson

from graph_api.store.layout import decoder, layout
from graph_api.store.sqlite.ddl import names
from graph_api.store.writing import canonical
from schema.change import Change, Ref, Version
from schema.privacy import Privacy, Viewer
from schema.query import RelationId
from schema.registry import NODE_BY_NAME, RELATION_BY_NAME

_LAST: Final = "SELECT ifnull(max(revision), 0) FROM revision"
_CHANGES: Final = {
    Privacy.PUBLIC: "created_public, changed_public",
    Privacy.STAFF: "created, changed",
}
_WRITTEN: Final = "SELECT revision, at, actor, origin FROM revision WHERE revision IN (SELECT value FROM json_each(?))"


def revision(connection: sqlite3.Connection) -> int:
    """The number of the last revision."""
    return connection.execute(_LAST).fetchone()[0]


def changes(connection: sqlite3.Connection, since: int, first: int, viewer: Viewer) -> list[Change]:
    """Revisions after `since` of which the viewer may see something, oldest first."""
    counts = _CHANGES[viewer.privacy]
    rows = connection.execute(
        f"SELECT revision, at, actor, origin, touched, {counts} FROM revision "
        f"WHERE revision > ? AND {counts.replace(',', ' +')} > 0 ORDER BY revision LIMIT ?",
        (since, max(first, 0)),
    ).fetchall()
    return [
        Change(row[0], datetime.fromisoformat(row[1]), row[2], row[3], row[5], row[6], _touched(row[4], viewer))
        for row in rows
    ]


def history(connection: sqlite3.Connection, ref: Ref, viewer: Viewer) -> list[Version]:
    """All versions that the viewer may see, newest first; none where what is there now is hidden."""
    stored = canonical(ref)
    cls, key, target = (
        (stored.type, stored.source, stored.target) if isinstance(stored, RelationId) else (stored[0], stored[1], None)
    )
    identity = "t.key = ?" if target is None else "t.source = ? AND t.target = ?"
    values = (key,) if target is None else (key, target)
    statement = f'SELECT {names(cls, "t", derived=True)} FROM "{cls.__name__}" AS t WHERE {identity}'
    current = connection.execute(statement, values).fetchone()
    at = layout(cls).names.index("privacy")
    if current is None or current[at] > viewer.privacy:
        return []
    former = connection.execute(
        "SELECT body FROM former WHERE key = ? AND type = ? AND target IS ? ORDER BY revision DESC",
        (key, cls.__name__, target),
    ).fetchall()
    rows: list[list[Any]] = [current, *(orjson.loads(body) for (body,) in former)]
    rows = [row for row in rows if row[at] <= viewer.privacy]
    width = len(layout(cls).identity)
    revisions = orjson.dumps([row[width] for row in rows]).decode()
    written = {row[0]: row for row in connection.execute(_WRITTEN, (revisions,)).fetchall()}
    decode = decoder(cls, viewer.privacy)
    return [
        Version(number, datetime.fromisoformat(at_), actor, origin, decode(row))
        for row in rows
        for number, at_, actor, origin in (written[row[width]],)
    ]


def _touched(text: str | None, viewer: Viewer) -> tuple[Ref, ...] | None:
    if text is None:
        return None
    return tuple(
        (NODE_BY_NAME[name], key) if target is None else RelationId(RELATION_BY_NAME[name], key, target)
        for name, key, target, level, _ in orjson.loads(text)
        if level <= viewer.privacy
    )
