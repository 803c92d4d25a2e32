# SPDX-License-Identifier: EUPL-1.2
"""GeoJSON (RFC 7946), for QGIS and other maps: initiatives where they are shown, and areas with their outline.

An initiative without a place has no geometry. An area without an outline is at its centre.
"""

from collections.abc import AsyncGenerator
from itertools import pairwise
from typing import Any, Final, cast

import orjson

from graph_api.export.content import Content
from graph_api.export.records import identity
from schema.area import Area
from schema.base import Node
from schema.geometry import Point
from schema.initiative import About, Initiative, LocatedIn

_COMMA: Final = b",\n"


async def write(content: Content) -> AsyncGenerator[bytes]:
    """A collection of features, areas first so that they are drawn below."""
    yield b'{"type":"FeatureCollection","features":[\n'
    themes, areas = await content.titles(About), await content.titles(LocatedIn)

    def more(node: Node) -> dict[str, list[str]]:
        return {"themes": themes(node), "areas": areas(node)} if isinstance(node, Initiative) else {}

    def features(nodes: list[Node]) -> bytes:
        return _COMMA.join([orjson.dumps(_feature(node, content, more(node))) for node in nodes])

    comma = b""
    async for part in content.nodes(features, (Area, Initiative)):
        yield comma + part
        comma = _COMMA
    yield b"\n]}\n"


def _feature(node: Node, content: Content, more: dict[str, list[str]]) -> dict[str, Any]:
    of = identity(node)
    read = {each.name: each.read(node) for each in content.attributes_of(node)}
    properties = {"type": of["type"], **read, **more}
    return {"type": "Feature", "id": of["id"], "geometry": _geometry(node), "properties": properties}


def _geometry(node: Node) -> dict[str, Any] | None:
    if isinstance(node, Area) and node.geometry is not None:
        return {**node.geometry, "coordinates": _wound(node.geometry["coordinates"])}
    point: Point | None = node.centre if isinstance(node, Area) else cast("Initiative", node).place
    return None if point is None else {"type": "Point", "coordinates": [point.lon, point.lat]}


def _wound(coordinates: list[Any]) -> list[Any]:
    """The coordinates of a (multi)polygon, outer rings counterclockwise and holes clockwise, as RFC 7946 asks."""
    if isinstance(coordinates[0][0][0], list):
        return [_wound(polygon) for polygon in coordinates]
    return [ring if (_doubled_area(ring) >= 0) == (at == 0) else ring[::-1] for at, ring in enumerate(coordinates)]


def _doubled_area(ring: list[list[float]]) -> float:
    """Twice the area within a closed ring, negative when it goes clockwise (the shoelace formula)."""
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring))
