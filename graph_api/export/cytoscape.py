# SPDX-License-Identifier: EUPL-1.2
"""Cytoscape JSON, for Cytoscape, Cytoscape.js and `networkx.cytoscape_graph`."""

from collections.abc import AsyncGenerator
from typing import Any

import orjson

from graph_api.export.content import Content
from graph_api.export.records import Record, attributes_of, identity, relation_id, title
from schema.base import Node, Relation
from schema.privacy import Privacy


async def write(content: Content) -> AsyncGenerator[bytes]:
    """Elements: nodes with `id` and `name`, edges with `source`, `target` and `interaction`."""
    privacy = content.viewer.privacy
    yield b'{"data":[],"directed":true,"multigraph":true,"elements":{"nodes":['
    comma = b""
    async for nodes in content.nodes():
        if nodes:
            yield comma + b",\n".join(orjson.dumps({"data": _node(node, privacy)}) for node in nodes)
            comma = b",\n"
    yield b'],"edges":['
    comma = b""
    async for relations in content.relations():
        if relations:
            yield comma + b",\n".join(orjson.dumps({"data": _edge(each, privacy)}) for each in relations)
            comma = b",\n"
    yield b"]}}\n"


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
