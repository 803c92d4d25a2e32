# SPDX-License-Identifier: EUPL-1.2
"""The demo municipality: the same for the same seed, whole at any size, and believable."""

import itertools
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point as Dot
from shapely.geometry import shape

from loaders.demo import change_sets, load_demo
from loaders.demo.land import land
from loaders.demo.plan import FIRST, LAST, Plan
from loaders.demo.texts import ASSOCIATIONS, SUBJECTS, VILLAGES
from loaders.writing import BATCH
from schema.area import Area, AreaLevel
from schema.base import Node, Relation
from schema.initiative import ConnectedTo, Initiative, InitiativeStatus, LocatedIn, LocationPrecision
from schema.municipality import Municipality
from schema.organisation import PERSONAL_FORMS, Organisation
from schema.privacy import PUBLIC
from schema.query import Filter, Order, Page
from schema.resident import Backs, LivesIn, ParticipatesIn, Resident
from schema.services import Graph
from schema.support_request import RequestState, SupportRequest, SupportRole
from schema.validation import validate

pytestmark = pytest.mark.anyio
Record = Node | Relation
T = TypeVar("T", bound=Record)


def flat(initiatives: int = 200, residents: int | None = None, seed: int = 1) -> list[Record]:
    return [r for changes in change_sets(initiatives, residents, seed) for r in (*changes.nodes, *changes.relations)]


@pytest.fixture(scope="module")
def demo() -> list[Record]:
    return flat()


def of(records: Iterable[Record], cls: type[T]) -> list[T]:
    return [record for record in records if isinstance(record, cls)]


def test_the_same_seed_gives_the_same_records(demo: list[Record]) -> None:
    assert flat() == demo
    keys = {node.key for node in of(demo, Initiative)}
    for other in (flat(seed=2), flat(initiatives=201), flat(residents=2000)):
        assert not keys & {node.key for node in of(other, Initiative)}


@given(st.integers(1, 1200), st.integers(1, 4000), st.integers(0, 2**40))
@settings(max_examples=12)
def test_any_size_is_whole(initiatives: int, residents: int, seed: int) -> None:
    """Every record is valid, no key or pair comes twice, and relations end in nodes that are there already."""
    kinds: dict[int, type[Node]] = {}
    pairs: set[tuple[type[Relation], int, int]] = set()
    for changes in change_sets(initiatives, residents, seed):
        assert len(changes.nodes) + len(changes.relations) <= BATCH
        for node in changes.nodes:
            assert node.key not in kinds
            assert 0 <= node.key < 2**63
            kinds[node.key] = type(node)
            assert not validate(node)
        for relation in changes.relations:
            ends = type(relation).__ends__
            assert (kinds[relation.source], kinds[relation.target]) == (ends.source, ends.target)
            pair = (type(relation), relation.source, relation.target)
            assert pair not in pairs
            pairs.add(pair)
            assert not ends.symmetric or relation.source < relation.target
            assert not validate(relation)
    counts = Counter(kinds.values())
    assert (counts[Initiative], counts[Resident], counts[Municipality]) == (initiatives, residents, 1)


@pytest.mark.parametrize(("initiatives", "residents"), [(0, 5), (5, 0), (-1, 5)])
def test_nothing_is_refused(initiatives: int, residents: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        next(change_sets(initiatives, residents))


@given(st.integers(1, 60_000), st.integers(0, 2**40))
@example(29, 104207339415)  # a face without a seed, which is not next to the nearest one
@example(146, 389573587538)  # a village that was drawn on the border
@settings(max_examples=20)
def test_the_land_fits_together(initiatives: int, seed: int) -> None:
    """Neighbourhoods are valid polygons without gaps or overlaps, and so are villages; each is in its village."""
    drawn = land(Plan(initiatives, 1, seed))
    for places in (drawn.buurten, drawn.villages):
        outlines = [place.outline for place in places]
        assert all(outline.is_valid and outline.geom_type == "Polygon" for outline in outlines)
        assert shapely.coverage_is_valid(outlines)
        assert sum(outline.area for outline in outlines) == pytest.approx(drawn.outline.area)
    for buurt in drawn.buurten:
        assert shapely.covers(drawn.villages[buurt.village].outline, buurt.outline.representative_point())
    assert shapely.get_coordinates(drawn.outline) == pytest.approx(shapely.get_coordinates(drawn.outline).round(6))


def test_no_two_areas_overlap(demo: list[Record]) -> None:
    by_level: dict[AreaLevel, list[Area]] = {}
    for area in of(demo, Area):
        by_level.setdefault(area.level, []).append(area)
        assert area.centre
        assert shape(area.geometry or {}).contains(Dot(area.centre.lon, area.centre.lat))
    for areas in by_level.values():
        for one, other in itertools.combinations(areas, 2):
            assert shape(one.geometry or {}).intersection(shape(other.geometry or {})).area == 0
    assert len(by_level[AreaLevel.DORP]) == 8
    whole = by_level[AreaLevel.MUNICIPALITY][0].population
    for level in (AreaLevel.DORP, AreaLevel.BUURT):
        assert sum(area.population or 0 for area in by_level[level]) == whole == 12_000


def test_it_says_that_it_is_made_up(demo: list[Record]) -> None:
    for cls in (Municipality, Area, Initiative, Organisation, SupportRequest):
        assert all("bestaat" in (record.origin or "") for record in of(demo, cls))
    assert of(demo, Municipality)[0].code is None
    for initiative in of(demo, Initiative):
        assert (initiative.contact or ".example").endswith(".example")
        assert ".example/" in (initiative.website or ".example/")


def test_initiatives_lie_in_their_area(demo: list[Record]) -> None:
    areas = {area.key: area for area in of(demo, Area)}
    located = {relation.source: areas[relation.target] for relation in of(demo, LocatedIn)}
    for initiative in of(demo, Initiative):
        assert located[initiative.key].level is AreaLevel.BUURT
        if point := initiative.location:
            outline = shape(located[initiative.key].geometry or {})
            assert outline.distance(Dot(point.lon, point.lat)) < 1e-6
    venues = [n for n in of(demo, Initiative) if n.location_precision is LocationPrecision.VENUE]
    assert 20 < len(venues) < 90


def test_names_only_with_consent(demo: list[Record]) -> None:
    named = [resident for resident in of(demo, Resident) if resident.name]
    assert 30 < len(named) < 200
    assert all(resident.consent_on and FIRST <= resident.consent_on <= LAST for resident in named)
    assert not [r for r in of(demo, Resident) if r.contact and not r.name]


def test_lives_are_local_and_unequal(demo: list[Record]) -> None:
    home = {relation.source: relation.target for relation in of(demo, LivesIn)}
    there = {relation.source: relation.target for relation in of(demo, LocatedIn)}
    joined = of(demo, ParticipatesIn)
    local = sum(home[r.source] == there[r.target] for r in joined) / len(joined)
    assert 0.5 < local < 0.9
    busy = sorted(Counter(r.source for r in [*joined, *of(demo, Backs)]).values(), reverse=True)
    assert busy[0] > 20
    assert sum(busy[: len(busy) // 10]) > 0.3 * sum(busy)
    backed = sorted(Counter(r.target for r in of(demo, Backs)).values())
    assert backed[-1] > 8 * backed[len(backed) // 2]


def test_statuses_and_dates_agree(demo: list[Record]) -> None:
    initiatives = of(demo, Initiative)
    assert set(Counter(n.status for n in initiatives)) == set(InitiativeStatus)
    years = {n.since.year for n in initiatives if n.since}
    assert years == set(range(2018, 2027))
    for n in initiatives:
        assert n.since
        assert FIRST <= n.since <= LAST
        assert (n.status is InitiativeStatus.ENDED) == (n.until is not None) == (n.end_reason is not None)
    period = {n.key: (n.since, n.until or LAST) for n in initiatives}
    for r in of(demo, ParticipatesIn):
        begin, end = period[r.target]
        assert (begin or date.max) <= (r.since or date.min)
        assert (r.until or date.min) <= end


def test_support_is_asked_and_decided(demo: list[Record]) -> None:
    requests = of(demo, SupportRequest)
    assert {r.role for r in requests} == set(SupportRole)
    assert {r.state for r in requests} == set(RequestState)
    for r in requests:
        assert r.asked_on
        assert (r.decided_on is None) == (r.state is RequestState.ASKED)
        assert (r.amount is not None) == (r.role is SupportRole.FINANCE)
        assert r.amount is None or Decimal(200) <= r.amount <= Decimal(90_000)
        if r.decided_on and r.state in (RequestState.GRANTED, RequestState.DECLINED):
            assert 14 <= (r.decided_on - r.asked_on).days <= 7 * 27


def test_organisations_are_of_all_kinds(demo: list[Record]) -> None:
    organisations = of(demo, Organisation)
    assert len(organisations) > 80
    personal = [o for o in organisations if o.legal_form in PERSONAL_FORMS]
    assert 5 < len(personal) < 40
    assert of(demo, ConnectedTo)


def test_texts_are_filled_in_and_varied(demo: list[Record]) -> None:
    initiatives = of(demo, Initiative)
    for n in initiatives:
        for text in (n.title, n.summary):
            assert text == " ".join(text.split())
            assert not set("{}") & set(text)
        assert not n.title[0].islower()
        assert n.summary[-1] in ".?!"
    assert len({n.title for n in initiatives}) > 180
    assert len({n.summary for n in initiatives}) > 190


def test_the_words_fit_the_schema() -> None:
    """Whatever chance chooses: no carrier without associations, no sentence twice, no village twice."""
    tags = {kind.tag for kind in ASSOCIATIONS}
    for subject in SUBJECTS:
        assert set(subject.run) <= tags
        assert subject.requests
        for story in subject.stories:
            assert len(story.then) >= 2
            assert len(set(story.titles + story.first + story.then)) == len(story.titles + story.first + story.then)
    assert len(set(VILLAGES)) == len(VILLAGES) >= Plan(10**6, 1, 0).villages


async def test_loading_the_demo_twice_changes_nothing(store: Graph) -> None:
    written: list[int] = []
    first = await load_demo(store, 20, progress=lambda done, _: written.append(done))
    assert first.changed == 0
    assert first.created == sum(first.read.values()) == written[-1]
    again = await load_demo(store, 20)
    assert (again.created, again.changed, again.revision) == (0, 0, first.revision)
    found = await store.find(Initiative, Filter(), Order.TITLE, Page(50), PUBLIC)
    assert found.total == 20
    assert all(node.place and node.contact is None for node in found.nodes)


@pytest.mark.slow
def test_a_large_demo_is_whole() -> None:
    known: set[int] = set()
    total = 0
    for changes in change_sets(20_000, seed=3):
        assert len(changes.nodes) + len(changes.relations) <= BATCH
        before = len(known)
        known |= {node.key for node in changes.nodes}
        assert len(known) == before + len(changes.nodes)
        assert all(r.source in known and r.target in known for r in changes.relations)
        total += len(changes.nodes) + len(changes.relations)
    assert total > 1_400_000
