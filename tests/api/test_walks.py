# SPDX-License-Identifier: EUPL-1.2
"""Walks over relations, and how few calls of the store they take."""

from collections import Counter
from typing import Any

import pytest

import schema.context
from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from schema.api import schema as api
from schema.change import ChangeSet
from schema.context import Context
from schema.initiative import About, Initiative
from schema.privacy import PUBLIC, STAFF
from schema.theme import Theme
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio


async def test_there_and_back(ask: Asked) -> None:
    found = await ask(
        """{ initiative(id: "Initiative:10") { areas { totalCount nodes { name
             partOf { nodes { name municipality { nodes { name areas { nodes { name } } } } } }
             initiatives { totalCount nodes { id } } } } } }"""
    )
    [area] = found["initiative"]["areas"]["nodes"]
    [larger] = area["partOf"]["nodes"]
    assert (area["name"], larger["name"]) == ("De Hoek", "Noord")
    assert larger["municipality"]["nodes"] == [{"name": "Kwekerdam", "areas": {"nodes": [{"name": "Noord"}]}}]
    assert area["initiatives"] == {"totalCount": 2, "nodes": [{"id": "Initiative:10"}, {"id": "Initiative:12"}]}


async def test_an_edge_has_what_belongs_to_the_relation(ask: Asked) -> None:
    query = """{ initiative(id: "Initiative:11") {
      connections { edges { node { id } kind how since revision origin } }
      sharedBacking { edges { backers weight node { id } } }
      supporters { edges { kind amount node { name } } } } }"""
    found = (await ask(query))["initiative"]
    [connection] = found["connections"]["edges"]
    assert connection == {
        "node": {"id": "Initiative:10"}, "kind": "COOPERATES", "how": None,
        "since": None, "revision": 1, "origin": None,
    }  # fmt: skip
    assert found["sharedBacking"]["edges"] == [{"backers": 12, "weight": 0.5, "node": {"id": "Initiative:12"}}]
    assert found["supporters"]["edges"][0]["kind"] == "MONEY"
    staff = (await ask(query, STAFF))["initiative"]
    assert staff["connections"]["edges"][0]["how"] == "Op de braderie"


async def test_only_what_holds_on_a_day(ask: Asked) -> None:
    query = """query ($on: Date) { theme(id: "Theme:5") { initiatives(activeOn: $on) { totalCount nodes { id } } } }"""
    there = {"totalCount": 1, "nodes": [{"id": "Initiative:12"}]}
    for day, expected in [(None, there), ("2022-12-31", there), ("2023-01-01", {"totalCount": 0, "nodes": []})]:
        assert (await ask(query, on=day))["theme"]["initiatives"] == expected


async def test_pages_of_a_walk(ask: Asked, fail: Asked) -> None:
    query = """query ($first: Int = 50, $after: String) { area(id: "Area:3") {
      initiatives(first: $first, after: $after) {
      totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"""
    one = (await ask(query, first=1))["area"]["initiatives"]
    assert one["nodes"] == [{"id": "Initiative:10"}]
    assert one["pageInfo"]["hasNextPage"]
    two = (await ask(query, first=1, after=one["pageInfo"]["endCursor"]))["area"]["initiatives"]
    assert (two["totalCount"], two["nodes"]) == (2, [{"id": "Initiative:12"}])
    assert two["pageInfo"]["hasPreviousPage"]
    assert not two["pageInfo"]["hasNextPage"]
    assert "it goes from 0 to 500" in (await fail(query, first=501))["message"]
    foreign = await fail(
        'query ($after: String) { area(id: "Area:3") { parts(after: $after) { totalCount } } }',
        after=one["pageInfo"]["endCursor"],
    )
    assert "of another list" in foreign["message"]


async def test_hidden_relations_cannot_even_be_counted(ask: Asked) -> None:
    query = """{ initiative(id: "Initiative:10") {
      initiators { totalCount } participants { edges { task node { name } } }
      backers { totalCount } } area(id: "Area:3") { residents { totalCount } }
      organisation(id: "Organisation:20") { members { totalCount } } }"""
    found = await ask(query)
    assert found["initiative"] == {"initiators": None, "participants": None, "backers": None}
    assert found["area"] == {"residents": None}
    assert found["organisation"] == {"members": None}
    staff = (await ask(query, STAFF))["initiative"]
    assert staff["initiators"] == {"totalCount": 1}
    assert staff["participants"]["edges"] == [{"task": "Snoeien", "node": {"name": "Ada"}}]


async def test_relations_of_hidden_nodes_are_uncounted(ask: Asked) -> None:
    query = '{ initiative(id: "Initiative:11") { organisers { totalCount nodes { name } } } }'
    assert (await ask(query))["initiative"]["organisers"] == {"totalCount": 0, "nodes": []}
    assert (await ask(query, STAFF))["initiative"]["organisers"]["nodes"] == [{"name": "Hovenier Jansen"}]


class Counting:
    """A store that counts how often each of its operations is called."""

    def __init__(self, store: Store) -> None:
        self.calls: Counter[str] = Counter()
        self._store = store

    def __getattr__(self, name: str) -> Any:
        self.calls[name] += 1
        return getattr(self._store, name)


NESTED = """{ initiatives { nodes { title
  areas { nodes { name municipality { nodes { name } } initiatives { nodes { title } } } }
  themes { nodes { name } } again: themes { totalCount }
  connections { nodes { title areas { nodes { name } } } } } } }"""


async def test_one_call_for_each_level_and_relation(store: Store, analysis: AnalysisService) -> None:
    counting: Any = Counting(store)
    result = await api.execute(NESTED, context_value=Context(counting, analysis, PUBLIC))
    assert result.errors is None
    # areas, themes, connections; below areas: municipality, initiatives; below connections: areas, known by then
    assert counting.calls == {"find": 1, "neighbours": 5}


async def test_nodes_of_a_type_are_read_at_once(store: Store, analysis: AnalysisService) -> None:
    counting: Any = Counting(store)
    query = """{ nodes(ids: ["Theme:4", "Area:2", "Theme:5"]) { id } theme(id: "Theme:4") { id }
      x: node(id: "Theme:99") { id } }"""
    result = await api.execute(query, context_value=Context(counting, analysis, PUBLIC))
    assert result.errors is None
    assert counting.calls == {"get": 2}


async def test_a_request_that_reads_too_much_is_refused(
    store: Store, analysis: AnalysisService, monkeypatch: pytest.MonkeyPatch
) -> None:
    initiatives = [Initiative(key=100 + n, title=f"Nummer {n}") for n in range(30)]
    themes = [Theme(key=200 + n, name=f"Thema {n}") for n in range(30)]
    about = [About(source=i.key, target=t.key) for i in initiatives for t in themes]
    await store.write(ChangeSet([*initiatives, *themes], about), STAFF)
    monkeypatch.setattr(schema.context, "MAX_NODES", 500)
    counting: Any = Counting(store)
    query = "{ initiatives(first: 30) { nodes { themes(first: 30) { nodes { name } } } } }"
    result = await api.execute(query, context_value=Context(counting, analysis, PUBLIC))
    assert result.errors
    assert {error.message for error in result.errors} == {
        "The request reads more than 500 nodes; ask for smaller pages"
    }
    assert result.errors[0].extensions == {"code": "TOO_COMPLEX"}
    assert counting.calls["neighbours"] == 2, "it stops at the limit"
