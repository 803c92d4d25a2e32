# SPDX-License-Identifier: EUPL-1.2
"""Distances on the earth, and the box around all that is near."""

import math
from typing import Final

from schema.geometry import Box
from schema.query import Near

EARTH_RADIUS: Final = 6_371_008.8
"""The mean radius of the earth in metres (IUGG)."""


def metres(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """The great-circle distance in metres, by the haversine formula, on a sphere of the mean radius."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


def around(near: Near) -> Box:
    """A box that holds all within the radius; every longitude where it reaches a pole or the 180th meridian."""
    reach = near.radius / EARTH_RADIUS * (1 + 1e-9) + 1e-12
    span = math.degrees(reach)
    south, north = near.point.lat - span, near.point.lat + span
    west, east = -180.0, 180.0
    if south > -90 and north < 90:
        wide = math.degrees(math.asin(min(1.0, math.sin(reach) / math.cos(math.radians(near.point.lat)))))
        if near.point.lon - wide >= west and near.point.lon + wide <= east:
            west, east = near.point.lon - wide, near.point.lon + wide
    return Box(west, max(south, -90.0), east, min(north, 90.0))
