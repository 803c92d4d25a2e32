# SPDX-License-Identifier: EUPL-1.2
"""What a client asks, the same over HTTP and over WebSocket."""

from dataclasses import dataclass
from typing import Any, TypeGuard


class Malformed(Exception):  # noqa: N818 - what is wrong is the client's request
    """A request that is not one of GraphQL; the message is for the client."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation: its document, its name where the document has more, and its variables."""

    query: str
    operation_name: str | None
    variables: dict[str, Any] | None


def asked(value: object) -> Asked:
    """The operation that parsed JSON asks for. Raises Malformed."""
    if isinstance(value, list):
        raise Malformed("Batches are not supported: send one operation in a request")
    if not _is_object(value):
        raise Malformed("The request must be a JSON object with a `query`")
    query, name, variables = value.get("query"), value.get("operationName"), value.get("variables")
    if not isinstance(query, str):
        raise Malformed("`query` is missing" if query is None else "`query` must be a string")
    if not (name is None or isinstance(name, str)):
        raise Malformed("`operationName` must be a string or null")
    if not (variables is None or _is_object(variables)):
        raise Malformed("`variables` must be an object or null")
    extensions = value.get("extensions")
    if not (extensions is None or _is_object(extensions)):
        raise Malformed("`extensions` must be an object or null")
    return Asked(query, name or None, variables)


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)
