# SPDX-License-Identifier: EUPL-1.2
"""The store in one SQLite file: the port, each operation one hop to a thread."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

import numpy as np
import numpy.typing as npt

from graph_api.store.port import Arrays, Reading, Rows
from graph_api.store.sqlite import dump, erase, find, log, read
from graph_api.store.sqlite.arrays import together
from graph_api.store.sqlite.connection import Connections, clear_errors, connect
from graph_api.store.sqlite.migrations import prepare_file
from graph_api.store.sqlite.stream import Readings
from graph_api.store.sqlite.write import write
from graph_api.store.watch import Watch
from schema.base import Node, Relation
from schema.change import Change, ChangeSet, Receipt, Ref, Version
from schema.privacy import Viewer
from schema.query import Direction, Filter, Keys, Order, Page, Pairs, Places, RelationId, Slice

N = TypeVar("N", bound=Node)


class SQLiteStore:
    """A graph in a file. Several stores, in one process or in several, may have the same file open."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._connections = Connections(path)
        self._readings = Readings(path)
        self._watch = Watch(self)

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(prepare_file, self._path)
        self._connections.open()
        await self._connections.write(partial(erase.clean, path=self._path))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._readings.end()
        await self._connections.close()

    async def ping(self) -> None:
        await self.revision()

    async def get(self, type: type[N], keys: Keys, viewer: Viewer) -> list[N | None]:
        return await self._connections.read(lambda c: read.get(c, type, keys, viewer))

    async def relations(self, ids: Sequence[RelationId], viewer: Viewer) -> list[Relation | None]:
        return await self._connections.read(lambda c: read.relations(c, ids, viewer))

    async def neighbours(
        self,
        relation: type[Relation],
        direction: Direction,
        keys: Keys,
        page: Page,
        viewer: Viewer,
        active_on: date | None = None,
    ) -> list[Slice[Node]]:
        return await self._connections.read(
            lambda c: read.neighbours(c, relation, direction, keys, page, viewer, active_on)
        )

    async def find(self, type: type[N], where: Filter, order: Order, page: Page, viewer: Viewer) -> Slice[N]:
        return await self._connections.read(lambda c: find.find(c, type, where, order, page, viewer))

    async def keys(self, type: type[Node], where: Filter, viewer: Viewer) -> npt.NDArray[np.int64]:
        return await self._connections.read(lambda c: find.keys(c, type, where, viewer))

    async def places(self, type: type[Node], where: Filter, viewer: Viewer) -> Places:
        return await self._connections.read(lambda c: find.places(c, type, where, viewer))

    async def ends(self, relation: type[Relation], where: Filter, viewer: Viewer) -> Pairs:
        return await self._connections.read(lambda c: find.ends(c, relation, where, viewer))

    async def write(self, changes: ChangeSet, viewer: Viewer) -> Receipt:
        receipt = await self._connections.write(lambda c: write(c, changes, viewer))
        self._watch.wake()
        return receipt

    async def history(self, ref: Ref, viewer: Viewer) -> list[Version]:
        return await self._connections.read(lambda c: log.history(c, ref, viewer))

    async def changes(self, since: int, first: int, viewer: Viewer) -> list[Change]:
        return await self._connections.read(lambda c: log.changes(c, since, first, viewer))

    async def revision(self) -> int:
        return await self._connections.read(log.revision)

    async def erase(self, resident: int, viewer: Viewer) -> bool:
        await self._readings.end()
        erased = await self._connections.write(lambda c: erase.erase(c, self._path, resident, viewer.name))
        self._watch.wake()
        return erased

    def watch(self, since: int, viewer: Viewer) -> AsyncIterator[Change]:
        return self._watch.changes(since, viewer)

    async def arrays(
        self, nodes: Sequence[type[Node]], relations: Sequence[type[Relation]], day: date | None = None
    ) -> Arrays:
        return await together(self._connections, nodes, relations, day)

    def reading(self, viewer: Viewer) -> AbstractAsyncContextManager[Reading]:
        return self._readings.reading(viewer)

    async def dump(self) -> AsyncIterator[Rows]:
        connection = await asyncio.to_thread(connect, self._path)
        batches = dump.dump(connection)
        try:
            while (rows := await asyncio.to_thread(self._next, batches)) is not None:
                yield rows
        finally:
            batches.close()
            connection.close()

    def _next(self, batches: Iterator[Rows]) -> Rows | None:
        with clear_errors(self._path):
            return next(batches, None)

    async def restore(self, rows: AsyncIterator[Rows]) -> None:
        await self._connections.write(dump.begin_restore)
        async for batch in rows:
            await self._connections.write(partial(dump.restore, rows=batch))
        await self._connections.write(dump.end_restore)
        self._watch.wake()

    async def counts(self) -> dict[str, int]:
        return await self._connections.read(dump.counts)
