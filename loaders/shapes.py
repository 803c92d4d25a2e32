# SPDX-License-Identifier: EUPL-1.2
"""Outlines: from any reference system to WGS84, valid, with a point inside to show an area by."""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
import orjson
import pyproj
import shapely as typed_shapely
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from schema.geometry import Geometry, Point

shapely = cast(Any, typed_shapely)  # its types are incomplete

RD_NEW: Final = 28992
"""EPSG:28992, the Dutch grid: metres, valid for x from -7,000 to 300,000 and y from 289,000 to 629,000."""

WGS84: Final = 4326
_DEGREES: Final = frozenset((WGS84, 4258))
"""Systems in degrees that are within a metre of WGS84 here: itself, and ETRS89."""

_GRID: Final = 1e-7
"""Degrees: about a centimetre, to which converted coordinates are rounded."""

_Coordinates = npt.NDArray[np.float64]


class OutlineError(ValueError):
    """An outline that cannot be used. The message says why."""


def system(name: str) -> int:
    """The EPSG number of a reference system by its name in GeoJSON: `urn:ogc:def:crs:EPSG::28992`, `EPSG:28992`,
    or CRS84, which is WGS84 with the longitude first."""
    if name.upper().endswith("CRS84"):
        return WGS84
    found = re.fullmatch(r"(?:urn:ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d+)", name, re.IGNORECASE)
    if not found:
        raise OutlineError(f"the reference system {name!r} is not known")
    number = int(found[1])
    _converter(number)
    return number


def outline(geometry: Mapping[str, Any], epsg: int | None) -> BaseGeometry:
    """The outline in WGS84: a valid Polygon or MultiPolygon, two-dimensional.

    Without a reference system, coordinates that cannot be degrees are taken for RD New. An outline that crosses
    itself is repaired. Raises OutlineError.
    """
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise OutlineError(f"is a {geometry.get('type')}, not a Polygon or MultiPolygon")
    try:
        made = shapely.force_2d(shape(cast(Any, geometry)))
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, ShapelyError):
        raise OutlineError("its coordinates are not those of a polygon") from None
    if made.is_empty or not np.isfinite(shapely.get_coordinates(made)).all():
        raise OutlineError("has no coordinates, or some that are not finite")
    made = _polygons(made if made.is_valid else shapely.make_valid(made), made)
    return _degrees(made, epsg)


def joined(parts: list[BaseGeometry]) -> BaseGeometry:
    """One outline of several."""
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def geojson(made: BaseGeometry) -> Geometry:
    """The outline as a record keeps it."""
    return Geometry(orjson.loads(shapely.to_geojson(made)))


def centre(made: BaseGeometry) -> Point:
    """The point inside that is farthest from the edge, to a decimetre where the outline is not smaller than that."""
    middle = shapely.Point(shapely.maximum_inscribed_circle(made).coords[0])
    for point in (middle, made.representative_point()):
        rounded = shapely.Point(round(point.x, 6), round(point.y, 6))
        if made.contains(rounded):
            return Point(lon=rounded.x, lat=rounded.y)
    point = made.representative_point()
    return Point(lon=point.x, lat=point.y)


def _polygons(made: BaseGeometry, given: BaseGeometry) -> BaseGeometry:
    """Only the polygons of a repaired outline: not the lines and points that a repair leaves."""
    polygons = [part for part in shapely.get_parts(shapely.get_parts(made)) if part.geom_type == "Polygon"]
    if not polygons:
        raise OutlineError(f"is not valid and cannot be repaired: {shapely.is_valid_reason(given)}")
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _degrees(made: BaseGeometry, epsg: int | None) -> BaseGeometry:
    west, south, east, north = made.bounds
    if epsg is None and not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        epsg = RD_NEW
    if epsg is not None and epsg not in _DEGREES:
        made = shapely.set_precision(shapely.transform(made, _converter(epsg)), _GRID)
        west, south, east, north = made.bounds
    if made.is_empty or not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise OutlineError("its coordinates are neither degrees nor those of the reference system")
    return made


@functools.cache
def _converter(epsg: int) -> Callable[[_Coordinates], _Coordinates]:
    """What turns coordinates (n, 2) into longitudes and latitudes."""
    try:
        transformer = pyproj.Transformer.from_crs(epsg, WGS84, always_xy=True)
    except CRSError:
        raise OutlineError(f"the reference system EPSG:{epsg} is not known") from None

    def convert(coordinates: _Coordinates) -> _Coordinates:
        return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1]))

    return convert
