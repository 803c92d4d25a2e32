# SPDX-License-Identifier: EUPL-1.2
"""Random sequences of writes and reads give the same answers on every store as on the plain model."""

import dataclasses
import functools
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.area import PartOf
from schema.base import Node, Relation
from schema.change import ChangeSet, Refused
from schema.declare import columns
from schema.geometry import Box
from schema.initiative import About, Initiative, LocatedIn
from schema.organisation import Organisation, Runs
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.query import Direction, Filter, Near, Order, Page, Pairs, Places, RelationId
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Resident
from schema.services import Graph
from tests.store import records
from tests.store.homes import EMPTIED, FEWER, Home
from tests.store.model import Model
from tests.store.village import picture, timeless

pytestmark = pytest.mark.anyio

KEYS = {cls: [10 * index + 1, 10 * index + 2, 2**63 - 1 - index] for index, cls in enumerate(NODE_TYPES)}
FREQUENT = [LocatedIn, PartOf, About, Runs]  # what places, filters and privacy hang on
VIEWERS = st.sampled_from([PUBLIC, STAFF])


@dataclass(frozen=True)
class Ask:
    """A question: the method of `Graph` and its arguments but the viewer."""

    name: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Erase:
    resident: int


@functools.cache
def _node(cls: type[Node]) -> st.SearchStrategy[Node]:
    return records.nodes(cls, st.sampled_from(KEYS[cls]))


@functools.cache
def _relation(cls: type[Relation]) -> st.SearchStrategy[Relation]:
    return records.relations(cls, KEYS[cls.__ends__.source], KEYS[cls.__ends__.target])


NODES = st.sampled_from([*NODE_TYPES, Initiative, Organisation]).flatmap(_node)
RELATION_TYPE = st.sampled_from(RELATION_TYPES) | st.sampled_from(FREQUENT)
RELATIONS = RELATION_TYPE.flatmap(_relation)


def _key(cls: type[Node]) -> st.SearchStrategy[int]:
    return st.sampled_from([*KEYS[cls], 5])


def _ids(cls: type[Relation]) -> st.SearchStrategy[RelationId]:
    return st.builds(RelationId, st.just(cls), _key(cls.__ends__.source), _key(cls.__ends__.target))


REFS = st.sampled_from(NODE_TYPES).flatmap(lambda cls: st.tuples(st.just(cls), _key(cls))) | RELATION_TYPE.flatmap(_ids)
WRITES = st.builds(
    ChangeSet,
    nodes=st.lists(NODES, max_size=4),
    relations=st.lists(RELATIONS, max_size=5),
    expect=st.just({}) | st.just({}) | st.dictionaries(REFS, st.integers(0, 3), max_size=1),
    token=st.sampled_from([None, None, "a", "b"]),
    origin=st.sampled_from([None, "bron"]),
)
ERASURES = st.builds(Erase, _key(Resident))

PAGES = st.builds(Page, first=st.sampled_from([0, 1, 2, 500]))
BOXES = st.tuples(records.points(), records.points()).map(
    lambda two: Box(min(p.lon for p in two), min(p.lat for p in two), max(p.lon for p in two), max(p.lat for p in two))
)
NEARS = st.builds(Near, point=records.points(), radius=st.sampled_from([1, 1000, 56_000.5, 1e6, 2.1e7]))
TEXTS = st.builds(
    "{}{}".format,
    records.texts(60, blank=True) | st.sampled_from([w[:3] for w in records.WORDS]),
    st.sampled_from(["", " "]),
)


def _some(cls: type[Node]) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(_key(cls), max_size=3).map(tuple)


def _equals(cls: type[Node]) -> st.SearchStrategy[tuple[Any, ...]]:
    indexed = [column for column in columns(cls) if column.rules.indexed]
    if not indexed:
        return st.just(())
    condition = st.sampled_from(indexed).flatmap(
        lambda c: st.tuples(st.just(c.name), st.lists(records.values(c), max_size=3).map(tuple))
    )
    return st.lists(condition, min_size=1, max_size=2).map(tuple)


@functools.cache
def _filters(cls: type[Node]) -> st.SearchStrategy[Filter]:
    """One or two conditions: mostly ones that the type can answer, and that match something."""
    conditions: dict[str, st.SearchStrategy[Any]] = {
        "active_on": records.days(), "text": TEXTS, "equals": _equals(cls), "box": BOXES, "near": NEARS
    }  # fmt: skip
    if cls is Initiative:
        area, municipality, theme = LocatedIn.__ends__.target, NODE_TYPES[0], About.__ends__.target
        conditions |= {"areas": _some(area), "municipality": _key(municipality), "themes": _some(theme)}
    names = st.lists(st.sampled_from(sorted(conditions)), max_size=2, unique=True)
    return names.flatmap(lambda chosen: st.builds(Filter, **{name: conditions[name] for name in chosen}))


def _finds(cls: type[Node]) -> st.SearchStrategy[Ask]:
    given = st.tuples(st.just(cls), _filters(cls), st.sampled_from(Order), st.sampled_from([0, 1, 2, 500]))
    return given.map(lambda arguments: Ask("all_pages", arguments))


def _walks(cls: type[Relation]) -> st.SearchStrategy[Ask]:
    symmetric, ends = cls.__ends__.symmetric, cls.__ends__
    direction = st.just(Direction.OUT) if symmetric else st.sampled_from(Direction)
    return direction.flatmap(
        lambda way: st.tuples(
            st.just(cls),
            st.just(way),
            st.lists(_key(ends.source if way is Direction.OUT else ends.target), max_size=4),
            PAGES | st.builds(Page, first=PAGES.map(lambda page: page.first), after=REFS.map(lambda _: (11,))),
        )
    ).map(lambda arguments: Ask("neighbours", arguments))


TYPE = st.sampled_from([*NODE_TYPES, Initiative, Initiative, Initiative])
ASKS = st.one_of(
    TYPE.flatmap(_finds),
    TYPE.flatmap(_finds),
    RELATION_TYPE.flatmap(_walks),
    TYPE.flatmap(lambda cls: st.builds(Ask, st.just("get"), st.tuples(st.just(cls), st.lists(_key(cls), max_size=4)))),
    st.builds(Ask, st.just("relations"), st.tuples(st.lists(RELATION_TYPE.flatmap(_ids), max_size=4))),
    TYPE.flatmap(lambda cls: st.builds(Ask, st.just("places"), st.tuples(st.just(cls), _filters(cls)))),
    RELATION_TYPE.flatmap(
        lambda cls: st.builds(Ask, st.just("ends"), st.tuples(st.just(cls), _filters(cls.__ends__.source)))
    ),
    st.builds(Ask, st.just("history"), st.tuples(REFS)),
    st.builds(Ask, st.just("changes"), st.tuples(st.integers(0, 6), st.integers(0, 4))),
)
STEPS = st.lists(st.tuples(st.one_of(WRITES, WRITES, WRITES, ERASURES), st.lists(ASKS, max_size=3)), max_size=8)


_PLAIN: dict[type, Any] = {str: "x", datetime: datetime(2026, 3, 1, 12, tzinfo=UTC)}


def _plain(cls: type[Node], key: int) -> Node:
    given: dict[str, Any] = {
        column.name: _PLAIN[column.type] if column.type in _PLAIN else next(iter(cast("Any", column.type)))
        for column in columns(cls)
        if column.rules.required
    }
    return cls(key=key, **given)


def beginning() -> ChangeSet:
    """A plain node under each key but the last of each type."""
    return ChangeSet([_plain(cls, key) for cls in NODE_TYPES for key in KEYS[cls][:2]])


async def do(graph: Graph, step: ChangeSet | Erase) -> Any:
    """What a write answers; of a refusal, where and for which reason."""
    if isinstance(step, Erase):
        return await graph.erase(step.resident, STAFF)
    try:
        return await graph.write(step, STAFF)
    except Refused as refusal:
        return {(problem.path, problem.code) for problem in refusal.problems}


async def answer(graph: Graph, ask: Ask, viewer: Viewer) -> Any:
    """What a graph answers, comparable."""
    try:
        if ask.name == "all_pages":
            return await all_pages(graph, viewer, *ask.arguments)
        found = await getattr(graph, ask.name)(*ask.arguments, viewer)
    except ValueError:
        return ValueError
    if isinstance(found, Places | Pairs):
        return [getattr(found, field.name).tolist() for field in dataclasses.fields(found)]
    if ask.name in ("history", "changes"):
        return [timeless(told) for told in found]
    return found


async def all_pages(graph: Graph, viewer: Viewer, cls: type[Node], where: Filter, order: Order, size: int) -> list[Any]:
    """All pages of a search, by going on after each last position."""
    pages = [await graph.find(cls, where, order, Page(size), viewer)]
    while pages[-1].more and size:
        pages.append(await graph.find(cls, where, order, Page(size, pages[-1].positions[-1]), viewer))
    return pages


async def compare(home: Home, begun: bool, steps: list[Any], viewer: Viewer) -> None:
    """Do the same to a store and to the model, and ask both the same."""
    await home.empty()
    model = Model()
    async with home.open() as store:
        if begun:
            assert await do(store, beginning()) == await do(model, beginning())
        for step, asks in steps:
            assert await do(store, step) == await do(model, step)
            for ask in asks:
                assert await answer(store, ask, viewer) == await answer(model, ask, viewer), (ask, viewer)
        assert await picture(store, viewer) == await picture(model, viewer)


programs = given(begun=st.sampled_from([True, True, False]), steps=STEPS, viewer=VIEWERS)


@settings(suppress_health_check=EMPTIED)
@programs
async def test_sqlite_answers_as_the_model_does(
    sqlite_home: Home, *, begun: bool, steps: list[Any], viewer: Viewer
) -> None:
    await compare(sqlite_home, begun, steps, viewer)


@pytest.mark.slow
@pytest.mark.neo4j
@settings(suppress_health_check=EMPTIED, max_examples=FEWER)
@programs
async def test_neo4j_answers_as_the_model_does(
    neo4j_home: Home, *, begun: bool, steps: list[Any], viewer: Viewer
) -> None:
    await compare(neo4j_home, begun, steps, viewer)
