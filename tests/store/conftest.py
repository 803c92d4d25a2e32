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


@pytest.fixture
def sqlite_home(tmp_path: Path) -> Home:
    return SqliteHome(tmp_path)


@pytest.fixture
def neo4j_home(neo4j_url: str) -> Home:
    return Neo4jHome(neo4j_url)


@pytest.fixture(params=["sqlite", NEO4J])
async def home(request: pytest.FixtureRequest) -> Home:
    """An empty place where a graph can be kept, and opened more than once."""
    home: Home = request.getfixturevalue(f"{request.param}_home")
    await home.empty()
    return home


@pytest.fixture
async def store(home: Home) -> AsyncGenerator[Store]:
    """An empty, open store of each kind."""
    async with home.open() as store:
        yield store


@pytest.fixture(params=["model", "sqlite", NEO4J])
async def graph(request: pytest.FixtureRequest) -> AsyncGenerator[Graph]:
    """An empty graph: the model, or an open store of each kind."""
    if request.param == "model":
        yield Model()
        return
    home: Home = request.getfixturevalue(f"{request.param}_home")
    await home.empty()
    async with home.open() as store:
        yield store
