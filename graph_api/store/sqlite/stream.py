# SPDX-License-Identifier: EUPL-1.2
"""Reading much, as it was at one moment: one transaction on a connection of its own, in a thread of its own."""

import asyncio
import functools
import sqlite3
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Final, TypeVar, cast

from graph_api.store.layout import decoder, layout
from graph_api.store.port import StoreError, page_size
from graph_api.store.sqlite import log
from graph_api.store.sqlite.connection import clear_errors, connect
from graph_api.store.sqlite.ddl import names, visible
from graph_api.store.sqlite.read import many
from schema.base import Node, Relation
from schema.privacy import Privacy, Viewer
from schema.query import Keys

R = TypeVar("R", bound=Node | Relation)
T = TypeVar("T")

_KEYS: Final = 500
"""How many keys a statement is given."""


class Readings:
    """Those under way on one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: set[_Reading] = set()

    @asynccontextmanager
    async def reading(self, viewer: Viewer) -> AsyncGenerator["_Reading"]:
        """One transaction, as long as the context lasts."""
        made = _Reading(self._path, viewer)
        self._open.add(made)
        try:
            await made.begin()
            yield made
        finally:
            self._open.discard(made)
            made.end()  # not waited for: who was cancelled can wait for nothing

    async def end(self) -> None:
        """End them all: what they read is about to go, from the bytes of the file too."""
        await asyncio.gather(*(asyncio.wrap_future(each.end()) for each in list(self._open)))


class _Reading:
    def __init__(self, path: Path, viewer: Viewer) -> None:
        self.revision = 0
        self._path = path
        self._viewer = viewer
        self._connection: sqlite3.Connection | None = None
        self._begun: list[Generator[object]] = []
        self._thread = ThreadPoolExecutor(1, "sqlite-stream")
        self._ended: Future[None] | None = None

    async def begin(self) -> None:
        """Connect; from here on what others write is not seen."""
        await self._do(self._begin)

    def end(self) -> Future[None]:
        """Let go, as soon as the thread is done."""
        if self._ended is None:
            self._ended = self._thread.submit(self._close)
            self._thread.shutdown(wait=False)
        return self._ended

    async def records(self, cls: type[R], keys: Keys | None = None) -> AsyncGenerator[list[R]]:
        pages = self._pages(cls, keys)
        self._begun.append(pages)
        while (page := await self._do(lambda: next(pages, None))) is not None:
            yield page

    async def _do(self, work: Callable[[], T]) -> T:
        if self._ended is not None:
            raise StoreError(f"{self._path} was closed, or somebody was erased from it, while it was read")

        def in_words() -> T:
            with clear_errors(self._path):
                return work()

        return await asyncio.get_running_loop().run_in_executor(self._thread, in_words)

    def _begin(self) -> None:
        self._connection = connect(self._path)
        self._connection.execute("BEGIN DEFERRED")
        self.revision = log.revision(self._connection)

    def _close(self) -> None:
        for pages in self._begun:  # a statement that is still open would keep the transaction, whoever refers to it
            pages.close()
        if self._connection is not None:
            self._connection.close()

    def _pages(self, cls: type[R], keys: Keys | None) -> Generator[list[R]]:
        connection = cast("sqlite3.Connection", self._connection)  # it began
        decode, size = decoder(cls, self._viewer.privacy), page_size(cls)
        statement = _sql(cls, self._viewer.privacy, keys is not None)
        for given in [None] if keys is None else [keys[i : i + _KEYS] for i in range(0, len(keys), _KEYS)]:
            bound = {"privacy": int(self._viewer.privacy), "keys": None if given is None else many(given)}
            with closing(connection.execute(statement, bound)) as cursor:
                while rows := cursor.fetchmany(size):
                    yield [decode(row) for row in rows]


@functools.cache
def _sql(cls: type[Node] | type[Relation], privacy: Privacy, chosen: bool) -> str:
    """By identity, so by the table itself; an index would have to be sorted."""
    identity = layout(cls).identity
    some = f" AND t.{identity[0]} IN (SELECT value FROM json_each(:keys))" if chosen else ""
    order = ", ".join(f"t.{name}" for name in identity)
    return (
        f'SELECT {names(cls, "t")} FROM "{cls.__name__}" AS t WHERE {visible(cls, "t", privacy)}{some} ORDER BY {order}'
    )
