# SPDX-License-Identifier: EUPL-1.2
"""Waiting for revisions: of this process, and of others."""

import asyncio
import contextlib
import time
from typing import Final

from graph_api.store.neo4j import read
from graph_api.store.neo4j.connection import Connection

POLL_SECONDS: Final = 0.5
"""How long a revision of another process may stay unseen: Neo4j tells nobody that something was written."""


class Watch:
    """Those who wait. However many they are, the database is looked at once in a while, and after a write here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._revision = 0
        self._looked = 0.0
        self._looking = asyncio.Lock()
        self._written = asyncio.Event()

    def wake(self) -> None:
        """Something was written here."""
        self._looked = 0.0
        self._written.set()
        self._written = asyncio.Event()

    async def past(self, since: int) -> int:
        """Wait until the last revision is past this one; the last revision."""
        while True:
            written = self._written
            if (revision := await self._last()) > since:
                return revision
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(written.wait(), POLL_SECONDS)

    async def _last(self) -> int:
        async with self._looking:
            now = time.monotonic()
            if now - self._looked >= POLL_SECONDS:
                self._looked = now  # first: what is written during the look asks for another
                self._revision = await read.revision(self._connection)
            return self._revision
