# SPDX-License-Identifier: EUPL-1.2
"""Cytoscape JSON, for Cytoscape, Cytoscape.js and `networkx.cytoscape_graph`."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from typing import Any, TypeVar

import orjson

from graph_api.export.content import Content
from graph_api.export.records import Record, attributes_of, identity, relation_id, title
from schema.base import Node, Relation
from schema.privacy import Privacy

R = TypeVar("R", Node, Relation)


async def write(content: Content) -> AsyncGenerator[bytes]:
    """Elements: nodes with `id` and `name`, edges with `source`, `target` and `interaction`."""
    privacy = content.viewer.privacy
    yield b'{"data":[],"directed":true,"multigraph":true,"elements":{"nodes":['
    async for part in _listed(content.nodes(), lambda node: _node(node, privacy)):
        yield part
    yield b'],"edges":['
    async for part in _listed(content.relations(), lambda relation: _edge(relation, privacy)):
        yield part
    yield b"]}}\n"


async def _listed(parts: AsyncIterator[Sequence[R]], made: Callable[[R], dict[str, Any]]) -> AsyncGenerator[bytes]:
    """The elements of a JSON list."""
    comma = b""
    async for records in parts:
        if records:
            yield comma + b",\n".join(orjson.dumps({"data": made(record)}) for record in records)
            comma = b",\n"


def _node(node: Node, privacy: Privacy) -> dict[str, Any]:
    of = identity(node)
    return {**_values(node, privacy), **of, "value": of["id"], "name": title(node)}


def _edge(relation: Relation, privacy: Privacy) -> dict[str, Any]:
    of = identity(relation)
    return {
        **_values(relation, privacy),
        **of,
        "id": relation_id(relation),
        "interaction": of["type"],
        "key": of["type"],
    }


def _values(record: Record, privacy: Privacy) -> dict[str, Any]:
    read = ((attribute.name, attribute.read(record)) for attribute in attributes_of(type(record), privacy))
    return {name: value for name, value in read if value is not None}
