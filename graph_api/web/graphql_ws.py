# SPDX-License-Identifier: EUPL-1.2
"""GraphQL over WebSocket, by the protocol graphql-transport-ws
(https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md)."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing, suppress
from typing import Any, Final, TypeGuard
from urllib.parse import urlsplit

import orjson
import structlog
from graphql import OperationType
from starlette.types import Message, Receive, Scope, Send

from graph_api.web.asked import Asked, Malformed, asked
from graph_api.web.engine import Engine, Refused
from graph_api.web.identity import Identity, Unauthorised
from graph_api.web.metrics import Metrics
from graph_api.web.replies import header
from schema.privacy import Viewer

PROTOCOL: Final = "graphql-transport-ws"
MAX_ID: Final = 128
MOST_OPERATIONS: Final = 50
"""Operations of one connection at a time."""
MOST_CONNECTIONS: Final = 2000
INIT_SECONDS: Final = 10

log = structlog.get_logger()


class Close(Exception):  # noqa: N818 - how the connection ends
    """The connection is to be closed, with this code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class GraphQLWebSocket:
    """The endpoint, an ASGI application."""

    def __init__(self, identity: Identity, metrics: Metrics, origins: Sequence[str]) -> None:
        self._identity = identity
        self._metrics = metrics
        self._origins = origins
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        if not _from_here(scope, self._origins):
            return await send({"type": "websocket.close"})  # before it was accepted: a 403
        known = PROTOCOL in scope["subprotocols"]
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if known else None})
        connection = _Connection(scope, receive, send, self._identity, self._metrics)
        self._open += 1
        try:
            if not known:
                raise Close(4406, f"Subprotocol not acceptable: use {PROTOCOL}")
            if self._open > MOST_CONNECTIONS:
                raise Close(1013, "Too many connections: try again later")
            with self._metrics.websockets.track_inprogress():
                await connection.serve()
        except Close as close:
            await _send_close(send, close)
        except Exception:
            log.exception("Internal error")
            await _send_close(send, Close(1011, "Internal error"))
        finally:
            self._open -= 1


class _Connection:
    """One client: what it may see, and the operations it has under way."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, identity: Identity, metrics: Metrics) -> None:
        self._engine: Engine = scope["state"]["engine"]
        self._authorization = header(scope, b"authorization")
        self._receive = receive
        self._send = send
        self._identity = identity
        self._metrics = metrics
        self._viewer: Viewer | None = None
        self._operations: dict[str, asyncio.Task[None]] = {}

    async def serve(self) -> None:
        """Until the client leaves. Raises Close."""
        try:
            try:
                async with asyncio.timeout(INIT_SECONDS):
                    while self._viewer is None:
                        if not await self._next():
                            return
            except TimeoutError:
                raise Close(4408, "Connection initialisation timeout") from None
            while await self._next():
                pass
        finally:
            await self._stop()

    async def _next(self) -> bool:
        """Do what the next message asks; False when the client has left."""
        event = await self._receive()
        if event["type"] == "websocket.disconnect":
            return False
        message = _message(event)
        match message.get("type"):
            case "connection_init":
                await self._init(message)
            case "ping":
                _optional_object(message, "payload")
                await self._tell({"type": "pong"})
            case "pong":
                _optional_object(message, "payload")
            case "subscribe":
                self._subscribe(message)
            case "complete":
                operation = self._operations.pop(_id(message), None)
                if operation:
                    operation.cancel()
            case _:
                raise Close(4400, "Invalid message: unknown type")
        return True

    async def _init(self, message: dict[str, Any]) -> None:
        payload = _optional_object(message, "payload")
        if self._viewer is not None:
            raise Close(4429, "Too many initialisation requests")
        given = next((value for key, value in payload.items() if key.lower() == "authorization"), None)
        if not (given is None or isinstance(given, str)):
            raise Close(4400, "Invalid message: Authorization must be a string")
        try:
            self._viewer = self._identity.viewer(self._authorization if given is None else given.encode())
        except Unauthorised as wrong:
            raise Close(4403, str(wrong)) from None
        await self._tell({"type": "connection_ack"})

    def _subscribe(self, message: dict[str, Any]) -> None:
        id = _id(message)
        try:
            wanted = asked(message.get("payload"))
        except Malformed as wrong:
            raise Close(4400, f"Invalid message: {wrong}") from None
        if self._viewer is None:
            raise Close(4401, "Unauthorized: send connection_init first")
        if id in self._operations:
            raise Close(4409, f"Subscriber for {id} already exists")
        if len(self._operations) >= MOST_OPERATIONS:
            raise Close(4429, f"Too many operations at once: {MOST_OPERATIONS} is the most")
        self._operations[id] = asyncio.create_task(self._run(id, wanted, self._viewer))

    async def _run(self, id: str, wanted: Asked, viewer: Viewer) -> None:
        """Answer an operation to its end."""
        with self._metrics.subscriptions.track_inprogress():
            try:
                await self._answer(id, wanted, viewer)
                last: dict[str, Any] = {"type": "complete", "id": id}
            except Refused as refused:
                last = {"type": "error", "id": id, "payload": refused.payload["errors"]}
            except OSError:
                return  # the client has left; whoever reads finds out as well
            except Exception:
                log.exception("Internal error")
                last = {"type": "error", "id": id, "payload": [{"message": "Internal error"}]}
            # The id is free before the client hears so.
            if self._operations.get(id) is asyncio.current_task():
                del self._operations[id]
            with suppress(OSError):
                await self._tell(last)

    async def _answer(self, id: str, wanted: Asked, viewer: Viewer) -> None:
        operation = self._engine.prepare(wanted)
        if operation.kind is not OperationType.SUBSCRIPTION:
            payload = await self._engine.execute(operation, viewer)
            await self._tell({"type": "next", "id": id, "payload": payload})
            return
        # The next response is made when this one has been written: who reads slowly gets them slowly.
        async with aclosing(self._engine.subscribe(operation, viewer)) as payloads:
            async for payload in payloads:
                await self._tell({"type": "next", "id": id, "payload": payload})

    async def _tell(self, message: dict[str, Any]) -> None:
        await self._send({"type": "websocket.send", "text": orjson.dumps(message).decode()})

    async def _stop(self) -> None:
        """End all operations, and wait until they have ended."""
        running = list(self._operations.values())
        self._operations.clear()
        for operation in running:
            operation.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _message(event: Message) -> dict[str, Any]:
    """The object that a frame holds. Raises Close."""
    text = event.get("text")
    if text is None:
        raise Close(1003, "Invalid message: send text, not binary data")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Close(4400, "Invalid message: not JSON") from None
    if not _is_object(found):
        raise Close(4400, "Invalid message: not an object")
    return found


def _optional_object(message: dict[str, Any], name: str) -> dict[str, Any]:
    value = message.get(name)
    if value is None:
        return {}
    if not _is_object(value):
        raise Close(4400, f"Invalid message: {name} must be an object")
    return value


def _id(message: dict[str, Any]) -> str:
    id = message.get("id")
    if not isinstance(id, str) or not 0 < len(id) <= MAX_ID:
        raise Close(4400, f"Invalid message: id must be a string of 1 to {MAX_ID} characters")
    return id


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _from_here(scope: Scope, origins: Sequence[str]) -> bool:
    """Whether no page opened it, or one of our own, or one that is allowed: browsers let any page try."""
    origin = header(scope, b"origin")
    if origin is None or header(scope, b"sec-fetch-site") == b"same-origin":
        return True
    text = origin.decode("latin-1")
    host = (header(scope, b"host") or b"").decode("latin-1")
    return text in origins or "*" in origins or urlsplit(text).netloc.lower() == host.lower() != ""


async def _send_close(send: Send, close: Close) -> None:
    """Close, unless the client was first. A reason has room for 123 bytes."""
    reason = close.reason.encode()[:123].decode(errors="ignore")
    with suppress(OSError, RuntimeError):
        await send({"type": "websocket.close", "code": close.code, "reason": reason})
