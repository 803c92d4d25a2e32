# SPDX-License-Identifier: EUPL-1.2
"""Which areas a source covers: the smallest that holds all that it tells of, and no more."""

import numpy as np
import pytest

from graph_api.analysis.coverage import Ground, ground
from graph_api.analysis.snapshot import Snapshot, build
from schema.area import Area, AreaLevel, PartOf
from schema.change import ChangeSet
from schema.initiative import Initiative, LocatedIn
from schema.privacy import STAFF
from schema.query import Filter
from schema.registry import NODE_TYPES, RELATION_TYPES
from tests.analysis.graphs import TODAY
from tests.store.model import Model

pytestmark = pytest.mark.anyio

# Two municipalities; in the first a wijk of two buurten, and another buurt.
TOWN, WIJK, ONE, TWO, APART, CITY, THERE = range(1, 8)
PARTS = [(WIJK, TOWN), (ONE, WIJK), (TWO, WIJK), (APART, TOWN), (THERE, CITY)]


async def made(*told: tuple[str | None, int], parts: list[tuple[int, int]] = PARTS) -> tuple[Snapshot, Ground]:
    """The ground with an initiative for each source and area."""
    model = Model()
    nodes = [
        *(Area(key=k, name=f"A{k}", level=AreaLevel.BUURT, code=f"B{k}") for k in range(1, 8)),
        *(Initiative(key=100 + i, title="Tuin", origin=origin) for i, (origin, _) in enumerate(told)),
    ]
    located = [LocatedIn(source=100 + i, target=area) for i, (_, area) in enumerate(told)]
    lies = [PartOf(source=part, target=whole) for part, whole in parts]
    await model.write(ChangeSet(nodes, [*lies, *located]), STAFF)
    snapshot = build(await model.arrays(NODE_TYPES, RELATION_TYPES), TODAY)
    return snapshot, ground(snapshot, await model.ends(LocatedIn, Filter(), STAFF), [origin for origin, _ in told])


async def covered(*told: tuple[str | None, int]) -> set[int]:
    snapshot, on = await made(*told)
    return set(snapshot.keys(Area)[on.covered(np.ones(len(told), np.bool_))].tolist())


async def test_a_source_covers_what_holds_all_that_it_tells_of() -> None:
    assert await covered() == set()
    assert await covered(("a", ONE)) == {ONE}
    assert await covered(("a", ONE), ("a", ONE)) == {ONE}
    assert await covered(("a", ONE), ("a", TWO)) == {WIJK, ONE, TWO}
    assert await covered(("a", WIJK)) == {WIJK, ONE, TWO}
    assert await covered(("a", ONE), ("a", APART)) == {TOWN, WIJK, ONE, TWO, APART}
    assert await covered(("a", TOWN)) == {TOWN, WIJK, ONE, TWO, APART}


async def test_sources_are_apart_and_so_are_municipalities() -> None:
    assert await covered(("a", ONE), ("b", TWO)) == {ONE, TWO}
    assert await covered((None, ONE), (None, APART)) == {TOWN, WIJK, ONE, TWO, APART}, "what names none is one source"
    assert await covered(("a", ONE), ("a", TWO), ("a", THERE)) == {WIJK, ONE, TWO, THERE}


async def test_a_source_that_tells_of_something_else_covers_nothing() -> None:
    snapshot, on = await made(("a", ONE), ("a", TWO), ("b", APART))
    of_a = on.covered(np.array([True, False, False]))
    assert set(snapshot.keys(Area)[of_a].tolist()) == {WIJK, ONE, TWO}, "b tells nothing of it"


async def test_areas_that_lie_in_each_other_are_no_endless_walk() -> None:
    _, on = await made(("a", ONE), parts=[(ONE, TWO), (TWO, ONE)])
    assert not on.covered(np.ones(1, np.bool_)).any()
    assert on.members.toarray().tolist() == [[0, 0, 1, 1, 0, 0, 0]]
