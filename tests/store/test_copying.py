# SPDX-License-Identifier: EUPL-1.2
"""The graph as arrays, and as a dump that any store takes over whole."""

import dataclasses
from collections.abc import AsyncIterator, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.store.port import FORMERS, OPEN, REVISIONS, Arrays, Rows, Store
from schema.area import Area, PartOf
from schema.base import Node
from schema.initiative import ConnectedTo, Initiative, LocatedIn, SharesBackers
from schema.organisation import LegalForm, Organisation, Runs
from schema.privacy import PUBLIC, STAFF
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Backs
from schema.theme import Theme
from tests.store import records
from tests.store.homes import EMPTIED, FEWER, Home, SqliteHome
from tests.store.model import Model
from tests.store.village import (
    BEA,
    CAFE,
    CHOIR,
    CLUB,
    GARDEN,
    LOST,
    TRADER,
    area,
    bea,
    garden,
    picture,
    trader,
    village,
    write,
)

pytestmark = pytest.mark.anyio


async def test_arrays_hold_the_structure(store: Store) -> None:
    await store.write(village(), STAFF)
    await write(
        store,
        Backs(source=BEA, target=CAFE, weight=2.5),
        Backs(source=BEA, target=GARDEN, until=date(1970, 1, 2)),
        Backs(source=51, target=CAFE, until=date.max),
        SharesBackers(source=LOST, target=CHOIR, backers=12, weight=0.75),
    )
    arrays = await store.arrays([Organisation, Area], [Backs, Runs, SharesBackers, ConnectedTo])
    assert arrays.revision == 2
    organisations = arrays.nodes[Organisation]
    assert (organisations.keys.tolist(), organisations.privacy.tolist()) == ([CLUB, TRADER], [0, 1])
    backs = arrays.relations[Backs]
    assert (backs.source.tolist(), backs.target.tolist()) == ([BEA, BEA, 51], [GARDEN, CAFE, CAFE])
    assert (backs.weight.tolist(), backs.privacy.tolist()) == ([1.0, 2.5, 1.0], [1, 1, 1])
    assert backs.until.tolist() == [1, OPEN, (date.max - date(1970, 1, 1)).days]
    runs = arrays.relations[Runs]
    assert (runs.privacy.tolist(), runs.weight.tolist()) == ([0, 0, 1], [1, 1, 1])
    shares = arrays.relations[SharesBackers]
    assert (shares.source.tolist(), shares.target.tolist(), shares.weight.tolist()) == ([CHOIR], [LOST], [0.75])
    dtypes = [(a.dtype.name) for a in (organisations.keys, organisations.privacy, runs.source, runs.target)]
    assert dtypes == ["int64", "uint8", "int64", "int64"]
    assert [a.dtype.name for a in (runs.privacy, runs.weight, runs.until)] == ["uint8", "float32", "int32"]


def plain(arrays: Arrays) -> Any:
    """Arrays that can be compared."""
    parts = {**arrays.nodes, **arrays.relations}
    return arrays.revision, {
        cls: {name: getattr(part, name).tolist() for name in part.__slots__} for cls, part in parts.items()
    }


@pytest.mark.slow_on_neo4j
async def test_arrays_of_everything_and_of_nothing(store: Store) -> None:
    model = Model()
    for graph in (model, store):
        assert plain(await graph.arrays([], [])) == (0, {})
        await graph.write(village(), STAFF)
        await write(graph, trader(LegalForm.BV), LocatedIn(source=GARDEN, target=13, until=date(2024, 1, 1)))
    for day in (None, date(2021, 6, 1), date(2024, 1, 1), date(2024, 1, 2)):
        assert plain(await store.arrays(NODE_TYPES, RELATION_TYPES, day)) == plain(
            await model.arrays(NODE_TYPES, RELATION_TYPES, day)
        )


async def test_arrays_of_a_day_hold_what_held_that_day(store: Store) -> None:
    await store.write(village(), STAFF)
    await write(
        store,
        Backs(source=BEA, target=GARDEN, since=date(2024, 1, 2), until=date(2024, 1, 3)),
        Backs(source=BEA, target=CAFE, weight=2.5, since=date(2024, 1, 3)),
        Backs(source=51, target=CAFE, until=date(2024, 1, 1)),
    )
    found = {}
    for day in range(1, 5):
        arrays = await store.arrays([Organisation], [Backs], date(2024, 1, day))
        assert arrays.nodes[Organisation].keys.tolist() == [CLUB, TRADER]
        backs = arrays.relations[Backs]
        found[day] = list(zip(backs.source.tolist(), backs.target.tolist(), backs.weight.tolist(), strict=True))
    garden, cafe = (BEA, GARDEN, 1), (BEA, CAFE, 2.5)
    assert found == {1: [(51, CAFE, 1)], 2: [garden], 3: [garden, cafe], 4: [cafe]}


async def _fill(store: Store) -> None:
    """Something of everything: former versions, tokens, hidden things, a bulk write, a place that followed."""
    await store.write(village(), STAFF)
    await write(store, garden(title="Anders"), trader(LegalForm.BV), token="t", origin="bron")  # noqa: S106 - no password
    await write(store, garden(), trader(), area(12, centre=None), ConnectedTo(source=GARDEN, target=CAFE))
    await write(store, *(Theme(key=1000 + n, name=text[:200]) for n, text in enumerate(records.AWKWARD)))
    await write(store, *(Theme(key=10**6 + n, name=f"{n}") for n in range(1500)))


async def _dump(store: Store) -> list[Rows]:
    return [rows async for rows in store.dump()]


async def _again(dumped: Iterable[Rows]) -> AsyncIterator[Rows]:
    for rows in dumped:
        yield rows


def whole(dumped: Iterable[Rows]) -> dict[str, list[Any]]:
    """A dump by table, whatever the size of its parts; the order of rows within a table means nothing."""
    tables: dict[str, list[Any]] = {}
    for rows in dumped:
        tables.setdefault(rows.table, []).extend(rows.rows)
    return {table: sorted(rows, key=repr) for table, rows in tables.items() if rows}


@pytest.mark.slow_on_neo4j
async def test_a_dump_is_in_an_order_that_can_be_followed(store: Store) -> None:
    await _fill(store)
    dumped = await _dump(store)
    tables = list(dict.fromkeys(rows.table for rows in dumped))
    assert [cls.__name__ for cls in (*NODE_TYPES, *RELATION_TYPES) if cls.__name__ in tables] == tables[:-2]
    assert tables[-2:] == [FORMERS, REVISIONS]
    counts = {name: count for name, count in (await store.counts()).items() if count}
    assert counts == {name: len(rows) for name, rows in whole(dumped).items()}
    assert counts["Theme"] == 2 + len(records.AWKWARD) + 1500
    assert counts[REVISIONS] == 5


@pytest.mark.slow_on_neo4j
async def test_a_dump_restored_is_the_same_store(home: Home, tmp_path: Path) -> None:
    """Into another SQLite file, and from there back into a store of the first kind."""
    async with home.open() as store:
        await _fill(store)
        dumped = await _dump(store)
        pictures = [await picture(store, viewer) for viewer in (PUBLIC, STAFF)]
        arrays = plain(await store.arrays(NODE_TYPES, RELATION_TYPES))
    await home.empty()
    elsewhere = SqliteHome(tmp_path / "elsewhere")
    async with elsewhere.open() as between:
        await between.restore(_again(dumped))
        assert whole(await _dump(between)) == whole(dumped)
        async with home.open() as back:
            await back.restore(between.dump())
    async with home.open() as back:
        assert whole(await _dump(back)) == whole(dumped)
        assert [await picture(back, viewer) for viewer in (PUBLIC, STAFF)] == pictures
        assert plain(await back.arrays(NODE_TYPES, RELATION_TYPES)) == arrays
        again = await write(back, garden(title="Anders"), trader(LegalForm.BV), token="t")  # noqa: S106 - no password
        assert (again.revision, again.replayed) == (2, True)
        assert (await write(back, garden(title="Na de verhuizing"))).revision == 6


async def test_an_empty_dump_restored(home: Home) -> None:
    async with home.open() as store:
        dumped = await _dump(store)
        assert whole(dumped) == {}
        await store.restore(_again(dumped))
        assert await store.revision() == 0
        assert (await write(store, bea())).revision == 1


async def test_a_store_with_something_in_it_is_not_overwritten(store: Store) -> None:
    await write(store, Theme(key=1, name="x"))
    dumped = await _dump(store)
    with pytest.raises(ValueError, match="empty"):
        await store.restore(_again(dumped))
    assert whole(await _dump(store)) == whole(dumped)
    assert (await write(store, Theme(key=2, name="y"))).revision == 2


async def test_a_restore_that_broke_off_is_remembered(home: Home) -> None:
    async with home.open() as store:
        await store.write(village(), STAFF)
        dumped = await _dump(store)
    await home.empty()

    async def torn() -> AsyncIterator[Rows]:
        for rows in dumped[:5]:
            yield rows
        raise ConnectionError("torn")

    async with home.open() as store:
        with pytest.raises(ConnectionError, match="torn"):
            await store.restore(torn())
    with pytest.raises(Exception, match=r"restore|copy"):
        async with home.open():
            pass


@pytest.mark.slow_on_neo4j
async def test_what_is_kept_is_there_when_opened_again(home: Home) -> None:
    async with home.open() as store:
        await store.write(village(), STAFF)
        before = await picture(store, STAFF)
    async with home.open() as store:
        await store.ping()
        assert await picture(store, STAFF) == before
        assert (await write(store, PartOf(source=13, target=10))).revision == 2


_UNGIVEN: dict[type, dict[str, Any]] = {cls: {"revision": 0} for cls in NODE_TYPES}
_UNGIVEN[Initiative]["place"] = None
NODES = st.sampled_from(NODE_TYPES).flatmap(lambda cls: records.nodes(cls, st.just(NODE_TYPES.index(cls) + 1)))


async def compare(home: Home, folder: Path, nodes: list[Node]) -> None:
    """Write to one store, copy to another, and look there."""
    await home.empty()
    between = SqliteHome(folder)
    async with home.open() as store, between.open() as other:
        await write(store, *nodes)
        await other.restore(store.dump())
        for node in nodes:
            (kept,) = await other.get(type(node), [node.key], STAFF)
            assert kept
            assert dataclasses.replace(kept, **_UNGIVEN[type(kept)]) == node
        assert whole(await _dump(other)) == whole(await _dump(store))


graphs = given(nodes=st.lists(NODES, unique_by=lambda node: node.key, max_size=8))


@settings(suppress_health_check=EMPTIED)
@graphs
async def test_any_values_survive_a_copy_from_sqlite(
    sqlite_home: Home, tmp_path_factory: pytest.TempPathFactory, nodes: list[Node]
) -> None:
    await compare(sqlite_home, tmp_path_factory.mktemp("between"), nodes)


@pytest.mark.neo4j
@settings(suppress_health_check=EMPTIED, max_examples=FEWER)
@graphs
async def test_any_values_survive_a_copy_from_neo4j(
    neo4j_home: Home, tmp_path_factory: pytest.TempPathFactory, nodes: list[Node]
) -> None:
    await compare(neo4j_home, tmp_path_factory.mktemp("between"), nodes)
