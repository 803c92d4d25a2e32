# SPDX-License-Identifier: EUPL-1.2
"""What a store derives stays right whatever changes: the place of an initiative, and who may see what."""

from datetime import date

import pytest

from schema.base import Node, Relation
from schema.geometry import Box, Point
from schema.initiative import ConnectedTo, Initiative, LocatedIn, LocationPrecision
from schema.organisation import LegalForm, Organisation, Provides, Represents, Runs, Supports
from schema.privacy import PUBLIC, STAFF
from schema.query import Direction, Filter, RelationId
from schema.resident import Backs, Initiates, LivesIn, MemberOf, ParticipatesIn, Resident
from schema.resource import Offer, ResourceKind
from schema.services import Graph
from schema.theme import Theme
from tests.store.village import (
    BEA,
    BUURT,
    CAFE,
    CEES,
    CENTRES,
    CHOIR,
    CITY,
    CLUB,
    DISTRICT,
    DORP,
    FAR,
    GARDEN,
    LOST,
    TRADER,
    VENUE,
    WIJK,
    area,
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
ENDED = date(2024, 1, 1)
AT_HOME = LocationPrecision.AREA
MOVED = Point(lon=5.0, lat=51.0)


def located(*areas: int, until: date | None = None) -> list[Relation]:
    return [LocatedIn(source=GARDEN, target=target, until=until) for target in areas]


async def place(graph: Graph, key: int = GARDEN) -> Point | None:
    """Where an initiative is shown: by get, and the same by places, box and walk."""
    (found,) = await graph.get(Initiative, [key], PUBLIC)
    assert found
    places = await graph.places(Initiative, Filter(), PUBLIC)
    points = dict(zip(places.keys.tolist(), zip(places.lon, places.lat, strict=True), strict=True))
    assert points.get(key) == (found.place and (found.place.lon, found.place.lat))
    if at := found.place:
        assert key in await keys(graph, Initiative, box=Box(at.lon, at.lat, at.lon, at.lat))
    return found.place


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([[garden()]], VENUE, id="a venue"),
        pytest.param([[garden(location_precision=AT_HOME)]], CENTRES[BUURT], id="a home is shown by its area"),
        pytest.param([[garden(location=None)]], CENTRES[BUURT], id="a venue without location"),
        pytest.param([[garden(location_precision=AT_HOME)], [garden()]], VENUE, id="confirmed later"),
        pytest.param([[garden(location=MOVED)]], MOVED, id="a venue that moves"),
        pytest.param([[garden(location=None)], [area(BUURT, centre=MOVED)]], MOVED, id="its area's centre moves"),
        pytest.param([[area(BUURT, centre=MOVED), garden(location=None)]], MOVED, id="both at once"),
        pytest.param([[garden(location=None)], [area(BUURT, centre=None)]], None, id="its area loses its centre"),
        pytest.param([[garden(location=None)], located(BUURT, until=ENDED)], None, id="it leaves its area"),
        pytest.param(
            [[garden(location=None)], located(BUURT, until=ENDED), located(BUURT)], CENTRES[BUURT], id="it comes back"
        ),
        pytest.param([[garden(location=None), *located(CITY, WIJK)]], CENTRES[BUURT], id="the smallest area"),
        pytest.param(
            [[garden(location=None), *located(CITY, DORP)], located(BUURT, until=ENDED)],
            CENTRES[DORP],
            id="a dorp is smaller than the city",
        ),
        pytest.param(
            [[garden(location=None), *located(WIJK, DORP)], located(BUURT, until=ENDED)],
            CENTRES[DORP],
            id="a dorp is smaller than a wijk",
        ),
        pytest.param([[garden(location=None), *located(FAR)]], CENTRES[BUURT], id="of two buurten the lower key"),
        pytest.param(
            [[garden(location=None), *located(DISTRICT, CITY)], [*located(BUURT, until=ENDED)]],
            CENTRES[CITY],
            id="an area without a centre is passed over",
        ),
        pytest.param(
            [
                [garden(location=None), *located(DISTRICT, CITY)],
                located(BUURT, until=ENDED),
                [area(DISTRICT, centre=MOVED)],
            ],
            MOVED,
            id="until it gets one",
        ),
        pytest.param(
            [[garden(location=None), *located(WIJK)], [area(BUURT, level=area(CITY).level)]],
            CENTRES[WIJK],
            id="its area grows to another level",
        ),
    ],
)
async def test_the_place_of_an_initiative(graph: Graph, steps: list[list[Node | Relation]], expected: Point) -> None:
    await graph.write(village(), STAFF)
    for records in steps:
        await write(graph, *records)
    assert await place(graph) == expected
    assert await place(graph, CAFE) == CENTRES[WIJK], "others stay where they are"
    assert await place(graph, LOST) is None


async def test_a_place_that_follows_takes_no_revision(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, area(WIJK, centre=MOVED))
    (found,) = await graph.get(Initiative, [CAFE], PUBLIC)
    assert found
    assert (found.place, found.revision) == (MOVED, 1)
    (version,) = await graph.history((Initiative, CAFE), PUBLIC)
    assert version.record == found
    (change,) = await graph.changes(1, 10, STAFF)
    assert len(change.touched or ()) == 1


async def test_one_area_moves_many(graph: Graph) -> None:
    initiatives = [Initiative(key=100 + n, title=f"{n}") for n in range(60)]
    links = [LocatedIn(source=node.key, target=BUURT) for node in initiatives]
    await write(graph, area(BUURT), *initiatives, *links)
    await write(graph, area(BUURT, centre=MOVED))
    places = await graph.places(Initiative, Filter(), PUBLIC)
    assert set(zip(places.lon.tolist(), places.lat.tolist(), strict=True)) == {(MOVED.lon, MOVED.lat)}
    assert len(places.keys) == 60


RELATIONS_OF_TRADER = [
    Runs(source=TRADER, target=CAFE),
    Supports(source=TRADER, target=GARDEN, kind=ResourceKind.MATERIAL),
    Represents(source=TRADER, target=DORP),
    Provides(source=TRADER, target=300),
]


@pytest.mark.slow_on_neo4j
async def test_an_organisation_that_is_a_person_vanishes_with_its_relations_and_comes_back(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    offer = Offer(key=300, kind=ResourceKind.SPACE, text="werkplaats")
    await write(graph, offer, *RELATIONS_OF_TRADER[1:])
    hidden = await picture(graph, PUBLIC)
    await write(graph, trader(LegalForm.BV))
    assert await keys(graph, Organisation) == [CLUB, TRADER]
    assert await ends(graph, Runs, CAFE, Direction.IN) == [CLUB, TRADER]
    ids = [RelationId(type(r), r.source, r.target) for r in RELATIONS_OF_TRADER]
    assert all(await graph.relations(ids, PUBLIC))
    assert (await graph.ends(Supports, Filter(), PUBLIC)).source.tolist() == [TRADER]
    await write(graph, trader(LegalForm.VOF))
    gone = await picture(graph, PUBLIC)
    # of the time in which it was a company the feed keeps what it then told
    del hidden["changes"], gone["changes"]
    assert gone == hidden
    assert await graph.relations(ids, PUBLIC) == [None] * 4
    assert all(await graph.relations(ids, STAFF))


async def test_a_relation_is_as_private_as_its_ends_in_one_write(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, trader(LegalForm.BV), Runs(source=TRADER, target=GARDEN))
    assert await ends(graph, Runs, GARDEN, Direction.IN) == [CLUB, TRADER]
    await write(graph, trader(), Runs(source=TRADER, target=CHOIR))
    assert await ends(graph, Runs, GARDEN, Direction.IN) == [CLUB]
    assert await ends(graph, Runs, CHOIR, Direction.IN) == []
    await write(graph, Runs(source=TRADER, target=LOST))
    assert await ends(graph, Runs, LOST, Direction.IN) == []


async def test_hidden_writes_change_no_public_answer(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    before = await picture(graph, PUBLIC)
    await write(graph, bea(pseudonym="x"), Resident(key=52, pseudonym="nieuw"))
    await write(
        graph,
        Initiates(source=52, target=LOST),
        ParticipatesIn(source=CEES, target=CAFE),
        Backs(source=52, target=GARDEN, weight=5),
        MemberOf(source=BEA, target=CLUB),
        LivesIn(source=BEA, target=DORP),
        *RELATIONS_OF_TRADER[:3],
    )
    await write(graph, Organisation(key=42, name="Smid", legal_form=LegalForm.ONBEKEND), Runs(source=42, target=GARDEN))
    await write(graph, Initiates(source=BEA, target=GARDEN, until=ENDED))
    assert await graph.erase(CEES, STAFF)
    assert await picture(graph, PUBLIC) == before


async def test_a_relation_to_a_stranger_changes_nothing_else(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, ConnectedTo(source=LOST, target=CHOIR), Theme(key=99, name="x"))
    assert await keys(graph, Organisation) == [CLUB]
    assert await ends(graph, Runs, CAFE, Direction.IN, STAFF) == [CLUB, TRADER]
