# SPDX-License-Identifier: EUPL-1.2
"""The snapshot holds the graph that the store holds; the live one also after any writes; neither tells too much."""

import asyncio
import gc
import tempfile
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.live import Live
from graph_api.analysis.snapshot import Snapshot, build, locate, row
from graph_api.analysis.view import DIRECT, view
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from graph_api.store.sqlite.store import SQLiteStore
from schema.change import ChangeSet, Refused
from schema.initiative import ConnectedTo, Initiative, SharesBackers
from schema.organisation import LegalForm, Organisation, Runs
from schema.privacy import STAFF, Privacy
from schema.query import RelationId
from schema.registry import NETWORK_TYPES, NODE_TYPES, RELATION_TYPES
from schema.resident import Backs, Resident
from schema.verdict import Verdict, VerdictOutcome
from tests.analysis.graphs import KEYS, TODAY, all_nodes, graphs, some_nodes, some_relations
from tests.store.model import Model

pytestmark = pytest.mark.anyio


def whole(model: Model, day: date = TODAY) -> Snapshot:
    return build(asyncio.run(model.arrays(NODE_TYPES, RELATION_TYPES)), day)


def written(changes: ChangeSet) -> Model:
    model = Model()
    asyncio.run(model.write(changes, STAFF))
    return model


def contents(snapshot: Snapshot) -> dict[str, Any]:
    """Everything a snapshot tells, as plain values."""
    found: dict[str, Any] = {cls.__name__: snapshot.keys(cls).tolist() for cls in NODE_TYPES}
    for cls in RELATION_TYPES:
        for name, matrix in (("forward", snapshot.forward(cls)), ("backward", snapshot.backward(cls))):
            parts = (matrix.indptr, matrix.indices, matrix.data)
            found[f"{cls.__name__} {name}"] = (matrix.shape, *(part.tolist() for part in parts))
    return found


def same(one: Snapshot, other: Snapshot) -> None:
    for level in Privacy:
        assert contents(one.seen(level)) == contents(other.seen(level))


@given(graphs())
def test_it_holds_every_relation_that_lasts_both_ways(changes: ChangeSet) -> None:
    model = written(changes)
    for level in Privacy:
        snapshot = whole(model).seen(level)
        for cls in RELATION_TYPES:
            ends = cls.__ends__
            expected = {
                (link.source, link.target): getattr(link, "weight", 1.0)
                for link in model.related(cls)
                if model.privacy(link) <= level and (link.until is None or link.until >= TODAY)
            }
            backward = {(target, source): weight for (source, target), weight in expected.items()}
            if ends.symmetric:
                expected = backward = {**expected, **backward}
            for matrix, walk, start, end in (
                (snapshot.forward(cls), expected, ends.source, ends.target),
                (snapshot.backward(cls), backward, ends.target, ends.source),
            ):
                assert matrix.dtype == np.float32
                assert matrix.indices.dtype == matrix.indptr.dtype == np.int32
                for key in KEYS[start]:
                    [position] = snapshot.positions(start, [key])
                    if position < 0:
                        assert not any(source == key for source, _ in walk)
                        continue
                    found = snapshot.keys(end)[row(matrix, position)].tolist()
                    assert found == sorted(target for source, target in walk if source == key)
                    weights = matrix.data[matrix.indptr[position] : matrix.indptr[position + 1]]
                    assert weights == pytest.approx([walk[key, other] for other in found])


@given(graphs())
def test_what_a_level_sees_is_the_graph_without_the_rest(changes: ChangeSet) -> None:
    model = written(changes)
    seen = whole(model).seen(Privacy.PUBLIC)
    public = Model()
    public.nodes = {key: node for key, node in model.nodes.items() if model.privacy(node) is Privacy.PUBLIC}
    public.links = {ref: link for ref, link in model.links.items() if model.privacy(link) is Privacy.PUBLIC}
    assert contents(seen) == contents(whole(public))
    assert seen.seen(Privacy.STAFF) is seen
    assert seen.n == len(public.nodes)


def test_it_cannot_be_changed() -> None:
    snapshot = whole(Model())
    for array in (snapshot.forward(Runs).indptr, snapshot.forward(ConnectedTo).data, snapshot.backward(Backs).indices):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


@pytest.mark.parametrize("end", [Resident, Initiative])
def test_a_relation_to_nothing_is_an_error_that_says_which(end: type[Any]) -> None:
    key, level = np.ones(1, np.int64), np.ones(1, np.uint8)
    weight, until = np.ones(1, np.float32), np.array([OPEN], np.int32)
    links = RelationArrays(key, key, level, weight, until)
    there = NodeArrays(key, level)
    none = NodeArrays(np.empty(0, np.int64), np.empty(0, np.uint8))
    arrays = Arrays(1, {Resident: there, Initiative: there, end: none}, {Backs: links})
    with pytest.raises(ValueError, match=f"Backs .* {end.__name__} that is not there"):
        build(arrays, TODAY)


@given(
    st.lists(st.integers(0, 2**63 - 1) | st.integers(0, 40) | st.integers(2**62, 2**62 + 40), unique=True),
    st.lists(st.integers(0, 2**63 - 1) | st.integers(0, 40), max_size=200),
)
def test_locate_finds_each_key_and_nothing_else(keys: list[int], others: list[int]) -> None:
    keys = sorted(keys)
    place = {key: number for number, key in enumerate(keys)}
    for wanted in (others, keys * 3 + others):
        found = locate(np.array(keys, np.int64), np.array(wanted, np.int64))
        assert found.tolist() == [place.get(key, -1) for key in wanted]


@given(graphs(), st.sets(st.sampled_from(NODE_TYPES)), st.booleans())
def test_a_view_joins_nodes_once_and_none_to_itself(changes: ChangeSet, types: set[type[Any]], weighted: bool) -> None:
    model = written(changes)
    for level in Privacy:
        found = view(whole(model).seen(level), DIRECT, list(types), weighted=weighted)
        expected: dict[tuple[int, int], float] = {}
        for link in model.links.values():
            ends = type(link).__ends__
            ended = link.until is not None and link.until < TODAY
            if ended or model.privacy(link) > level or link.source == link.target or type(link) is SharesBackers:
                continue
            if ends.source in types and ends.target in types:
                for pair in ((link.source, link.target), (link.target, link.source)):
                    expected[pair] = expected.get(pair, 0.0) + getattr(link, "weight", 1.0)
        matrix = found.network.matrix
        rows = np.repeat(np.arange(len(found.keys)), np.diff(matrix.indptr))
        pairs = list(zip(found.keys[rows].tolist(), found.keys[matrix.indices].tolist(), strict=True))
        assert len(set(pairs)) == len(pairs)
        weights = dict(zip(pairs, matrix.data.tolist(), strict=True))
        assert weights == pytest.approx(expected if weighted else dict.fromkeys(expected, 1.0))
        for cls in types:
            nodes = [n for n in model.nodes.values() if type(n) is cls and cls in NETWORK_TYPES]
            visible = sorted(n.key for n in nodes if model.privacy(n) <= level)
            assert found.keys[found.part(cls)].tolist() == visible


def steps() -> st.SearchStrategy[list[Any]]:
    writes = st.builds(ChangeSet, nodes=some_nodes(), relations=some_relations())
    erasures = st.sampled_from(KEYS[Resident])
    asks = (
        st.just("ask") | st.just("tomorrow") | st.sampled_from([TODAY + timedelta(days) for days in (-5, -3, -1, 0, 1)])
    )
    return st.lists(writes | writes | erasures | asks, max_size=12)


@asynccontextmanager
async def in_memory() -> AsyncIterator[Any]:
    yield Model()


@asynccontextmanager
async def in_a_file() -> AsyncIterator[Any]:
    with tempfile.TemporaryDirectory() as folder:
        async with SQLiteStore(Path(folder, "graph.db")) as store:
            yield store


@pytest.mark.parametrize("kept", [in_memory, in_a_file])
@given(start=st.builds(ChangeSet, nodes=all_nodes(2), relations=st.just([])), doings=steps())
def test_live_is_what_building_anew_would_give(
    kept: Callable[[], AbstractAsyncContextManager[Any]], start: ChangeSet, doings: list[Any]
) -> None:
    async def run() -> None:
        day = [TODAY]
        async with kept() as store:
            await store.write(start, STAFF)
            live = Live(store, lambda: day[0])
            for doing in (*doings, "ask", TODAY - timedelta(days=3)):
                if isinstance(doing, ChangeSet):
                    with suppress(Refused):
                        await store.write(doing, STAFF)
                elif isinstance(doing, int):
                    await store.erase(doing, STAFF)
                elif doing == "tomorrow":
                    day[0] += timedelta(days=1)
                elif isinstance(doing, date):
                    on = None if doing == day[0] else doing
                    same(await live.on(doing), build(await store.arrays(NODE_TYPES, RELATION_TYPES, on), doing))
                else:
                    snapshot = await live.current()
                    same(snapshot, build(await store.arrays(NODE_TYPES, RELATION_TYPES), day[0]))

    asyncio.run(run())


class Counting(Model):
    """Counts how often everything is read."""

    read = 0

    async def arrays(self, nodes: Any, relations: Any, day: date | None = None) -> Arrays:
        self.read += 1
        await asyncio.sleep(0)
        return await super().arrays(nodes, relations, day)


ORGANISATION = Organisation(key=1, name="Dorpsbelangen", legal_form=LegalForm.VERENIGING)


def initiative(key: int) -> Initiative:
    return Initiative(key=key, title="Moestuin")


def resident(key: int) -> Resident:
    return Resident(key=key, pseudonym=f"bewoner {key}")


async def test_many_writes_are_one_refresh_that_rebuilds_only_what_was_touched() -> None:
    model = Counting()
    await model.write(ChangeSet([initiative(2), initiative(3), ORGANISATION]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above
    before = await live.current()
    assert await live.current() is before
    for key in (2, 3):
        await model.write(ChangeSet(relations=[Runs(source=1, target=key)]), STAFF)
    after = await live.current()
    assert after.backward(Runs).nnz == 2
    assert after.revision == 3
    assert after.forward(ConnectedTo) is before.forward(ConnectedTo)
    assert before.backward(Runs).nnz == 0
    assert model.read == 1


async def test_what_is_said_about_the_network_makes_no_new_snapshot() -> None:
    model = Counting()
    await model.write(ChangeSet([initiative(2)]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above
    before = await live.current()
    verdict = Verdict(key=9, pair="x", outcome=VerdictOutcome.INTRODUCED, by="staff", decided_at=datetime.now(UTC))
    await model.write(ChangeSet([verdict]), STAFF)
    assert await live.current() is before
    assert before.keys(Verdict).tolist() == []
    await model.write(ChangeSet([initiative(3), replace(verdict, by="another")]), STAFF)
    assert (await live.current()).keys(Initiative).tolist() == [2, 3]
    assert model.read == 1


async def test_those_who_ask_at_once_share_one_reading() -> None:
    model = Counting()
    await model.write(ChangeSet([initiative(2)]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above
    found = await asyncio.gather(*(live.current() for _ in range(20)))
    assert len({id(snapshot) for snapshot in found}) == 1
    assert model.read == 1


async def test_a_bulk_load_is_read_whole() -> None:
    model = Counting()
    await model.write(ChangeSet([initiative(2)]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above
    await live.current()
    await model.write(ChangeSet([initiative(key) for key in range(10, 1500)]), STAFF)
    assert (await live.current()).count(Initiative) == 1491
    assert model.read == 2


async def test_a_node_made_private_takes_its_relations_along() -> None:
    model = Model()
    await model.write(ChangeSet([initiative(2), ORGANISATION], [Runs(source=1, target=2)]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above
    assert (await live.current()).seen(Privacy.PUBLIC).forward(Runs).nnz == 1
    await model.write(ChangeSet([replace(ORGANISATION, legal_form=LegalForm.EENMANSZAAK)]), STAFF)
    now = await live.current()
    assert (now.forward(Runs).nnz, now.seen(Privacy.PUBLIC).forward(Runs).nnz) == (1, 0)
    assert now.seen(Privacy.PUBLIC).count(Organisation) == 0


async def test_an_erased_resident_is_gone_at_once() -> None:
    model = Counting()
    await model.write(ChangeSet([initiative(2), resident(4), resident(5)], [Backs(source=4, target=2)]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above
    assert (await live.current()).forward(Backs).nnz == 1
    await model.erase(4, STAFF)
    now = await live.current()
    assert now.keys(Resident).tolist() == [5]
    assert now.forward(Backs).nnz == 0
    assert model.read == 2


async def test_another_day_is_read_once_and_follows_the_writes() -> None:
    model, day = Counting(), TODAY - timedelta(days=7)
    begun, planned = Runs(source=1, target=2, since=day), Runs(source=1, target=3, since=TODAY)
    await model.write(ChangeSet([initiative(2), initiative(3), ORGANISATION], [begun]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above
    now, then = await live.current(), await live.on(day)
    assert await live.on(day) is then
    assert (await live.on(TODAY), model.read) == (now, 2)
    await model.write(ChangeSet([], [planned]), STAFF)
    assert ((await live.on(day)).forward(Runs).nnz, (await live.current()).forward(Runs).nnz) == (1, 2)
    await model.write(ChangeSet([], [replace(begun, since=TODAY)]), STAFF)
    assert ((await live.on(day)).forward(Runs).nnz, (await live.current()).forward(Runs).nnz) == (0, 2)
    assert model.read == 2
    await asyncio.gather(*(live.on(day - timedelta(days=1)) for _ in range(9)))
    assert model.read == 3
    await live.on(day)
    assert model.read == 4, "of other days than today only one is kept"


async def test_at_midnight_another_day_does_not_become_older_than_today() -> None:
    """What rests on it would be dropped at each question."""
    model, days = Counting(), [TODAY]
    await model.write(ChangeSet([initiative(2)]), STAFF)
    live = Live(model, lambda: days[-1])  # type: ignore[arg-type]  # as above
    now, then = await live.current(), await live.on(TODAY - timedelta(days=7))
    verdict = Verdict(key=9, pair="x", outcome=VerdictOutcome.INTRODUCED, by="staff", decided_at=datetime.now(UTC))
    await model.write(ChangeSet([verdict]), STAFF)
    assert (await live.current(), await live.on(then.day)) == (now, then), "it is no part of the network"
    days.append(TODAY + timedelta(days=1))
    today = await live.current()
    assert (today.day, today.revision) == (days[-1], then.revision)
    assert await live.on(then.day) is then


async def test_reading_another_day_goes_on_until_yet_another_is_asked_for() -> None:
    class Slow(Counting):
        ready = asyncio.Event()
        whole = 0

        async def arrays(self, nodes: Any, relations: Any, day: date | None = None) -> Arrays:
            found = await super().arrays(nodes, relations, day)
            await self.ready.wait()
            self.whole += 1
            return found

    model, day = Slow(), TODAY - timedelta(days=7)
    await model.write(ChangeSet([initiative(2)]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above

    async def leave(on: date) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(live.on(on), 0.01)

    await leave(day)
    await leave(day)
    assert model.read == 1
    await leave(day - timedelta(days=1))
    model.ready.set()
    assert (await live.on(day - timedelta(days=1))).count(Initiative) == 1
    assert (model.read, model.whole) == (2, 1), "the first was broken off"


async def test_who_is_erased_stays_in_the_snapshot_of_no_day() -> None:
    model, day = Model(), TODAY - timedelta(days=7)
    await model.write(ChangeSet([initiative(2), resident(4)], [Backs(source=4, target=2)]), STAFF)
    live = Live(model, lambda: TODAY)  # type: ignore[arg-type]  # as above
    await live.current()
    kept = weakref.ref(await live.on(day))
    assert (await live.on(day)).keys(Resident).tolist() == [4]
    await model.erase(4, STAFF)
    await live.current()
    gc.collect()
    assert kept() is None
    assert (await live.on(day)).keys(Resident).tolist() == []


async def test_a_relation_that_ends_leaves_on_the_day_after() -> None:
    model, day = Model(), [TODAY]
    await model.write(ChangeSet([initiative(2), ORGANISATION], [Runs(source=1, target=2, until=TODAY)]), STAFF)
    live = Live(model, lambda: day[0])  # type: ignore[arg-type]  # as above
    assert (await live.current()).forward(Runs).nnz == 1
    day[0] += timedelta(days=1)
    assert (await live.current()).forward(Runs).nnz == 0
    assert (await model.relations([RelationId(Runs, 1, 2)], STAFF))[0] is not None
