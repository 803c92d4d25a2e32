# SPDX-License-Identifier: EUPL-1.2
"""GraphQL over HTTP, by the specification of that name (https://graphql.github.io/graphql-over-http/)."""

import asyncio
from typing import Final
from urllib.parse import parse_qsl

import orjson
from graphql import OperationType
from starlette.types import Receive, Scope, Send

from graph_api.web.asked import Asked, Malformed, asked
from graph_api.web.engine import Engine, Operation, Payload, Refused
from graph_api.web.identity import Identity, Unauthorised
from graph_api.web.negotiation import LEGACY, RESPONSE, negotiated
from graph_api.web.replies import GZIP_FROM, accepts, caching, compressed, header, reply, unauthorised
from schema.privacy import Viewer

MAX_BODY: Final = 1_000_000
"""Bytes of a request."""

BODY_SECONDS: Final = 30
_VARY: Final = (b"vary", b"Accept, Accept-Encoding, Authorization")


class Failed(Exception):  # noqa: N818 - what is wrong is the client's request
    """A request that HTTP has a status for; the message is for the client."""

    def __init__(self, status: int, message: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


class GraphQLHTTP:
    """The endpoint, an ASGI application."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            viewer = self._identity.viewer(header(scope, b"authorization"))
        except Unauthorised as wrong:
            return await unauthorised(str(wrong))(scope, receive, send)
        media_type = negotiated(header(scope, b"accept"))
        headers = [_VARY, (b"cache-control", caching(viewer).encode())]
        try:
            if media_type is None:
                raise Failed(406, f"Accept {RESPONSE.decode()} or {LEGACY.decode()}")
            status, payload = await _answer(scope, receive, viewer, media_type)
        except Malformed as wrong:
            status, payload = 400, _said(str(wrong))
        except Failed as wrong:
            status, payload = wrong.status, _said(str(wrong))
            headers += wrong.headers
        body = orjson.dumps(payload)
        if len(body) >= GZIP_FROM and accepts(scope, b"gzip"):
            body = compressed(body)
            headers.append((b"content-encoding", b"gzip"))
        return await reply(send, status, (media_type or LEGACY) + b"; charset=utf-8", body, headers)


async def _answer(scope: Scope, receive: Receive, viewer: Viewer, media_type: bytes) -> tuple[int, Payload]:
    engine: Engine = scope["state"]["engine"]
    wanted = await _read(scope, receive)
    try:
        operation = engine.prepare(wanted)
        _check_method(scope["method"], operation)
        return 200, await engine.execute(operation, viewer)
    except Refused as refused:
        if refused.late:
            return 503, refused.payload
        return (400 if media_type == RESPONSE else 200), refused.payload


def _check_method(method: str, operation: Operation) -> None:
    if operation.kind is OperationType.SUBSCRIPTION:
        raise Failed(400, "Subscriptions go over WebSocket, with the subprotocol graphql-transport-ws")
    if method == "GET" and operation.kind is not OperationType.QUERY:
        raise Failed(405, "Only queries go over GET; send a mutation with POST", (b"allow", b"POST"))


async def _read(scope: Scope, receive: Receive) -> Asked:
    """What a request asks. Raises Malformed or Failed."""
    if scope["method"] == "GET":
        return asked(_parameters(scope["query_string"]))
    if scope["method"] != "POST":
        raise Failed(405, "Use GET for queries, or POST", (b"allow", b"GET, POST"))
    _check_content(header(scope, b"content-type"), header(scope, b"content-encoding"))
    body = await _body(scope, receive)
    try:
        return asked(orjson.loads(body))
    except orjson.JSONDecodeError as error:
        raise Malformed(f"The body is not JSON in UTF-8: {error.msg} at byte {error.pos}") from None


def _check_content(content_type: bytes | None, encoding: bytes | None) -> None:
    media_type, *parameters = (content_type or b"").lower().replace(b" ", b"").split(b";")
    charset = next((p[8:].strip(b'"') for p in parameters if p.startswith(b"charset=")), b"utf-8")
    if media_type != LEGACY or charset not in (b"utf-8", b"utf8"):
        raise Failed(415, "Send the request as application/json in UTF-8")
    if encoding is not None and encoding.lower() != b"identity":
        raise Failed(415, "Send the request without Content-Encoding", (b"accept-encoding", b"identity"))


async def _body(scope: Scope, receive: Receive) -> bytes:
    length = header(scope, b"content-length")
    if length is not None and length.isdigit() and int(length) > MAX_BODY:
        raise _too_large()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _chunks(receive)
    except TimeoutError:
        raise Failed(408, f"The request did not come in {BODY_SECONDS} seconds") from None


async def _chunks(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Malformed("The request was broken off")
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise _too_large()
        if not message.get("more_body", False):
            return body


def _too_large() -> Failed:
    return Failed(413, f"The request is larger than {MAX_BODY} bytes")


def _parameters(query: bytes) -> dict[str, object]:
    """The parameters of a GET, those in JSON parsed. Raises Malformed."""
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=32)
    except ValueError:
        raise Malformed("The address has parameters that are not UTF-8, or too many") from None
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise Malformed(f"The parameter {name!r} is there twice")
        found[name] = _parsed(name, value) if name in ("variables", "extensions") else value
    return found


def _parsed(name: str, value: str) -> object:
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise Malformed(f"`{name}` is not JSON: {error.msg} at byte {error.pos}") from None


def _said(message: str) -> Payload:
    return {"errors": [{"message": message}]}
