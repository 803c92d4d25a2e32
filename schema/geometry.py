# SPDX-License-Identifier: EUPL-1.2
"""Places on the earth, in WGS84 longitude and latitude."""

from dataclasses import dataclass
from typing import Any, cast

import strawberry


@strawberry.type(description="A point on the earth, WGS84.")
class Point:
    """A point: longitude and latitude in degrees, WGS84."""

    lon: float = strawberry.field(description="Longitude in degrees.")
    lat: float = strawberry.field(description="Latitude in degrees.")


class Geometry(dict[str, Any]):
    """A GeoJSON Polygon or MultiPolygon (RFC 7946): a dict with `type` and `coordinates`."""


def is_outline(value: dict[str, Any]) -> bool:
    """Whether this is a GeoJSON Polygon or MultiPolygon: rings that close, of at least four positions in degrees."""
    coordinates: Any = value.get("coordinates")
    if value.get("type") == "Polygon":
        return _is_polygon(coordinates)
    return value.get("type") == "MultiPolygon" and _filled(coordinates) and all(map(_is_polygon, coordinates))


def _is_polygon(rings: Any) -> bool:
    return _filled(rings) and all(map(_is_ring, rings))


def _is_ring(ring: Any) -> bool:
    return _filled(ring) and len(ring) >= 4 and ring[0] == ring[-1] and all(map(_is_position, ring))


def _is_position(value: Any) -> bool:
    if not _filled(value) or not 2 <= len(value) <= 3 or not all(type(each) in (int, float) for each in value):
        return False
    return -180 <= value[0] <= 180 and -90 <= value[1] <= 90


def _filled(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(cast("list[Any]", value)) > 0


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box in degrees, WGS84; west may not exceed east, nor south north."""

    west: float
    south: float
    east: float
    north: float
