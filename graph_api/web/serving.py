# SPDX-License-Identifier: EUPL-1.2
"""Serving: the socket, the server on it, and how it stops."""

import socket
from collections.abc import Callable
from typing import Final

import uvicorn
from starlette.types import ASGIApp

MAX_MESSAGE: Final = 1_000_000
"""Bytes of a message over a WebSocket, which is closed with 1009 on a longer one."""
STOP_SECONDS = 20
"""What requests that are under way get to finish in when the server stops."""


class Busy(OSError):  # noqa: N818 - the port is
    """The address cannot be listened on; the message says why."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on this address; port 0 takes any that is free. Raises Busy."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise Busy(f"{host} is not an address of this machine: {error.strerror}") from None
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise Busy(f"Cannot listen on {host} port {port}: {error.strerror}. Choose another with --port") from None
    return listener


async def serve(app: ASGIApp, listener: socket.socket, started: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way and close WebSockets with 1012.

    `started` is called once requests are answered.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        ws_max_size=MAX_MESSAGE,
        timeout_graceful_shutdown=STOP_SECONDS,
        lifespan="on",
    )
    await _Server(config, started).serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Tells when it has started."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()
