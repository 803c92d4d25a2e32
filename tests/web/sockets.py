# SPDX-License-Identifier: EUPL-1.2
"""WebSockets of clients, well behaved and not."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PROTOCOL = Subprotocol("graphql-transport-ws")


class Socket:
    """A client of GraphQL over WebSocket."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def send(self, message: object) -> None:
        """Send a message, or text as it is."""
        self.connection.send(message if isinstance(message, str) else json.dumps(message))

    def receive(self) -> Any:
        """The next message."""
        return json.loads(self.connection.recv(timeout=20))

    def init(self, **payload: object) -> None:
        """Introduce oneself, and be welcomed."""
        self.send({"type": "connection_init", "payload": payload})
        assert self.receive() == {"type": "connection_ack"}

    def subscribe(self, id: str, query: str, **variables: object) -> None:
        """Start an operation."""
        self.send({"type": "subscribe", "id": id, "payload": {"query": query, "variables": variables}})

    def raw(self, opcode: Opcode, data: bytes) -> None:
        """Send a frame as no client should."""
        with self.connection.protocol_mutex:
            protocol = self.connection.protocol
            protocol.send_frame(Frame(opcode, data))
            self.connection.send_data()

    def closed(self) -> tuple[int, str]:
        """With what code and reason the server closes."""
        try:
            while True:
                self.connection.recv(timeout=30)
        except ConnectionClosed as closed:
            code, reason = (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")
        return code, reason


@contextlib.contextmanager
def socket(url: str, /, protocol: Subprotocol | None = PROTOCOL, **headers: str) -> Iterator[Socket]:
    """A WebSocket to a server."""
    address = url.replace("http://", "ws://") + "/graphql"
    protocols = None if protocol is None else [protocol]
    with connect(address, subprotocols=protocols, additional_headers=headers, compression=None) as connection:
        yield Socket(connection)
