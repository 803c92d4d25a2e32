# SPDX-License-Identifier: EUPL-1.2
"""Connections: one that writes and a few that read, each in a thread of its own; an operation is one hop."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from graph_api.store.distance import metres
from graph_api.store.port import StoreError

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

READERS: Final = 4
LOCK_SECONDS: Final = 10.0
_LEAST_VERSION: Final = (3, 38)
"""STRICT tables came in 3.37, JSON by default in 3.38."""
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 1073741824",
)
_WORDS: Final = {
    sqlite3.SQLITE_BUSY: f"is locked by another process for more than {LOCK_SECONDS:g} seconds",
    sqlite3.SQLITE_LOCKED: "is locked",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a backup",
    sqlite3.SQLITE_NOTADB: "is not a SQLite database",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_READONLY: "cannot be written to",
    sqlite3.SQLITE_PERM: "cannot be written to",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
}


def connect(path: Path, cache_megabytes: int = 16) -> sqlite3.Connection:
    """A connection that starts no transaction by itself. Raises StoreError."""
    if sqlite3.sqlite_version_info < _LEAST_VERSION:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; 3.38 is the least")
    with clear_errors(path):
        connection = sqlite3.connect(
            path, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=500
        )
        try:
            for pragma in (*_PRAGMAS, f"PRAGMA cache_size = -{cache_megabytes * 1024}"):
                connection.execute(pragma).fetchall()
        except BaseException:
            connection.close()
            raise
        connection.create_function("metres", 4, metres, deterministic=True)
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection, mode: str = "IMMEDIATE") -> Generator[None]:
    """One transaction; undone when it is left by an error. DEFERRED: several reads of one state."""
    connection.execute(f"BEGIN {mode}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def clear_errors(path: Path) -> Generator[None]:
    """Turn what SQLite raises into a StoreError that says what is the matter with which file."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise StoreError(f"{path} {_WORDS.get(code, f'cannot be used: {error}')}") from error


class Connections:
    """The threads and their connections. One thread writes, so that writes wait for each other outside SQLite."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._readers: ThreadPoolExecutor | None = None
        self._writer: ThreadPoolExecutor | None = None

    def open(self) -> None:
        """Make the threads; each connects when it is first used."""
        self._readers = ThreadPoolExecutor(READERS, "sqlite-read")
        self._writer = ThreadPoolExecutor(1, "sqlite-write")

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads."""
        return await self._hop(self._readers, work, "read")

    async def write(self, work: Work[T]) -> T:
        """Run work that writes, after all earlier writes."""
        return await self._hop(self._writer, work, "write")

    async def close(self) -> None:
        """Wait for what is being done, and close."""
        threads = [self._readers, self._writer]
        self._readers = self._writer = None
        for pool in threads:
            if pool is not None:
                await asyncio.to_thread(pool.shutdown)
        while self._open:
            self._open.pop().close()

    async def _hop(self, threads: ThreadPoolExecutor | None, work: Work[T], use: str) -> T:
        if threads is None:
            raise StoreError(f"{self.path} is not open")
        return await asyncio.get_running_loop().run_in_executor(threads, self._do, work, use)

    def _do(self, work: Work[T], use: str) -> T:
        with clear_errors(self.path):
            return work(self._connection(use))

    def _connection(self, use: str) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path, 64 if use == "write" else 16)
            if use == "read":
                connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
            self._open.append(connection)
        return connection
