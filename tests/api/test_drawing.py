# SPDX-License-Identifier: EUPL-1.2
"""A drawing of the network, as the API gives it."""

from typing import Any

import pytest

from schema.privacy import PUBLIC, STAFF
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio

DRAWING = """query ($measure: CentralityMeasure! = DEGREE, $filter: InitiativeFilter, $projection: Projection! = FULL,
    $relations: [RelationType!], $nodeTypes: [NodeType!], $first: Int! = 500) {
  drawing(measure: $measure, filter: $filter, projection: $projection, relations: $relations, nodeTypes: $nodeTypes,
      first: $first) {
    total residents edgesTotal nodes { rank value percentile explanation node { id } }
    edges { source target weight } } }"""
CENTRALITY = """query ($measure: CentralityMeasure!) {
  centrality(measure: $measure, first: 500) { rank value percentile explanation node { id } } }"""
HOLDING = ["CONNECTED_TO", "RUNS", "SUPPORTS", "INITIATES", "PARTICIPATES_IN", "MEMBER_OF"]


async def drawn(ask: Asked, viewer: Any = PUBLIC, **asked: Any) -> tuple[dict[str, Any], list[str]]:
    """A drawing, and what its positions stand for."""
    found = (await ask(DRAWING, viewer, **asked))["drawing"]
    ids = [each["node"]["id"] for each in found["nodes"]]
    return found, ids + ["a resident"] * (found["residents"] or 0)


async def test_a_drawing_has_the_figures_of_centrality(ask: Asked) -> None:
    for viewer in (PUBLIC, STAFF):
        for measure in ("BETWEENNESS", "PAGERANK"):
            found, _ = await drawn(ask, viewer, measure=measure)
            assert found["nodes"] == (await ask(CENTRALITY, viewer, measure=measure))["centrality"]
            assert found["total"] == len(found["nodes"])


async def test_edges_join_the_nodes_that_relations_join(ask: Asked) -> None:
    found, ids = await drawn(ask, STAFF, relations=["CONNECTED_TO", "RUNS"])
    joined = {(frozenset((ids[edge["source"]], ids[edge["target"]])), edge["weight"]) for edge in found["edges"]}
    assert joined == {
        (frozenset(("Initiative:10", "Initiative:11")), 1.0),
        (frozenset(("Organisation:20", "Initiative:10")), 1.0),
        (frozenset(("Organisation:21", "Initiative:11")), 1.0),
    }
    assert found["edgesTotal"] == 3


async def test_fewer_nodes_are_the_most_central_with_the_edges_between_them(ask: Asked, fail: Asked) -> None:
    everything, _ = await drawn(ask)
    found, ids = await drawn(ask, first=3)
    assert found["nodes"] == everything["nodes"][:3]
    assert found["total"] == everything["total"] > 3
    assert all(max(edge["source"], edge["target"]) < len(ids) for edge in found["edges"])
    assert "`first` is 2001; it goes from 0 to 2000" in (await fail(DRAWING, first=2001))["message"]


async def test_residents_only_join(ask: Asked) -> None:
    public, _ = await drawn(ask, relations=HOLDING)
    assert public["residents"] is None
    # Each of the two is in one initiative only, and so joins nothing.
    staff, ids = await drawn(ask, STAFF, relations=HOLDING)
    assert staff["residents"] == 0
    # With an area, one of them joins two nodes: it is drawn, and not told who it is.
    staff, ids = await drawn(ask, STAFF, relations=[*HOLDING, "LIVES_IN", "LOCATED_IN"])
    assert staff["residents"] == 1
    ends = {ids[e["source"]] for e in staff["edges"] if ids[e["target"]] == "a resident"}
    assert ends == {"Initiative:10", "Area:3"}
    assert "Resident:" not in str(staff)


async def test_initiatives_alone(ask: Asked) -> None:
    found, ids = await drawn(ask, projection="INITIATIVES")
    assert {id.partition(":")[0] for id in ids} == {"Initiative"}
    [edge] = found["edges"]
    # Connected, and an organisation that is in both: 1 + 1/2.
    assert edge["weight"] == 1.5
