# SPDX-License-Identifier: EUPL-1.2
"""Two real servers, one on SQLite and one on Neo4j, with the same real data, loaded and served by the command."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.neo4j_server import server as neo4j_server

TOKEN = "staff-token-of-the-acceptance-tests"  # noqa: S105 - of a server that lives as long as the test
ASSEN = "Netherlands_Assen_2024.pb"
AMSTERDAM = tuple(f"Netherlands_Amsterdam_{number}.pb" for number in (166, 212, 252, 285))
STARTS_WITHIN = 60
VERBIND = Path(sys.executable).with_name("verbind")


class Client:
    """Asks a server over HTTP, as the public or as staff."""

    def __init__(self, url: str) -> None:
        self.url = url

    def raw(self, query: str, variables: dict[str, Any] | None = None, *, staff: bool = False) -> bytes:
        """The body of the answer, byte for byte."""
        headers = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
        if staff:
            headers["Authorization"] = f"Bearer {TOKEN}"
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/graphql", body, headers)) as answer:  # noqa: S310 - our own server
            return answer.read()

    def ask(self, query: str, variables: dict[str, Any] | None = None, *, staff: bool = False) -> Any:
        """The data of an answer without errors."""
        answer = json.loads(self.raw(query, variables, staff=staff))
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


def verbind(*arguments: str | Path) -> str:
    """Run the command to its end; what it prints."""
    command = [str(VERBIND), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600, env=_environment())
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _environment() -> dict[str, str]:
    return {**os.environ, "VERBIND_STAFF_TOKEN": TOKEN, "NO_COLOR": "1"}


@contextmanager
def serving(store: str) -> Generator[Client]:
    """A server on a store, from its start until it has stopped cleanly."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(VERBIND), "serve", "--store", store, "--port", str(port)]
    process = subprocess.Popen(command, env=_environment())
    try:
        client = Client(f"http://127.0.0.1:{port}")
        _wait_until_ready(client, process)
        yield client
    finally:
        process.terminate()
        assert process.wait(30) == 0


def _wait_until_ready(client: Client, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        assert process.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(f"{client.url}/health/ready"):  # noqa: S310 - our own server
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"no server after {STARTS_WITHIN} seconds")


def load_all(store: str, data: Path) -> None:
    """Assen with its ballots, Amsterdam without, and Amsterdam's areas."""
    verbind("load", "--store", store, "--ballots", "keep", data / "pabulib" / ASSEN)
    verbind("load", "--store", store, *(data / "pabulib" / name for name in AMSTERDAM))
    areas = data / "geo" / "amsterdam_stadsdelen.geojson"
    verbind("load", "--store", store, "--level", "district", "--municipality", "Amsterdam", areas)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Generator[Client]:
    """A server on SQLite with the real budgets."""
    store = f"sqlite:///{tmp_path_factory.mktemp('acceptance') / 'verbind.db'}"
    load_all(store, shared_data)
    with serving(store) as client:
        yield client


@pytest.fixture(scope="session")
def neo4j(neo4j_url: str, shared_data: Path) -> Generator[Client]:
    """A server on Neo4j with the real budgets."""
    neo4j_server.empty(neo4j_url)
    load_all(neo4j_url, shared_data)
    with serving(neo4j_url) as client:
        yield client
