# SPDX-License-Identifier: EUPL-1.2
"""Files that are handed out as they are, from memory: with an ETag, and in Brotli or gzip for who can read it."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from starlette.types import Receive, Scope, Send

from graph_api.web.replies import GZIP_FROM, Headers, accepts, compressed, header, problem

TYPES: Final = {
    ".css": b"text/css; charset=utf-8",
    ".html": b"text/html; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".json": b"application/json",
    ".md": b"text/markdown; charset=utf-8",
    ".png": b"image/png",
    ".svg": b"image/svg+xml",
    ".ttf": b"font/ttf",
    ".woff2": b"font/woff2",
}
FOREVER: Final = b"public, max-age=31536000, immutable"
FRESH: Final = b"no-cache"
_PACKED_ALREADY: Final = (b"image/png", b"font/woff2")


@dataclass
class File:
    """A file, the headers it is sent with, its form in Brotli if it has one, and once someone wanted it so, in gzip."""

    body: bytes
    media_type: bytes
    cache_control: bytes
    headers: Headers = ()
    brotli: bytes | None = None
    _gzipped: bytes | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._etag = b'W/"' + hashlib.blake2b(self.body, digest_size=12).hexdigest().encode() + b'"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            return await problem(405, "Use GET", {"allow": "GET, HEAD"})(scope, receive, send)
        headers = [
            (b"etag", self._etag),
            (b"cache-control", self.cache_control),
            (b"vary", b"Accept-Encoding"),
            *self.headers,
        ]
        if _matches(header(scope, b"if-none-match"), self._etag):
            return await _send(send, 304, headers, b"")
        body, encoding = await self._encoded(scope)
        headers += [(b"content-type", self.media_type), (b"content-length", b"%d" % len(body)), *encoding]
        return await _send(send, 200, headers, b"" if scope["method"] == "HEAD" else body)

    async def _encoded(self, scope: Scope) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        if self.brotli is not None and accepts(scope, b"br"):
            return self.brotli, [(b"content-encoding", b"br")]
        if len(self.body) < GZIP_FROM or self.media_type in _PACKED_ALREADY or not accepts(scope, b"gzip"):
            return self.body, []
        if self._gzipped is None:
            self._gzipped = await asyncio.to_thread(compressed, self.body, 9)
        return self._gzipped, [(b"content-encoding", b"gzip")]


class Assets:
    """The files of a folder. Their names hold a hash of their content, so they may be kept for ever."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.name: _asset(path) for path in folder.glob("*") if path.suffix in TYPES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self._files.get(scope["path"].rpartition("/")[2])
        if found is None or scope["path"].count("/") != 2:
            return await problem(404, "There is no such file")(scope, receive, send)
        return await found(scope, receive, send)


def _asset(path: Path) -> File:
    packed = path.with_name(f"{path.name}.br")
    brotli = packed.read_bytes() if packed.is_file() else None
    kept = FRESH if path.name == "licenses.md" else FOREVER
    return File(path.read_bytes(), TYPES[path.suffix], kept, brotli=brotli)


def _matches(wanted: bytes | None, etag: bytes) -> bool:
    tags = [each.strip() for each in (wanted or b"").split(b",")]
    return etag in tags or b"*" in tags


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
