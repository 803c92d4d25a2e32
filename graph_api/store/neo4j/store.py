# SPDX-License-Identifier: EUPL-1.2
"""The store on Neo4j: the port, over the modules beside this one."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from types import TracebackType
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt

from graph_api.store.neo4j import arrays, dump, erase, find, read, stream, write
from graph_api.store.neo4j.connection import Connection
from graph_api.store.neo4j.migrations import migrate
from graph_api.store.port import Arrays, Reading, Rows
from graph_api.store.watch import Watch
from schema.base import Node, Relation
from schema.change import Change, ChangeSet, Receipt, Ref, Version
from schema.privacy import Viewer
from schema.query import Direction, Filter, Keys, Order, Page, Pairs, Places, RelationId, Slice

N = TypeVar("N", bound=Node)


class Neo4jStore:
    """A graph in a Neo4j database (5.26 or later), on one server (`bolt://`) or a cluster (`neo4j://`).

    Opening it applies the migrations that the database lacks. Raises StoreError where the server cannot be reached,
    refuses the login, has no such database, or holds a graph of a newer version.
    """

    def __init__(self, url: str, auth: tuple[str, str] | None = None, database: str | None = None) -> None:
        self._connection = Connection(url, auth, database)
        self._watch = Watch(self)

    async def __aenter__(self) -> Self:
        await self._connection.open()
        try:
            await migrate(self._connection)
        except BaseException:
            await self._connection.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._connection.close()

    async def ping(self) -> None:
        await self._connection.ping()

    async def get(self, type: type[N], keys: Keys, viewer: Viewer) -> list[N | None]:
        return await read.get(self._connection, type, keys, viewer)

    async def relations(self, ids: Sequence[RelationId], viewer: Viewer) -> list[Relation | None]:
        return await read.relations(self._connection, ids, viewer)

    async def neighbours(
        self,
        relation: type[Relation],
        direction: Direction,
        keys: Keys,
        page: Page,
        viewer: Viewer,
        active_on: date | None = None,
    ) -> list[Slice[Node]]:
        return await read.neighbours(self._connection, relation, direction, keys, page, viewer, active_on)

    async def find(self, type: type[N], where: Filter, order: Order, page: Page, viewer: Viewer) -> Slice[N]:
        return await find.find(self._connection, type, where, order, page, viewer)

    async def keys(self, type: type[Node], where: Filter, viewer: Viewer) -> npt.NDArray[np.int64]:
        return await find.keys(self._connection, type, where, viewer)

    async def places(self, type: type[Node], where: Filter, viewer: Viewer) -> Places:
        return await find.places(self._connection, type, where, viewer)

    async def ends(self, relation: type[Relation], where: Filter, viewer: Viewer) -> Pairs:
        return await find.ends(self._connection, relation, where, viewer)

    async def write(self, changes: ChangeSet, viewer: Viewer) -> Receipt:
        receipt = await write.write(self._connection, changes, viewer)
        self._watch.wake()
        return receipt

    async def erase(self, resident: int, viewer: Viewer) -> bool:
        erased = await erase.erase(self._connection, resident, viewer.name)
        self._watch.wake()
        return erased

    async def history(self, ref: Ref, viewer: Viewer) -> list[Version]:
        return await read.history(self._connection, ref, viewer)

    async def changes(self, since: int, first: int, viewer: Viewer) -> list[Change]:
        return await read.changes(self._connection, since, first, viewer)

    async def revision(self) -> int:
        return await read.revision(self._connection)

    def watch(self, since: int, viewer: Viewer) -> AsyncIterator[Change]:
        return self._watch.changes(since, viewer)

    async def arrays(
        self, nodes: Sequence[type[Node]], relations: Sequence[type[Relation]], day: date | None = None
    ) -> Arrays:
        return await arrays.arrays(self._connection, nodes, relations, day)

    def reading(self, viewer: Viewer) -> AbstractAsyncContextManager[Reading]:
        return stream.reading(self._connection, viewer)

    def dump(self) -> AsyncIterator[Rows]:
        return dump.dump(self._connection)

    async def restore(self, rows: AsyncIterator[Rows]) -> None:
        await dump.restore(self._connection, rows)
        self._watch.wake()

    async def counts(self) -> dict[str, int]:
        return await dump.counts(self._connection)
