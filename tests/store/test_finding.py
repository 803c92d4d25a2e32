# SPDX-License-Identifier: EUPL-1.2
"""Finding nodes by every condition, in every order, page after page; and their points and relations."""

import math
from datetime import date
from typing import Any

import numpy as np
import pytest

from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node
from schema.geometry import Box, Point
from schema.initiative import About, Initiative, InitiativeStatus, LocatedIn, LocationPrecision
from schema.municipality import Municipality
from schema.organisation import Organisation, OrganisationKind, Runs
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.query import MAX_PAGE, Days, Filter, Near, Order, Page
from schema.resident import Initiates, Resident
from schema.services import Graph
from schema.support_request import SupportRequest, SupportRole
from schema.theme import Theme
from tests.store.records import AWKWARD
from tests.store.village import (
    ALL,
    ASSEN,
    BEA,
    BUURT,
    CAFE,
    CENTRES,
    CHOIR,
    CITY,
    CLUB,
    DISTRICT,
    DORP,
    ELSEWHERE,
    FAR,
    GARDEN,
    GREEN,
    LOST,
    TRADER,
    VENUE,
    WIJK,
    YOUTH,
    area,
    keys,
    village,
    write,
)

pytestmark = pytest.mark.anyio
EVERYWHERE = Box(-180, -90, 180, 90)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, [GARDEN, CAFE, CHOIR, LOST]),
        ({"text": "tuin"}, [GARDEN, CHOIR]),  # unfinished, so in "tuinieren"
        ({"text": "tuinen "}, [CHOIR]),
        ({"text": "echo TUIN "}, [CHOIR]),
        ({"text": "fietsen café "}, [CAFE]),
        ({"text": "zwembad"}, []),
        ({"text": "voor de tuin "}, [CHOIR]),
        ({"areas": (CITY,)}, [GARDEN, CAFE, CHOIR]),
        ({"areas": (DISTRICT,)}, [GARDEN, CAFE]),
        ({"areas": (BUURT, DORP)}, [GARDEN, CHOIR]),
        ({"areas": (WIJK, BUURT)}, [GARDEN, CAFE]),
        ({"areas": (FAR, 999)}, []),
        ({"areas": ()}, []),
        ({"municipality": ASSEN}, [GARDEN, CAFE, CHOIR]),
        ({"municipality": ELSEWHERE}, []),
        ({"themes": (GREEN, YOUTH)}, [GARDEN, CHOIR]),
        ({"themes": (YOUTH,)}, [CHOIR]),
        ({"themes": ()}, []),
        ({"active_on": date(2019, 12, 31)}, [CAFE]),
        ({"active_on": date(2020, 1, 1)}, [CAFE, CHOIR]),
        ({"active_on": date(2022, 12, 31)}, [CAFE, CHOIR]),
        ({"active_on": date(2023, 1, 1)}, [CAFE]),
        ({"active_on": date(2024, 3, 1)}, [GARDEN, CAFE, LOST]),
        ({"equals": (("status", (InitiativeStatus.IDEA, InitiativeStatus.ENDED)),)}, [CAFE, CHOIR]),
        ({"equals": (("status", ()),)}, []),
        ({"box": EVERYWHERE}, [GARDEN, CAFE, CHOIR]),
        ({"box": Box(6.56, 53.0, 6.6, 53.05)}, [CAFE, CHOIR]),  # edges are inside
        ({"box": Box(6.5633, 53.0033, 6.5633, 53.0033)}, []),  # not where it really is
        ({"near": Near(Point(lon=6.56, lat=53.0), 0)}, [CAFE]),
        ({"near": Near(Point(lon=6.56, lat=53.0), 1000)}, [GARDEN, CAFE]),
        ({"text": "tuin", "themes": (GREEN,), "areas": (CITY,), "active_on": date(2021, 1, 1)}, [CHOIR]),
    ],
    ids=str,
)
async def test_initiatives_that_match(graph: Graph, where: dict[str, Any], expected: list[int]) -> None:
    await graph.write(village(), STAFF)
    assert await keys(graph, Initiative, **where) == expected
    assert await keys(graph, Initiative, viewer=STAFF, **where) == expected
    counted = await graph.find(Initiative, Filter(**where), Order.KEY, Page(0), PUBLIC)
    assert (counted.nodes, counted.total) == ([], len(expected))
    every = await graph.keys(Initiative, Filter(**where), PUBLIC)
    assert (every.tolist(), every.dtype) == (expected, np.int64)
    places = await graph.places(Initiative, Filter(**where), PUBLIC)
    assert places.keys.tolist() == [key for key in expected if key != LOST]
    pairs = await graph.ends(About, Filter(**where), PUBLIC)
    about = [(GARDEN, GREEN), (CHOIR, GREEN), (CHOIR, YOUTH)]
    found = list(zip(pairs.source.tolist(), pairs.target.tolist(), strict=True))
    assert found == [pair for pair in about if pair[0] in expected]


@pytest.mark.parametrize(
    ("cls", "where", "expected"),
    [
        (Area, {"equals": (("level", (AreaLevel.BUURT,)),)}, [BUURT, FAR]),
        (Area, {"equals": (("code", ("C12",)), ("level", (AreaLevel.WIJK, AreaLevel.DORP)))}, [WIJK]),
        (Area, {"box": Box(6, 53, 7, 54)}, [WIJK, BUURT, DORP]),
        (Municipality, {"equals": (("code", ("GM0106", "GM9999")),)}, [ASSEN]),
        (Municipality, {"text": "elder"}, [ELSEWHERE]),
        (Organisation, {"text": "jansen"}, []),
        (Organisation, {"equals": (("kind", (OrganisationKind.VILLAGE_INTEREST,)),)}, [CLUB]),
        (Resident, {}, []),
        (Theme, {"text": "groe"}, [GREEN]),
    ],
    ids=str,
)
async def test_other_types_that_match(
    graph: Graph, cls: type[Node], where: dict[str, Any], expected: list[int]
) -> None:
    await graph.write(village(), STAFF)
    assert await keys(graph, cls, **where) == expected
    assert sorted(await graph.keys(cls, Filter(**where), PUBLIC)) == sorted(expected)


async def test_staff_find_who_is_hidden(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    assert await keys(graph, Organisation, viewer=STAFF, text="jansen") == [TRADER]
    assert await keys(graph, Resident, viewer=STAFF) == [BEA, 51]
    assert (await graph.keys(Resident, Filter(), PUBLIC)).tolist() == []
    assert (await graph.keys(Resident, Filter(), STAFF)).tolist() == [BEA, 51]
    assert (await graph.ends(Initiates, Filter(), PUBLIC)).source.tolist() == []
    assert (await graph.ends(Initiates, Filter(), STAFF)).source.tolist() == [BEA]
    assert (await graph.ends(Runs, Filter(), PUBLIC)).source.tolist() == [CLUB, CLUB]
    assert (await graph.ends(Runs, Filter(), STAFF)).source.tolist() == [CLUB, CLUB, TRADER]


@pytest.mark.parametrize(
    ("cls", "where", "order"),
    [
        (Resident, {"text": "x"}, Order.KEY),
        (Resident, {}, Order.TITLE),
        (Resident, {"equals": (("name", ("Bea Bakker",)),)}, Order.KEY),
        (Theme, {"box": EVERYWHERE}, Order.KEY),
        (Theme, {"near": Near(VENUE, 5)}, Order.KEY),
        (Theme, {"equals": (("name", ("Groen",)),)}, Order.KEY),
        (Theme, {"equals": (("nonsense; --", (1,)),)}, Order.KEY),
        (Area, {"areas": (CITY,)}, Order.KEY),
        (Area, {"municipality": ASSEN}, Order.KEY),
        (Organisation, {"themes": (GREEN,)}, Order.KEY),
        (Initiative, {"days": Days(unknown=True)}, Order.KEY),
        (Initiative, {}, Order.OLDEST),
        (Initiative, {}, Order.NEAREST),
        (Initiative, {}, Order.RELEVANCE),
        (Initiative, {"equals": (("contact", ("bea@example.nl",)),)}, Order.KEY),
    ],
    ids=str,
)
async def test_what_a_type_cannot_answer(graph: Graph, cls: type[Node], where: dict[str, Any], order: Order) -> None:
    for viewer in (PUBLIC, STAFF):
        with pytest.raises(ValueError, match=r"\w"):
            await graph.find(cls, Filter(**where), order, ALL, viewer)
        if order is Order.KEY:
            with pytest.raises(ValueError, match=r"\w"):
                await graph.keys(cls, Filter(**where), viewer)


@pytest.mark.parametrize("first", [-1, MAX_PAGE + 1])
async def test_a_page_has_bounds(graph: Graph, first: int) -> None:
    with pytest.raises(ValueError, match="first"):
        await graph.find(Initiative, Filter(), Order.KEY, Page(first), PUBLIC)


TITLES = {5: "Écho", 9: "echo", 2: "Echo van de wijk", 7: "Aardappel", 8: "𠀀", 4: "Ｚ", 1: "zee", 3: "~", 6: "ｱ"}


async def _titled(graph: Graph) -> None:
    sinces = {5: date(2024, 1, 1), 9: date(2024, 1, 1), 2: date.max, 7: date.min, 8: date(999, 12, 31)}
    await write(
        graph,
        *(
            Initiative(
                key=key,
                title=title,
                summary="echo" if key in (7, 8) else "",
                since=sinces.get(key),
                location=Point(lon=5 + (key % 4) / 1000, lat=52.0),
                location_precision=LocationPrecision.VENUE,
            )
            for key, title in TITLES.items()
        ),
    )


@pytest.mark.parametrize(
    ("order", "where", "expected"),
    [
        (Order.KEY, {}, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        # by code point, not by UTF-16 unit: U+20000 comes after U+FF71 (folded: U+30A2)
        (Order.TITLE, {}, [7, 5, 9, 2, 4, 1, 3, 6, 8]),
        (Order.NEWEST, {}, [2, 5, 9, 8, 7, 1, 3, 4, 6]),
        (Order.NEAREST, {"near": Near(Point(lon=5.001, lat=52.0), 1e6)}, [1, 5, 9, 2, 4, 6, 8, 3, 7]),
        (Order.RELEVANCE, {"text": "echo "}, [5, 9, 2, 7, 8]),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 4, 9])
async def test_orders_page_after_page(
    graph: Graph, order: Order, where: dict[str, Any], expected: list[int], size: int
) -> None:
    await _titled(graph)
    assert await keys(graph, Initiative, order, **where) == expected
    seen: list[int] = []
    after = None
    while len(seen) < len(expected):
        found = await graph.find(Initiative, Filter(**where), order, Page(size, after), PUBLIC)
        assert found.total == len(expected)
        assert len(found.positions) == len(found.nodes) > 0
        assert all(position[-1] == node.key for position, node in zip(found.positions, found.nodes, strict=True))
        seen += [node.key for node in found.nodes]
        after = found.positions[-1]
        assert found.more == (len(seen) < len(expected))
    assert seen == expected
    beyond = await graph.find(Initiative, Filter(**where), order, Page(size, after), PUBLIC)
    assert (beyond.nodes, beyond.total, beyond.more) == ([], len(expected), False)


ASKED = {4: date(2024, 3, 1), 2: date(2024, 3, 1), 7: date(999, 12, 31), 1: None, 9: None, 5: date.max, 3: date.min}


async def _asked(graph: Graph) -> None:
    requests = [SupportRequest(key=key, role=SupportRole.FINANCE, asked_on=day) for key, day in ASKED.items()]
    await write(graph, *requests, SupportRequest(key=8, role=SupportRole.REGULATE, asked_on=date(2024, 2, 1)))


@pytest.mark.parametrize("size", [1, 3, 8])
async def test_the_oldest_first_page_after_page(graph: Graph, size: int) -> None:
    """Unknown days come last, also where a page ends among them."""
    await _asked(graph)
    seen: list[int] = []
    after = None
    while len(seen) < len(ASKED) + 1:
        found = await graph.find(SupportRequest, Filter(), Order.OLDEST, Page(size, after), PUBLIC)
        seen += [node.key for node in found.nodes]
        assert found.more == (len(seen) < len(ASKED) + 1)
        after = found.positions[-1]
        assert after[0] == (found.nodes[-1].asked_on.isoformat() if found.nodes[-1].asked_on else None)
    assert seen == [3, 7, 8, 2, 4, 5, 1, 9]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (Days(), [3, 7, 8, 2, 4, 5]),
        (Days(since=date(2024, 3, 1)), [2, 4, 5]),
        (Days(until=date(2024, 3, 1)), [3, 7, 8, 2, 4]),
        (Days(since=date(2024, 1, 1), until=date(2024, 2, 29)), [8]),
        (Days(since=date(2024, 2, 2), until=date(2024, 2, 1)), []),
        (Days(unknown=True), [1, 9]),
    ],
)
async def test_on_these_days(graph: Graph, days: Days, expected: list[int]) -> None:
    await _asked(graph)
    assert await keys(graph, SupportRequest, Order.OLDEST, days=days) == expected
    finance = (("role", (SupportRole.FINANCE,)),)
    both = await keys(graph, SupportRequest, Order.OLDEST, days=days, equals=finance)
    assert both == [key for key in expected if key != 8]


async def test_a_page_goes_on_where_its_last_node_was(graph: Graph) -> None:
    """Also when that node is gone from the answer, or another came before it."""
    await _titled(graph)
    found = await graph.find(Initiative, Filter(), Order.TITLE, Page(2), PUBLIC)
    await write(graph, Initiative(key=5, title="Zzz"), Initiative(key=10, title="Aaa"))
    rest = await graph.find(Initiative, Filter(), Order.TITLE, Page(MAX_PAGE, found.positions[-1]), PUBLIC)
    assert [node.key for node in rest.nodes] == [9, 2, 4, 1, 5, 3, 6, 8]
    assert rest.total == 10


@pytest.mark.parametrize("text", AWKWARD)
async def test_awkward_texts_are_kept_and_found(graph: Graph, text: str) -> None:
    theme = Theme(key=1, name=text[:200], revision=1)
    await write(graph, theme, Theme(key=2, name="iets anders"))
    assert await graph.get(Theme, [1], PUBLIC) == [theme]
    assert await keys(graph, Theme, text=text[:200]) == [1]
    assert await keys(graph, Theme, text=f"{text} anders ") == []


@pytest.mark.parametrize("text", ["*", "te*", "%", "_", "tuin OR", '"', "a:b", "\\", "(", "NOT tuin", "~", "tuin^2"])
async def test_no_query_language_reaches_the_index(graph: Graph, text: str) -> None:
    await write(graph, Theme(key=1, name="tuin"), Theme(key=2, name="a b"), Theme(key=3, name="testen"))
    expected = {"te*": [3], "a:b": [2], "tuin^2": []}
    words = any(character.isalnum() for character in text)
    assert await keys(graph, Theme, text=text) == expected.get(text, [] if words else [1, 2, 3])


async def test_exact_places_where_small_floats_would_not_tell(graph: Graph) -> None:
    """Two neighbouring doubles are one 32-bit float."""
    edge = 6.123456789
    after = math.nextafter(edge, 7)
    await write(graph, area(BUURT, centre=Point(lon=edge, lat=53.0)), area(DORP, centre=Point(lon=after, lat=53.0)))
    assert await keys(graph, Area, box=Box(6.0, 52.0, edge, 54.0)) == [BUURT]
    assert await keys(graph, Area, box=Box(after, 53.0, 7.0, 53.0)) == [DORP]
    places = await graph.places(Area, Filter(), PUBLIC)
    assert (places.keys.tolist(), places.lon.tolist(), places.lat.tolist()) == ([13, 14], [edge, after], [53.0, 53.0])


@pytest.mark.parametrize(
    ("point", "other", "distance"),
    [
        (Point(lon=179.999, lat=0.0), Point(lon=-179.999, lat=0.0), 222.39),  # over the date line
        (Point(lon=0.0, lat=89.999), Point(lon=180.0, lat=89.999), 222.39),  # over the pole
        (Point(lon=4.9, lat=52.37), Point(lon=6.56, lat=53.0), 132_009),
    ],
)
async def test_near_anywhere_on_earth(graph: Graph, point: Point, other: Point, distance: float) -> None:
    await write(graph, area(BUURT, centre=point))
    assert await keys(graph, Area, near=Near(other, distance * 1.001)) == [BUURT]
    assert await keys(graph, Area, near=Near(other, distance * 0.999)) == []
    assert await keys(graph, Area, near=Near(other, 3e7)) == [BUURT]
    found = await graph.find(Area, Filter(near=Near(other, 1e6)), Order.NEAREST, ALL, PUBLIC)
    assert found.positions[0][0] == pytest.approx(distance, abs=0.5)
    assert isinstance(found.positions[0][0], int)


async def test_relations_that_ended_do_not_place_an_initiative(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    ended = date(2024, 1, 1)
    await write(graph, PartOf(source=BUURT, target=WIJK, until=ended))
    assert await keys(graph, Initiative, areas=(CITY,)) == [CAFE, CHOIR]
    assert await keys(graph, Initiative, municipality=ASSEN) == [CAFE, CHOIR]
    await write(graph, LocatedIn(source=CHOIR, target=DORP, until=ended))
    assert await keys(graph, Initiative, areas=(CITY,)) == [CAFE]
    await write(graph, About(source=GARDEN, target=GREEN, until=ended))
    assert await keys(graph, Initiative, themes=(GREEN,)) == [CHOIR]
    assert (await graph.ends(About, Filter(), PUBLIC)).source.tolist() == [CHOIR, CHOIR]
    await write(graph, BelongsTo(source=CITY, target=ASSEN, until=ended))
    assert await keys(graph, Initiative, municipality=ASSEN) == []


async def test_areas_in_a_ring(graph: Graph) -> None:
    """Careless data must not make a query run for ever."""
    await graph.write(village(), STAFF)
    await write(graph, PartOf(source=CITY, target=BUURT), PartOf(source=CITY, target=CITY))
    assert await keys(graph, Initiative, areas=(BUURT,)) == [GARDEN, CAFE, CHOIR]


async def test_hidden_nodes_leave_no_gap_in_pages(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    found = await graph.find(Organisation, Filter(), Order.TITLE, Page(1), PUBLIC)
    assert ([node.key for node in found.nodes], found.total, found.more) == ([CLUB], 1, False)


async def test_of_a_type_without_places_none_has_one(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    assert (await graph.places(Theme, Filter(text="groen"), PUBLIC)).keys.tolist() == []
    with pytest.raises(ValueError, match=r"\w"):
        await graph.places(Theme, Filter(box=EVERYWHERE), PUBLIC)


@pytest.mark.parametrize("viewer", [PUBLIC, STAFF])
async def test_places_are_the_coarse_ones_for_everyone(graph: Graph, viewer: Viewer) -> None:
    await graph.write(village(), STAFF)
    places = await graph.places(Initiative, Filter(), viewer)
    found = zip(places.keys.tolist(), places.lon.tolist(), places.lat.tolist(), strict=True)
    points = {key: Point(lon=lon, lat=lat) for key, lon, lat in found}
    assert points == {GARDEN: VENUE, CAFE: CENTRES[WIJK], CHOIR: CENTRES[DORP]}
