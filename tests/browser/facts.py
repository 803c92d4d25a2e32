# SPDX-License-Identifier: EUPL-1.2
"""What the API says, asked by the tests themselves, to compare pages with."""

from typing import Any, Final

from tests.web.running import AS_STAFF, Served, ask

TOGETHER: Final = ("CONNECTED_TO", "RUNS", "SUPPORTS")
"""What people do together, as far as it is public."""

TRIES = 20
"""How often a page asks again what took too long."""


def fact(server: Served, query: str, *, staff: bool = False, **variables: object) -> Any:
    """The data of an answer without errors."""
    headers = AS_STAFF if staff else None
    answer = ask(server.url, query, headers, **variables).json()
    for _ in range(TRIES):
        if not took_too_long(answer):
            break
        answer = ask(server.url, query, headers, **variables).json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def took_too_long(answer: Any) -> bool:
    """Whether the API gave up; it goes on computing, so asking again is worthwhile."""
    return any(error["extensions"].get("code") == "TIMEOUT" for error in answer.get("errors", []))


def best_connected(server: Served, type: str) -> str:
    """The id of the node of a type that has most to tell."""
    query = "query ($type: NodeType!) { centrality(measure: DEGREE, type: $type, first: 1) { node { id } } }"
    return fact(server, query, type=type)["centrality"][0]["node"]["id"]


def introducible(server: Served) -> Any:
    """The first opportunity in the list between two that are part of the network, with the ids of both."""
    query = "{ opportunities(first: 20) { nodes { id a { id __typename } b { id __typename } } } }"
    for found in fact(server, query, staff=True)["opportunities"]["nodes"]:
        if "Municipality" not in (found["a"]["__typename"], found["b"]["__typename"]):
            return found
    raise AssertionError("there are no opportunities between two in the network")
