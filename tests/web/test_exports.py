# SPDX-License-Identifier: EUPL-1.2
"""Downloads over HTTP, as a browser or a script asks for them."""

import asyncio
import csv
import json
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from io import StringIO
from typing import Any

import httpx2
import pytest

from graph_api.analysis.opportunities.listing import Gathering
from graph_api.export.formats import FORMATS
from graph_api.export.tables import TABLE_FORMATS
from graph_api.web.exports import TABLES
from schema.privacy import STAFF, Viewer
from schema.registry import NODE_TYPES
from tests.export.reading import workbook
from tests.store.model import Model, ModelReading
from tests.store.village import BEA, BUURT, CAFE, CHOIR, FAR, GARDEN, GREEN, village
from tests.web.inside import inside
from tests.web.running import AS_STAFF

PLACES = {"network": [each.suffix for each in FORMATS]} | {name: [f.suffix for f in TABLE_FORMATS] for name in TABLES}

whole = Gathering.listing


def lines(answer: httpx2.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize(("name", "suffix"), [(name, each) for name, found in PLACES.items() for each in found])
def test_every_download_is_a_file_with_a_name(client: httpx2.Client, name: str, suffix: str) -> None:
    asked = {"level": "BUURT"} if "spots" in name else {}
    answer = client.get(f"/export/{name}.{suffix}", params=asked)
    assert answer.status_code == 200, answer.text
    assert re.fullmatch(
        rf'attachment; filename="verbind-{name}-\d{{4}}-\d\d-\d\d\.{suffix}"', answer.headers["content-disposition"]
    )
    assert answer.headers["content-type"] == next(
        each.media_type for each in (*FORMATS, *TABLE_FORMATS) if each.suffix == suffix
    )
    assert (answer.headers["cache-control"], answer.headers["vary"]) == ("no-cache", "Authorization")
    assert answer.content
    head = client.head(f"/export/{name}.{suffix}", params=asked)
    assert (head.status_code, head.content) == (200, b"")


def test_a_list_that_cannot_be_made_now_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_api.analysis.opportunities.listing.MANY", -1)
    monkeypatch.setattr("graph_api.analysis.opportunities.gatherings.MOST", 0)
    with inside() as client:
        answer = client.get("/export/opportunities.csv")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert "ask again in a minute" in answer.json()["detail"]


def test_a_list_that_is_not_whole_yet_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gathering, "listing", lambda self: replace(whole(self), pending=3))
    with inside() as client:
        answer = client.get("/export/opportunities.csv")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json()["detail"] == "opportunities of 3 initiatives are still being looked for; ask again in a minute"


def test_the_public_gets_no_residents_and_staff_does(client: httpx2.Client) -> None:
    public, staff = client.get("/export/network.jsonl"), client.get("/export/network.jsonl", headers=AS_STAFF)
    assert f"Resident:{BEA}" not in public.text
    assert f"Resident:{BEA}" in staff.text
    assert "bea@example.nl" not in public.text
    assert "bea@example.nl" in staff.text
    assert staff.headers["cache-control"] == "no-store"
    wrong = client.get("/export/network.jsonl", headers={"Authorization": "Bearer nee"})
    assert (wrong.status_code, wrong.headers["content-type"]) == (401, "application/problem+json")


def test_a_selection_by_what_the_api_filters_by(client: httpx2.Client) -> None:
    def found(**asked: Any) -> set[str]:
        all_lines = lines(client.get("/export/network.jsonl", params=asked))
        return {line["id"] for line in all_lines if line["type"] == "Initiative"}

    garden, cafe, choir = (f"Initiative:{key}" for key in (GARDEN, CAFE, CHOIR))
    assert found(area=f"Area:{BUURT}") == {garden, cafe}, "with what it is connected to"
    assert found(theme=f"Theme:{GREEN}", status="ENDED") == {choir}
    assert found(status=["ENDED", "IDEA"]) == {choir, cafe, garden}
    assert found(text="écho") == {choir}
    assert found(bbox="6.59,53.04,6.61,53.06") == {choir}
    assert found(activeOn="2021-01-01", theme=f"Theme:{GREEN}") == {choir}
    assert found(area=f"Area:{FAR}") == set()
    assert found(municipality="Municipality:2") == set()


def test_figures_of_a_network_of_some_relations_and_types(client: httpx2.Client) -> None:
    query = """{centrality(measure:DEGREE,relations:[RUNS,SUPPORTS,INITIATES],nodeTypes:[INITIATIVE,ORGANISATION],
        projection:FULL,first:500){rank value node{id}}}"""
    asked = {"relation": ["RUNS", "SUPPORTS", "INITIATES"], "nodeType": ["INITIATIVE", "ORGANISATION"]}
    for headers in ({}, AS_STAFF):
        rows = client.get("/export/centrality.json", params=asked, headers=headers).json()
        answer = client.post("/graphql", json={"query": query}, headers=headers).json()["data"]["centrality"]
        assert [(row["rank"], row["value"], row["id"]) for row in rows] == [
            (each["rank"], each["value"], each["node"]["id"]) for each in answer
        ]
        assert rows
    for name in ("communities", "fragility"):
        assert client.get(f"/export/{name}.json", params=asked).status_code == 200
    refused = client.get("/export/centrality.csv", params={"relation": "KNOWS"})
    assert (refused.status_code, "`relation` is 'KNOWS'" in refused.json()["detail"]) == (400, True)


def test_tables_have_the_figures_of_the_api(client: httpx2.Client) -> None:
    asked = {"measure": "PAGERANK", "type": "INITIATIVE"}
    rows = client.get("/export/centrality.json", params=asked).json()
    query = "{centrality(measure:PAGERANK,type:INITIATIVE,first:500){rank value percentile node{id}}}"
    answer = client.post("/graphql", json={"query": query}).json()["data"]["centrality"]
    assert [(row["rank"], row["value"], row["percentile"], row["id"]) for row in rows] == [
        (each["rank"], each["value"], each["percentile"], each["node"]["id"]) for each in answer
    ]
    text = client.get("/export/centrality.csv", params=asked).content.decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(StringIO(text))] == [row["id"] for row in rows]
    [(name, sheet)] = workbook(client.get("/export/centrality.xlsx", params=asked).content).items()
    assert (name, sheet[0], len(sheet)) == ("centrality", list(rows[0]), len(rows) + 1)
    assert len(client.get("/export/centrality.json", params=asked | {"first": 1}).json()) == 1
    spots = client.get("/export/blind-spots.json", params={"level": "BUURT"}).json()
    assert {row["status"] for row in spots} == {"NO_POPULATION", "NOT_COVERED"}
    assert all(row["textNl"].endswith(".") and row["rate"] is None for row in spots)
    few = {"level": "BUURT", "measure": "INITIATORS"}
    assert client.get("/export/blind-spots.json", params=few).json() == []
    assert client.get("/export/blind-spots.json", params=few, headers=AS_STAFF).json()
    assert client.get("/export/theme-blind-spots.json", params=few).json() == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("nope.csv", 404, "there are network, centrality"),
        ("network", 404, "network comes as jsonl"),
        ("network.csv", 404, "graphml"),
        ("centrality.graphml", 404, "csv, json, xlsx"),
        ("network.jsonl?areas=Area:1", 400, "no parameter 'areas'"),
        ("network.jsonl?area=Theme:1", 400, "`area`: 'Theme:1' is the id of a node of type Theme, not Area"),
        ("network.jsonl?area=x", 400, "`area`: 'x' is not an id"),
        ("network.jsonl?municipality=x", 400, "`municipality`: "),
        ("network.jsonl?text=a&text=b", 400, "twice"),
        ("network.jsonl?status=OPEN", 400, "IDEA, STARTING"),
        ("network.jsonl?activeOn=morgen", 400, "2026-03-31"),
        ("network.jsonl?bbox=1,2,3", 400, "four numbers"),
        ("network.jsonl?bbox=5,2,3,4", 400, "not a box"),
        ("network.jsonl?bbox=nan,2,3,4", 400, "not a box"),
        ("network.jsonl?level=BUURT", 400, "no parameter 'level'"),
        ("centrality.csv?measure=FAME", 400, "DEGREE"),
        ("centrality.csv?type=RESIDENT", 400, "`type`"),
        ("opportunities.csv?kind=LUCK", 400, "SHARED_PEOPLE"),
        ("opportunities.csv?first=501", 400, "0 to 500"),
        ("centrality.csv?first=10001", 400, "0 to 10000"),
        ("centrality.csv?first=-1", 400, "0 to 10000"),
        ("blind-spots.csv", 400, "Give `level`: MUNICIPALITY"),
        ("theme-blind-spots.csv?level=BUURT&measure=MONEY", 400, "INITIATIVES"),
        ("blind-spots.csv?level=BUURT&bbox=1,2,3,4", 400, "`area` or `municipality`"),
    ],
)
def test_what_cannot_be_is_a_problem(client: httpx2.Client, path: str, status: int, words: str) -> None:
    for headers in ({}, AS_STAFF):
        answer = client.get(f"/export/{path}", headers=headers)
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        found = answer.json()
        assert found["status"] == status
        assert words in found["detail"], found


def test_what_breaks_half_way_is_never_a_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise ConnectionError("secret.example:7687 refused")

    sent: list[Any] = []

    async def ask() -> None:
        async def receive() -> Any:
            await asyncio.sleep(10)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/export/network.jsonl", "headers": [], "query_string": b""}
        await client.app({**scope, "state": client.app_state}, receive, send)

    whole = ModelReading.records

    def breaking(self: ModelReading, cls: Any, keys: Any = None) -> Any:
        return whole(self, cls, keys) if cls in NODE_TYPES else broken()

    monkeypatch.setattr(ModelReading, "records", breaking)
    with inside(filled()) as client:
        assert client.portal is not None
        client.portal.call(ask)
        assert [message.get("status") for message in sent][:1] == [200]
        assert all(message["more_body"] for message in sent[1:]), "it has no end, so no client takes it for whole"
    monkeypatch.setattr(Model, "reading", broken)
    with inside(filled()) as client:
        answer = client.get("/export/network.jsonl")
        assert answer.status_code == 500
        assert "secret" not in answer.text


def test_who_leaves_half_way_leaves_no_trace(client: httpx2.Client) -> None:
    """The server's log is looked at when it stops."""
    for suffix in PLACES["network"]:
        with client.stream("GET", f"/export/network.{suffix}") as answer:
            assert answer.status_code == 200
    assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize("leaving", ["goes", "stalls"])
def test_who_leaves_stops_the_work(leaving: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also who keeps the connection, but takes no more."""
    monkeypatch.setattr("graph_api.web.downloading.PATIENCE", 0.05)
    under_way: set[ModelReading] = set()
    reading = Model.reading

    @asynccontextmanager
    async def watched(self: Model, viewer: Viewer) -> AsyncGenerator[ModelReading]:
        async with reading(self, viewer) as made:
            under_way.add(made)
            try:
                yield made
            finally:
                under_way.discard(made)

    monkeypatch.setattr(Model, "reading", watched)
    sent: list[Any] = []

    async def ask() -> None:
        begun = asyncio.Event()

        async def receive() -> Any:
            await begun.wait()
            await asyncio.sleep(3600 if leaving == "stalls" else 0)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            if len(sent) == 3:
                assert under_way
                begun.set()
                await asyncio.sleep(3600)

        scope = {"type": "http", "method": "GET", "path": "/export/network.jsonl", "headers": [], "query_string": b""}
        await client.app({**scope, "state": client.app_state}, receive, send)

    with inside(filled()) as client:
        assert client.portal is not None
        client.portal.call(ask)
        assert len(sent) == 3
        assert not under_way


def test_only_get(client: httpx2.Client) -> None:
    answer = client.post("/export/network.jsonl")
    assert (answer.status_code, "GET" in answer.headers["allow"]) == (405, True)


def filled() -> Model:
    """The village in memory."""
    model = Model()
    asyncio.run(model.write(village(), STAFF))
    return model
