# SPDX-License-Identifier: EUPL-1.2
"""The land of the demo municipality: villages and neighbourhoods that fit together like a real map."""

from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
import shapely as typed_shapely
from shapely.geometry.base import BaseGeometry

from loaders.demo.plan import Floats, Ints, Plan
from loaders.demo.texts import BUURTEN, VILLAGES

shapely = cast(Any, typed_shapely)  # its types are incomplete

CENTRE: Final = (6.70, 53.01)
"""Somewhere between Groningen and Drenthe: longitude and latitude."""

_METRES: Final = 111_320.0
"""In a degree of latitude; in a degree of longitude its cosine as many."""

_MARGIN: Final = 200.0
"""Metres that the middle of a neighbourhood keeps from the border of the municipality; that of a village twice that."""

_GRID: Final = 1e-6
"""Degrees to which borders are rounded, together, so that neighbours keep the same border."""


@dataclass(frozen=True, slots=True)
class Buurt:
    """A neighbourhood: its name, how a sentence says that something is there, and the number of its village."""

    name: str
    there: str
    village: int
    outline: BaseGeometry


@dataclass(frozen=True, slots=True)
class Village:
    """A village with its outline, which is that of its neighbourhoods together."""

    name: str
    outline: BaseGeometry


@dataclass(frozen=True, slots=True)
class Land:
    """The municipality; neighbourhoods stand in order of their villages."""

    outline: BaseGeometry
    villages: list[Village]
    buurten: list[Buurt]


def land(plan: Plan) -> Land:
    """Draw the map: a coast-like outline, cut along crooked Voronoi borders between neighbourhoods."""
    chance = plan.chance("land")
    radius = 1700.0 * np.sqrt(plan.villages)
    outline = _outline(chance, radius)
    centres = _spread(chance, outline.buffer(-2 * _MARGIN), radius, plan.villages)
    sizes = chance.integers(2, 5, plan.villages)
    village = np.repeat(np.arange(plan.villages), sizes)
    number = np.arange(village.size) - np.searchsorted(village, village)
    seeds = _seeds(chance, outline.buffer(-_MARGIN), centres, village, number)
    shapes = _cells(chance, outline, seeds)
    buurten = [
        Buurt(*BUURTEN[int(number[i])], village=int(village[i]), outline=shape) for i, shape in enumerate(shapes)
    ]
    villages = [
        Village(name, shapely.union_all([b.outline for b in buurten if b.village == v]))
        for v, name in enumerate(VILLAGES[: plan.villages])
    ]
    return Land(shapely.union_all(shapes), villages, buurten)


def _degrees(metres: Floats) -> Floats:
    lon, lat = CENTRE
    return np.column_stack((lon + metres[:, 0] / (_METRES * np.cos(np.radians(lat))), lat + metres[:, 1] / _METRES))


def _outline(chance: np.random.Generator, radius: float) -> BaseGeometry:
    """A closed line round the origin whose distance is a sum of a few waves, in metres."""
    angle = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    distance = np.full(angle.size, radius)
    for wave in range(2, 9):
        distance += radius * chance.uniform(0, 0.22) / wave * np.cos(wave * angle + chance.uniform(0, 2 * np.pi))
    return shapely.Polygon(np.column_stack((distance * np.cos(angle), 0.85 * distance * np.sin(angle))))


def _spread(chance: np.random.Generator, within: BaseGeometry, radius: float, count: int) -> Floats:
    """Points that keep their distance: of some random points each time the farthest one."""
    points = np.empty((0, 2))
    while len(points) < count:
        tries = chance.uniform(-1.2 * radius, 1.2 * radius, (40, 2))
        tries = tries[shapely.contains_xy(within, tries)]
        if not len(points):
            points = tries[:1]
        elif len(tries):
            gaps = np.linalg.norm(tries[:, None] - points[None], axis=2).min(axis=1)
            points = np.vstack((points, tries[gaps.argmax()]))
    return points


def _seeds(chance: np.random.Generator, within: BaseGeometry, centres: Floats, village: Ints, number: Ints) -> Floats:
    """The middle of each neighbourhood: the first at its village's, the others round it."""
    gaps = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    reach = 0.3 * np.where(gaps > 0, gaps, np.inf).min(axis=1)[village]
    angle = 2 * np.pi * (chance.random(len(centres))[village] + number / np.bincount(village)[village])
    aside = reach[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))
    aside[number == 0] = 0
    while not (inside := shapely.contains_xy(within, centres[village] + aside)).all():
        aside[~inside] /= 2
    return centres[village] + aside


def _cells(chance: np.random.Generator, outline: BaseGeometry, seeds: Floats) -> list[BaseGeometry]:
    """For each seed the land around it, in degrees. Neighbours share their borders exactly.

    All borders are rounded and noded as one drawing and only then closed to faces, so there are no gaps and no
    overlaps. A face goes to the seed in it; one without, where borders cross, joins a neighbour.
    """
    edges = shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=outline, only_edges=True)
    points = shapely.MultiPoint(seeds)
    lines = [_crooked(chance, line, points) for line in shapely.get_parts(shapely.intersection(edges, outline))]
    drawing = shapely.union_all([_line(outline), *map(_line, lines)], grid_size=_GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(drawing)))
    within = shapely.transform(outline, _degrees).buffer(_GRID)
    faces = faces[shapely.contains(within, shapely.point_on_surface(faces))]
    seed, face = shapely.STRtree(faces).query(shapely.points(_degrees(seeds)), predicate="within")
    owner = np.full(len(faces), -1)
    owner[face] = seed
    while (owner < 0).any():
        for lone in np.flatnonzero(owner < 0):
            owner[lone] = _neighbour(faces, owner, int(lone))
    return [shapely.union_all(faces[owner == seed]) for seed in range(len(seeds))]


def _neighbour(faces: Any, owner: Ints, lone: int) -> int:
    """The seed of the neighbour with which a face shares most of its border; -1 if none of them has a seed yet."""
    owned = np.flatnonzero(owner >= 0)
    shared = shapely.length(shapely.intersection(faces[lone].boundary, shapely.boundary(faces[owned])))
    return int(owner[owned[shared.argmax()]]) if shared.max() > 0 else -1


def _line(line: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shapely.LineString(shapely.get_coordinates(line)), _degrees)


def _crooked(chance: np.random.Generator, line: BaseGeometry, seeds: BaseGeometry) -> BaseGeometry:
    """A border between the same ends as a hedge or ditch would run: midpoints moved sideways, three times over, by
    less than brings it past the seeds on either side."""
    points = shapely.get_coordinates(line)
    bend = min(0.12, 0.2 * line.distance(seeds) / max(line.length, 1.0))
    for _ in range(3):
        along = np.diff(points, axis=0)
        aside = np.column_stack((-along[:, 1], along[:, 0])) * chance.uniform(-bend, bend, (len(along), 1))
        middle = points[:-1] + along / 2 + aside
        points = np.vstack((np.column_stack((points[:-1], middle)).reshape(-1, 2), points[-1:]))
    return shapely.LineString(points)
