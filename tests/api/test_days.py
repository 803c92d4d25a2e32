# SPDX-License-Identifier: EUPL-1.2
"""The network of a day: of the relations that held on that day, not of today's."""

import gc
import weakref
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.initiative import ConnectedTo, Initiative
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.resident import ParticipatesIn, Resident
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio

TODAY: Final = datetime.now(UTC).date()
YESTERDAY: Final = TODAY - timedelta(days=1)
LAST_WEEK: Final = TODAY - timedelta(days=7)

ENDED, BEGUN = {PUBLIC: (100, 101), STAFF: (110, 111)}, {PUBLIC: (102, 103), STAFF: (112, 113)}
"""Two initiatives that were joined until yesterday, and two since today: directly, and for staff by a resident."""
ENDING, BEGINNING = 130, 131

QUERY = """query ($day: Date, $projection: Projection! = FULL) {
  centrality(measure: DEGREE, type: INITIATIVE, filter: {activeOn: $day}, projection: $projection, first: 500) {
    value node { id } }
  communities(filter: {activeOn: $day}, projection: $projection, first: 500) {
    total alone items { centralInitiatives { id } } }
  fragility(filter: {activeOn: $day}, projection: $projection, first: 500) {
    initiatives alone groups links { a { id } b { id } throughResident } repairsTotal } }"""


def dated() -> tuple[list[Node], list[Relation]]:
    relations: list[Relation] = [
        ConnectedTo(source=100, target=101, until=YESTERDAY),
        ConnectedTo(source=102, target=103, since=TODAY),
        *(ParticipatesIn(source=ENDING, target=key, until=YESTERDAY) for key in ENDED[STAFF]),
        *(ParticipatesIn(source=BEGINNING, target=key, since=TODAY) for key in BEGUN[STAFF]),
    ]
    keys = [key for pairs in (ENDED, BEGUN) for pair in pairs.values() for key in pair]
    nodes: list[Node] = [Initiative(key=key, title=f"Plan {key}") for key in keys]
    return [*nodes, *(Resident(key=key, pseudonym=f"p{key}") for key in (ENDING, BEGINNING))], relations


@pytest.fixture(autouse=True)
async def _written(store: Store) -> None:
    await store.write(ChangeSet(*dated()), STAFF)


def joined(found: dict[str, Any], pair: tuple[int, int]) -> set[str]:
    """By which of the answers two initiatives are joined, of those who have no other connection."""
    ids = {f"Initiative:{key}" for key in pair}
    degree = {each["node"]["id"]: each["value"] for each in found["centrality"]}
    groups = [{each["id"] for each in group["centralInitiatives"]} for group in found["communities"]["items"]]
    links = [{link["a"]["id"], link["b"]["id"]} for link in found["fragility"]["links"]]
    assert len({degree[id] for id in ids}) == 1
    told = {"centrality": all(degree[id] > 0 for id in ids), "communities": ids in groups, "fragility": ids in links}
    return {name for name, is_so in told.items() if is_so}


ALL: Final = {"centrality", "communities", "fragility"}


@pytest.mark.parametrize("projection", ["FULL", "INITIATIVES"])
@pytest.mark.parametrize("viewer", [PUBLIC, STAFF])
async def test_a_day_has_the_relations_that_held_on_it(ask: Asked, viewer: Viewer, projection: str) -> None:
    for day, ended, begun in (
        (LAST_WEEK, ALL, set[str]()),
        (YESTERDAY, ALL, set[str]()),
        (TODAY, set[str](), ALL),
        (None, set[str](), ALL),
        (LAST_WEEK, ALL, set[str]()),
    ):
        found = await ask(QUERY, viewer, day=day and day.isoformat(), projection=projection)
        for level in (PUBLIC, STAFF):
            seen = level.privacy <= viewer.privacy
            assert joined(found, ENDED[level]) == (ended if seen else set()), (day, level)
            assert joined(found, BEGUN[level]) == (begun if seen else set()), (day, level)


async def test_a_drawing_of_a_day_has_the_edges_of_that_day(ask: Asked) -> None:
    query = """query ($day: Date) { drawing(measure: DEGREE, filter: {activeOn: $day}, relations: [CONNECTED_TO]) {
      nodes { node { id } } edges { source target } groups { nodes community { initiatives } } } }"""
    for day, there in ((LAST_WEEK, ENDED), (TODAY, BEGUN), (None, BEGUN)):
        drawing = (await ask(query, day=day and day.isoformat()))["drawing"]
        ids = [each["node"]["id"] for each in drawing["nodes"]]
        edges = [{ids[edge["source"]], ids[edge["target"]]} for edge in drawing["edges"]]
        pair = {f"Initiative:{key}" for key in there[PUBLIC]}
        assert pair in edges
        assert pair in [{ids[at] for at in group["nodes"]} for group in drawing["groups"]]
        others = {f"Initiative:{key}" for key in (*ENDED[PUBLIC], *BEGUN[PUBLIC])} - pair
        assert not any(edge & others for edge in edges)


async def test_before_anything_there_is_no_network_and_no_error(ask: Asked) -> None:
    query = """query ($filter: InitiativeFilter! = {activeOn: "0001-01-01", text: "voetbalveld"}) {
      centrality(measure: DEGREE, type: INITIATIVE, filter: $filter) { value }
      communities(filter: $filter) { total alone text(language: EN) }
      fragility(filter: $filter) { initiatives groups points { lost } } }"""
    for viewer in (PUBLIC, STAFF):
        assert await ask(query, viewer) == {
            "centrality": [],
            "communities": {
                "total": 0,
                "alone": 0,
                "text": "No communities: the initiatives here are not joined to each other.",
            },
            "fragility": {"initiatives": 0, "groups": 0, "points": []},
        }


async def test_the_network_of_a_day_follows_what_is_written(ask: Asked, store: Store) -> None:
    day = LAST_WEEK.isoformat()
    assert joined(await ask(QUERY, day=day), BEGUN[PUBLIC]) == set()
    for since, expected in ((LAST_WEEK, ALL), (YESTERDAY, set[str]()), (None, ALL)):
        await store.write(ChangeSet([], [ConnectedTo(source=102, target=103, since=since)]), STAFF)
        assert joined(await ask(QUERY, day=day), BEGUN[PUBLIC]) == expected
        assert joined(await ask(QUERY), BEGUN[PUBLIC]) == ALL


async def test_an_erased_resident_is_in_the_network_of_no_day(
    ask: Asked, store: Store, analysis: AnalysisService
) -> None:
    day = LAST_WEEK.isoformat()
    assert joined(await ask(QUERY, STAFF, day=day), ENDED[STAFF]) == ALL
    held = weakref.ref(await analysis.snapshot(STAFF, LAST_WEEK))
    assert await store.erase(ENDING, STAFF)
    await ask(QUERY, STAFF)  # of today: that of last week is not asked for again
    gc.collect()
    assert held() is None
    assert joined(await ask(QUERY, STAFF, day=day), ENDED[STAFF]) == set()
