# SPDX-License-Identifier: EUPL-1.2
"""An answer in parts that are made while they are sent, by something that must be let go of."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Final

from starlette.responses import StreamingResponse
from starlette.types import Message, Send

PATIENCE: Final = 60.0
"""Seconds that a client may take no part; then it is taken to be gone."""


class Download(StreamingResponse):
    """The first part, then the others. However it ends, whatever makes the parts is closed."""

    def __init__(self, first: bytes, rest: AsyncGenerator[bytes], headers: Mapping[str, str]) -> None:
        super().__init__(_all(first, rest), headers=headers)
        self._rest = rest

    async def stream_response(self, send: Send) -> None:
        async def patiently(message: Message) -> None:
            async with asyncio.timeout(PATIENCE):
                await send(message)

        async with aclosing(self._rest):
            await super().stream_response(patiently)


async def _all(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    yield first
    async for part in rest:
        yield part
