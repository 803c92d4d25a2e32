# SPDX-License-Identifier: EUPL-1.2
"""Getting nodes and relations, and walking between them."""

from datetime import date

import pytest

from schema.area import Area, PartOf
from schema.initiative import About, ConnectedTo, Initiative, LocatedIn
from schema.organisation import Organisation, Runs
from schema.privacy import PUBLIC, STAFF
from schema.query import MAX_PAGE, Direction, Page, RelationId
from schema.resident import Initiates, ParticipatesIn, Resident
from schema.services import Graph
from schema.theme import Theme
from tests.store.village import (
    ALL,
    BEA,
    BUURT,
    CAFE,
    CEES,
    CHOIR,
    CITY,
    CLUB,
    DORP,
    GARDEN,
    GREEN,
    LOST,
    TRADER,
    VENUE,
    WIJK,
    bea,
    ends,
    garden,
    village,
    write,
)

pytestmark = pytest.mark.anyio
OUT, IN = Direction.OUT, Direction.IN


async def test_get_answers_per_key_in_key_order(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    found = await graph.get(Initiative, [LOST, 999, GARDEN, LOST, GREEN, 0], PUBLIC)
    assert [node and node.key for node in found] == [LOST, None, GARDEN, LOST, None, None]
    assert await graph.get(Initiative, [], PUBLIC) == []
    assert await graph.get(Resident, [BEA], PUBLIC) == [None]
    assert [o and o.key for o in await graph.get(Organisation, [CLUB, TRADER], PUBLIC)] == [CLUB, None]
    assert [o and o.key for o in await graph.get(Organisation, [CLUB, TRADER], STAFF)] == [CLUB, TRADER]


async def test_records_come_back_whole_for_staff_and_without_what_is_hidden_for_others(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    assert await graph.get(Initiative, [GARDEN], STAFF) == [garden(revision=1, place=VENUE)]
    assert await graph.get(Initiative, [GARDEN], PUBLIC) == [
        garden(revision=1, place=VENUE, location=None, contact=None)
    ]
    assert await graph.get(Resident, [BEA], STAFF) == [bea(revision=1)]


async def test_relations_answer_per_id_in_order_whichever_way_a_symmetric_one_is_named(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    connected = ConnectedTo(source=GARDEN, target=CAFE, how="op de markt", revision=1)
    ids = [
        RelationId(ConnectedTo, CAFE, GARDEN),
        RelationId(About, GREEN, GARDEN),
        RelationId(Initiates, BEA, GARDEN),
        RelationId(ConnectedTo, GARDEN, CAFE),
        RelationId(Runs, TRADER, CAFE),
    ]
    initiates, runs = Initiates(source=BEA, target=GARDEN, revision=1), Runs(source=TRADER, target=CAFE, revision=1)
    assert await graph.relations(ids, STAFF) == [connected, None, initiates, connected, runs]
    connected.how = None
    assert await graph.relations(ids, PUBLIC) == [connected, None, None, connected, None]
    assert await graph.relations([], PUBLIC) == []


async def test_neighbours_both_ways_with_their_relations(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    out, nothing, again = await graph.neighbours(Runs, OUT, [CLUB, 999, CLUB], ALL, PUBLIC)
    assert [node.key for node in out.nodes] == [GARDEN, CAFE]
    assert out.positions == [(GARDEN,), (CAFE,)]
    assert out.relations == [Runs(source=CLUB, target=key, revision=1) for key in (GARDEN, CAFE)]
    assert (out.total, out.more) == (2, False)
    assert out.nodes[0] == garden(revision=1, place=VENUE, location=None, contact=None)
    assert (nothing.nodes, nothing.relations, nothing.total, nothing.more) == ([], [], 0, False)
    assert again == out
    assert await graph.neighbours(Runs, OUT, [], ALL, PUBLIC) == []
    assert await ends(graph, LocatedIn, BUURT, IN) == [GARDEN]
    assert await ends(graph, PartOf, CITY, IN) == [11, DORP]
    assert await ends(graph, PartOf, WIJK) == [11]


async def test_neighbours_without_those_who_are_hidden(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    assert await ends(graph, Runs, CAFE, IN) == [CLUB]
    assert await ends(graph, Runs, CAFE, IN, STAFF) == [CLUB, TRADER]
    assert await ends(graph, ParticipatesIn, GARDEN, IN) == []
    assert await ends(graph, ParticipatesIn, GARDEN, IN, STAFF) == [CEES]
    assert await ends(graph, Runs, TRADER) == []


async def test_a_symmetric_relation_is_walked_from_both_ends(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, ConnectedTo(source=LOST, target=CAFE))
    assert await ends(graph, ConnectedTo, GARDEN) == [CAFE]
    assert await ends(graph, ConnectedTo, CAFE) == [GARDEN, LOST]
    (found,) = await graph.neighbours(ConnectedTo, OUT, [LOST], ALL, STAFF)
    assert found.relations == [ConnectedTo(source=CAFE, target=LOST, revision=2)]


async def test_a_node_may_be_its_own_neighbour(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, PartOf(source=CITY, target=CITY))
    assert await ends(graph, PartOf, CITY) == [CITY]
    assert await ends(graph, PartOf, CITY, IN) == [CITY, 11, DORP]


async def test_neighbours_on_a_day(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    first, last = date(2023, 1, 31), date(2023, 3, 1)
    await write(
        graph,
        About(source=CAFE, target=GREEN, since=first, until=last),
        About(source=LOST, target=GREEN, since=last),
    )

    async def on(day: date | None) -> list[int]:
        (found,) = await graph.neighbours(About, IN, [GREEN], ALL, PUBLIC, day)
        assert found.total == len(found.nodes)
        return [node.key for node in found.nodes]

    assert await on(date(2023, 1, 30)) == [GARDEN, CHOIR]
    assert await on(first) == [GARDEN, CAFE, CHOIR]
    assert await on(last) == [GARDEN, CAFE, CHOIR, LOST]
    assert await on(date(2023, 3, 2)) == [GARDEN, CHOIR, LOST]
    assert await on(None) == [GARDEN, CAFE, CHOIR, LOST]


async def test_neighbours_in_pages(graph: Graph) -> None:
    themes = [Theme(key=key, name=f"Thema {key}") for key in (2**63 - 1, 2**62, 7, 2**40, 3)]
    lone = Theme(key=11, name="Alleen")
    initiatives = [Initiative(key=key, title="x") for key in (1, 2)]
    links = [About(source=1, target=theme.key) for theme in themes] + [About(source=2, target=7)]
    await write(graph, *themes, lone, *initiatives, *links)
    seen: list[int] = []
    page = Page(first=2)
    for more in (True, True, False):
        many, one = await graph.neighbours(About, OUT, [1, 2], page, PUBLIC)
        assert (many.total, many.more, one.total) == (5, more, 1)
        assert [r.target for r in many.relations] == [node.key for node in many.nodes]
        seen += [node.key for node in many.nodes]
        page = Page(first=2, after=many.positions[-1])
    assert seen == [3, 7, 2**40, 2**62, 2**63 - 1]
    (beyond,) = await graph.neighbours(About, OUT, [1], Page(2, (2**63 - 1,)), PUBLIC)
    assert (beyond.nodes, beyond.total, beyond.more) == ([], 5, False)
    (counted,) = await graph.neighbours(About, OUT, [1], Page(0), PUBLIC)
    assert (counted.nodes, counted.relations, counted.total) == ([], [], 5)


@pytest.mark.parametrize("first", [-1, MAX_PAGE + 1])
async def test_a_page_has_bounds(graph: Graph, first: int) -> None:
    with pytest.raises(ValueError, match="first"):
        await graph.neighbours(About, OUT, [1], Page(first), PUBLIC)


async def test_an_empty_graph_has_answers(graph: Graph) -> None:
    assert await graph.get(Area, [1], STAFF) == [None]
    assert await ends(graph, PartOf, 1, viewer=STAFF) == []
    assert await graph.revision() == 0
