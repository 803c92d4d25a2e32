# SPDX-License-Identifier: EUPL-1.2
"""From the address of a store to the store."""

from pathlib import Path
from urllib.parse import urlsplit

from graph_api.store.port import Store


def open_store(url: str, user: str | None = None, password: str | None = None, database: str | None = None) -> Store:
    """The store at an address; nothing is opened before `async with`.

    `sqlite:///PATH` is a file, relative to the working directory; with a fourth slash the path is absolute. `neo4j://`,
    `neo4j+s://` and `bolt://` are Neo4j servers, with the user, password and database to use there. Raises ValueError.
    """
    scheme, colon, rest = url.partition("://")
    if not colon:
        raise ValueError(f"{_shown(url)} is not the address of a store: sqlite:///PATH, neo4j://HOST or bolt://HOST")
    if scheme == "sqlite":
        return _sqlite(url, rest)
    if scheme in ("neo4j", "neo4j+s", "bolt"):
        return _neo4j(url, user, password, database)
    raise ValueError(f"{scheme}:// is not a kind of store: sqlite:///PATH, neo4j://HOST, neo4j+s://HOST or bolt://HOST")


def _sqlite(url: str, rest: str) -> Store:
    from graph_api.store.sqlite.store import SQLiteStore

    path = rest.removeprefix("/")
    if not rest.startswith("/") or not path or path.endswith("/") or path.startswith(":"):
        raise ValueError(f"{url} does not name a file: write sqlite:///PATH")
    return SQLiteStore(Path(path))


def _neo4j(url: str, user: str | None, password: str | None, database: str | None) -> Store:
    from graph_api.store.neo4j.store import Neo4jStore

    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError(
            f"{_shown(url)} does not name a server: write {parts.scheme}://HOST or {parts.scheme}://HOST:PORT"
        )
    if parts.username or parts.password:
        raise ValueError("a user and password do not belong in the address of a store; give them apart")
    auth = None if user is None and password is None else (user or "neo4j", password or "")
    return Neo4jStore(url, auth, database)


def _shown(url: str) -> str:
    """An address without what may be a password."""
    return url.rpartition("@")[2]
