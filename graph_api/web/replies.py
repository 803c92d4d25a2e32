# SPDX-License-Identifier: EUPL-1.2
"""Answers over HTTP, written out once: headers, gzip, and problems as JSON."""

import gzip
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final

import orjson
from starlette.responses import Response
from starlette.types import Scope, Send

from schema.privacy import Privacy, Viewer

Headers = Iterable[tuple[bytes, bytes]]

GZIP_FROM: Final = 1024
"""Bytes; smaller answers fit a packet or two as they are."""


def header(scope: Scope, name: bytes) -> bytes | None:
    """A header's value, or None; where it is there more than once, all with commas between."""
    found = [value for key, value in scope["headers"] if key == name]
    return b", ".join(found) if found else None


def accepts(scope: Scope, encoding: bytes) -> bool:
    """Whether the client can read what is encoded so, such as in gzip."""
    codings = (header(scope, b"accept-encoding") or b"").replace(b" ", b"").lower().split(b",")
    return any(
        name == encoding and quality != b"q=0" for name, _, quality in (each.partition(b";") for each in codings)
    )


def caching(viewer: Viewer) -> str:
    """The `cache-control` of what a viewer asked for: what staff see is kept nowhere."""
    return "no-cache" if viewer.privacy is Privacy.PUBLIC else "no-store"


async def reply(send: Send, status: int, media_type: bytes, body: bytes, headers: Headers = ()) -> None:
    """Send an answer as a whole."""
    whole = [(b"content-type", media_type), (b"content-length", b"%d" % len(body)), *headers]
    await send({"type": "http.response.start", "status": status, "headers": whole})
    await send({"type": "http.response.body", "body": body})


def compressed(body: bytes, level: int = 1) -> bytes:
    """The body in gzip; level 1 leaves a fifth of our JSON, and more effort only a little less."""
    return gzip.compress(body, level, mtime=0)


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Say what is wrong, in the form of RFC 9457."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    whole = {"cache-control": "no-store", **(headers or {})}
    return Response(orjson.dumps(body), status, whole, "application/problem+json")


def unauthorised(detail: str) -> Response:
    """Say that the credentials are wrong, and which are expected."""
    wanted = {"www-authenticate": 'Bearer realm="verbind", error="invalid_token"', "vary": "Authorization"}
    return problem(401, detail, wanted)
