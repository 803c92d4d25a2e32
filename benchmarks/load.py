# SPDX-License-Identifier: EUPL-1.2
"""Loading: records written in a second, against the same rows inserted without Verbind."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks import raw
from benchmarks.city import Scale, change_sets
from benchmarks.measure import Comparison, Outcome, UnavailableError, alternate, seconds, undisturbed
from graph_api.store.opening import open_store
from graph_api.store.port import Store
from loaders.loaded import LOADER
from schema.change import ChangeSet
from tests.neo4j_server import server

LEAST = 0.5


def sqlite(scale: Scale) -> Outcome:
    """Into a file, against `executemany` of the `sqlite3` module."""
    changes = change_sets(scale)
    with tempfile.TemporaryDirectory(prefix="verbind-bench-") as name:
        folder = Path(name)
        _write(f"sqlite:///{folder / 'first.db'}", changes)
        ready = [raw.sqlite_statements(part) for part in raw.written(folder / "first.db", changes)]

        def ours() -> float:
            return _records(changes) / _write(f"sqlite:///{_fresh(folder, 'ours.db')}", changes)

        def theirs() -> float:
            path = _fresh(folder, "raw.db")
            raw.make_tables(path)
            return _records(changes) / seconds(lambda: raw.load_sqlite(path, ready))

        rates = alternate(ours, theirs, scale.rounds)
    compared = Comparison("load into SQLite", "raw executemany", "records/s", *rates, rate=True, least=LEAST)
    return Outcome(_sizes(changes), [compared])


def neo4j(scale: Scale) -> Outcome:
    """Into a real Neo4j, against UNWIND over Bolt."""
    try:
        with server.running_server() as url:
            return into(url, scale)
    except server.ServerUnavailableError as error:
        raise UnavailableError(f"Neo4j cannot be started: {error}") from error


def into(url: str, scale: Scale) -> Outcome:
    """Into this server, which is emptied. The first load of each side only warms it up."""
    changes = change_sets(scale)
    with tempfile.TemporaryDirectory(prefix="verbind-bench-") as folder:
        path = Path(folder) / "first.db"
        _write(f"sqlite:///{path}", changes)
        ready = [raw.bolt_statements(part) for part in raw.written(path, changes)]

    def ours() -> float:
        server.empty(url)
        return _records(changes) / _write(url, changes)

    def theirs() -> float:
        server.empty(url)
        _write(url, ())  # the constraints and indexes
        return _records(changes) / seconds(lambda: raw.load_bolt(url, ready))

    ours_, theirs_ = alternate(ours, theirs, scale.rounds + 1)
    compared = Comparison(
        "load into Neo4j", "raw UNWIND over Bolt", "records/s", ours_[1:], theirs_[1:], rate=True, least=LEAST
    )
    return Outcome(_sizes(changes), [compared])


def _fresh(folder: Path, name: str) -> Path:
    for suffix in ("", "-wal", "-shm"):
        (folder / f"{name}{suffix}").unlink(missing_ok=True)
    return folder / name


def _write(url: str, changes: Sequence[ChangeSet]) -> float:
    """How long it takes from an open store until all is written and the store is closed."""
    return asyncio.run(_writing(open_store(url), changes))


async def _writing(store: Store, changes: Sequence[ChangeSet]) -> float:
    with undisturbed():
        async with store:
            start = perf_counter()
            for each in changes:
                await store.write(each, LOADER)
        return perf_counter() - start


def _records(changes: Sequence[ChangeSet]) -> int:
    return sum(len(each.nodes) + len(each.relations) for each in changes)


def _sizes(changes: Sequence[ChangeSet]) -> dict[str, int]:
    return {"records": _records(changes), "change sets": len(changes)}
