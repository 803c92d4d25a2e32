# SPDX-License-Identifier: EUPL-1.2
"""Clusters: the points of a map, drawn together where they would lie on top of each other.

Points fall into the cells of a square grid over the web Mercator world (EPSG:3857), whose cells measure CELL pixels
at the zoom level. The grid stands still while the map moves, so a cluster keeps its points.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.snapshot import Int64s
from schema.geometry import Box, Point
from schema.query import Places

CELL: Final = 64
"""The side of a grid cell, in pixels."""

TILE: Final = 256
"""The side of the whole world at zoom level 0, in pixels."""

MOST: Final = 2000
"""No more features than this are drawn: a lower zoom level is taken until they fit."""


@dataclass(frozen=True, slots=True)
class Group:
    """Points drawn as one mark: how many, their mean, their bounds, and the key of one that is alone."""

    count: int
    point: Point
    box: Box
    key: int | None


def clusters(places: Places, zoom: int) -> list[Group]:
    """The groups at a zoom level (0 to 22), from north-west to south-east, at most MOST."""
    cells, first, inverse, counts = _cells(places, zoom)
    while len(cells) > MOST:
        zoom -= 1
        cells, first, inverse, counts = _cells(places, zoom)
    lon = np.bincount(inverse, places.lon, len(cells)) / np.maximum(counts, 1)
    lat = np.bincount(inverse, places.lat, len(cells)) / np.maximum(counts, 1)
    west, east = _bounds(inverse, places.lon, len(cells))
    south, north = _bounds(inverse, places.lat, len(cells))
    return [
        Group(
            int(counts[i]),
            Point(lon=round(float(lon[i]), 6), lat=round(float(lat[i]), 6)),
            Box(float(west[i]), float(south[i]), float(east[i]), float(north[i])),
            int(places.keys[first[i]]) if counts[i] == 1 else None,
        )
        for i in range(len(cells))
    ]


def within(places: Places, box: Box) -> Places:
    """Those of the places that lie in a box, its edges included."""
    inside = (places.lon >= box.west) & (places.lon <= box.east) & (places.lat >= box.south) & (places.lat <= box.north)
    return Places(places.keys[inside], places.lon[inside], places.lat[inside])


def _cells(places: Places, zoom: int) -> tuple[Int64s, Int64s, Int64s, Int64s]:
    side = 2.0**zoom * TILE / CELL
    x = np.floor((places.lon + 180) / 360 * side).astype(np.int64)
    sine = np.clip(np.sin(np.radians(places.lat)), -0.9999, 0.9999)  # the Mercator world ends near the poles
    y = np.floor((0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * side).astype(np.int64)
    return np.unique(y * 2**32 + x, return_index=True, return_inverse=True, return_counts=True)


def _bounds(inverse: Int64s, values: Floats, size: int) -> tuple[Floats, Floats]:
    least, most = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(least, inverse, values)
    np.maximum.at(most, inverse, values)
    return least, most
