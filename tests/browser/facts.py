# SPDX-License-Identifier: EUPL-1.2
"""What the API says, asked by the tests themselves, to compare pages with."""

from typing import Any

from tests.web.running import AS_STAFF, Served, ask


def fact(server: Served, query: str, *, staff: bool = False, **variables: object) -> Any:
    """The data of an answer without errors."""
    answer = ask(server.url, query, AS_STAFF if staff else None, **variables).json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def best_connected(server: Served, type: str) -> str:
    """The id of the node of a type that has most to tell."""
    query = "query ($type: NodeType!) { centrality(measure: DEGREE, type: $type, first: 1) { node { id } } }"
    return fact(server, query, type=type)["centrality"][0]["node"]["id"]
