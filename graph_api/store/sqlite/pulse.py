# SPDX-License-Identifier: EUPL-1.2
"""When something was written: at once in this process, within a quarter of a second by others."""

import asyncio
import time
from typing import Final

from graph_api.store.sqlite import log
from graph_api.store.sqlite.connection import Connections

_SECONDS: Final = 0.25


class Pulse:
    """Waits for revisions. However many wait, the file is looked at once in a quarter of a second."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._revision = 0
        self._looked = 0.0
        self._looking = asyncio.Lock()
        self._written = asyncio.Event()

    def beat(self) -> None:
        """Something was written here: let all who wait look at once."""
        self._looked = 0.0
        self._written.set()
        self._written = asyncio.Event()

    async def past(self, since: int) -> int:
        """Wait until the last revision is past this one; the last revision."""
        while True:
            written = self._written
            if (revision := await self._last()) > since:
                return revision
            try:
                await asyncio.wait_for(written.wait(), _SECONDS)
            except TimeoutError:
                continue

    async def _last(self) -> int:
        async with self._looking:
            now = time.monotonic()
            if now - self._looked >= _SECONDS:
                self._revision = await self._connections.read(log.revision)
                self._looked = now
            return self._revision
