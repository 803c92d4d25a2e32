# SPDX-License-Identifier: EUPL-1.2
"""Selections as networks, against plain sets and sums; and what is kept of them."""

import asyncio
import threading
from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.selection import selected
from graph_api.analysis.service import AnalysisService
from graph_api.analysis.shapes import MOST, Shapes
from graph_api.analysis.snapshot import build
from graph_api.analysis.view import DIRECT, HOLDING, View
from graph_api.analysis.work import Report, Stopped, Work
from schema.base import Relation
from schema.change import ChangeSet
from schema.initiative import ConnectedTo, Initiative
from schema.organisation import Organisation, Runs, Supports
from schema.privacy import PUBLIC, STAFF, Privacy
from schema.query import Filter
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Initiates, ParticipatesIn, Resident
from schema.selection import WHOLE, Projection, Selection
from tests.analysis.graphs import KEYS, TODAY, graphs
from tests.store.model import Model

pytestmark = pytest.mark.anyio

CHOSEN = st.one_of(st.none(), st.sets(st.sampled_from(KEYS[Initiative])))


async def made(changes: ChangeSet, level: Privacy, chosen: set[int] | None, *rest: Any) -> tuple[View, list[Relation]]:
    """The network of a selection, and the relations that the level sees in the whole graph."""
    model = Model()
    await model.write(changes, STAFF)
    snapshot = build(await model.arrays(NODE_TYPES, RELATION_TYPES), TODAY).seen(level)
    keys = None if chosen is None else np.array(sorted(chosen), np.int64)
    links = [
        link
        for cls in RELATION_TYPES
        for link in model.related(cls)
        if model.privacy(link) <= level and (link.until is None or link.until >= TODAY)
    ]
    return selected(snapshot, keys, *rest), links


def weights(view: View) -> dict[tuple[int, int], float]:
    found = view.network.matrix.tocoo()
    keys = view.keys
    return {(int(keys[i]), int(keys[j])): w for i, j, w in zip(found.row, found.col, found.data, strict=True) if i < j}


@given(graphs(), CHOSEN, st.sampled_from(Privacy))
async def test_the_full_network_has_what_the_chosen_are_joined_to(
    changes: ChangeSet, chosen: set[int] | None, level: Privacy
) -> None:
    view, links = await made(changes, level, chosen, DIRECT)
    links = [link for link in links if type(link) in DIRECT and link.source != link.target]
    kept: set[int] = set(view.keys.tolist())
    if chosen is not None:
        ends = {(type(link).__ends__.source, link.source) for link in links if link.target in chosen}
        ends |= {(type(link).__ends__.target, link.target) for link in links if link.source in chosen}
        assert kept == chosen | {key for cls, key in ends if cls is not Initiative}
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for link in links:
        if {link.source, link.target} <= kept:
            counts[min(link.source, link.target), max(link.source, link.target)] += 1
    assert {tuple(sorted(pair)): weight for pair, weight in weights(view).items()} == counts
    assert [view.at(place)[1] for place in range(len(view.keys))] == view.keys.tolist()
    assert all(view.keys[place] in KEYS[view.at(place)[0]] for place in range(len(view.keys)))


@given(graphs(), CHOSEN, st.sampled_from(Privacy), st.sets(st.sampled_from([Resident, Organisation])))
async def test_initiatives_are_joined_by_what_they_share(
    changes: ChangeSet, chosen: set[int] | None, level: Privacy, through: set[Any]
) -> None:
    view, links = await made(changes, level, chosen, HOLDING, [*through], Projection.INITIATIVES)
    of: dict[int, set[int]] = defaultdict(set)
    expected: dict[tuple[int, int], float] = defaultdict(float)
    for link in links:
        if type(link) in (Runs, Supports, Initiates, ParticipatesIn) and type(link).__ends__.source in through:
            of[link.source].add(link.target)
        if type(link) is ConnectedTo:
            expected[min(link.source, link.target), max(link.source, link.target)] += 1
    for shared in of.values():
        for pair in combinations(sorted(shared), 2):
            expected[pair] += 1 / len(shared)
    if chosen is not None:
        expected = {pair: weight for pair, weight in expected.items() if chosen.issuperset(pair)}
    assert weights(view) == pytest.approx(dict(expected))
    matrix: Any = view.network.matrix
    assert (matrix != matrix.T).nnz == 0, "no difference by rounding"


async def test_who_is_in_very_many_initiatives_joins_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_api.analysis.selection.MOST_JOINED", 2)
    model = Model()
    initiatives = [Initiative(key=key, title="t") for key in (1, 2, 3)]
    residents = [Resident(key=key, pseudonym="p") for key in (11, 12)]
    links = [
        *(Initiates(source=11, target=key) for key in (1, 2, 3)),
        *(Initiates(source=12, target=k) for k in (1, 2)),
    ]
    await model.write(ChangeSet([*initiatives, *residents], links), STAFF)
    snapshot = build(await model.arrays(NODE_TYPES, RELATION_TYPES), TODAY)
    view = selected(snapshot, None, HOLDING, NODE_TYPES, Projection.INITIATIVES)
    assert weights(view) == {(1, 2): 0.5}


async def shapes_of(model: Model, work: Work | None = None) -> Shapes:
    return Shapes(cast("Any", model), AnalysisService(cast("Any", model)).snapshot, work or Work())


async def test_a_shape_is_kept_until_something_is_written() -> None:
    model = Model()
    await model.write(ChangeSet([Initiative(key=1, title="Tuin")]), STAFF)
    shapes = await shapes_of(model)
    one = await shapes.of(WHOLE, DIRECT, PUBLIC)
    assert await shapes.of(WHOLE, DIRECT, PUBLIC) is one
    assert await shapes.of(WHOLE, DIRECT, STAFF) is not one
    assert await shapes.of(WHOLE, HOLDING, PUBLIC) is not one
    chosen = await shapes.of(Selection(Filter(text="tuin")), DIRECT, PUBLIC)
    assert await shapes.of(Selection(Filter(text="tuin")), DIRECT, PUBLIC) is chosen
    await model.write(ChangeSet([Initiative(key=2, title="Tuin")]), STAFF)
    assert len((await shapes.of(WHOLE, DIRECT, PUBLIC)).view.keys) == 2
    for number in range(MOST):
        await shapes.of(Selection(Filter(text=f"tuin {number}")), DIRECT, PUBLIC)
    assert len(shapes._kept) == MOST  # pyright: ignore[reportPrivateUsage] - that memory does not grow is not to be seen


async def test_a_shape_of_another_day_is_kept_until_yet_another_is_asked_for() -> None:
    model = Model()
    await model.write(ChangeSet([Initiative(key=1, title="Tuin")]), STAFF)
    shapes = await shapes_of(model)
    one, other = (Selection(Filter(active_on=date(2020, 1, day))) for day in (1, 2))
    now, then = await shapes.of(WHOLE, DIRECT, PUBLIC), await shapes.of(one, DIRECT, PUBLIC)
    assert await shapes.of(WHOLE, DIRECT, PUBLIC) is now
    assert await shapes.of(one, DIRECT, PUBLIC) is then
    await shapes.of(other, DIRECT, PUBLIC)
    assert then not in shapes._kept.values()  # pyright: ignore[reportPrivateUsage] - as above
    assert await shapes.of(WHOLE, DIRECT, PUBLIC) is now


async def test_nothing_is_found_twice() -> None:
    shapes = await shapes_of(Model())
    shape = await shapes.of(WHOLE, DIRECT, PUBLIC)
    calls: list[int] = []
    both = [shapes.found(shape, "sum", lambda _report: calls.append(1) or 42) for _ in range(2)]
    assert await asyncio.gather(*both) == [42, 42]
    assert calls == [1]


async def test_what_fails_is_computed_anew() -> None:
    shapes = await shapes_of(Model())
    shape = await shapes.of(WHOLE, DIRECT, PUBLIC)
    with pytest.raises(ZeroDivisionError):
        await shapes.found(shape, "share", lambda _report: 1 / 0)
    assert await shapes.found(shape, "share", lambda _report: 1 / 2) == 0.5


async def test_what_nobody_waits_for_goes_on_until_something_else_is_asked() -> None:
    work = Work()
    shapes = await shapes_of(Model(), work)
    shape = await shapes.of(WHOLE, DIRECT, PUBLIC)
    started, stopped, enough = threading.Event(), threading.Event(), threading.Event()

    def long(report: Report) -> str:
        report(3, 10)
        started.set()
        try:
            while not enough.wait(0.01):
                report(3, 10)
        except Stopped:
            stopped.set()
            raise
        return "long"

    waiting = asyncio.create_task(shapes.found(shape, "long", long))
    await asyncio.to_thread(started.wait, 5)
    [task] = work
    assert (task.name, task.done, task.total) == ("long", 3, 10)
    waiting.cancel()
    assert await shapes.of(WHOLE, DIRECT, PUBLIC) is shape
    again = asyncio.create_task(shapes.found(shape, "long", long))
    await asyncio.sleep(0.05)
    assert [*work] == [task]
    enough.set()
    assert await again == "long"

    enough.clear()
    started.clear()
    waiting = asyncio.create_task(shapes.found(shape, "longer", long))
    await asyncio.to_thread(started.wait, 5)
    waiting.cancel()
    await asyncio.sleep(0.05)
    assert [task.name for task in work] == ["longer"]
    assert await shapes.found(shape, "other", lambda _report: 1) == 1
    assert await asyncio.to_thread(stopped.wait, 5)
    assert not [*work]
