# SPDX-License-Identifier: EUPL-1.2
"""What would change, as the API tells: the same as when it is done, and nothing is written."""

import asyncio
import threading
from typing import Any

import pytest

from graph_api.analysis import consequences
from graph_api.analysis.what_if import compare
from graph_api.store.port import Store
from graph_api.web import engine
from schema.change import ChangeSet
from schema.initiative import ConnectedTo, Initiative
from schema.privacy import PUBLIC, STAFF, Viewer
from tests.api.conftest import WRITTEN, Asked
from tests.store.model import Model
from tests.web.inside import inside

pytestmark = pytest.mark.anyio

FIGURES = "{ components largest bridges apart }"
QUERY = f"""query ($add: [ConnectionInput!], $remove: [AbsenceInput!]) {{ whatIf(add: $add, remove: $remove) {{
  before {FIGURES} after {FIGURES}
  central {{ node {{ id }} measure before after rankBefore rankAfter }}
  gained {{ id decision {{ outcome changed }} }} lost {{ id }} }} }}"""
OFFERED = "query ($id: ID!) { opportunities(initiative: $id, first: 100) { nodes { id } } }"
ALONE = "Initiative:90"
GARDEN = "Initiative:10"
PAIR = f"{GARDEN}-{ALONE}"


async def supposed(ask: Asked, viewer: Viewer = STAFF, **what: Any) -> dict[str, Any]:
    return (await ask(QUERY, viewer, **what))["whatIf"]


async def test_what_is_supposed_is_what_comes_when_it_is_done(ask: Asked, store: Store) -> None:
    await store.write(ChangeSet([Initiative(key=90, title="Buurttuin aan de Kade", summary="Samen tuinieren.")]), STAFF)
    offered = {each["id"] for each in (await ask(OFFERED, STAFF, id=ALONE))["opportunities"]["nodes"]}
    assert PAIR in offered
    revision = await store.revision()
    found = await supposed(ask, add=[{"a": ALONE, "b": GARDEN}])
    assert await store.revision() == revision
    assert found["after"]["apart"] == found["before"]["apart"] - 1
    assert found["after"]["largest"] == found["before"]["largest"] + 1
    assert PAIR in {each["id"] for each in found["lost"]}
    risen = {each["node"]["id"] for each in found["central"] if each["after"] > each["before"]}
    assert {ALONE, GARDEN} <= risen

    await store.write(ChangeSet(relations=[ConnectedTo(source=10, target=90)]), STAFF)
    undone = await supposed(ask, remove=[{"a": GARDEN, "b": ALONE}])
    assert (undone["before"], undone["after"]) == (found["after"], found["before"])
    gone = await supposed(ask, remove=[{"a": ALONE}])
    assert gone["after"]["largest"] == found["before"]["largest"]
    assert not any(ALONE in each["id"] for each in gone["gained"])


async def decided(ask: Asked, mutation: str) -> None:
    done = await ask(f"mutation {{ done: {mutation} {{ errors {{ message }} }} }}", STAFF)
    assert done["done"]["errors"] == []


@pytest.mark.parametrize(
    "decision", [f'introduceOpportunity(id: "{PAIR}")', f'dismissOpportunity(id: "{PAIR}", reason: "nee")']
)
async def test_what_was_decided_on_is_neither_gained_nor_lost(ask: Asked, store: Store, decision: str) -> None:
    await store.write(ChangeSet([Initiative(key=90, title="Buurttuin aan de Kade", summary="Samen tuinieren.")]), STAFF)
    connecting: dict[str, Any] = {"add": [{"a": ALONE, "b": GARDEN}]}
    assert PAIR in {each["id"] for each in (await supposed(ask, **connecting))["lost"]}
    await decided(ask, decision)
    assert PAIR not in {each["id"] for each in (await supposed(ask, **connecting))["lost"]}
    assert PAIR in {each["id"] for each in (await supposed(ask, PUBLIC, **connecting))["lost"]}, "who cannot know of it"
    await store.write(ChangeSet(relations=[ConnectedTo(source=10, target=90)]), STAFF)
    parting: dict[str, Any] = {"remove": [{"a": GARDEN, "b": ALONE}]}
    assert PAIR not in {each["id"] for each in (await supposed(ask, **parting))["gained"]}


async def test_what_was_dismissed_is_gained_when_more_speaks_for_it(ask: Asked, store: Store) -> None:
    await store.write(ChangeSet([Initiative(key=90, title="Buurttuin aan de Kade", summary="Samen tuinieren.")]), STAFF)
    await decided(ask, f'dismissOpportunity(id: "{PAIR}", reason: "nee")')
    found = await supposed(ask, add=[{"a": ALONE, "b": "Organisation:20"}])
    [again] = [each for each in found["gained"] if each["id"] == PAIR]
    assert again["decision"] == {"outcome": "DISMISSED", "changed": ["Nieuw: organisaties achter beide"]}


def test_what_takes_too_long_is_there_for_who_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    model, go, compared = Model(), threading.Event(), list[str]()
    asyncio.run(model.write(WRITTEN, STAFF))
    asked = {"query": QUERY, "variables": {"remove": [{"a": GARDEN}]}}

    def slow(*given: Any) -> Any:
        assert go.wait(20)
        compared.append("once")
        return compare(*given)

    monkeypatch.setattr(consequences, "compare", slow)
    with inside(model) as client:
        monkeypatch.setattr(engine, "SECONDS", 1)
        for _ in range(2):
            [late] = client.post("/graphql", json=asked).json()["errors"]
            assert late["extensions"]["code"] == "TIMEOUT"
        monkeypatch.setattr(engine, "SECONDS", 30)
        go.set()
        answers = [client.post("/graphql", json=asked).json()["data"] for _ in range(2)]
        assert answers[0]["whatIf"]["after"] == answers[1]["whatIf"]["after"]
        assert len(compared) == 1
        another = {"query": QUERY, "variables": {"remove": [{"a": "Initiative:11"}]}}
        assert client.post("/graphql", json=another).json()["data"] != answers[0]
        asyncio.run(model.write(ChangeSet([Initiative(key=90, title="Nieuw")]), STAFF))
        apart = client.post("/graphql", json=asked).json()["data"]["whatIf"]["after"]["apart"]
        assert apart == answers[0]["whatIf"]["after"]["apart"] + 1
    assert len(compared) == 3


async def test_the_public_supposes_with_what_it_sees(ask: Asked, fail: Asked) -> None:
    hidden = [{"a": "Initiative:11", "b": "Organisation:21"}]
    await supposed(ask, remove=hidden)
    error = await fail(QUERY, PUBLIC, remove=hidden)
    assert error["message"] == "Organisation:21 is not there"
    seen = [{"a": "Initiative:11", "b": "Organisation:20"}]
    sizes = [(await supposed(ask, viewer, remove=seen))["before"]["largest"] for viewer in (PUBLIC, STAFF)]
    assert sizes == [3, 6]


async def test_what_cannot_be_supposed_is_said(fail: Asked) -> None:
    for what, words in (
        ({}, "`add` and `remove` name 0"),
        ({"add": [{"a": GARDEN, "b": "Initiative:11"}] * 51}, "name 51"),
        ({"add": [{"a": GARDEN, "b": "nothing"}]}, "is not an id"),
        ({"add": [{"a": GARDEN, "b": GARDEN}]}, "cannot be connected to itself"),
        ({"add": [{"a": GARDEN, "b": "Initiative:999"}]}, "Initiative:999 is not there"),
        ({"remove": [{"a": "Resident:30"}]}, "only initiatives and organisations"),
        ({"remove": [{"a": GARDEN, "b": "Resident:30"}]}, "give two initiatives, or one and an organisation"),
    ):
        error = await fail(QUERY, STAFF, **what)
        assert words in error["message"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
