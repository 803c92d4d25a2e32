# SPDX-License-Identifier: EUPL-1.2
"""Records in bulk are what finding and walking give, as it was at one revision."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.store.port import Reading, Store, StoreError, page_size
from graph_api.store.sqlite.store import SQLiteStore
from schema.area import Area, AreaLevel
from schema.base import Node
from schema.change import ChangeSet
from schema.initiative import About, ConnectedTo, Initiative
from schema.organisation import LegalForm, Organisation, Runs
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.query import MAX_PAGE, Direction, Filter, Order, Page
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Initiates, Resident
from tests.store.homes import EMPTIED, FEWER, Home
from tests.store.test_random import WRITES, beginning, do
from tests.store.village import BEA, CAFE, CHOIR, CLUB, GARDEN, GREEN, TRADER, garden, trader, village

pytestmark = pytest.mark.anyio

VIEWERS = (PUBLIC, STAFF)
TYPES = (*NODE_TYPES, *RELATION_TYPES)


async def told(graph: Any, viewer: Viewer) -> dict[type, list[Any]]:
    """All of a small graph, by finding and walking."""
    found: dict[type, list[Any]] = {}
    for cls in NODE_TYPES:
        found[cls] = (await graph.find(cls, Filter(), Order.KEY, Page(MAX_PAGE), viewer)).nodes
    for relation in RELATION_TYPES:
        sources = [node.key for node in found[relation.__ends__.source]]
        slices = await graph.neighbours(relation, Direction.OUT, sources, Page(MAX_PAGE), viewer)
        walked = zip(sources, slices, strict=True)
        found[relation] = [link for source, part in walked for link in part.relations if link.source == source]
    return found


async def streamed(reading: Reading, types: Sequence[type[Any]] = TYPES) -> dict[type, list[Any]]:
    return {cls: await read(reading, cls) for cls in types}


async def read(reading: Reading, cls: type[Any], keys: list[int] | None = None) -> list[Any]:
    return [record async for page in reading.records(cls, keys) for record in page]


def unplaced(found: dict[type, list[Any]]) -> dict[type, list[Any]]:
    return {**found, Initiative: [replace(each, place=None) for each in found[Initiative]]}


@pytest.mark.slow_on_neo4j
@pytest.mark.parametrize("viewer", VIEWERS, ids=["public", "staff"])
async def test_all_that_is_seen_in_order_of_key(graph: Any, viewer: Viewer) -> None:
    await graph.write(village(), STAFF)
    async with graph.reading(viewer) as reading:
        assert reading.revision == 1
        found = await streamed(reading)
    assert found == await told(graph, viewer)
    assert [node.key for node in found[Organisation]] == [CLUB, TRADER][: 1 + (viewer is STAFF)]
    assert bool(found[Resident]) == bool(found[Initiates]) == (viewer is STAFF)


async def test_some_by_key(graph: Any) -> None:
    await graph.write(village(), STAFF)
    async with graph.reading(PUBLIC) as reading:
        assert [node.key for node in await read(reading, Initiative, [5, CAFE, CHOIR])] == [CAFE, CHOIR]
        assert [link.target for link in await read(reading, About, [GARDEN])] == [GREEN]
        assert [link.target for link in await read(reading, Runs, [CLUB, TRADER])] == [GARDEN, CAFE]
        assert await read(reading, Initiative, []) == []
        assert await read(reading, Resident, [BEA]) == []


async def test_pages_are_bounded(store: Store) -> None:
    many, outlines = page_size(Initiative), page_size(Area)
    keys = range(10, 2 * many + 20)
    nodes: list[Node] = [Initiative(key=key, title="x") for key in keys]
    nodes += [Area(key=10**6 + key, name="x", code=f"C{key}", level=AreaLevel.BUURT) for key in range(119)]
    await store.write(ChangeSet(nodes, [ConnectedTo(source=10, target=key) for key in keys[1:]]), STAFF)
    sizes = {Initiative: (many, len(keys)), ConnectedTo: (many, len(keys) - 1), Area: (outlines, 119)}
    async with store.reading(PUBLIC) as reading:
        for cls, (most, total) in sizes.items():
            found = [len(page) async for page in reading.records(cls)]
            assert max(found) <= most
            assert sum(found) == total
        assert len(await read(reading, Initiative, list(keys))) == len(keys)


@pytest.mark.slow_on_neo4j
async def test_what_is_written_meanwhile_is_not_seen(graph: Any) -> None:
    """Not what is new, not what changed (once or twice), and not what became public by it."""
    await graph.write(village(), STAFF)
    before = [await told(graph, viewer) for viewer in VIEWERS]
    again = [link for link in village().relations if isinstance(link, Runs) and link.source == TRADER]
    async with graph.reading(PUBLIC) as public, graph.reading(STAFF) as staff:
        nodes = [await streamed(reading, NODE_TYPES[:4]) for reading in (public, staff)]
        new = Runs(source=CLUB, target=CHOIR)
        await graph.write(ChangeSet([garden(title="Anders"), trader(LegalForm.STICHTING)], [new]), STAFF)
        await graph.write(ChangeSet([garden(title="Nog anders")], [replace(link, origin="x") for link in again]), STAFF)
        rest = [await streamed(reading, TYPES[4:]) for reading in (public, staff)]
        assert [early | late for early, late in zip(nodes, rest, strict=True)] == before
        assert public.revision == staff.revision == 1
    async with graph.reading(PUBLIC) as later:
        assert later.revision == 3
        assert await streamed(later) == await told(graph, PUBLIC)


async def hold(home: Home, first: list[ChangeSet], then: list[ChangeSet], *, placed: bool) -> None:
    """What is streamed is what is told; also when more was written since."""
    await home.empty()
    async with home.open() as store:
        for changes in (beginning(), *first):
            await do(store, changes)
        before = [await told(store, viewer) for viewer in VIEWERS]
        async with store.reading(PUBLIC) as public, store.reading(STAFF) as staff:
            assert [await streamed(public), await streamed(staff)] == before
            for changes in then:
                await do(store, changes)
            after = [await streamed(public), await streamed(staff)]
        same = unplaced if not placed else dict
        assert [same(found) for found in after] == [same(found) for found in before]


writes = given(first=st.lists(WRITES, max_size=4), then=st.lists(WRITES, max_size=4))


@settings(suppress_health_check=EMPTIED)
@writes
async def test_sqlite_streams_what_it_tells(sqlite_home: Home, first: list[ChangeSet], then: list[ChangeSet]) -> None:
    await hold(sqlite_home, first, then, placed=True)


@pytest.mark.slow
@pytest.mark.neo4j
@settings(suppress_health_check=EMPTIED, max_examples=FEWER)
@writes
async def test_neo4j_streams_what_it_tells(neo4j_home: Home, first: list[ChangeSet], then: list[ChangeSet]) -> None:
    """But for where an initiative is shown, which may have been derived anew."""
    await hold(neo4j_home, first, then, placed=False)


async def test_an_erasure_ends_what_is_being_read(tmp_path: Path) -> None:
    """And is not hindered by it."""
    async with SQLiteStore(tmp_path / "graph.db") as store:
        await store.write(village(), STAFF)
        async with store.reading(STAFF) as reading:
            assert await read(reading, Resident)
            assert await store.erase(BEA, STAFF)
            with pytest.raises(StoreError, match="erased"):
                await read(reading, Resident)
            assert b"zilvermeeuw" not in written(tmp_path)


async def test_who_is_cancelled_lets_go(tmp_path: Path) -> None:
    """Then the log of writes can be emptied."""
    path = tmp_path / "graph.db"
    async with SQLiteStore(path) as store:
        await store.write(ChangeSet([Initiative(key=key, title="x") for key in range(5000)]), STAFF)
        started = asyncio.Event()

        async def run() -> None:
            async with store.reading(PUBLIC) as reading:
                while True:  # until it is cancelled, however long that takes
                    async for _ in reading.records(Initiative):
                        started.set()

        reading = asyncio.create_task(run())
        await started.wait()
        await store.write(ChangeSet([Initiative(key=1, title="y")]), STAFF)
        with closing(sqlite3.connect(path, timeout=5)) as other:
            reading.cancel()
            with pytest.raises(asyncio.CancelledError):
                await reading
            assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)


def written(folder: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in folder.iterdir())
