# SPDX-License-Identifier: EUPL-1.2
"""Reading much, as it was at one revision, a page in a transaction of its own.

Neo4j reads what is committed while it reads, so one long transaction is no one view, and the lock that makes it one
keeps all writers waiting. Nothing is lost here, though: what was written since has its former version in the history.
Only where an initiative is shown, which is derived, may have been derived anew since.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

import orjson

from graph_api.store.layout import decoder, layout, levels
from graph_api.store.neo4j.chunks import chunks
from graph_api.store.neo4j.connection import Connection
from graph_api.store.neo4j.cypher import hidden, seek, shown
from graph_api.store.neo4j.read import revision
from graph_api.store.port import page_size
from schema.base import Node, Relation
from schema.privacy import Viewer
from schema.query import Keys
from schema.registry import label

R = TypeVar("R", bound=Node | Relation)
Row = list[Any]

_FORMER: Final = (
    f"UNWIND $ids AS id {seek('f', 'Former', 'id[0]')} "
    "WHERE f.type = $type AND f.revision <= $revision AND (f.target = id[1] OR size(id) = 1) "
    "WITH id, f ORDER BY f.revision DESC WITH id, head(collect(f.body)) AS body RETURN collect(body)"
)
"""Of each id (a key, or source and target), the last version of before."""


@asynccontextmanager
async def reading(connection: Connection, viewer: Viewer) -> AsyncGenerator["_Reading"]:
    """The last revision, read from for as long as the context lasts; there is nothing to let go of."""
    yield _Reading(connection, viewer, await revision(connection))


class _Reading:
    def __init__(self, connection: Connection, viewer: Viewer, revision: int) -> None:
        self.revision = revision
        self._connection = connection
        self._viewer = viewer

    async def records(self, cls: type[R], keys: Keys | None = None) -> AsyncGenerator[list[R]]:
        if hidden(cls, self._viewer.privacy):
            return
        decode, size, width = decoder(cls, self._viewer.privacy), page_size(cls), len(layout(cls).identity)
        async for found in self._rows(cls, keys):
            rows = await self._visible(cls, await self._former(cls, found))
            rows.sort(key=lambda row: row[:width])
            for start in range(0, len(rows), size):
                yield [decode(row) for row in rows[start : start + size]]

    async def _rows(self, cls: type[Node] | type[Relation], keys: Keys | None) -> AsyncGenerator[list[Row]]:
        """Rows as they are now: in layout order up to their privacy; of relations that differ in it, also revision and
        privacy of both ends."""
        start, walk, variable, more = cls, "", "n", ""
        if issubclass(cls, Relation):
            start, walk, variable = cls.__ends__.source, f"MATCH (n)-[r:{label(cls)}]->(m)", "r"
            more = ", n.revision, n.privacy, m.revision, m.privacy" if self._differ(cls) else ""
        row = f"{shown(cls, variable)[:-1]}, {variable}.privacy{more}]"
        if keys is None:
            async for (rows,) in chunks(self._connection.read, start.__name__, [row], page_size(cls), walk=walk):
                yield rows
            return
        statement = f"UNWIND $keys AS key {seek('n', start.__name__, 'key')} {walk} RETURN collect({row})"
        for i in range(0, len(keys), page_size(cls)):
            yield (await self._connection.read(statement, keys=list(keys[i : i + page_size(cls)])))[0][0]

    async def _former(self, cls: type[Node] | type[Relation], rows: list[Row]) -> list[Row]:
        """The rows as they were, without those that were not there."""
        width = len(layout(cls).identity)
        changed = [row[:width] for row in rows if row[width] > self.revision]
        if not changed:
            return rows
        end = _privacy(cls) + 1
        then = {tuple(body[:width]): body[:end] for body in await self._then(cls, changed)}
        found = ((row, tuple(row[:width])) for row in rows)
        return [
            row if row[width] <= self.revision else [*then[identity], *row[end:]]
            for row, identity in found
            if row[width] <= self.revision or identity in then
        ]

    async def _visible(self, cls: type[Node] | type[Relation], rows: list[Row]) -> list[Row]:
        """The rows that the viewer might see. A relation was as private as its ends were."""
        if not self._differ(cls):
            return rows
        privacy = _privacy(cls)
        if issubclass(cls, Node):
            return [row for row in rows if row[privacy] <= self._viewer.privacy]
        for which, end in enumerate((cls.__ends__.source, cls.__ends__.target)):
            at = privacy + 1 + 2 * which
            moved = {row[which] for row in rows if row[at] > self.revision}
            then = {body[0]: body[_privacy(end)] for body in await self._then(end, [[key] for key in moved])}
            rows = [row for row in rows if then.get(row[which], row[at + 1]) <= self._viewer.privacy]
        return rows

    def _differ(self, cls: type[Node] | type[Relation]) -> bool:
        """Whether the viewer sees some of a type, and some not."""
        return levels(cls)[1] > self._viewer.privacy

    async def _then(self, cls: type[Node] | type[Relation], ids: list[Row]) -> list[Row]:
        """The versions of before of what was changed since, in layout order."""
        if not ids:
            return []
        found = await self._connection.read(_FORMER, ids=ids, type=cls.__name__, revision=self.revision)
        return [orjson.loads(body) for body in found[0][0]]


def _privacy(cls: type[Node] | type[Relation]) -> int:
    """Where the privacy is in a row."""
    return layout(cls).names.index("privacy")
