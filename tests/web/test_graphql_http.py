# SPDX-License-Identifier: EUPL-1.2
"""GraphQL over HTTP: media types, methods, statuses, and everything that can be wrong with a request."""

import gzip
import json
import re
import socket
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.running import AS_STAFF, Served

RESPONSE = "application/graphql-response+json"
JSON = "application/json"
TYPENAME = '{"query":"{__typename}"}'


def post(client: httpx2.Client, body: str | bytes, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/graphql", content=body, headers={"Content-Type": JSON, **named})


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (RESPONSE, RESPONSE),
        (JSON, JSON),
        ("*/*", JSON),
        ("", JSON),
        ("application/*", JSON),
        ("application/json, multipart/mixed", JSON),  # GraphiQL
        (f"{RESPONSE}, application/json;q=0.9", RESPONSE),
        (f"{RESPONSE}; charset=utf-8, application/json; charset=utf-8", RESPONSE),
        (f"{RESPONSE};q=0.1, application/json", JSON),
        (f"{JSON}, {RESPONSE}", RESPONSE),
        (f"{RESPONSE};q=0, */*", JSON),
        (f"text/html, {RESPONSE};q=0.2, */*;q=0.1", RESPONSE),
        ("APPLICATION/JSON", JSON),
    ],
)
def test_the_client_chooses_the_media_type(client: httpx2.Client, accept: str, expected: str) -> None:
    answer = post(client, TYPENAME, Accept=accept)
    assert (answer.status_code, answer.json()) == (200, {"data": {"__typename": "Query"}})
    assert answer.headers["content-type"] == f"{expected}; charset=utf-8"
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("accept", ["text/html", "application/xml;q=1", f"{JSON};q=0", f"{JSON};q=lots", "nonsense"])
def test_a_client_that_reads_neither_gets_406(client: httpx2.Client, accept: str) -> None:
    answer = post(client, TYPENAME, Accept=accept)
    assert answer.status_code == 406
    assert RESPONSE in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{", "Syntax Error"),
        ("", "Syntax Error"),
        ("{nope}", "Cannot query field 'nope'"),
        ("query A{__typename} query B{__typename}", "operationName"),
        ("fragment F on Query{__typename}", "never used"),
        ("query($id:ID!){node(id:$id){id}}", "$id"),
        ("{a" * 3000, "nested too deeply"),
        ("{" + "__typename " * 6000 + "}", "tokens"),
        ("{" + "__typename " * 1001 + "}", "1001 fields"),
    ],
)
def test_errors_before_execution_have_no_data(client: httpx2.Client, query: str, message: str) -> None:
    body = json.dumps({"query": query})
    for accept, status in ((RESPONSE, 400), (JSON, 200)):
        answer = post(client, body, Accept=accept)
        assert answer.status_code == status
        assert answer.json().keys() == {"errors"}
        assert message in answer.text


def test_the_operation_is_chosen_by_name(client: httpx2.Client) -> None:
    query = "query A{a:__typename} query B{b:__typename}"
    chosen = post(client, json.dumps({"query": query, "operationName": "B"}))
    assert chosen.json() == {"data": {"b": "Query"}}
    unknown = post(client, json.dumps({"query": query, "operationName": "C"}), Accept=RESPONSE)
    assert (unknown.status_code, "'C'" in unknown.text) == (400, True)


def test_errors_in_fields_leave_the_rest(client: httpx2.Client) -> None:
    answer = post(client, json.dumps({"query": '{__typename node(id:"Nope:1"){id}}'}), Accept=RESPONSE)
    assert answer.status_code == 200
    assert answer.json()["data"] == {"__typename": "Query", "node": None}
    [error] = answer.json()["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["node"], "BAD_USER_INPUT")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"query":"\xc3("}', "not JSON"),
        (b'{"query":"\\ud800"}', "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b"[" * 5000 + b"]" * 5000, "not JSON"),
        (b"null", "must be a JSON object"),
        (b"1", "must be a JSON object"),
        (b'"x"', "must be a JSON object"),
        (b"[]", "Batches are not supported"),
        (b'[{"query":"{__typename}"}]', "Batches are not supported"),
        (b"{}", "`query` is missing"),
        (b'{"query":null}', "`query` is missing"),
        (b'{"query":1}', "`query` must be a string"),
        (b'{"query":["{__typename}"]}', "`query` must be a string"),
        (b'{"query":"{__typename}","operationName":1}', "`operationName` must be a string"),
        (b'{"query":"{__typename}","variables":[]}', "`variables` must be an object"),
        (b'{"query":"{__typename}","variables":"{}"}', "`variables` must be an object"),
        (b'{"query":"{__typename}","extensions":"x"}', "`extensions` must be an object"),
    ],
)
def test_malformed_bodies_are_400_whatever_the_media_type(client: httpx2.Client, body: bytes, message: str) -> None:
    for accept in (RESPONSE, JSON):
        answer = post(client, body, Accept=accept)
        assert (answer.status_code, answer.headers["content-type"]) == (400, f"{accept}; charset=utf-8")
        [error] = answer.json()["errors"]
        assert message in error["message"]


def test_null_parameters_are_as_absent(client: httpx2.Client) -> None:
    body = '{"query":"{__typename}","operationName":null,"variables":null,"extensions":null,"more":1}'
    assert post(client, body).json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=iso-8859-1",
        "application/jsonx",
    ],
)
def test_other_content_is_415(client: httpx2.Client, content_type: str) -> None:
    answer = client.post("/graphql", content=TYPENAME, headers={"Content-Type": content_type})
    assert (answer.status_code, "application/json" in answer.json()["errors"][0]["message"]) == (415, True)


@pytest.mark.parametrize(
    "content_type", ["application/json;charset=UTF-8", 'Application/JSON; charset="utf-8"', "application/json; x=y"]
)
def test_utf8_may_be_said(client: httpx2.Client, content_type: str) -> None:
    body = '{"query":"{__type(name:\\"Één🏃\\"){name}}"}'.encode()
    answer = client.post("/graphql", content=body, headers={"Content-Type": content_type})
    assert answer.json() == {"data": {"__type": None}}


def test_packed_requests_are_415(client: httpx2.Client) -> None:
    answer = post(client, gzip.compress(TYPENAME.encode()), Content_Encoding="gzip")
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"])
def test_other_methods_are_405(client: httpx2.Client, method: str) -> None:
    answer = client.request(method, "/graphql")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


def test_get_takes_queries_only(client: httpx2.Client) -> None:
    def get(**parameters: str) -> httpx2.Response:
        return client.get("/graphql", params=parameters, headers={"Accept": RESPONSE})

    id = {"query": "query Q($id:ID!){node(id:$id){id}}", "variables": '{"id":"Initiative:30"}', "operationName": "Q"}
    assert get(**id).json() == {"data": {"node": {"id": "Initiative:30"}}}
    mutation = get(query="mutation{__typename}")
    assert (mutation.status_code, mutation.headers["allow"]) == (405, "POST")
    assert get(query="subscription{changes{revision}}").status_code == 400
    assert get(query="{", variables="{}").status_code == 400
    assert get().status_code == 400
    for wrong in ({"variables": "["}, {"variables": "[]"}, {"variables": ""}, {"extensions": "1"}):
        answer = get(query="{__typename}", **wrong)
        assert (answer.status_code, next(iter(wrong)) in answer.text) == (400, True)


@pytest.mark.parametrize("query", ["query=%ff", "query={__typename}&query={__typename}", "&".join(["a=1"] * 99)])
def test_bad_addresses_are_400(client: httpx2.Client, query: str) -> None:
    assert client.get(f"/graphql?{query}").status_code == 400


def test_subscriptions_go_over_websocket(client: httpx2.Client) -> None:
    answer = post(client, '{"query":"subscription{changes{revision}}"}')
    assert (answer.status_code, "WebSocket" in answer.text) == (400, True)


@pytest.mark.parametrize("chunked", [False, True])
def test_large_bodies_are_413(client: httpx2.Client, chunked: bool) -> None:
    body = json.dumps({"query": "{__typename}", "variables": {"x": "x" * 1_000_000}}).encode()
    pieces = (body[i : i + 65536] for i in range(0, len(body), 65536))
    answer = client.post("/graphql", content=pieces if chunked else body, headers={"Content-Type": JSON})
    assert (answer.status_code, "1000000 bytes" in answer.text) == (413, True)


def raw(url: str, request: bytes) -> bytes:
    """What a server answers to bytes as they are."""
    with socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    "request_",
    [
        b"nonsense\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /graphql HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
    ],
)
def test_malformed_http_is_400(server: Served, request_: bytes) -> None:
    assert raw(server.url, request_).startswith(b"HTTP/1.1 400")


def test_a_request_that_is_broken_off_is_no_error(server: Served, client: httpx2.Client) -> None:
    head = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    raw(server.url, head)
    assert post(client, TYPENAME).status_code == 200


def test_long_answers_are_packed_for_who_can_read_it(client: httpx2.Client) -> None:
    long = '{"query":"{__schema{types{name description}}}"}'
    packed, plain = post(client, long, Accept_Encoding="gzip"), post(client, long, Accept_Encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 3
    for unpacked in (plain, post(client, TYPENAME, Accept_Encoding="gzip")):
        assert "content-encoding" not in unpacked.headers
    assert "content-encoding" not in post(client, long, Accept_Encoding="gzip;q=0").headers


def test_a_mutation_changes_the_graph_once(client: httpx2.Client) -> None:
    create = """mutation($i: CreateThemeInput!){createTheme(input:$i){theme{id name} revision errors{code path}}}"""
    variables = {"i": {"name": "Water", "idempotencyKey": "water-1"}}
    body = json.dumps({"query": create, "variables": variables})
    refused = post(client, body)
    assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    first, again = post(client, body, **AS_STAFF), post(client, body, **AS_STAFF)
    assert first.json()["data"]["createTheme"]["theme"]["name"] == "Water"
    assert first.json() == again.json()


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
QUERIES = st.sampled_from(
    [
        "{__typename}",
        "query($a:Int){initiatives(first:$a){totalCount}}",
        "query($f:InitiativeFilter){initiatives(filter:$f){totalCount}}",
    ]
) | st.text(max_size=60)
REQUESTS = st.fixed_dictionaries(
    {},
    optional={
        "query": QUERIES | JSON_VALUES,
        "variables": st.dictionaries(st.sampled_from("af"), JSON_VALUES) | JSON_VALUES,
        "operationName": JSON_VALUES,
        "extensions": JSON_VALUES,
    },
)


@given(
    body=st.binary(max_size=200) | REQUESTS.map(json.dumps).map(str.encode), accept=st.sampled_from([RESPONSE, JSON])
)
def test_whatever_is_sent_the_answer_is_clean(client: httpx2.Client, body: bytes, accept: str) -> None:
    answer = post(client, body, Accept=accept)
    assert answer.status_code in (200, 400)
    _check(answer.json(), answer.status_code)


@given(
    parameters=st.lists(st.tuples(st.sampled_from(["query", "variables", "operationName", "x"]), st.text(max_size=30)))
)
def test_whatever_is_asked_by_get_the_answer_is_clean(client: httpx2.Client, parameters: list[tuple[str, str]]) -> None:
    asked = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in parameters])
    answer = client.get(f"/graphql?{asked}")
    assert answer.status_code in (200, 400)
    _check(answer.json(), answer.status_code)


def _check(answer: Any, status: int) -> None:
    assert answer.keys() <= {"data", "errors"}
    assert "data" in answer or answer["errors"]
    for error in answer.get("errors", []):
        assert error["message"]
        assert not re.search(r"Traceback|File \"|sqlite|Internal error", json.dumps(error)), error
    assert status == 200 or "data" not in answer
