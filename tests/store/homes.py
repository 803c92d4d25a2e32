# SPDX-License-Identifier: EUPL-1.2
"""Where the tests keep graphs: places that can be opened, opened twice, and emptied."""

from pathlib import Path
from typing import ClassVar, Protocol

from hypothesis import HealthCheck, settings

from graph_api.store.opening import open_store
from graph_api.store.port import Store
from tests.neo4j_server import server

EMPTIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
"""To suppress where each example begins by emptying its home, which hypothesis cannot know."""

FEWER = max(1, settings().max_examples // 5)
"""How many examples to try on Neo4j, which plans most queries anew."""


class Home(Protocol):
    """A place for one graph."""

    def open(self) -> Store:
        """A store there, to be entered with `async with`."""
        ...

    async def empty(self) -> None:
        """Leave nothing there."""
        ...


class SqliteHome:
    """A file in a folder; each emptying starts a new file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = 0

    def open(self) -> Store:
        return open_store(f"sqlite:///{self.folder / f'{self.number}.db'}")

    async def empty(self) -> None:
        self.number += 1


class Neo4jHome:
    """A server. Emptying it keeps the constraints and indexes, which take seconds to make."""

    _seen: ClassVar[set[str]] = set()

    def __init__(self, url: str) -> None:
        self.url = url

    def open(self) -> Store:
        return open_store(self.url)

    async def empty(self) -> None:
        if self.url not in self._seen:
            server.empty(self.url)
            self._seen.add(self.url)
        with server.connect(self.url) as driver:
            driver.execute_query("MATCH (n) WHERE NOT n:Store DETACH DELETE n")
            driver.execute_query("MATCH (s:Store) SET s = {id: s.id, version: s.version, revision: 0}")
