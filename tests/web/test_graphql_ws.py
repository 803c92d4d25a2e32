# SPDX-License-Identifier: EUPL-1.2
"""GraphQL over WebSocket: graphql-transport-ws, and whatever a client can do wrong."""

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Opcode
from websockets.typing import Subprotocol

from graph_api.web import graphql_ws, serving
from tests.web.running import AS_STAFF, TOKEN, Served, ask
from tests.web.sockets import PROTOCOL, socket

CHANGES = "subscription($s:BigInt){changes(since:$s){revision actor}}"
CREATE = "mutation($n:String!){createTheme(input:{name:$n}){revision errors{message}}}"


def write(url: str, name: str) -> int:
    """A theme, and the revision it was written at."""
    made = ask(url, CREATE, AS_STAFF, n=name).json()["data"]["createTheme"]
    assert made["errors"] == []
    return made["revision"]


def test_queries_and_mutations_go_over_websocket_too(server: Served) -> None:
    with socket(server.url) as ws:
        ws.init(Authorization=f"Bearer {TOKEN}")
        ws.subscribe("q", '{resident(id:"Resident:50"){name}}')
        assert ws.receive() == {"type": "next", "id": "q", "payload": {"data": {"resident": {"name": "Bea Bakker"}}}}
        assert ws.receive() == {"type": "complete", "id": "q"}
        ws.subscribe("q", CREATE, n="Over de draad")  # the id is free again
        assert ws.receive()["payload"]["data"]["createTheme"]["errors"] == []
        assert ws.receive() == {"type": "complete", "id": "q"}


def test_changes_come_as_they_are_made(server: Served) -> None:
    with socket(server.url) as ws:
        ws.init()
        start = write(server.url, "Eerste")
        ws.subscribe("a", CHANGES, s=start)
        ws.subscribe("now", CHANGES)
        ws.subscribe("b", "{__typename}")
        assert [ws.receive()["type"] for _ in range(2)] == ["next", "complete"]
        second = write(server.url, "Tweede")
        events = [ws.receive() for _ in range(2)]
        assert {event["id"] for event in events} == {"a", "now"}
        assert {event["payload"]["data"]["changes"]["revision"] for event in events} == {second}
        ws.send({"type": "complete", "id": "a"})
        ws.send({"type": "complete", "id": "never heard of"})
        third = write(server.url, "Derde")
        event = ws.receive()
        assert (event["id"], event["payload"]["data"]["changes"]["revision"]) == ("now", third)


def test_missed_changes_come_first(server: Served) -> None:
    start = write(server.url, "Gemist")
    missed = [write(server.url, f"Gemist {n}") for n in range(3)]
    with socket(server.url) as ws:
        ws.init()
        ws.subscribe("a", CHANGES, s=start)
        assert [ws.receive()["payload"]["data"]["changes"]["revision"] for _ in range(3)] == missed


@pytest.mark.parametrize("payload", [{"Authorization": f"Bearer {TOKEN}"}, {"authorization": f"bearer {TOKEN}"}])
def test_staff_by_the_payload(server: Served, payload: dict[str, str]) -> None:
    with socket(server.url) as ws:
        ws.init(**payload)
        ws.subscribe("q", "{revision}")
        assert ws.receive()["payload"]["data"]["revision"] > 0


def test_staff_by_the_header_and_else_the_public(server: Served) -> None:
    for headers, seen in ((AS_STAFF, True), ({}, False)):
        with socket(server.url, PROTOCOL, **headers) as ws:
            ws.init()
            ws.subscribe("q", "{revision}")
            assert (ws.receive()["payload"]["data"]["revision"] is not None) == seen


@pytest.mark.parametrize("token", ["Bearer wrong", "Basic x", "", TOKEN])
def test_a_wrong_token_is_forbidden(server: Served, token: str) -> None:
    with socket(server.url) as ws:
        ws.send({"type": "connection_init", "payload": {"Authorization": token}})
        assert ws.closed()[0] == 4403
    with socket(server.url, Authorization=token or "x") as ws:
        ws.send({"type": "connection_init"})
        assert ws.closed()[0] == 4403


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "Syntax Error"),
        ("{", "Syntax Error"),
        ("{nope}", "nope"),
        ("query($a:Int!){__typename}", "$a"),
        ("subscription{nope}", "nope"),
        ("subscription($s:BigInt!){changes(since:$s){revision}}", "$s"),
    ],
)
def test_a_wrong_operation_is_an_error_of_that_operation(server: Served, query: str, message: str) -> None:
    with socket(server.url) as ws:
        ws.init()
        ws.subscribe("q", query)
        answer = ws.receive()
        assert (answer["type"], answer["id"]) == ("error", "q")
        assert message in answer["payload"][0]["message"]
        ws.subscribe("q", "{__typename}")
        assert ws.receive()["type"] == "next"


def test_pings_are_answered(server: Served) -> None:
    with socket(server.url) as ws:
        ws.send({"type": "ping", "payload": {"x": 1}})
        assert ws.receive() == {"type": "pong"}
        ws.send({"type": "pong"})
        ws.init()
        ws.send({"type": "ping"})
        assert ws.receive() == {"type": "pong"}
        assert ws.connection.ping().wait(10)


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("", 4400),
        ("{", 4400),
        ("1", 4400),
        ("null", 4400),
        ("[]", 4400),
        ('"ping"', 4400),
        ("{}", 4400),
        ('{"type":null}', 4400),
        ('{"type":"nope"}', 4400),
        ('{"type":["ping"]}', 4400),
        ('{"type":"next","id":"a"}', 4400),
        ('{"type":"ping","payload":1}', 4400),
        ('{"type":"pong","payload":[]}', 4400),
        ('{"type":"connection_init","payload":"x"}', 4400),
        ('{"type":"connection_init","payload":{"Authorization":1}}', 4400),
        ('{"type":"complete"}', 4400),
        ('{"type":"complete","id":1}', 4400),
        ('{"type":"subscribe"}', 4400),
        ('{"type":"subscribe","id":1,"payload":{"query":"{__typename}"}}', 4400),
        ('{"type":"subscribe","id":"","payload":{"query":"{__typename}"}}', 4400),
        ('{"type":"subscribe","id":"%s","payload":{"query":"{__typename}"}}' % ("x" * 999), 4400),
        ('{"type":"subscribe","id":"a","payload":{}}', 4400),
        ('{"type":"subscribe","id":"a","payload":[]}', 4400),
        ('{"type":"subscribe","id":"a","payload":{"query":1}}', 4400),
        ('{"type":"subscribe","id":"a","payload":{"query":"{a}","variables":[]}}', 4400),
        ('{"type":"subscribe","id":"a","payload":{"query":"{a}","operationName":1}}', 4400),
        ("[" * 3000, 4400),
        ('{"type":"ping","x":"\\ud800"}', 4400),
    ],
)
@pytest.mark.parametrize("introduced", [False, True])
def test_malformed_messages_close(server: Served, message: str, code: int, introduced: bool) -> None:
    with socket(server.url) as ws:
        if introduced and "connection_init" not in message:
            ws.init()
        ws.send(message)
        found, reason = ws.closed()
        assert (found, reason.startswith("Invalid message: ")) == (code, True)


def test_operations_need_an_introduction(server: Served) -> None:
    with socket(server.url) as ws:
        ws.subscribe("a", "{__typename}")
        assert ws.closed()[0] == 4401


def test_one_introduction_is_enough(server: Served) -> None:
    with socket(server.url) as ws:
        ws.init()
        ws.send({"type": "connection_init"})
        assert ws.closed()[0] == 4429


def test_an_id_is_used_once_at_a_time(server: Served) -> None:
    with socket(server.url) as ws:
        ws.init()
        ws.subscribe("a" * 128, CHANGES)
        ws.subscribe("a" * 128, CHANGES)
        code, reason = ws.closed()
        assert (code, reason[:16]) == (4409, "Subscriber for a")


def test_operations_at_once_are_limited(server: Served) -> None:
    with socket(server.url) as ws:
        ws.init()
        for n in range(graphql_ws.MOST_OPERATIONS + 1):
            ws.subscribe(str(n), CHANGES)
        assert ws.closed()[0] == 4429


@pytest.mark.slow
def test_who_says_nothing_is_closed(server: Served) -> None:
    with socket(server.url) as ws:
        assert ws.closed() == (4408, "Connection initialisation timeout")


def test_frames_that_are_not_text_in_utf8_close(server: Served) -> None:
    with socket(server.url) as ws:
        ws.connection.send(b'{"type":"ping"}')
        assert ws.closed()[0] == 1003
    for opcode in (Opcode.TEXT, Opcode.CONT):
        with socket(server.url) as ws:
            ws.raw(opcode, b"\xff\xfe")
            assert ws.closed()[0] == (1007 if opcode is Opcode.TEXT else 1002)


def test_long_messages_close(server: Served) -> None:
    with socket(server.url) as ws:
        ws.init()
        ws.send({"type": "ping", "payload": {"x": "x" * serving.MAX_MESSAGE}})
        assert ws.closed()[0] == 1009


@pytest.mark.parametrize("protocol", [None, Subprotocol("graphql-ws"), Subprotocol("soap")])
def test_other_protocols_close(server: Served, protocol: Subprotocol | None) -> None:
    with socket(server.url, protocol) as ws:
        assert ws.closed()[0] == 4406


def test_pages_of_other_sites_are_refused(server: Served) -> None:
    with pytest.raises(InvalidStatus) as refused, socket(server.url, Origin="https://elsewhere.example"):
        pass
    assert refused.value.response.status_code == 403
    for own in ({"Origin": server.url}, {"Origin": "https://proxied.example", "Sec-Fetch-Site": "same-origin"}):
        with socket(server.url, PROTOCOL, **own) as ws:
            ws.init()


def test_websockets_go_to_their_own_address(server: Served) -> None:
    with pytest.raises(InvalidStatus) as refused, socket(f"{server.url}/elsewhere"):
        pass
    assert refused.value.response.status_code in (403, 404)


MESSAGES = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["connection_init", "subscribe", "complete", "ping", "pong", "next"]) | st.none(),
        "id": st.sampled_from(["a", "b"]) | st.integers(),
        "payload": st.fixed_dictionaries({}, optional={"query": st.sampled_from(["{__typename}", CHANGES, "{"])})
        | st.none()
        | st.text(max_size=5),
    },
)


@given(messages=st.lists(MESSAGES | st.text(max_size=20), max_size=8))
@settings(max_examples=30)
def test_whatever_is_sent_the_server_goes_on(server: Served, messages: list[object]) -> None:
    with socket(server.url) as ws:
        try:
            ws.init()
            for message in messages:
                ws.send(message)
            ws.send({"type": "nope"})
        except ConnectionClosed:
            pass
        code, reason = ws.closed()
        assert 4400 <= code < 4500
        assert reason


def test_connections_are_counted_and_leave_nothing(server: Served) -> None:
    def gauges() -> list[str]:
        lines = httpx2.get(f"{server.url}/metrics").text.splitlines()
        return [line for line in lines if line.startswith(("verbind_websockets ", "verbind_subscriptions "))]

    with socket(server.url) as ws:
        ws.init()
        ws.subscribe("a", CHANGES)
        ws.subscribe("b", "{__typename}")
        assert [ws.receive()["type"] for _ in range(2)] == ["next", "complete"]
        assert gauges() == ["verbind_websockets 1.0", "verbind_subscriptions 1.0"]
    deadline = 50
    while gauges() != ["verbind_websockets 0.0", "verbind_subscriptions 0.0"]:
        deadline -= 1
        assert deadline, gauges()
