# SPDX-License-Identifier: EUPL-1.2
"""Cytoscape JSON, for Cytoscape, Cytoscape.js and `networkx.cytoscape_graph`."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from typing import Any, Final

import orjson

from graph_api.export.content import Content
from graph_api.export.records import Record, identity, relation_id, title
from schema.base import Node, Relation

_COMMA: Final = b",\n"


async def write(content: Content) -> AsyncGenerator[bytes]:
    """Elements: nodes with `id` and `name`, edges with `source`, `target` and `interaction`."""
    yield b'{"data":[],"directed":true,"multigraph":true,"elements":{"nodes":['
    async for part in _listed(content.nodes(lambda nodes: _elements(_node(node, content) for node in nodes))):
        yield part
    yield b'],"edges":['
    async for part in _listed(content.relations(lambda links: _elements(_edge(link, content) for link in links))):
        yield part
    yield b"]}}\n"


async def _listed(parts: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    """The elements of a JSON list."""
    comma = b""
    async for part in parts:
        yield comma + part
        comma = _COMMA


def _elements(found: Iterable[dict[str, Any]]) -> bytes:
    return _COMMA.join([orjson.dumps({"data": each}) for each in found])


def _node(node: Node, content: Content) -> dict[str, Any]:
    of = identity(node)
    return {**_values(node, content), **of, "value": of["id"], "name": title(node)}


def _edge(relation: Relation, content: Content) -> dict[str, Any]:
    of = identity(relation)
    return {
        **_values(relation, content),
        **of,
        "id": relation_id(of),
        "interaction": of["type"],
        "key": of["type"],
    }


def _values(record: Record, content: Content) -> dict[str, Any]:
    read = ((attribute.name, attribute.read(record)) for attribute in content.attributes_of(record))
    return {name: value for name, value in read if value is not None}
