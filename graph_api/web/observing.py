# SPDX-License-Identifier: EUPL-1.2
"""Around every request: its id, its line in the log, its metrics, and headers that protect whoever reads the answer."""

import re
import secrets
import time
from importlib.metadata import version
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_api.web.metrics import Metrics
from graph_api.web.pages import PATHS
from graph_api.web.replies import header, problem

ROUTES: Final = frozenset(
    (*PATHS, "/theme.css", "/graphql", "/graphiql", "/schema.graphql", "/health/live", "/health/ready", "/metrics")
)
FOLDERS: Final = ("/assets", "/export", "/load")
METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
QUIET: Final = frozenset(("/health/live", "/health/ready", "/metrics"))
"""Routes that machines ask all the time."""

REQUEST_ID: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")

HEADERS: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"api-version", version("verbind").encode()),
]
CSP: Final = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
"""For every answer that has no policy of its own."""

log = structlog.get_logger()


class Observing:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        request_id = _request_id(scope)
        structlog.contextvars.bind_contextvars(request_id=request_id.decode())
        if scope["type"] == "websocket":
            return await self._app(scope, receive, send)
        return await self._http(scope, receive, send, request_id)

    async def _http(self, scope: Scope, receive: Receive, send: Send, request_id: bytes) -> None:
        started = time.perf_counter()
        status = 0

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers: list[tuple[bytes, bytes]] = [*message["headers"], (b"x-request-id", request_id), *HEADERS]
                if all(name != CSP[0] for name, _ in headers):
                    headers.append(CSP)
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self._app(scope, receive, observed)
        except Exception:
            log.exception("Internal error")
            if not status:
                await problem(500, "Something went wrong here; it was logged")(scope, receive, observed)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        path: str = scope["path"]
        folder = next((each for each in FOLDERS if path.startswith(f"{each}/")), "other")
        route = path if path in ROUTES else folder
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.requested(route, method, status, seconds)
        write = log.debug if route in QUIET else log.info
        write("request", method=method, route=route, status=status, ms=round(seconds * 1000, 2))


def _request_id(scope: Scope) -> bytes:
    """The client's own id where it is well formed, else a new one."""
    given = header(scope, b"x-request-id")
    return given if given is not None and REQUEST_ID.fullmatch(given) else secrets.token_hex(8).encode()
