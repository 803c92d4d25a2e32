# SPDX-License-Identifier: EUPL-1.2
"""Places on the earth, in WGS84 longitude and latitude."""

from dataclasses import dataclass
from typing import Any

import strawberry


@strawberry.type(description="A point on the earth, WGS84.")
class Point:
    """A point: longitude and latitude in degrees, WGS84."""

    lon: float = strawberry.field(description="Longitude in degrees.")
    lat: float = strawberry.field(description="Latitude in degrees.")


class Geometry(dict[str, Any]):
    """A GeoJSON Polygon or MultiPolygon (RFC 7946): a dict with `type` and `coordinates`."""


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box in degrees, WGS84; west may not exceed east, nor south north."""

    west: float
    south: float
    east: float
    north: float
