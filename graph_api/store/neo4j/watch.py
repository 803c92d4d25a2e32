# SPDX-License-Identifier: EUPL-1.2
"""Waiting for revisions, of this process and of others."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import Final

from graph_api.store.neo4j import read
from graph_api.store.neo4j.connection import Connection
from schema.change import Change
from schema.privacy import Viewer
from schema.query import MAX_PAGE

POLL_SECONDS: Final = 1.0
"""How long a revision of another process may stay unseen. Neo4j tells nobody that something was written."""


class Watch:
    """Those who wait: woken by what this process writes, and looking by themselves now and then."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._written = asyncio.Event()

    def wake(self) -> None:
        """Something was written here."""
        self._written.set()
        self._written = asyncio.Event()

    async def changes(self, since: int, viewer: Viewer) -> AsyncGenerator[Change]:
        """Revisions after `since`, without end."""
        while True:
            written = self._written
            last = await read.revision(self._connection)
            while since < last:
                found = await read.changes(self._connection, since, MAX_PAGE, viewer)
                for change in found:
                    yield change
                since = found[-1].revision if len(found) == MAX_PAGE else max(last, *(c.revision for c in found), 0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(written.wait(), POLL_SECONDS)
