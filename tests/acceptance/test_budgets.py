# SPDX-License-Identifier: EUPL-1.2
"""Real participatory budgets, loaded and asked for over HTTP, counted again from the files by other means."""

import csv
import math
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.acceptance.conftest import AMSTERDAM, ASSEN, Client

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def client(request: pytest.FixtureRequest) -> Client:
    return request.getfixturevalue(request.param)


class Budget:
    """A .pb file read plainly: what META claims, the projects, and the ballots as lists of project ids."""

    def __init__(self, path: Path) -> None:
        sections: dict[str, list[list[str]]] = {}
        section = ""
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.reader(lines, delimiter=";"):
                if len(row) == 1 and row[0].strip() in ("META", "PROJECTS", "VOTES"):
                    section = row[0].strip()
                    sections[section] = []
                elif row:
                    sections[section].append(row)
        self.meta = dict(sections["META"][1:])
        names = sections["PROJECTS"][0]
        self.projects = [dict(zip(names, row, strict=False)) for row in sections["PROJECTS"][1:]]
        self.ballots = [row[1].split(",") for row in sections["VOTES"][1:]]
        self.names = {project["project_id"]: project["name"] for project in self.projects}


BUDGET = """query($text: String!) { budgets(filter: {text: $text}) { nodes {
  title rule ballots ballotType amount requests(first: 500) { totalCount nodes { amount state
    initiatives { nodes { id title sharedBacking(first: 500) { totalCount edges { backers node { id } } } } }
    budget { edges { votes selected } } } } } } }"""


@pytest.mark.parametrize("name", [ASSEN, *AMSTERDAM])
def test_everything_in_the_file_is_in_the_graph(client: Client, shared_data: Path, name: str) -> None:
    file = Budget(shared_data / "pabulib" / name)
    found = client.ask(BUDGET, {"text": file.meta["description"]})["budgets"]["nodes"]
    [budget] = [node for node in found if file.meta["description"] in node["title"]]
    requests = budget["requests"]["nodes"]
    assert budget["ballots"] == len(file.ballots) == int(file.meta["num_votes"])
    assert budget["requests"]["totalCount"] == len(file.projects) == int(file.meta["num_projects"])
    assert float(budget["amount"]) == float(file.meta["budget"])
    assert (budget["rule"], budget["ballotType"]) == (file.meta["rule"], file.meta["vote_type"])
    cast = Counter(project for ballot in file.ballots for project in ballot)
    given = Counter(
        (request["initiatives"]["nodes"][0]["title"], _votes(request), _euros(request)) for request in requests
    )
    expected = Counter((p["name"], cast[p["project_id"]], float(p["cost"])) for p in file.projects)
    assert given == expected
    assert sum(cast.values()) == sum(int(project["votes"]) for project in file.projects)
    assert Counter(r["state"] for r in requests) == Counter(_state(project) for project in file.projects)


def _votes(request: dict[str, Any]) -> int:
    return request["budget"]["edges"][0]["votes"]


def _euros(request: dict[str, Any]) -> float:
    return float(request["amount"])


def _state(project: dict[str, str]) -> str:
    return {"1": "GRANTED", "0": "DECLINED"}.get(project.get("selected", ""), "ASKED")


@pytest.mark.parametrize("name", [ASSEN, *AMSTERDAM])
def test_pairs_from_ten_common_backers_up_and_no_others(client: Client, shared_data: Path, name: str) -> None:
    file = Budget(shared_data / "pabulib" / name)
    common = Counter(pair for ballot in file.ballots for pair in combinations(sorted(set(ballot)), 2))
    expected = Counter(
        (frozenset((file.names[a], file.names[b])), backers) for (a, b), backers in common.items() if backers >= 10
    )
    [budget] = [
        node
        for node in client.ask(BUDGET, {"text": file.meta["description"]})["budgets"]["nodes"]
        if file.meta["description"] in node["title"]
    ]
    initiatives = [request["initiatives"]["nodes"][0] for request in budget["requests"]["nodes"]]
    titles = {initiative["id"]: initiative["title"] for initiative in initiatives}
    given = Counter(
        (frozenset((initiative["title"], titles[edge["node"]["id"]])), edge["backers"])
        for initiative in initiatives
        for edge in initiative["sharedBacking"]["edges"]
    )
    assert {pair: count // 2 for pair, count in given.items()} == expected
    assert all(initiative["sharedBacking"]["totalCount"] <= 500 for initiative in initiatives)


RELATED = """query($text: String!) { initiatives(filter: {text: $text}) { nodes { title
  related(first: 100) { rank score adamicAdar initiative { title }
    evidence { kind share count via { __typename ... on Resident { pseudonym } } } } } } }"""


def _popup(client: Client, *, staff: bool) -> list[dict[str, Any]]:
    [found] = client.ask(RELATED, {"text": "PopUp Podium "}, staff=staff)["initiatives"]["nodes"]
    return found["related"]


def test_staff_see_who_is_shared_and_the_shares_sum_to_what_networkx_computes(
    client: Client, shared_data: Path
) -> None:
    file = Budget(shared_data / "pabulib" / ASSEN)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((f"ballot {i}", project) for i, ballot in enumerate(file.ballots) for project in ballot)
    [popup] = [number for number, name in file.names.items() if name == "PopUp Podium"]
    pairs = [(popup, other) for other in file.names if other != popup]
    resource = {file.names[v]: p for _, v, p in nx.resource_allocation_index(graph, pairs) if p}
    logs = {file.names[v]: p for _, v, p in nx.adamic_adar_index(graph, pairs) if p}
    related = _popup(client, staff=True)
    assert {r["initiative"]["title"]: r["score"] for r in related} == pytest.approx(resource)
    assert {r["initiative"]["title"]: r["adamicAdar"] for r in related} == pytest.approx(logs)
    for entry in related:
        assert entry["score"] == pytest.approx(math.fsum(e["share"] for e in entry["evidence"]), rel=1e-12)
        assert {e["kind"] for e in entry["evidence"]} == {"BACKER"}
        assert all(e["via"]["pseudonym"] and e["count"] == 1 for e in entry["evidence"])
    assert [r["rank"] for r in related] == list(range(1, len(related) + 1))
    assert [r["score"] for r in related] == sorted((r["score"] for r in related), reverse=True)


def test_a_page_counts_the_backers_of_both_without_naming_them(client: Client, shared_data: Path) -> None:
    file = Budget(shared_data / "pabulib" / ASSEN)
    common = Counter(pair for ballot in file.ballots for pair in combinations(sorted(set(ballot)), 2))
    [popup] = [number for number, name in file.names.items() if name == "PopUp Podium"]
    expected = {file.names[a if b == popup else b]: n for (a, b), n in common.items() if popup in (a, b)}
    query = RELATED.replace("first: 100", "first: 100, eachResident: false")
    [found] = client.ask(query, {"text": "PopUp Podium "}, staff=True)["initiatives"]["nodes"]
    assert [r["score"] for r in found["related"]] == [r["score"] for r in _popup(client, staff=True)]
    assert {
        r["initiative"]["title"]: [(e["kind"], e["via"], e["count"]) for e in r["evidence"]] for r in found["related"]
    } == {title: [("BACKER", None, count)] for title, count in expected.items()}
    assert all(r["evidence"][0]["share"] == pytest.approx(r["score"]) for r in found["related"])


def test_the_public_sees_no_resident_and_no_pair_under_ten(client: Client, shared_data: Path) -> None:
    file = Budget(shared_data / "pabulib" / ASSEN)
    common = Counter(pair for ballot in file.ballots for pair in combinations(sorted(set(ballot)), 2))
    [popup] = [number for number, name in file.names.items() if name == "PopUp Podium"]
    expected = {
        file.names[a if b == popup else b]: backers
        for (a, b), backers in common.items()
        if popup in (a, b) and backers >= 10
    }
    related = _popup(client, staff=False)
    assert {r["initiative"]["title"]: r["evidence"][0]["count"] for r in related} == expected
    for entry in related:
        [evidence] = entry["evidence"]
        assert (evidence["kind"], evidence["via"], evidence["share"]) == ("BACKING", None, entry["score"])
    assert client.ask("{ residents { totalCount } }")["residents"] is None
