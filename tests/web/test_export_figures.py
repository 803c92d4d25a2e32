# SPDX-License-Identifier: EUPL-1.2
"""Figures in downloads, against what the API answers: gaps, and what the nodes of a network are given."""

import asyncio
import csv
import json
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from typing import Any

import networkx as nx
import pytest
from starlette.testclient import TestClient

from graph_api.analysis import centrality, community_service
from graph_api.export.formats import FORMATS
from graph_api.export.records import attributes_of
from schema.change import ChangeSet
from schema.enums import CentralityMeasure
from schema.initiative import ConnectedTo
from schema.privacy import STAFF
from schema.registry import NODE_TYPES
from schema.resident import Initiates, Resident
from tests.analysis.test_shape import town
from tests.export.reading import workbook
from tests.store.model import Model
from tests.web.inside import inside
from tests.web.running import AS_STAFF, TOKEN

BOTH = pytest.mark.parametrize("headers", [{}, AS_STAFF], ids=["public", "staff"])
FIGURED = [each.suffix for each in FORMATS if each.suffix != "jsonl"]


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Two villages with little in between, where residents started some of what there is."""
    nodes, relations = town()
    residents = [Resident(key=900 + number, pseudonym=f"r{number}") for number in range(3)]
    started = [Initiates(source=900 + number, target=100 + 2 * number) for number in (1, 2)]
    started += [Initiates(source=901, target=104), Initiates(source=900, target=201)]
    model = Model()
    connected = ConnectedTo(source=101, target=102)
    asyncio.run(model.write(ChangeSet([*nodes, *residents], [*relations, *started, connected]), STAFF))
    with inside(model, staff_token=TOKEN) as made:
        yield made


def answer(client: TestClient, query: str, headers: dict[str, str]) -> Any:
    found = client.post("/graphql", json={"query": query}, headers=headers).json()
    assert "errors" not in found, found
    return found["data"]


def in_groups(client: TestClient, headers: dict[str, str], arguments: str = "") -> dict[str, tuple[str, str]]:
    """Of each node that is in a community its name and id, as a drawing tells."""
    drawn = "nodes{node{id}}groups{nodes community{id name}}"
    query = f"{{drawing(measure:DEGREE,first:500{arguments}){{{drawn}}}}}"
    found = answer(client, query, headers)["drawing"]
    ids = [each["node"]["id"] for each in found["nodes"]]
    return {
        ids[at]: (group["community"]["name"], group["community"]["id"])
        for group in found["groups"]
        for at in group["nodes"]
    }


@BOTH
def test_gaps_are_those_of_the_api(client: TestClient, headers: dict[str, str]) -> None:
    query = """{communities(first:500){gaps{a{id name}b{id name}found expected text english:text(language:EN)
        closest{a{...t}b{...t}shared{...n}}}}}
        fragment t on Initiative{title} fragment n on Node{...on Theme{name}...on Area{name}}"""
    [gap] = answer(client, query, headers)["communities"]["gaps"]
    [row] = client.get("/export/gaps.json", headers=headers).json()
    closest = [
        f"{pair['a']['title']} – {pair['b']['title']} ({', '.join(each['name'] for each in pair['shared'])})"
        for pair in gap["closest"]
    ]
    assert closest
    assert row == {
        "a": gap["a"]["name"],
        "b": gap["b"]["name"],
        "found": gap["found"],
        "expected": gap["expected"],
        "closest": "; ".join(closest),
        "aId": gap["a"]["id"],
        "bId": gap["b"]["id"],
        "textNl": gap["text"],
        "textEn": gap["english"],
    }
    assert client.get("/export/gaps.json", params={"first": 0}, headers=headers).json() == []
    alone = {"nodeType": "INITIATIVE"}
    assert client.get("/export/gaps.json", params=alone, headers=headers).json() == [], "of the selection"


@BOTH
def test_centrality_tells_the_community_where_that_is_asked(client: TestClient, headers: dict[str, str]) -> None:
    groups = in_groups(client, headers)
    plain = client.get("/export/centrality.json", headers=headers).json()
    rows = client.get("/export/centrality.json", params={"communities": "true"}, headers=headers).json()
    assert {row["id"]: (row["community"], row["communityId"]) for row in rows} == {
        row["id"]: groups.get(row["id"], (None, None)) for row in plain
    }
    assert len(set(groups.values())) > 1
    for row in rows:
        del row["community"], row["communityId"]
    assert rows == plain


def test_what_was_computed_is_not_computed_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"projection": "INITIATIVES", "communities": "true", "measure": "PAGERANK"}
    arguments = ",projection:INITIATIVES"
    groups = in_groups(client, {}, arguments)
    answer(client, f"{{centrality(measure:PAGERANK{arguments}){{rank}}}}", {})
    for module, name in ((community_service, "partition"), (centrality, "solved")):
        monkeypatch.delattr(module, name)
    rows = client.get("/export/centrality.json", params=asked).json()
    assert {row["id"]: row["communityId"] for row in rows if row["communityId"]} == {
        node: id for node, (_, id) in groups.items()
    }
    assert client.get("/export/network.gexf", params=asked).status_code == 200


def _csv(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        text = archive.read("nodes.csv").decode("utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(StringIO(text, newline=""))}


def _kumu(data: bytes) -> dict[str, Any]:
    heading, *rows = workbook(data)["Elements"]
    return {row[0]: dict(zip(heading, row, strict=False)) for row in rows}  # type: ignore[misc]  # an id is text


READ: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "graphml": lambda data: dict(nx.read_graphml(BytesIO(data)).nodes(data=True)),
    "gexf": lambda data: dict(nx.read_gexf(BytesIO(data)).nodes(data=True)),
    "cyjs": lambda data: {each["data"]["id"]: each["data"] for each in json.loads(data)["elements"]["nodes"]},
    "geojson": lambda data: {each["id"]: each["properties"] for each in json.loads(data)["features"]},
    "zip": _csv,
    "xlsx": _kumu,
}


@BOTH
@pytest.mark.parametrize("suffix", FIGURED)
def test_nodes_of_a_network_have_the_figures_of_the_api(
    client: TestClient, headers: dict[str, str], suffix: str
) -> None:
    asked = {"measure": ["PAGERANK", "CORE"], "communities": "true"}
    nodes = READ[suffix](client.get(f"/export/network.{suffix}", params=asked, headers=headers).content)
    residents = {id for id in nodes if id.startswith("Resident:")}
    assert bool(residents) == (headers == AS_STAFF and suffix != "geojson")
    groups = in_groups(client, headers)
    for measure in ("PAGERANK", "CORE"):
        query = f"{{centrality(measure:{measure},first:500){{value node{{id}}}}}}"
        values = {each["node"]["id"]: each["value"] for each in answer(client, query, headers)["centrality"]}
        assert nodes.keys() - residents <= values.keys()
        for id, node in nodes.items():
            found = node.get(measure.lower())
            assert (float(found) if found else None) == (pytest.approx(values[id]) if id in values else None), id
    for id, node in nodes.items():
        found = (node.get("community") or None, node.get("communityId") or None)
        assert found == groups.get(id, (None, None)), id
    for id in residents:
        assert not {"pagerank", "core", "community", "communityId"} & {k for k, v in nodes[id].items() if v}


def test_of_another_network_they_are_others(client: TestClient) -> None:
    """They are of the selection; the file has the whole of what the filter asks for."""
    asked = {"measure": "STRENGTH", "projection": "INITIATIVES", "theme": "Theme:11"}
    nodes = READ["graphml"](client.get("/export/network.graphml", params=asked).content)
    query = """{centrality(measure:STRENGTH,projection:INITIATIVES,filter:{themes:["Theme:11"]},first:500){
        value node{id}}}"""
    values = {each["node"]["id"]: each["value"] for each in answer(client, query, {})["centrality"]}
    assert {id: node["strength"] for id, node in nodes.items() if "strength" in node} == pytest.approx(values)
    assert 0 < len(values) < len(nodes)


def test_estimates_come_with_how_far_off_they_may_be(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centrality, "EXACT", 1)
    monkeypatch.setattr(centrality, "SOURCES", 4)
    query = "{centrality(measure:BETWEENNESS,first:500){value error node{id}}}"
    found = answer(client, query, {})["centrality"]
    nodes = READ["graphml"](client.get("/export/network.graphml", params={"measure": "BETWEENNESS"}).content)
    assert any(each["error"] for each in found)
    for each in found:
        node = nodes[each["node"]["id"]]
        assert (node["betweenness"], node["betweennessError"]) == pytest.approx((each["value"], each["error"]))


def test_a_network_without_figures_is_as_it_was(client: TestClient) -> None:
    nodes = READ["graphml"](client.get("/export/network.graphml", params={"communities": "false"}).content)
    own = {"type", "label"} | {each.name for cls in NODE_TYPES for each in attributes_of(cls, STAFF.privacy)}
    assert {name for node in nodes.values() for name in node} <= own
    added = {each.value for each in CentralityMeasure} | {"community", "communityId"}
    assert not own & (added | {f"{name}Error" for name in added}), "no two of one name"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("network.jsonl?measure=DEGREE", "JSON Lines"),
        ("network.jsonl?communities=true", "JSON Lines"),
        ("network.gexf?measure=FAME", "`measure` is 'FAME'"),
        ("network.gexf?communities=ja", "`communities` is 'ja'; it is one of true, false"),
        ("network.gexf?relation=RUNS", "`relation` is about figures"),
        ("network.gexf?measure=DEGREE&first=3", "no parameter 'first'"),
        ("centrality.csv?measure=DEGREE&measure=CORE", "twice"),
        ("gaps.csv?measure=DEGREE", "no parameter 'measure'"),
        ("opportunities.csv?minScore=-1", "`minScore` is '-1'; it is a number of 0 or more"),
        ("opportunities.csv?minScore=nan", "`minScore`"),
        ("opportunities.csv?notConnected=no", "true, false"),
    ],
)
def test_what_cannot_be_is_a_problem(client: TestClient, path: str, words: str) -> None:
    refused = client.get(f"/export/{path}")
    assert (refused.status_code, words in refused.json()["detail"]) == (400, True), refused.json()


def test_opportunities_are_those_of_the_api(client: TestClient) -> None:
    def scores(**asked: Any) -> list[float]:
        return [row["score"] for row in client.get("/export/opportunities.json", params=asked).json()]

    found = scores()
    least = sorted(found)[len(found) // 2]
    assert scores(minScore=least) == [score for score in found if score >= least] != found
    connected = "Initiative:101-Initiative:102"
    for value in ("true", "false"):
        query = f"{{opportunities(notConnected:{value},first:500){{nodes{{id}}}}}}"
        ids = [each["id"] for each in answer(client, query, {})["opportunities"]["nodes"]]
        assert (connected in ids) == (value == "false")
        rows = client.get("/export/opportunities.json", params={"notConnected": value}).json()
        assert [row["id"] for row in rows] == ids
