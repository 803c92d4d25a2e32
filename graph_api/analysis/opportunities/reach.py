# SPDX-License-Identifier: EUPL-1.2
"""Reach: which parties are near enough to each other to lend a hall or a hand."""

import math
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.spatial import cKDTree

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot
from graph_api.store.distance import EARTH_RADIUS
from schema.area import PartOf
from schema.initiative import LocatedIn
from schema.municipality import Municipality
from schema.organisation import Represents

REACH: Final = 5.0
"""So many kilometres apart is still near: a quarter of an hour by bicycle."""

MOST_KEPT: Final = 512
"""Of so many places is kept what is near them: what one party seeks and offers is asked one after another."""
_SLACK: Final = 1e-3
"""Kilometres by which the tree looks further, so that what is exactly within reach is decided in one way only."""
_APART: Final = 1e6
"""Kilometres between the stand-ins of areas of which nobody's place is known: out of reach of the earth."""


class Reach:
    """Where parties stand, as points in space (kilometres), between which a straight line is as long as the way over
    the ground at the distances that count (to a millimetre at 5 km), wherever on earth.

    A party whose place is unknown stands where the others of its area stand on average. Where none of theirs is known
    either, all stand in one point that is near to nothing else: what is in one neighbourhood is near, even if the map
    does not know where. Only areas that are not divided count, because all of a municipality is in its largest area.
    """

    def __init__(self, snapshot: Snapshot, facts: Facts) -> None:
        self.placed: Final = np.isfinite(facts.lon) & np.isfinite(facts.lat)
        self.points: Final = _points(facts, self.placed)
        areas = _areas(snapshot)
        self._place_others(areas)
        self.points.flags.writeable = False
        known = np.isfinite(self.points[:, 0])
        self._places, place = np.unique(self.points[known], axis=0, return_inverse=True)
        self.places: Final = len(self._places)
        """How many different places there are."""
        self.place: Final = np.full(len(known), -1, np.int32)
        """The place of each party, -1 where it is not known."""
        self.place[known] = place
        self._tree = cKDTree(self._places)
        self.near: Final = lru_cache(MOST_KEPT)(self._near)
        """Which places are within reach of a place, itself among them."""

    def distances(self, one: int, others: Int32s) -> Floats:
        """Kilometres from one to others; NaN where nothing is known of a place."""
        return _apart(self.points[others], self.points[one])

    def both(self, one: int, other: int) -> bool:
        """Whether two are within reach of each other."""
        return math.dist(self.points[one].tolist(), self.points[other].tolist()) <= REACH

    def _near(self, place: int) -> Int32s:
        point = self._places[place]
        found = np.array(self._tree.query_ball_point(point, REACH + _SLACK), np.int32)
        return found[_apart(self._places[found], point) <= REACH]

    def _place_others(self, areas: Matrix) -> None:
        inside = areas[self.placed].T
        known = np.asarray(inside.sum(axis=1), np.float64)
        means = (inside @ self.points[self.placed]) / np.maximum(known, 1)[:, None]
        means[known == 0, 0] = _APART * np.arange(1, 1 + np.count_nonzero(known == 0))
        lost = np.flatnonzero(~self.placed & (np.diff(areas.indptr) > 0))
        self.points[lost] = means[areas.indices[areas.indptr[lost]]]


def _apart(points: Floats, point: Floats) -> Floats:
    return np.sqrt(np.square(points - point).sum(axis=1))


def _points(facts: Facts, placed: npt.NDArray[np.bool_]) -> Floats:
    lon, lat = np.radians(facts.lon), np.radians(facts.lat)
    across = np.cos(lat)
    points = EARTH_RADIUS / 1000 * np.column_stack([across * np.cos(lon), across * np.sin(lon), np.sin(lat)])
    points[~placed] = np.nan
    return points


def _areas(snapshot: Snapshot) -> Matrix:
    """Parties by areas that are not divided: where an initiative is, for which an organisation speaks."""
    located, represented = snapshot.forward(LocatedIn), snapshot.forward(Represents)
    nowhere = sparse.csr_array((snapshot.count(Municipality), located.shape[1]), dtype=np.float32)
    every = sparse.vstack([located, represented, nowhere], format="coo")
    whole = np.diff(snapshot.backward(PartOf).indptr) == 0
    rows, columns = every.row[whole[every.col]], every.col[whole[every.col]]
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=every.shape)
