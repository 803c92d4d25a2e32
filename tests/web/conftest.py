# SPDX-License-Identifier: EUPL-1.2
"""One server for most tests, on a small village in SQLite."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from graph_api.store.opening import open_store
from schema.privacy import STAFF
from tests.store.village import village
from tests.web.running import Served, served


@pytest.fixture(scope="session")
def village_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with the village."""
    url = f"sqlite:///{tmp_path_factory.mktemp('web') / 'village.db'}"
    asyncio.run(_fill(url))
    return url


async def _fill(url: str) -> None:
    async with open_store(url) as store:
        await store.write(village(), STAFF)


@pytest.fixture(scope="session")
def server(village_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that many tests share; whatever they send, it goes on and logs no traceback."""
    log: Path = tmp_path_factory.mktemp("log") / "server.log"
    with served(village_store, log) as running:
        yield running
        assert running.stop() == 0
    assert "Traceback" not in running.log
    assert '"level":"error"' not in running.log


@pytest.fixture(scope="session")
def client(server: Served) -> Iterator[httpx2.Client]:
    """A client of that server."""
    with httpx2.Client(base_url=server.url, timeout=30) as made:
        yield made
