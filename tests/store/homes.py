# SPDX-License-Identifier: EUPL-1.2
"""Where the tests keep graphs: places that can be opened, opened twice, and emptied."""

from pathlib import Path
from typing import Protocol

from graph_api.store.opening import open_store
from graph_api.store.port import Store
from tests.neo4j_server import server


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
    """A server; emptying keeps its indexes and constraints, which take seconds to make."""

    def __init__(self, url: str) -> None:
        self.url = url

    def open(self) -> Store:
        return open_store(self.url)

    async def empty(self) -> None:
        with server.connect(self.url) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
