# SPDX-License-Identifier: EUPL-1.2
"""GeoJSON (RFC 7946), for QGIS and other maps: initiatives where they are shown, and areas with their outline.

An initiative without a place has no geometry. An area without an outline is at its centre.
"""

from collections.abc import AsyncGenerator
from typing import Any, cast

import orjson

from graph_api.export.content import Content
from graph_api.export.records import attributes_of, identity, title
from schema.area import Area
from schema.base import Node
from schema.geometry import Point
from schema.initiative import About, Initiative, LocatedIn


async def write(content: Content) -> AsyncGenerator[bytes]:
    """A collection of features, areas first so that they are drawn below."""
    yield b'{"type":"FeatureCollection","features":[\n'
    comma = b""
    async for nodes in content.nodes((Area, Initiative)):
        if nodes:
            yield comma + b",\n".join(orjson.dumps(each) for each in await _features(content, nodes))
            comma = b",\n"
    yield b"\n]}\n"


async def _features(content: Content, nodes: list[Node]) -> list[dict[str, Any]]:
    """Features of nodes of one type; initiatives with the names of their themes and areas."""
    more: list[dict[str, list[str]]] = [{} for _ in nodes]
    if isinstance(nodes[0], Initiative):
        themes, areas = await content.around(About, nodes), await content.around(LocatedIn, nodes)
        more = [{"themes": names(about), "areas": names(lies)} for about, lies in zip(themes, areas, strict=True)]
    return [_feature(node, content, also) for node, also in zip(nodes, more, strict=True)]


def names(nodes: list[Node]) -> list[str]:
    """What nodes are called."""
    return [title(node) for node in nodes]


def _feature(node: Node, content: Content, more: dict[str, list[str]]) -> dict[str, Any]:
    of = identity(node)
    read = {each.name: each.read(node) for each in attributes_of(type(node), content.viewer.privacy)}
    properties = {"type": of["type"], **read, **more}
    return {"type": "Feature", "id": of["id"], "geometry": _geometry(node), "properties": properties}


def _geometry(node: Node) -> dict[str, Any] | None:
    if isinstance(node, Area) and node.geometry is not None:
        return node.geometry
    point: Point | None = node.centre if isinstance(node, Area) else cast("Initiative", node).place
    return None if point is None else {"type": "Point", "coordinates": [point.lon, point.lat]}
