# SPDX-License-Identifier: EUPL-1.2
"""Blind spots, as the API gives them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from graph_api.store.sqlite.store import SQLiteStore
from loaders import registry
from schema.api import schema
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.context import Context
from schema.initiative import About, Asks, Initiative, LocatedIn
from schema.municipality import Municipality
from schema.organisation import LegalForm, Organisation, Supports
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.resident import Initiates, Resident
from schema.resource import ResourceKind
from schema.support_request import RequestState, SupportRequest, SupportRole
from schema.theme import Theme
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio

TOWN, ELSEWHERE, WHOLE, NEXT = 1, 2, 3, 4
POPULATION = {10: 1000, 11: 1000, 12: 1000, 13: 4000, 14: None, 15: 9, 16: 0, 17: 500}
"""Neighbourhoods of the town; 17 lies in another municipality, where only one street is known of."""
COUNTS = {10: 12, 11: 12, 12: 11, 13: 2, 14: 3, 15: 2}
GREEN, SPORT = 30, 31


def initiatives() -> tuple[list[Node], list[Relation]]:
    nodes: list[Node] = []
    relations: list[Relation] = []
    for area, count in COUNTS.items():
        for i in range(count):
            key = area * 100 + i
            nodes.append(Initiative(key=key, title=f"Plan {key}", origin="register"))
            relations.append(LocatedIn(source=key, target=area))
            relations.append(About(source=key, target=SPORT if area == 10 or i % 2 else GREEN))
    return nodes, relations


def town() -> ChangeSet:
    nodes, relations = initiatives()
    residents = [Resident(key=9000 + i, pseudonym=f"r{i}") for i in range(40)]
    # Twelve started something in 10, three in 11, where one started two.
    started = [(i, 1000 + i % 12) for i in range(12)] + [(20, 1100), (21, 1101), (22, 1102), (20, 1103)]
    return ChangeSet(
        [
            Municipality(key=TOWN, name="Kwekerdam"),
            Municipality(key=ELSEWHERE, name="Elders"),
            Area(key=WHOLE, name="Kwekerdam", level=AreaLevel.MUNICIPALITY, code="k", population=7000),
            Area(key=NEXT, name="Elders", level=AreaLevel.MUNICIPALITY, code="e"),
            *(
                Area(key=key, name=f"Buurt {key}", level=AreaLevel.BUURT, code=str(key), population=people)
                for key, people in POPULATION.items()
            ),
            Theme(key=GREEN, name="Groen"),
            Theme(key=SPORT, name="Sport"),
            Organisation(key=40, name="Fonds", legal_form=LegalForm.STICHTING),
            Organisation(key=41, name="Timmerman", legal_form=LegalForm.EENMANSZAAK),
            SupportRequest(key=50, role=SupportRole.FINANCE, state=RequestState.GRANTED),
            SupportRequest(key=51, role=SupportRole.FINANCE, state=RequestState.DECLINED),
            *nodes,
            *residents,
        ],
        [
            BelongsTo(source=WHOLE, target=TOWN),
            BelongsTo(source=NEXT, target=ELSEWHERE),
            *(PartOf(source=key, target=WHOLE if key != 17 else NEXT) for key in POPULATION),
            Supports(source=40, target=1000, kind=ResourceKind.MONEY),
            Supports(source=41, target=1001, kind=ResourceKind.PEOPLE),
            Asks(source=1100, target=50),
            Asks(source=1101, target=51),
            *relations,
            *(Initiates(source=9000 + who, target=what) for who, what in started),
        ],
    )


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with SQLiteStore(tmp_path / "town.db") as store:
        await store.write(town(), STAFF)
        yield store


SPOTS = """query ($level: AreaLevel! = BUURT, $measure: BlindSpotMeasure! = INITIATIVES, $filter: InitiativeFilter) {
  blindSpots(level: $level, measure: $measure, filter: $filter) {
    area { id name } measure status observed of expected rate overallRate shrunkRate low high withheld
    text english: text(language: EN) } }"""
THEMES = """query ($level: AreaLevel! = BUURT, $measure: BlindSpotMeasure! = INITIATIVES, $filter: InitiativeFilter,
    $first: Int! = 50) {
  themeBlindSpots(level: $level, measure: $measure, filter: $filter, first: $first) {
    area { id } theme { name } measure status observed of expected rate overallRate shrunkRate low high withheld
    text english: text(language: EN) } }"""
FIGURES = ("observed", "of", "expected", "rate", "overallRate", "shrunkRate", "low", "high")


async def spots(ask: Asked, viewer: Viewer = PUBLIC, **variables: Any) -> dict[int, Any]:
    found = (await ask(SPOTS, viewer, **variables))["blindSpots"]
    return {int(each["area"]["id"].removeprefix("Area:")): each for each in found}


async def test_fewer_than_expected_comes_first_with_its_figures(ask: Asked) -> None:
    found = await spots(ask)
    assert next(iter(found)) == 13
    worst = found[13]
    assert (worst["status"], worst["observed"], worst["of"]) == ("FEWER", 2, 4000)
    assert worst["overallRate"] == pytest.approx(1000 * 37 / 7000)
    assert worst["expected"] == pytest.approx(4000 * 37 / 7000)
    assert worst["rate"] == 0.5
    assert worst["low"] < worst["shrunkRate"] < worst["high"] < worst["overallRate"]
    assert worst["text"] == (
        "In Buurt 13 zijn 2 initiatieven bekend op 4.000 inwoners; "
        "bij dit aantal inwoners zijn er ongeveer 21 te verwachten."
    )
    assert worst["english"] == (
        "In Buurt 13, 2 initiatives are known for 4,000 residents; for so many about 21 are to be expected."
    )
    assert {found[key]["status"] for key in (10, 11, 12)} == {"MORE"}


async def test_what_cannot_be_told_is_told_apart(ask: Asked) -> None:
    found = await spots(ask)
    assert (found[14]["status"], found[14]["observed"], found[14]["rate"]) == ("NO_POPULATION", 3, None)
    assert "aantal inwoners is niet bekend" in found[14]["text"]
    for key in (15, 16):
        assert found[key]["status"] == "TOO_SMALL"
        assert [found[key][figure] for figure in FIGURES] == [None] * len(FIGURES)
        assert "2" not in found[key]["text"].replace("Buurt", "")
    assert (found[17]["status"], found[17]["observed"], found[17]["expected"]) == ("NOT_COVERED", 0, None)
    assert "geen bron bestrijkt heel Buurt 17" in found[17]["text"]


async def test_the_filter_chooses_initiatives_and_areas(ask: Asked, fail: Asked) -> None:
    sport = await spots(ask, filter={"themes": [f"Theme:{SPORT}"]})
    assert {key: sport[key]["observed"] for key in (10, 11, 12, 13)} == {10: 12, 11: 6, 12: 5, 13: 1}
    assert set(await spots(ask, filter={"municipality": f"Municipality:{ELSEWHERE}"})) == {17}
    assert set(await spots(ask, filter={"areas": ["Area:10", "Area:13"]})) == {10, 13}
    assert set(await spots(ask, level="MUNICIPALITY")) == {WHOLE, NEXT}
    assert await spots(ask, level="DORP") == {}
    wrong = await fail(SPOTS, filter={"bbox": {"west": 0, "south": 0, "east": 1, "north": 1}})
    assert "not `bbox` or `near`" in wrong["message"]
    none = await spots(ask, filter={"text": "bestaat niet"})
    assert {none[key]["status"] for key in (10, 13)} == {"AS_EXPECTED"}
    assert (none[10]["rate"], none[10]["low"], none[10]["high"]) == (0, 0, 0)


async def test_support_is_of_organisations_one_may_see_and_of_the_municipality(ask: Asked) -> None:
    public, staff = await spots(ask, measure="SUPPORT"), await spots(ask, STAFF, measure="SUPPORT")
    assert [public[key]["observed"] for key in (10, 11, 12)] == [1, 1, 0]
    assert [staff[key]["observed"] for key in (10, 11, 12)] == [2, 1, 0]


async def test_initiators_are_for_staff_and_few_are_not_told(ask: Asked) -> None:
    assert await spots(ask, measure="INITIATORS") == {}
    found = await spots(ask, STAFF, measure="INITIATORS")
    assert (found[10]["observed"], found[10]["withheld"]) == (12, False)
    assert found[10]["rate"] == 12
    few = found[11]
    assert (few["withheld"], few["observed"], few["rate"], few["shrunkRate"], few["low"]) == (True, *[None] * 4)
    assert few["expected"] == pytest.approx(1000 * 15 / 7000)
    assert few["text"].startswith("In Buurt 11 zijn minder dan 10 trekkers bekend op 1.000 inwoners;")
    assert found[12]["withheld"], "none is fewer than ten as well"


async def test_themes_are_compared_by_their_share(ask: Asked) -> None:
    found = (await ask(THEMES))["themeBlindSpots"]
    first = found[0]
    assert (first["area"]["id"], first["theme"]["name"], first["status"]) == ("Area:10", "Groen", "FEWER")
    assert (first["observed"], first["of"]) == (0, 12)
    assert first["text"] == (
        "In Buurt 10 gaat geen van de 12 bekende initiatieven over Groen; "
        "naar het aandeel elders zijn er ongeveer 4 te verwachten."
    )
    assert len((await ask(THEMES, first=2))["themeBlindSpots"]) == 2


async def test_themes_are_not_told_of_areas_that_may_have_fewer_than_ten_residents(ask: Asked) -> None:
    for measure in ("INITIATIVES", "SUPPORT", "INITIATORS"):
        for viewer in (PUBLIC, STAFF):
            found = (await ask(THEMES, viewer, measure=measure))["themeBlindSpots"]
            told = {each["area"]["id"] for each in found}
            assert told <= {"Area:10", "Area:11", "Area:12", "Area:13"}, "14 is of an unknown number, 15 and 16 small"


async def themes(ask: Asked, viewer: Viewer = PUBLIC, **variables: Any) -> dict[tuple[int, str], Any]:
    found = (await ask(THEMES, viewer, **variables))["themeBlindSpots"]
    return {(int(each["area"]["id"].removeprefix("Area:")), each["theme"]["name"]): each for each in found}


async def test_themes_by_support_are_compared_by_what_has_support(ask: Asked, store: Store) -> None:
    supported = [Supports(source=40, target=1100 + i, kind=ResourceKind.MONEY) for i in (1, 2, 3)]
    await store.write(ChangeSet([], supported), STAFF)
    public, staff = await themes(ask, measure="SUPPORT"), await themes(ask, STAFF, measure="SUPPORT")
    # In 10 one of sport, for staff two; in 11 the granted request of green, and of these three one of green.
    assert {pair: (each["observed"], each["of"]) for pair, each in public.items()} == {
        (10, "Groen"): (0, 1),
        (10, "Sport"): (1, 1),
        (11, "Groen"): (2, 4),
        (11, "Sport"): (2, 4),
    }
    assert (staff[10, "Sport"]["observed"], staff[10, "Sport"]["of"]) == (2, 2)
    each = public[11, "Groen"]
    assert (each["measure"], each["rate"], each["withheld"]) == ("SUPPORT", 0.5, False)
    assert each["overallRate"] == pytest.approx(2 / 5)
    assert each["low"] < each["shrunkRate"] < each["high"]
    assert each["text"].startswith("In Buurt 11 gaan 2 van de 4 bekende initiatieven met steun over Groen;")
    assert each["english"].startswith("In Buurt 11, 2 of 4 known initiatives with support are about Groen;")
    assert public[10, "Groen"]["text"].startswith("In Buurt 10 gaat het ene bekende initiatief met steun niet over")


async def test_themes_by_initiators_are_for_staff_and_few_are_not_told(ask: Asked, store: Store) -> None:
    assert await themes(ask, measure="INITIATORS") == {}
    # In 12 fourteen start something about sport, of whom eleven something about green too.
    more = [Initiates(source=9020 + i, target=1201) for i in range(14)]
    more += [Initiates(source=9020 + i, target=1200 + 2 * (i % 3)) for i in range(11)]
    await store.write(ChangeSet([], more), STAFF)
    found = await themes(ask, STAFF, measure="INITIATORS")
    assert set(found) == {(area, theme) for area in (10, 12) for theme in ("Groen", "Sport")}, "11 has three"
    told = {pair: (each["observed"], each["of"], each["withheld"]) for pair, each in found.items()}
    assert told == {
        (10, "Groen"): (None, 12, True),
        (10, "Sport"): (12, 12, False),
        (12, "Groen"): (11, 14, False),
        (12, "Sport"): (14, 14, False),
    }
    few = found[10, "Groen"]
    assert [few[figure] for figure in ("observed", "rate", "shrunkRate", "low", "high")] == [None] * 5
    assert (few["status"], few["expected"]) == ("FEWER", pytest.approx(12 * 11 / 26))
    assert few["text"] == (
        "In Buurt 10 begonnen minder dan 10 van de 12 bekende trekkers een initiatief over Groen; "
        "naar het aandeel elders zijn er ongeveer 5 te verwachten."
    )
    assert found[12, "Groen"]["english"].startswith("In Buurt 12, 11 of 14 known initiators started something about")


async def test_a_source_that_does_not_know_a_theme_says_nothing_about_it(ask: Asked, store: Store) -> None:
    water = Theme(key=32, name="Water")
    fresh = [Initiative(key=7000 + i, title="Vlot", origin="ander register") for i in range(3)]
    links = [
        link for each in fresh for link in (LocatedIn(source=each.key, target=13), About(source=each.key, target=32))
    ]
    await store.write(ChangeSet([water, *fresh], links), STAFF)
    found = (await ask(THEMES))["themeBlindSpots"]
    of_water = [(each["area"]["id"], each["of"]) for each in found if each["theme"]["name"] == "Water"]
    assert of_water == [("Area:13", 3)]
    of_green = {each["area"]["id"]: each["of"] for each in found if each["theme"]["name"] == "Groen"}
    assert of_green["Area:13"] == 2


async def test_hidden_changes_change_no_byte(store: Store) -> None:
    async def answers() -> bytes:
        found = []
        for query, variables in (
            (SPOTS, {}),
            (SPOTS, {"measure": "SUPPORT"}),
            (SPOTS, {"measure": "INITIATORS"}),
            (THEMES, {}),
            (THEMES, {"measure": "SUPPORT"}),
            (THEMES, {"measure": "INITIATORS"}),
        ):
            result = await schema.execute(query, variables, Context(store, analysis, PUBLIC))
            assert result.errors is None
            found.append(result.data)
        return orjson.dumps(found)

    analysis = AnalysisService(store)
    before = await answers()
    hidden = [Initiates(source=9030 + i, target=1300) for i in range(10)]
    await store.write(ChangeSet([], [*hidden, Supports(source=41, target=1300, kind=ResourceKind.MONEY)]), STAFF)
    assert await answers() == before
    staff = await schema.execute(SPOTS, {"measure": "INITIATORS"}, Context(store, analysis, STAFF))
    assert staff.data
    assert {each["area"]["id"]: each["observed"] for each in staff.data["blindSpots"]}["Area:13"] == 10


async def test_real_neighbourhoods(shared_data: Path, tmp_path: Path) -> None:
    """All buurten of a province; one register of one municipality, with most of it in one buurt."""
    file = shared_data / "geo" / "groningen_prov_buurten_2024_approx.geojson"
    features = orjson.loads(file.read_bytes())["features"]
    async with SQLiteStore(tmp_path / "real.db") as store:
        await registry.load(file, store)
        found = await schema.execute(SPOTS, {}, Context(store, AnalysisService(store), PUBLIC))
        assert found.data
        assert {each["status"] for each in found.data["blindSpots"]} <= {"NOT_COVERED", "TOO_SMALL"}
        assert len(found.data["blindSpots"]) <= len(features)
        areas = [each["area"]["id"] for each in found.data["blindSpots"] if (each["of"] or 0) > 1000][:2]
        keys = [int(area.removeprefix("Area:")) for area in areas]
        plans = [Initiative(key=10 + i, title="Plan", origin="register") for i in range(20)]
        lies = [LocatedIn(source=10 + i, target=keys[i == 0]) for i in range(20)]
        await store.write(ChangeSet(plans, lies), STAFF)
        again = await schema.execute(SPOTS, {}, Context(store, AnalysisService(store), PUBLIC))
        assert again.data
        covered = [each for each in again.data["blindSpots"] if each["status"] not in ("NOT_COVERED", "TOO_SMALL")]
        assert set(areas) <= {each["area"]["id"] for each in covered}
        assert len(covered) < len(again.data["blindSpots"])
