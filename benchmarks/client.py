# SPDX-License-Identifier: EUPL-1.2
"""A client that keeps a server busy: connections that are kept alive, each with one request at a time.

    echo '{"port": 8000, "path": "/graphql", "bodies": ["{}"], "connections": 16, "seconds": 5}' \\
        | python -m benchmarks.client

A process of its own. It prints the requests answered in a second, after a moment of warming up,
and how many were answered in all.
"""

import asyncio
import itertools
import json
import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Any, Final, cast

import uvloop

PATIENCE: Final = 60
WARM_UP: Final = 0.3
LEAST: Final = 32
"""Answers, before a rate is worth anything."""


class Count:
    """What all connections have got."""

    def __init__(self) -> None:
        self.answers = 0
        self.wrong: str | None = None

    async def until(self, answers: int, seconds: float) -> None:
        """Wait for so many answers at least, and so long at least. Raises RuntimeError for an answer that is wrong, and
        TimeoutError when there are not so many in good time."""
        await asyncio.sleep(seconds)
        async with asyncio.timeout(PATIENCE):
            await self._until(answers)
        if self.wrong:
            raise RuntimeError(f"a wrong answer: {self.wrong[:2000]}")

    async def _until(self, answers: int) -> None:
        while self.answers < answers and not self.wrong:  # noqa: ASYNC110 - to look now and then costs answers nothing
            await asyncio.sleep(0.01)


class Connection(asyncio.Protocol):
    """Sends a request, waits for the whole answer, sends the next."""

    def __init__(self, requests: Iterator[bytes], count: Count) -> None:
        self._requests = requests
        self._count = count
        self._held = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is of a class of its own
        self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        held = self._held = self._held + data if self._held else data
        end = held.find(b"\r\n\r\n")
        if end < 0 or len(held) < end + 4 + _length(held[:end]):
            return
        self._held = b""
        if not held.startswith(b"HTTP/1.1 200 ") or b'"errors"' in held[end:]:
            self._count.wrong = held.decode(errors="replace")
        self._count.answers += 1
        if self._transport is not None:
            self._transport.write(next(self._requests))

    def connection_lost(self, exc: Exception | None) -> None:
        self._count.wrong = f"the connection broke: {exc}"


def _length(head: bytes) -> int:
    at = head.lower().index(b"content-length:") + 15
    return int(head[at:].split(b"\r\n", 1)[0])


def request(path: str, body: str) -> bytes:
    """A GraphQL request over HTTP/1.1, as bytes."""
    data = body.encode()
    headers = {"Host": "localhost", **request_headers(), "Content-Length": len(data)}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + data


def request_headers() -> dict[str, str]:
    """What a request says about itself."""
    return {"Content-Type": "application/json", "Accept": "application/json"}


async def drive(port: int, path: str, bodies: list[str], connections: int, seconds: float) -> tuple[float, int]:
    """Requests answered in a second, and in all. Raises RuntimeError when an answer is not a good one."""
    loop, count = asyncio.get_running_loop(), Count()
    requests = itertools.cycle([request(path, body) for body in bodies])
    made = [
        (await loop.create_connection(lambda: Connection(requests, count), "127.0.0.1", port))[0]
        for _ in range(connections)
    ]
    await count.until(LEAST, WARM_UP)
    before, start = count.answers, perf_counter()
    await count.until(before + LEAST, seconds)
    rate = (count.answers - before) / (perf_counter() - start)
    for transport in made:
        transport.abort()
    return rate, count.answers


def main() -> None:
    """Do what standard input says."""
    asked: dict[str, Any] = json.load(sys.stdin)
    print(json.dumps(uvloop.run(drive(**asked))))


if __name__ == "__main__":
    main()
