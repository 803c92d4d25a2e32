# SPDX-License-Identifier: EUPL-1.2
"""One question, one answer: a server on Neo4j says, byte for byte, what a server on SQLite says."""
# ruff: noqa: E501 - queries read best on one line

from typing import Any

import pytest

from tests.acceptance.conftest import Client

pytestmark = [pytest.mark.slow, pytest.mark.neo4j]

CARD = "id title summary status since until origin locationPrecision place { lon lat } website endReason confirmedOn"
PAGE = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
AMSTERDAM = "{west: 4.7, south: 52.2, east: 5.1, north: 52.5}"

QUERIES = {
    "all initiatives by title": f"{{ initiatives(first: 500) {{ totalCount nodes {{ {CARD} }} {PAGE} }} }}",
    "by key": f"{{ initiatives(first: 100, orderBy: KEY) {{ totalCount edges {{ cursor node {{ {CARD} }} }} {PAGE} }} }}",
    "newest": f"{{ initiatives(first: 100, orderBy: NEWEST) {{ totalCount nodes {{ {CARD} }} {PAGE} }} }}",
    "totals alone": "{ initiatives(first: 0) { totalCount nodes { id } } organisations(first: 0) { totalCount } }",
    "Dutch text": f'{{ initiatives(filter: {{text: "groene tuinen "}}) {{ totalCount nodes {{ {CARD} }} }} }}',
    "one word by stem": '{ initiatives(filter: {text: "vergroening "}, first: 200) { totalCount nodes { title } } }',
    "an unfinished word": '{ initiatives(filter: {text: "bloem"}, first: 200) { totalCount nodes { title } } }',
    "two words in relevance": '{ initiatives(filter: {text: "groen plein"}, orderBy: RELEVANCE) { nodes { title } } }',
    "stop words alone": '{ initiatives(filter: {text: "de het "}, first: 20) { totalCount nodes { title } } }',
    "no words": '{ initiatives(filter: {text: "!!! ---"}) { totalCount } }',
    "query syntax as text": '{ initiatives(filter: {text: "title:groen* OR (tuin~2) \\"plein"}) { totalCount } }',
    "in a box": f"{{ initiatives(filter: {{bbox: {AMSTERDAM}}}, first: 500) {{ totalCount nodes {{ id place {{ lon lat }} }} }} }}",
    "near a point": "{ initiatives(filter: {near: {lon: 4.9, lat: 52.37, radius: 5000}}, first: 300, orderBy: NEAREST) "
    "{ totalCount edges { cursor node { id title } } } }",
    "in a district": "query($area: ID!) { initiatives(filter: {areas: [$area]}, first: 300) { totalCount nodes { title } } }",
    "in a municipality": "query($municipality: ID!) { initiatives(filter: {municipality: $municipality}, first: 500) "
    "{ totalCount nodes { title areas { nodes { name level } } } } }",
    "about a theme": "query($theme: ID!) { initiatives(filter: {themes: [$theme]}, first: 300) { totalCount nodes { title } } }",
    "of a status": "{ initiatives(filter: {status: [IDEA, ENDED]}, first: 300, orderBy: TITLE) { totalCount nodes { title } } }",
    "active on a day": '{ initiatives(filter: {activeOn: "2020-06-01"}, first: 500) { totalCount nodes { title since until } } }',
    "all conditions": "query($area: ID!, $theme: ID!) { initiatives(filter: {areas: [$area], themes: [$theme], "
    f'bbox: {AMSTERDAM}, status: [IDEA, ACTIVE], text: "groen"}}) {{ totalCount nodes {{ title }} }} }}',
    "by id": f"query($initiative: ID!) {{ initiative(id: $initiative) {{ {CARD} revision }} }}",
    "node": "query($initiative: ID!) { node(id: $initiative) { __typename id since ... on Initiative { title } } }",
    "nodes": "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Area { name } ... on Theme { name } } }",
    "everything about one": f"query($initiative: ID!) {{ initiative(id: $initiative) {{ {CARD} areas {{ totalCount nodes {{ name level }} }} "
    "themes { totalCount nodes { name } } requests { edges { since origin node { role state amount askedOn decidedOn "
    "municipality { nodes { name code } } budget { edges { votes selected node { title rule } } } } } } "
    "needs { totalCount } offers { totalCount } organisers { totalCount } supporters { totalCount } "
    "connections { totalCount } initiators { totalCount } backers { totalCount } } }",
    "shared backing": "query($initiative: ID!) { initiative(id: $initiative) { sharedBacking(first: 500) { totalCount "
    "edges { backers weight cursor node { title } } } } }",
    "themes and their initiatives": "{ themes(first: 100) { totalCount nodes { name initiatives(first: 3) { totalCount nodes { title } } } } }",
    "areas": "{ areas(first: 100) { totalCount nodes { name level code population centre { lon lat } partOf { nodes { name } } "
    "municipality { nodes { name } } parts(first: 100) { totalCount nodes { name } } initiatives(first: 2) { totalCount } } } }",
    "area outlines": "{ areas(filter: {level: [DISTRICT]}, first: 50) { nodes { name geometry } } }",
    "budgets": "{ budgets { totalCount nodes { title rule ballotType ballots amount currency conditions since until "
    "municipality { nodes { name } } requests(first: 5) { totalCount nodes { text state amount } } } } }",
    "requests": "{ supportRequests(filter: {state: [GRANTED, DECLINED]}, first: 100) { totalCount nodes { text role state amount } } }",
    "related": "query($initiative: ID!) { initiative(id: $initiative) { related(first: 20) { rank score adamicAdar "
    "initiative { title } evidence { kind share count via { id } } } } }",
    "degree": "{ centrality(measure: DEGREE, first: 25) { rank value percentile node { __typename id } } }",
    "central initiatives": "{ centrality(measure: PAGERANK, type: INITIATIVE, first: 25) { rank value node { id } } }",
    "network": "query($area: ID!) { network(filter: {areas: [$area]}, first: 50, relations: [SHARES_BACKERS, ABOUT]) "
    "{ truncated nodes { __typename id } edges { type label source target } } }",
    "map far away": f"{{ mapFeatures(bbox: {AMSTERDAM}, zoom: 8) {{ count point {{ lon lat }} box {{ west south east north }} initiative {{ title }} }} }}",
    "map close by": f"{{ mapFeatures(bbox: {AMSTERDAM}, zoom: 15) {{ count point {{ lon lat }} initiative {{ title }} }} }}",
    "counts by area": "{ areaCounts(level: DISTRICT) { initiatives area { name } } }",
    "counts by area of a filter": f'{{ areaCounts(level: DISTRICT, bbox: {AMSTERDAM}, filter: {{text: "groen"}}) {{ initiatives area {{ name }} }} }}',
    "residents": "{ residents(first: 100) { totalCount nodes { pseudonym backs { totalCount edges { weight node { title } } } } } }",
    "backers": 'query { initiatives(filter: {text: "PopUp Podium "}) { nodes { backers(first: 100) { totalCount nodes { pseudonym } } } } }',
    "a hidden or unknown id": '{ node(id: "Initiative:1") { id } }',
}

IDS = """{ popup: initiatives(filter: {text: "PopUp Podium "}) { nodes { id } }
  centre: areas(filter: {text: "Centrum ", level: [DISTRICT]}) { nodes { id } }
  green: themes(filter: {text: "Groen en Duurzaamheid "}) { nodes { id } }
  amsterdam: municipalities(filter: {text: "Amsterdam "}) { nodes { id } } }"""


@pytest.fixture(scope="module")
def variables(sqlite: Client) -> dict[str, Any]:
    found = {name: nodes["nodes"][0]["id"] for name, nodes in sqlite.ask(IDS).items()}
    return {
        "initiative": found["popup"],
        "area": found["centre"],
        "theme": found["green"],
        "municipality": found["amsterdam"],
        "ids": [*found.values(), "Theme:1"],
    }


@pytest.mark.parametrize("staff", [False, True], ids=["public", "staff"])
@pytest.mark.parametrize("name", QUERIES)
def test_both_say_the_same(sqlite: Client, neo4j: Client, variables: dict[str, Any], name: str, *, staff: bool) -> None:
    query = QUERIES[name]
    asked = {key: value for key, value in variables.items() if f"${key}:" in query}
    one, other = sqlite.raw(query, asked, staff=staff), neo4j.raw(query, asked, staff=staff)
    assert one == other
    assert b'"errors"' not in one
    assert b'"data":{' in one


def test_pages_put_together_are_the_whole_on_both(sqlite: Client, neo4j: Client) -> None:
    query = "query($after: String) { initiatives(first: 37, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }"
    whole = [node["id"] for node in sqlite.ask("{ initiatives(first: 500) { nodes { id } } }")["initiatives"]["nodes"]]
    for client in (sqlite, neo4j):
        seen: list[str] = []
        page: dict[str, Any] = {"hasNextPage": True, "endCursor": None}
        while page["hasNextPage"]:
            found = client.ask(query, {"after": page["endCursor"]})["initiatives"]
            seen += [node["id"] for node in found["nodes"]]
            page = found["pageInfo"]
        assert seen == whole
