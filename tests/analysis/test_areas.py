# SPDX-License-Identifier: EUPL-1.2
"""Counts by area agree with finding the initiatives of that area, whatever lies inside what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.areas import AreaIndex, counts
from graph_api.analysis.snapshot import build
from schema.area import Area, AreaLevel, PartOf
from schema.base import Relation
from schema.change import ChangeSet
from schema.geometry import Box, Geometry
from schema.initiative import Initiative, LocatedIn
from schema.privacy import PUBLIC, STAFF
from schema.query import Filter, Order, Page
from schema.registry import NODE_TYPES, RELATION_TYPES
from tests.analysis.graphs import TODAY
from tests.store.model import Model

pytestmark = pytest.mark.anyio

AREAS = range(1, 7)
INITIATIVES = range(11, 18)


def square(key: int) -> Geometry:
    """A unit square with its south-west corner at (key, 0)."""
    return Geometry(type="Polygon", coordinates=[[[key, 0], [key + 1, 0], [key + 1, 1], [key, 1], [key, 0]]])


def area(key: int, level: AreaLevel = AreaLevel.BUURT, *, drawn: bool = True) -> Area:
    return Area(key=key, name=f"Buurt {key}", level=level, code=f"B{key}", geometry=square(key) if drawn else None)


def pairs(cls: type[Relation], sources: range) -> st.SearchStrategy[list[Relation]]:
    one = st.builds(cls, source=st.sampled_from(sources), target=st.sampled_from(AREAS))
    return st.lists(one, max_size=10, unique_by=lambda link: (link.source, link.target))


@given(pairs(PartOf, AREAS), pairs(LocatedIn, INITIATIVES), st.sampled_from([None, "fiets"]))
async def test_a_count_is_what_finding_gives(inside: list[Relation], located: list[Relation], text: str | None) -> None:
    model = Model()
    nodes = [*map(area, AREAS), *(Initiative(key=k, title="Fietsen" if k % 2 else "Tuin") for k in INITIATIVES)]
    await model.write(ChangeSet(nodes=nodes, relations=[*inside, *located]), STAFF)
    snapshot = build(await model.arrays(NODE_TYPES, RELATION_TYPES), TODAY)
    found = await counts(model, snapshot, Filter(text=text), PUBLIC)
    for key in AREAS:
        there = await model.find(Initiative, Filter(text=text, areas=(key,)), Order.KEY, Page(0), PUBLIC)
        assert found.get(key, 0) == there.total


async def test_the_index_finds_outlines_and_follows_what_is_written() -> None:
    model = Model()
    await model.write(ChangeSet(nodes=[area(1), area(2), area(4, drawn=False), area(5, AreaLevel.WIJK)]), STAFF)
    index = AreaIndex(model)

    async def keys(level: AreaLevel, box: Box | None) -> list[int]:
        return [area.key for area in (await index.outlines(level)).meeting(box)]

    assert await keys(AreaLevel.BUURT, None) == [1, 2, 4]
    assert await keys(AreaLevel.BUURT, Box(0.5, 0.5, 1.5, 0.6)) == [1]
    assert await keys(AreaLevel.WIJK, Box(5.5, 0.5, 5.6, 0.6)) == [5]
    before = await index.outlines(AreaLevel.BUURT)
    await model.write(ChangeSet(nodes=[Initiative(key=11, title="Tuin")]), STAFF)
    assert await index.outlines(AreaLevel.BUURT) is before
    await model.write(ChangeSet(nodes=[area(3)]), STAFF)
    assert await keys(AreaLevel.BUURT, Box(2.5, 0.5, 3.5, 0.6)) == [2, 3]
    assert await keys(AreaLevel.DORP, None) == []
