# SPDX-License-Identifier: EUPL-1.2
"""What the network tells, as the API gives it."""

from typing import Any

import pytest

from schema.api import schema
from schema.context import Context
from schema.enums import CentralityMeasure
from schema.privacy import PUBLIC, STAFF
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio

RELATED = """query ($first: Int! = 10) { initiative(id: "Initiative:11") {
  related(first: $first) { rank score adamicAdar
  initiative { id title } evidence { kind share count via { __typename id ... on Organisation { name } } } } } }"""


async def test_related_says_why(ask: Asked, fail: Asked) -> None:
    found = (await ask(RELATED))["initiative"]["related"]
    assert [each["rank"] for each in found] == list(range(1, len(found) + 1))
    assert found[0]["initiative"]["id"] == "Initiative:10"
    [evidence] = found[0]["evidence"]
    assert evidence["via"] == {"__typename": "Organisation", "id": "Organisation:20", "name": "Dorpsbelangen Noord"}
    for each in found:
        assert sum(part["share"] for part in each["evidence"]) == pytest.approx(each["score"], rel=1e-12)
    assert (await ask(RELATED, first=0))["initiative"]["related"] == []
    assert "`first` is -1" in (await fail(RELATED, first=-1))["message"]


NETWORK = """query ($filter: InitiativeFilter, $relations: [RelationType!], $first: Int! = 200) {
  network(filter: $filter, relations: $relations, first: $first) {
    truncated nodes { __typename id }
    edges { __typename type label source target ... on ConnectedTo { kind how } } } }"""


async def test_one_request_asks_for_related_so_often(
    store: Any, analysis: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schema.context.MAX_NODES", 250)
    query = "{ initiatives { nodes { related { rank } } } }"
    result = await schema.execute(query, context_value=Context(store, analysis, PUBLIC))
    assert result.errors
    assert {str(error.extensions["code"]) for error in result.errors if error.extensions} == {"TOO_COMPLEX"}


async def test_a_network_is_nodes_and_the_edges_between_them(ask: Asked) -> None:
    for viewer in (PUBLIC, STAFF):
        found = (await ask(NETWORK, viewer))["network"]
        nodes = {node["id"] for node in found["nodes"]}
        assert len(nodes) == len(found["nodes"])
        assert all({edge["source"], edge["target"]} <= nodes for edge in found["edges"])
        assert ("Resident:30" in nodes) is (viewer is STAFF)
    found = (await ask(NETWORK, relations=["CONNECTED_TO", "INITIATES"]))["network"]
    assert found["edges"] == [
        {
            "__typename": "ConnectedTo", "type": "CONNECTED_TO", "label": "connected to",
            "source": "Initiative:10", "target": "Initiative:11", "kind": "COOPERATES", "how": None,
        }
    ]  # fmt: skip
    chosen = (await ask(NETWORK, filter={"themes": ["Theme:4"]}, relations=["ABOUT"]))["network"]
    assert {node["id"] for node in chosen["nodes"]} == {"Initiative:10", "Theme:4"}
    assert (await ask(NETWORK, first=1))["network"]["truncated"]


MAP = """query ($bbox: BoxInput!, $zoom: Int!, $filter: InitiativeFilter) {
  mapFeatures(bbox: $bbox, zoom: $zoom, filter: $filter) {
    count point { lon lat } box { west south east north } initiative { id } } }"""
EVERYTHING = {"west": 6, "south": 53, "east": 7, "north": 54}


async def test_a_map_has_clusters_and_single_initiatives(ask: Asked, fail: Asked) -> None:
    for zoom in (0, 22):
        found = (await ask(MAP, bbox=EVERYTHING, zoom=zoom))["mapFeatures"]
        assert sum(each["count"] for each in found) == 3
    [single] = (await ask(MAP, bbox=EVERYTHING, zoom=12, filter={"status": ["IDEA"]}))["mapFeatures"]
    assert single["initiative"] == {"id": "Initiative:11"}
    assert single["point"] == {"lon": 6.6, "lat": 53.1}
    assert "`zoom` is 23; it goes from 0 to 22" in (await fail(MAP, bbox=EVERYTHING, zoom=23))["message"]
    assert "not a box" in (await fail(MAP, bbox=EVERYTHING | {"west": 8}, zoom=3))["message"]


async def test_areas_with_counts(ask: Asked) -> None:
    query = """query ($level: AreaLevel!, $bbox: BoxInput, $filter: InitiativeFilter) {
      areaCounts(level: $level, bbox: $bbox, filter: $filter) { initiatives area { id name geometry } } }"""
    [found] = (await ask(query, level="WIJK"))["areaCounts"]
    assert (found["initiatives"], found["area"]["id"]) == (3, "Area:2")
    assert found["area"]["geometry"]["type"] == "Polygon"
    [found] = (await ask(query, level="WIJK", filter={"text": "voetbalveld"}, bbox=EVERYTHING))["areaCounts"]
    assert found["initiatives"] == 1
    assert (await ask(query, level="WIJK", bbox={"west": 4, "south": 51, "east": 5, "north": 52}))["areaCounts"] == []


async def test_residents_are_never_ranked(ask: Asked, fail: Asked) -> None:
    for viewer in (PUBLIC, STAFF):
        refused = await fail("{ centrality(measure: DEGREE, type: RESIDENT) { rank } }", viewer)
        assert "Residents are not ranked" in refused["message"]
        found = await ask("{ centrality(measure: DEGREE, first: 500) { node { id } } }", viewer)
        assert not any(each["node"]["id"].startswith("Resident") for each in found["centrality"])


CENTRALITY = """query ($measure: CentralityMeasure!, $filter: InitiativeFilter, $projection: Projection! = FULL,
    $relations: [RelationType!], $nodeTypes: [NodeType!]) {
  centrality(measure: $measure, type: INITIATIVE, filter: $filter, projection: $projection, relations: $relations,
      nodeTypes: $nodeTypes) {
    rank value percentile error explanation english: explanation(language: EN) node { id } } }"""


async def test_centrality_of_a_selection_says_what_it_means(ask: Asked) -> None:
    found = (await ask(CENTRALITY, measure="DEGREE", relations=["RUNS", "SUPPORTS", "CONNECTED_TO"]))["centrality"]
    assert [(each["node"]["id"], each["rank"]) for each in found] == [
        ("Initiative:10", 1), ("Initiative:11", 1), ("Initiative:12", 3)
    ]  # fmt: skip
    assert found[0]["explanation"] == "Staat met 2 anderen in verband, meer dan 50% van de initiatieven."
    assert found[0]["english"] == "Is joined to 2 others, more than 50% of the initiatives."
    assert found[2]["explanation"] == "Staat in dit netwerk met niets in verband."
    assert found[0]["error"] is None
    alone = await ask(CENTRALITY, measure="STRENGTH", projection="INITIATIVES", filter={"status": ["ACTIVE", "IDEA"]})
    # Connected, and an organisation that is in two shared: 1 + 1/2.
    assert [each["value"] for each in alone["centrality"]] == [1.5, 1.5]
    assert alone["centrality"][0]["explanation"] == "De banden met andere initiatieven wegen samen 1,5."
    without = {"projection": "INITIATIVES", "nodeTypes": ["RESIDENT"]}
    alone = (await ask(CENTRALITY, measure="STRENGTH", **without))["centrality"]
    assert [each["value"] for each in alone] == [1, 1, 0]


@pytest.mark.parametrize("measure", [each.name for each in CentralityMeasure])
async def test_every_measure_reads_as_a_sentence(ask: Asked, measure: str) -> None:
    for viewer in (PUBLIC, STAFF):
        for each in (await ask(CENTRALITY, viewer, measure=measure))["centrality"]:
            assert each["explanation"].endswith(".")
            assert each["english"].endswith(".")
            assert each["english"] != each["explanation"]
