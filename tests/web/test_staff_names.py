# SPDX-License-Identifier: EUPL-1.2
"""Staff by name: what they write and decide tells who and when, to staff alone."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from pydantic import ValidationError

from graph_api.settings import Settings
from tests.web.running import AS_STAFF, TOKEN, Served, ask, served
from tests.web.sockets import socket

TOKENS = {"anna": "een-lang-geheim-van-anna", "bram": "een-lang-geheim-van-bram=="}
NAMED = ", ".join(f"{name}={token}" for name, token in TOKENS.items())
AS = {name: {"Authorization": f"Bearer {token}"} for name, token in TOKENS.items()} | {"staff": AS_STAFF}

PAIR = "Initiative:30-Initiative:32"  # both about the same theme
DECISION = "opportunity { decision { outcome by at } } errors { message }"
DISMISS = f'mutation {{ done: dismissOpportunity(id: "{PAIR}", reason: "Nu niet") {{ {DECISION} }} }}'
INTRODUCE = f'mutation {{ done: introduceOpportunity(id: "{PAIR}") {{ {DECISION} }} }}'
VERDICTS = "{ verdicts { nodes { by decidedAt history { at actor node { ... on Verdict { by decidedAt } } } } } }"
CHANGES = "query ($since: BigInt!) { changes(since: $since) { at actor origin nodes } }"
CREATE = "mutation ($theme: String!) { createTheme(input: {name: $theme}) { theme { id } errors { message } } }"


@pytest.fixture(scope="module")
def server(village_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that knows two of staff by name, beside the one token without a name."""
    folder = tmp_path_factory.mktemp("names")
    shutil.copy(village_store.removeprefix("sqlite:///"), folder / "village.db")
    with served(f"sqlite:///{folder / 'village.db'}", folder / "server.log", STAFF_TOKENS=NAMED) as running:
        yield running
        assert running.stop() == 0
    assert not any(secret in running.log for secret in (*TOKENS.values(), *TOKENS, TOKEN))


def data(server: Served, query: str, name: str | None = None, **variables: object) -> Any:
    """The answer that one of staff gets, or the public."""
    answer = ask(server.url, query, AS[name] if name else None, **variables).json()
    assert "errors" not in answer, answer
    return answer["data"]


def revision(server: Served) -> int:
    return data(server, "{ revision }", "staff")["revision"]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(("first", "then"), [("anna", "bram"), ("bram", "anna"), ("anna", "staff")])
def test_a_decision_tells_who_made_it_and_when(server: Served, first: str, then: str) -> None:
    start, clock = revision(server), [datetime.now(UTC)]
    decided: list[dict[str, str]] = []
    for name, question in ((first, DISMISS), (then, INTRODUCE)):
        done = data(server, question, name)["done"]
        assert done["errors"] == []
        decided.append(done["opportunity"]["decision"])
        clock.append(datetime.now(UTC))
    assert [(each["outcome"], each["by"]) for each in decided] == [("DISMISSED", first), ("INTRODUCED", then)]
    [verdict] = data(server, VERDICTS, "anna")["verdicts"]["nodes"]
    history = verdict["history"][1::-1]  # of this test, the earlier one first
    changes = data(server, CHANGES, "bram", since=start)["changes"]
    assert (verdict["by"], verdict["decidedAt"]) == (then, decided[1]["at"])
    assert [each["node"]["by"] for each in history] == [first, then]
    assert [each["node"]["decidedAt"] for each in history] == [each["at"] for each in decided]
    assert [each["actor"] for each in history] == [each["actor"] for each in changes] == [first, then]
    assert [each["at"] for each in history] == [each["at"] for each in changes]
    moments = [moment(each["at"]) for pair in zip(decided, changes, strict=True) for each in pair]
    assert [clock[0], *moments[:2], clock[1], *moments[2:], clock[2]] == sorted([*clock, *moments])


def test_the_public_is_told_no_name_of_staff(server: Served) -> None:
    start = revision(server)
    data(server, DISMISS, "anna")
    theme = data(server, CREATE, "bram", theme="Van iemand")["createTheme"]["theme"]["id"]
    assert [each["actor"] for each in data(server, CHANGES, "anna", since=start)["changes"]] == ["anna", "bram"]
    [seen] = data(server, CHANGES, since=start)["changes"]
    assert (seen["actor"], seen["origin"], seen["nodes"]) == (None, None, [theme])
    questions = (
        f'{{ opportunity(id: "{PAIR}") {{ id decision {{ by at }} }} }}',
        f'{{ node(id: "{theme}") {{ ... on Theme {{ id history {{ actor origin }} }} }} }}',
        VERDICTS,
    )
    answers = [ask(server.url, question).json() for question in questions]
    assert answers == [
        {"data": {"opportunity": {"id": PAIR, "decision": None}}},
        {"data": {"node": {"id": theme, "history": [{"actor": None, "origin": None}]}}},
        {"data": {"verdicts": None}},
    ]
    with httpx2.Client(base_url=server.url, timeout=30) as client:
        texts = [client.get(path).text for path in ("/export/network.jsonl", "/metrics", "/export/opportunities.csv")]
    assert theme in texts[0]
    assert not any(name in text for name in TOKENS for text in texts)


def test_who_writes_over_websocket_has_a_name_too(server: Served) -> None:
    with socket(server.url) as ws:
        ws.init(Authorization=f"Bearer {TOKENS['anna']}")
        ws.subscribe("changes", "subscription { changes { actor } }")
        ws.subscribe("ready", "{ __typename }")
        assert [ws.receive()["type"] for _ in range(2)] == ["next", "complete"]
        for name in ("bram", "staff"):
            data(server, CREATE, name, theme=f"Over de draad van {name}")
            assert ws.receive()["payload"]["data"] == {"changes": {"actor": name}}
    with socket(server.url, Authorization=f"Bearer {TOKENS['bram']}") as ws:
        start = revision(server)
        ws.init()
        ws.subscribe("write", CREATE, theme="Over de draad")
        assert ws.receive()["payload"]["data"]["createTheme"]["errors"] == []
    assert [each["actor"] for each in data(server, CHANGES, "staff", since=start)["changes"]] == ["bram"]


def test_a_file_is_loaded_in_the_name_of_who_sends_it(server: Served) -> None:
    outline = {"type": "Polygon", "coordinates": [[[6.5, 53], [6.6, 53], [6.6, 53.1], [6.5, 53]]]}
    about = {"buurtcode": "BU99970001", "buurtnaam": "Zuid", "gemeentenaam": "Verderop"}
    areas = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": about, "geometry": outline}]}
    start = revision(server)
    answer = httpx2.post(f"{server.url}/load/zuid.geojson", json=areas, headers=AS["anna"], timeout=30)
    assert answer.status_code == 200, answer.text
    assert [each["actor"] for each in data(server, CHANGES, "bram", since=start)["changes"]] == ["anna"]


def test_a_name_is_staff_everywhere(server: Served) -> None:
    for name in AS:
        answer = ask(server.url, '{ resident(id: "Resident:50") { name } }', AS[name])
        assert answer.json() == {"data": {"resident": {"name": "Bea Bakker"}}}
        assert answer.headers["cache-control"] == "no-store"
        with httpx2.Client(base_url=server.url, timeout=30, headers=AS[name]) as client:
            assert "verbind_snapshot_revision" in client.get("/metrics").text
            export = client.get("/export/network.jsonl")
        assert "Bea Bakker" in export.text
        assert export.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "token", ["anna", TOKENS["anna"][:-1], TOKENS["bram"].rstrip("="), f"anna={TOKENS['anna']}", NAMED, "wrong"]
)
def test_a_wrong_token_is_nobodys(server: Served, token: str) -> None:
    assert ask(server.url, "{ revision }", {"Authorization": f"Bearer {token}"}).status_code == 401
    with socket(server.url) as ws:
        ws.send({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}})
        assert ws.closed()[0] == 4403


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("zeergeheimzeergeheim", "number 1 is not NAME=TOKEN"),
        ("zeergeheimzeergeheim=", "number 1 has a token of fewer than 16 characters"),
        (f"{NAMED},zeergeheimzeergeheim", "number 3 is not NAME=TOKEN"),
        ("=zeergeheimzeergeheim", "number 1 is not NAME=TOKEN"),
        (f"{NAMED},cees=zeergeheim", "number 3 has a token of fewer than 16 characters"),
        (f"{NAMED},anna=zeergeheimzeergeheim", "number 3 has the name of another"),
        (f"{NAMED},staff=zeergeheimzeergeheim", "number 3 is called staff, as what is written at the terminal"),
        ("load=zeergeheimzeergeheim", "number 1 is called load, as what is written at the terminal"),
        (f"{NAMED},cees={TOKENS['anna']}", "number 3 has the token of another"),
        (f"cees={TOKEN}!", "number 1 has the token of another"),
        (f"zeergeheim{'x' * 91}=zeergeheimzeergeheim", "number 1 has a name of more than 100 characters"),
        ("ce\x07es=zeergeheimzeergeheim", "number 1 has a name"),
    ],
)
def test_tokens_that_cannot_be_are_told_without_telling_them(given: str, words: str) -> None:
    with pytest.raises(ValidationError) as error:
        Settings.model_validate({"staff_tokens": given, "staff_token": f"{TOKEN}!"})
    assert f"Value error, {words}" in str(error.value)
    assert "geheim" not in str(error.value)


def test_a_token_is_shown_nowhere() -> None:
    settings = Settings.model_validate({"staff_tokens": f"{NAMED},", "staff_token": TOKEN})
    assert {name: token.get_secret_value() for name, token in settings.staff.items()} == {"staff": TOKEN, **TOKENS}
    assert "geheim" not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
