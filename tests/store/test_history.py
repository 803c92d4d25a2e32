# SPDX-License-Identifier: EUPL-1.2
"""What was written, by whom and when; what is told of it to whom; and how a resident is forgotten."""

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import anyio
import pytest

from graph_api.store.port import Store
from schema.change import TOUCHED_LIMIT, Change, ChangeSet
from schema.initiative import About, ConnectedTo, Initiative, LocatedIn
from schema.organisation import LegalForm, Organisation, Runs
from schema.privacy import PUBLIC, STAFF, Privacy, Viewer
from schema.query import Direction, RelationId
from schema.resident import Backs, Initiates, LivesIn, MemberOf, ParticipatesIn, Resident
from schema.services import Graph
from schema.theme import Theme
from tests.store.homes import Home
from tests.store.village import (
    BEA,
    CAFE,
    CEES,
    CLUB,
    GARDEN,
    GREEN,
    TRADER,
    VENUE,
    WIJK,
    bea,
    ends,
    garden,
    keys,
    picture,
    trader,
    village,
    write,
)

pytestmark = pytest.mark.anyio
ANNE = Viewer(Privacy.STAFF, "Anne de Vries")


async def test_versions_newest_first_with_who_when_and_from_which_source(graph: Graph) -> None:
    before = datetime.now(UTC)
    await graph.write(dataclasses.replace(village(), origin="register"), ANNE)
    await write(graph, garden(title="De Kas", contact=None))
    await write(graph, garden(title="De Kas", contact=None), Theme(key=99, name="iets anders"))
    await write(graph, garden(), origin="hersteld")
    versions = await graph.history((Initiative, GARDEN), STAFF)
    assert [version.record for version in versions] == [
        garden(revision=4, place=VENUE),
        garden(revision=2, place=VENUE, title="De Kas", contact=None),
        garden(revision=1, place=VENUE),
    ]
    told = [(version.revision, version.actor, version.origin) for version in versions]
    assert told == [(4, "staff", "hersteld"), (2, "staff", None), (1, "Anne de Vries", "register")]
    moments = [version.at for version in versions]
    assert moments == sorted(moments, reverse=True)
    assert before - timedelta(seconds=5) <= moments[-1] <= moments[0] <= datetime.now(UTC) + timedelta(seconds=5)
    assert moments[0].utcoffset() == timedelta(0)


async def test_the_history_of_relations(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, ConnectedTo(source=GARDEN, target=CAFE, how="anders", until=date(2024, 9, 1)))
    for ref in (RelationId(ConnectedTo, GARDEN, CAFE), RelationId(ConnectedTo, CAFE, GARDEN)):
        assert [(v.revision, v.record) for v in await graph.history(ref, STAFF)] == [
            (2, ConnectedTo(source=GARDEN, target=CAFE, how="anders", until=date(2024, 9, 1), revision=2)),
            (1, ConnectedTo(source=GARDEN, target=CAFE, how="op de markt", revision=1)),
        ]
    assert await graph.history(RelationId(About, GARDEN, 999), STAFF) == []


async def test_the_history_hides_what_is_hidden(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, bea(pseudonym="x"), garden(contact="nieuw"))
    versions = await graph.history((Initiative, GARDEN), PUBLIC)
    assert [version.revision for version in versions] == [2, 1]
    assert all((v.record.contact, v.record.location) == (None, None) for v in versions)  # type: ignore[union-attr]
    assert await graph.history((Resident, BEA), PUBLIC) == []
    assert await graph.history(RelationId(Runs, TRADER, CAFE), PUBLIC) == []
    assert len(await graph.history(RelationId(Runs, TRADER, CAFE), STAFF)) == 1
    await write(graph, trader(LegalForm.BV))
    versions = await graph.history((Organisation, TRADER), PUBLIC)
    assert [version.revision for version in versions] == [3], "how it was while it was a person stays hidden"
    await write(graph, trader())
    assert await graph.history((Organisation, TRADER), PUBLIC) == []
    assert [v.revision for v in await graph.history((Organisation, TRADER), STAFF)] == [4, 3, 1]


async def test_changes_since_a_revision(graph: Graph) -> None:
    for n in range(1, 6):
        await write(graph, Theme(key=n, name=f"{n}"), viewer=ANNE, origin=f"bron {n}")
    await write(graph, Theme(key=1, name="anders"), Theme(key=6, name="6"), Theme(key=2, name="2"))
    changes = await graph.changes(3, 2, STAFF)
    assert [(c.revision, c.actor, c.origin, c.created, c.changed, c.touched) for c in changes] == [
        (4, "Anne de Vries", "bron 4", 1, 0, ((Theme, 4),)),
        (5, "Anne de Vries", "bron 5", 1, 0, ((Theme, 5),)),
    ]
    (last,) = await graph.changes(5, 10, STAFF)
    assert (last.created, last.changed, set(last.touched or ())) == (1, 1, {(Theme, 1), (Theme, 6)})
    assert await graph.changes(6, 10, STAFF) == []
    assert await graph.changes(99, 10, STAFF) == []


async def test_changes_tell_the_public_nothing_of_what_is_hidden(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, bea(pseudonym="x"))
    await write(graph, LivesIn(source=BEA, target=WIJK), Backs(source=BEA, target=CAFE))
    await write(graph, bea(pseudonym="y"), Runs(source=TRADER, target=GARDEN), Theme(key=99, name="x"))
    changes = await graph.changes(0, 10, PUBLIC)
    assert [(change.revision, change.created, change.changed) for change in changes] == [
        (1, len(village().nodes) + len(village().relations) - 7, 0),
        (4, 1, 0),
    ]
    assert changes[1].touched == ((Theme, 99),)
    hidden = {BEA, CEES, TRADER}
    for ref in changes[0].touched or ():
        ends = {ref.source, ref.target} if isinstance(ref, RelationId) else {ref[1]}
        assert not ends & hidden
    assert [change.revision for change in await graph.changes(0, 10, STAFF)] == [1, 2, 3, 4]
    assert [change.revision for change in await graph.changes(1, 1, PUBLIC)] == [4], "hidden ones do not fill a page"


async def test_a_bulk_load_is_counted_but_not_listed(graph: Graph) -> None:
    await write(graph, *(Theme(key=1000 + n, name="x") for n in range(TOUCHED_LIMIT)))
    await write(graph, *(Theme(key=1000 + n, name="y") for n in range(TOUCHED_LIMIT + 1)), bea())
    few, many = await graph.changes(0, 10, PUBLIC)
    assert len(few.touched or ()) == TOUCHED_LIMIT
    assert (many.created, many.changed, many.touched) == (1, TOUCHED_LIMIT, None)
    assert [c.created for c in await graph.changes(0, 10, STAFF)] == [TOUCHED_LIMIT, 2]


async def _collect(feed: AsyncIterator[Change], into: asyncio.Queue[int]) -> None:
    async for change in feed:
        into.put_nowait(change.revision)


async def _take(seen: asyncio.Queue[int], count: int) -> list[int]:
    with anyio.fail_after(10):
        return [await seen.get() for _ in range(count)]


async def test_watching_what_was_and_what_comes(graph: Graph) -> None:
    for n in range(1, 4):
        await write(graph, Theme(key=n, name=f"{n}"))
    public: asyncio.Queue[int] = asyncio.Queue()
    staff: asyncio.Queue[int] = asyncio.Queue()
    async with anyio.create_task_group() as group:
        group.start_soon(_collect, graph.watch(1, PUBLIC), public)
        group.start_soon(_collect, graph.watch(0, STAFF), staff)
        assert await _take(public, 2) == [2, 3]
        assert await _take(staff, 3) == [1, 2, 3]
        await write(graph, bea())
        await write(graph, Theme(key=9, name="9"))
        assert await _take(staff, 2) == [4, 5]
        assert await _take(public, 1) == [5]
        await asyncio.gather(*(write(graph, Theme(key=n, name=f"{n}")) for n in range(20, 30)))
        assert await _take(public, 10) == list(range(6, 16))
        group.cancel_scope.cancel()
    assert (await write(graph, Theme(key=10, name="10"))).revision == 16


async def test_a_watcher_may_go_away_at_any_time(graph: Graph) -> None:
    for since in (0, 0, 5):
        feed: Any = graph.watch(since, PUBLIC)
        with anyio.move_on_after(0.05):
            async for _ in feed:
                pass
        await feed.aclose()
    watched = asyncio.create_task(_collect(graph.watch(0, PUBLIC), asyncio.Queue()))
    await asyncio.sleep(0.02)
    watched.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watched
    assert (await write(graph, Theme(key=1, name="x"))).revision == 1


async def test_what_another_process_writes_is_seen_and_watched(home: Home) -> None:
    async with home.open() as one, home.open() as other, anyio.create_task_group() as group:
        seen: asyncio.Queue[int] = asyncio.Queue()
        group.start_soon(_collect, one.watch(0, PUBLIC), seen)
        await write(other, Theme(key=1, name="een"))
        assert await keys(one, Theme) == [1]
        assert await _take(seen, 1) == [1]
        results = await asyncio.gather(
            *(write(graph, Theme(key=n, name="x")) for n in range(9) for graph in (one, other))
        )
        assert sum(receipt.created + receipt.changed for receipt in results) == 9
        assert await _take(seen, 9) == list(range(2, 11))
        group.cancel_scope.cancel()


async def test_erasing_a_resident_leaves_no_trace(store: Store) -> None:
    key = 0x5EED_0000_BEEF  # a number that occurs nowhere else
    name, ghost = "Wilhelmina Vergeetmij", Resident(key=key, pseudonym="bewoner-vergeetmij")
    await store.write(village(), STAFF)
    await write(store, ghost, Theme(key=99, name="blijft"))
    await write(store, *_entanglements(key))
    await write(store, Resident(key=key, pseudonym="anders", name=name, contact="0592-1", consent_on=date(2024, 1, 1)))
    await write(store, Backs(source=key, target=GARDEN, weight=7), garden(title="Ook gewijzigd"))
    public = await picture(store, PUBLIC)
    before = await store.revision()
    assert await store.erase(key, ANNE)
    assert await store.revision() == before + 1, "snapshots notice"
    assert await store.changes(before, 10, STAFF) == []
    assert await store.get(Resident, [key], STAFF) == [None]
    assert await store.history((Resident, key), STAFF) == []
    assert await store.history(RelationId(Backs, key, GARDEN), STAFF) == []
    assert await ends(store, Backs, GARDEN, Direction.IN, STAFF) == []
    kept = await _everything(store)
    for trace in (str(key), name, "vergeetmij", "0592-1"):
        assert trace not in kept
    told = await store.changes(0, 100, STAFF)
    assert str(key) not in repr(told)
    assert {3, 4}.isdisjoint(change.revision for change in told if change.revision < 5)
    assert await picture(store, PUBLIC) == public, "the public never knew"
    assert not await store.erase(key, ANNE)
    assert await store.get(Resident, [BEA], STAFF) == [bea(revision=1)]
    assert (await write(store, ghost, *_entanglements(key))).created == 6


def _entanglements(key: int) -> list[Any]:
    return [
        Initiates(source=key, target=GARDEN),
        ParticipatesIn(source=key, target=CAFE, task="vergeetmij"),
        Backs(source=key, target=GARDEN),
        MemberOf(source=key, target=CLUB),
        LivesIn(source=key, target=WIJK),
    ]


async def _everything(store: Store) -> str:
    return "\n".join([repr(row) async for rows in store.dump() for row in rows.rows])


@pytest.mark.parametrize("key", [GARDEN, CLUB, GREEN, 999])
async def test_only_residents_are_erased(graph: Graph, key: int) -> None:
    await graph.write(village(), STAFF)
    before = await picture(graph, STAFF)
    assert not await graph.erase(key, STAFF)
    assert await picture(graph, STAFF) == before


async def test_the_other_resident_keeps_everything(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, Resident(key=CEES, pseudonym="nieuw"), LivesIn(source=CEES, target=WIJK))
    assert await graph.erase(BEA, STAFF)
    assert len(await graph.history((Resident, CEES), STAFF)) == 2
    assert await keys(graph, Resident, viewer=STAFF) == [CEES]
    assert (await graph.changes(1, 10, STAFF))[0].touched is not None
    assert await graph.get(Initiative, [GARDEN], STAFF) == [garden(revision=1, place=VENUE)]
    links = ChangeSet(relations=[LocatedIn(source=GARDEN, target=WIJK)])
    assert (await graph.write(links, STAFF)).created == 1
