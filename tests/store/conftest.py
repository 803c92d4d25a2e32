# SPDX-License-Identifier: EUPL-1.2
"""One suite, three graphs: the plain model (which tests the tests), SQLite and Neo4j."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from graph_api.store.port import Store
from schema.services import Graph
from tests.store.homes import Home, Neo4jHome, SqliteHome
from tests.store.model import Model

NEO4J = pytest.param("neo4j", marks=pytest.mark.neo4j)


def _home(kind: str, request: pytest.FixtureRequest, folder: Path) -> Home:
    return SqliteHome(folder) if kind == "sqlite" else Neo4jHome(request.getfixturevalue("neo4j_url"))


@pytest.fixture(params=["sqlite", NEO4J])
async def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An empty place where a graph can be kept, and opened more than once."""
    home = _home(request.param, request, tmp_path)
    await home.empty()
    return home


@pytest.fixture
async def store(home: Home) -> AsyncGenerator[Store]:
    """An empty, open store of each kind."""
    async with home.open() as store:
        yield store


@pytest.fixture(params=["model", "sqlite", NEO4J])
async def graph(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Graph]:
    """An empty graph: the model, or an open store of each kind."""
    if request.param == "model":
        yield Model()
        return
    home = _home(request.param, request, tmp_path)
    await home.empty()
    async with home.open() as store:
        yield store
