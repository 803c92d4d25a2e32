# SPDX-License-Identifier: EUPL-1.2
"""Who is staff and who is not, and that nothing of what went wrong inside is told."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from graph_api.web import engine
from graph_api.web.identity import Identity, Unauthorised
from schema.privacy import PUBLIC, STAFF
from tests.store.model import Model
from tests.web.inside import inside
from tests.web.running import AS_STAFF, TOKEN, Served, ask

HIDDEN = '{resident(id:"Resident:50"){pseudonym name} initiative(id:"Initiative:30"){title contact}}'


def test_staff_see_more_than_the_public(server: Served) -> None:
    garden = {"title": "Buurttuin De Kas", "contact": None}
    assert ask(server.url, HIDDEN).json() == {"data": {"resident": None, "initiative": garden}}
    seen = ask(server.url, HIDDEN, AS_STAFF).json()["data"]
    assert seen["resident"] == {"pseudonym": "bewoner-zilvermeeuw", "name": "Bea Bakker"}
    assert seen["initiative"]["contact"] == "bea@example.nl"


def test_what_staff_see_is_kept_nowhere(server: Served) -> None:
    for headers, caching in ((AS_STAFF, "no-store"), ({}, "no-cache")):
        answer = ask(server.url, HIDDEN, headers)
        assert answer.headers["cache-control"] == caching
        assert "Authorization" in answer.headers["vary"]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_is_in_any_case(server: Served, scheme: str) -> None:
    assert ask(server.url, "{revision}", {"Authorization": f"{scheme} {TOKEN}"}).json()["data"]["revision"]


@pytest.mark.parametrize(
    "credentials",
    [
        "",
        "Bearer",
        "Bearer wrong",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}, Bearer {TOKEN}",
        f"Basic {TOKEN}",
        TOKEN,
    ],
)
def test_wrong_credentials_are_401_and_never_the_public(server: Served, credentials: str) -> None:
    for path in ("/graphql", "/metrics"):
        answer = httpx2.get(f"{server.url}{path}?query={{__typename}}", headers={"Authorization": credentials})
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
        assert answer.headers["www-authenticate"].startswith("Bearer ")
        assert answer.json()["title"] == "Unauthorized"
        assert TOKEN not in answer.text


def test_without_a_token_set_nobody_is_staff() -> None:
    identity = Identity({})
    assert identity.viewer(None) is PUBLIC
    for header in (b"Bearer x", b"Bearer None", b"Bearer "):
        with pytest.raises(Unauthorised):
            identity.viewer(header)


def test_tokens_may_hold_any_text() -> None:
    assert Identity({"staff": SecretStr("gehéim")}).viewer("Bearer gehéim".encode()) == STAFF


def test_logs_tell_of_requests_but_not_what_was_in_them(server: Served) -> None:
    id = {"X-Request-ID": "request-4711"}
    ask(
        server.url,
        'query($v:String){themes(filter:{text:$v}){totalCount} x:node(id:"Theme:98765"){id}}',
        id,
        v="geheimzinnig",
    )
    httpx2.get(f"{server.url}/graphql?query={{__typename}}&variables={{%22geheimzinnig%22:1}}", headers=AS_STAFF)
    lines = [json.loads(line) for line in server.log.splitlines()]
    [line] = [line for line in lines if line.get("request_id") == "request-4711"]
    assert (line["event"], line["route"], line["status"], line["level"]) == ("request", "/graphql", 200, "info")
    for secret in ("geheimzinnig", "98765", TOKEN, "Bea"):
        assert secret not in server.log


class Broken(Model):
    """A store of which reading fails, with something in the error that is nobody's business."""

    async def _fail(self, *_: Any) -> Any:
        raise RuntimeError("Bea Bakker, password=hunter2, /srv/data.db")

    get: Any = _fail
    find: Any = _fail


@pytest.mark.parametrize("ask_for", ['{node(id:"Initiative:1"){id}}', "{initiatives{totalCount}}"])
def test_internal_errors_are_masked(ask_for: str, caplog: pytest.LogCaptureFixture) -> None:
    with inside(Broken()) as client:
        answer = client.post("/graphql", json={"query": ask_for})
    [error] = answer.json()["errors"]
    assert (error["message"], error["extensions"]) == ("Internal error", {"code": "INTERNAL"})
    assert "hunter2" not in answer.text
    assert "hunter2" in caplog.text  # whoever runs it must be able to find out


def test_errors_of_the_server_itself_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("hunter2")

    monkeypatch.setattr(engine.Engine, "prepare", broken)
    with inside() as client:
        answer = client.post("/graphql", json={"query": "{__typename}"})
        assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
        assert "hunter2" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], TestClient]:
    """A server of which every answer would take too long."""

    async def waiting(*_: Any) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(engine, "SECONDS", 0.1)
    monkeypatch.setattr(Model, "get", waiting)
    return inside


def test_queries_that_take_too_long_are_broken_off(slow: Callable[[], TestClient]) -> None:
    with slow() as client:
        answer = client.post("/graphql", json={"query": '{node(id:"Theme:1"){id}}'})
        assert answer.status_code == 503
        assert answer.json()["errors"][0]["extensions"] == {"code": "TIMEOUT"}
        metrics = client.get("/metrics").text
    assert 'verbind_operations_total{kind="query",outcome="timeout"} 1.0' in metrics
