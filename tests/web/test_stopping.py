# SPDX-License-Identifier: EUPL-1.2
"""Stopping: what is under way is finished, who listens is told, and the store is closed."""

import shutil
import signal
import socket as sockets
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.web.running import AS_STAFF, Served, ask, served
from tests.web.sockets import socket

BODY = b'{"query":"{initiatives{totalCount}}"}'


@pytest.fixture
def running(village_store: str, tmp_path: Path) -> Iterator[Served]:
    """A server of the test's own, to be stopped."""
    copy = shutil.copy(village_store.removeprefix("sqlite:///"), tmp_path / "village.db")
    with served(f"sqlite:///{copy}", tmp_path / "server.log") as made:
        yield made


def begin(url: str) -> sockets.socket:
    """A request of which the end is still to come."""
    address = urlsplit(url)
    connection = sockets.create_connection((address.hostname, address.port), timeout=20)
    head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n"
    connection.sendall(head.encode() + BODY[:10])
    return connection


def refuses(url: str) -> bool:
    """Whether new requests are refused, within some seconds."""
    for _ in range(100):
        try:
            httpx2.get(f"{url}/health/live")
        except httpx2.ConnectError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGINT])
def test_requests_are_finished_and_websockets_closed(running: Served, signal_: signal.Signals, tmp_path: Path) -> None:
    ask(running.url, 'mutation{createTheme(input:{name:"Bewaard"}){revision}}', AS_STAFF)
    with begin(running.url) as request, socket(running.url) as ws:
        ws.init()
        ws.subscribe("a", "subscription{changes{revision}}")
        ws.subscribe("b", "{__typename}")
        assert [ws.receive()["type"] for _ in range(2)] == ["next", "complete"]
        running.process.send_signal(signal_)
        assert ws.closed()[0] in (1001, 1012)
        assert refuses(running.url)
        assert running.process.poll() is None  # it waits for the request
        request.sendall(BODY[10:])
        answer = b"".join(iter(lambda: request.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert b'{"data":{"initiatives":{"totalCount":4}}}' in answer
    assert running.process.wait(20) == (0 if signal_ is signal.SIGTERM else 130)
    assert "Traceback" not in running.log
    assert [path.name for path in tmp_path.glob("village.db*")] == ["village.db"]  # no journal is left


def test_a_served_store_may_be_changed_from_elsewhere(running: Served, tmp_path: Path) -> None:
    """A second server on the same file: both see what either writes."""
    with served(f"sqlite:///{tmp_path / 'village.db'}", tmp_path / "second.log") as second, socket(second.url) as ws:
        ws.init()
        ws.subscribe("a", "subscription{changes{revision}}")
        ws.subscribe("b", "{__typename}")
        assert [ws.receive()["type"] for _ in range(2)] == ["next", "complete"]
        made = ask(running.url, 'mutation{createTheme(input:{name:"Elders"}){revision}}', AS_STAFF).json()
        revision = made["data"]["createTheme"]["revision"]
        assert ws.receive()["payload"]["data"]["changes"]["revision"] == revision
        assert ask(second.url, "{revision}", AS_STAFF).json() == {"data": {"revision": revision}}
