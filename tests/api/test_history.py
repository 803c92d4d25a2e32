# SPDX-License-Identifier: EUPL-1.2
"""What was written: versions, changes since a revision, and the feed of changes."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, cast

import anyio
import pytest

from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from schema.api import schema
from schema.change import ChangeSet
from schema.context import Context
from schema.initiative import Initiative
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.resident import Resident
from schema.theme import Theme
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio

HISTORY = """{ node(id: "Initiative:10") { history { revision at actor origin
  node { id ... on Initiative { title contact } } } } }"""


async def rename(store: Store, title: str) -> None:
    await store.write(ChangeSet([Initiative(key=10, title=title, contact="geheim")], origin="test"), STAFF)


async def test_versions_latest_first(ask: Asked, store: Store) -> None:
    await rename(store, "Tuin")
    versions = (await ask(HISTORY, STAFF))["node"]["history"]
    assert [v["revision"] for v in versions] == [2, 1]
    assert [v["node"]["title"] for v in versions] == ["Tuin", "Buurttuin de Hoek"]
    assert [v["node"]["contact"] for v in versions] == ["geheim", "tuin@example.org"]
    assert {(v["actor"], v["origin"]) for v in versions} == {("staff", "test")}
    assert datetime.fromisoformat(versions[0]["at"]).utcoffset() == UTC.utcoffset(None)


async def test_the_public_sees_neither_who_wrote_nor_what_is_hidden(ask: Asked, store: Store) -> None:
    await rename(store, "Tuin")
    versions = (await ask(HISTORY))["node"]["history"]
    assert [(v["actor"], v["node"]["contact"]) for v in versions] == [(None, None)] * 2


async def test_history_is_cut(ask: Asked, store: Store) -> None:
    await rename(store, "Tuin")
    found = await ask('{ node(id: "Initiative:10") { history(first: 1) { revision } } }')
    assert found["node"]["history"] == [{"revision": 2}]


CHANGES = """query ($since: BigInt!, $first: Int = 50) { changes(since: $since, first: $first) {
  revision actor origin created changed nodes relations { type source target } } }"""


async def test_changes_since_a_revision(ask: Asked, store: Store) -> None:
    await rename(store, "Tuin")
    await store.write(ChangeSet([Resident(key=32, pseudonym="r")]), STAFF)
    await store.write(ChangeSet([Theme(key=6, name="Zorg")]), STAFF)
    found = (await ask(CHANGES, STAFF, since=1))["changes"]
    assert [(c["revision"], c["created"], c["changed"], c["nodes"]) for c in found] == [
        (2, 0, 1, ["Initiative:10"]),
        (3, 1, 0, ["Resident:32"]),
        (4, 1, 0, ["Theme:6"]),
    ]
    public = (await ask(CHANGES, since=1))["changes"]
    assert [(c["revision"], c["actor"], c["nodes"]) for c in public] == [
        (2, None, ["Initiative:10"]),
        (4, None, ["Theme:6"]),
    ]
    assert [c["revision"] for c in (await ask(CHANGES, STAFF, since=0, first=2))["changes"]] == [1, 2]
    assert (await ask(CHANGES, since=99))["changes"] == []


async def test_changes_name_relations(ask: Asked) -> None:
    [change] = (await ask(CHANGES, since=0))["changes"]
    assert {"type": "CONNECTED_TO", "source": "Initiative:10", "target": "Initiative:11"} in change["relations"]
    assert {each["type"] for each in change["relations"]}.isdisjoint({"INITIATES", "LIVES_IN", "PARTICIPATES_IN"})


async def test_a_change_too_large_to_name(ask: Asked, store: Store) -> None:
    await store.write(ChangeSet([Theme(key=1000 + n, name=f"Thema {n}") for n in range(1001)]), STAFF)
    [change] = (await ask(CHANGES, since=1))["changes"]
    assert (change["created"], change["nodes"], change["relations"]) == (1001, None, None)


async def test_the_revision_is_for_staff(ask: Asked) -> None:
    assert await ask("{ revision }") == {"revision": None}
    assert await ask("{ revision }", STAFF) == {"revision": 1}


FEED = "subscription ($since: BigInt) { changes(since: $since) { revision actor nodes } }"


async def follow(context: Context, **variables: Any) -> AsyncIterator[Any]:
    feed = await schema.subscribe(FEED, variables, context)
    return cast("AsyncIterator[Any]", feed)


@pytest.mark.parametrize(("viewer", "expected"), [(PUBLIC, [1, 3, 4]), (STAFF, [1, 2, 3, 4])])
async def test_the_feed_catches_up_and_goes_on(
    store: Store, analysis: AnalysisService, viewer: Viewer, expected: list[int]
) -> None:
    await store.write(ChangeSet([Resident(key=32, pseudonym="r")]), STAFF)
    await rename(store, "Tuin")
    feed = await follow(Context(store, analysis, viewer), since=0)
    found: list[Any] = []
    with anyio.fail_after(10):
        async for result in feed:
            assert result.errors is None
            found.append(result.data["changes"]["revision"])
            if found[-1] == 3:
                await store.write(ChangeSet([Theme(key=6, name="Zorg")]), STAFF)
            if found[-1] == 4:
                break
    assert found == expected


async def test_the_feed_begins_now_if_not_told_otherwise(store: Store, analysis: AnalysisService) -> None:
    feed = await follow(Context(store, analysis, PUBLIC))

    async def write_later() -> None:
        await anyio.sleep(0.1)
        await rename(store, "Tuin")

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(write_later)
            async for result in feed:
                assert result.data == {"changes": {"revision": 2, "actor": None, "nodes": ["Initiative:10"]}}
                break
