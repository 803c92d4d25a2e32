# SPDX-License-Identifier: EUPL-1.2
"""Waiting for revisions: of this process, and of others."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Final

from schema.change import Change
from schema.privacy import Viewer
from schema.query import MAX_PAGE
from schema.services import Graph

POLL_SECONDS: Final = 0.25
"""How long a revision of another process may stay unseen: no store tells that something was written."""


class Watch:
    """Those who wait. However many they are, the store is looked at once in a while, and after a write here."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._revision = 0
        self._looked = 0.0
        self._looking = asyncio.Lock()
        self._written = asyncio.Event()

    def wake(self) -> None:
        """Something was written here."""
        self._looked = 0.0
        self._written.set()
        self._written = asyncio.Event()

    async def changes(self, since: int, viewer: Viewer) -> AsyncIterator[Change]:
        """Revisions after `since`, first those that were, then those that come, without end."""
        while True:
            reached = await self._past(since)
            while changes := await self._graph.changes(since, MAX_PAGE, viewer):
                for change in changes:
                    since = change.revision
                    yield change
            since = max(since, reached)

    async def _past(self, since: int) -> int:
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
                self._revision = await self._graph.revision()
            return self._revision
