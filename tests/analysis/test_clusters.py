# SPDX-License-Identifier: EUPL-1.2
"""Clusters on a map: every point in exactly one, none too far, and never more marks than a page can draw."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.clusters import CELL, MOST, TILE, clusters, within
from schema.geometry import Box
from schema.query import Places

NETHERLANDS = Box(3.3, 50.7, 7.3, 53.6)


def places(points: list[tuple[float, float]]) -> Places:
    lon, lat = (np.array([point[i] for point in points], np.float64) for i in (0, 1))
    return Places(np.arange(len(points), dtype=np.int64), lon, lat)


coordinates = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(coordinates, max_size=40), st.integers(0, 22))
def test_every_point_is_in_one_cluster_within_its_bounds(points: list[tuple[float, float]], zoom: int) -> None:
    found = clusters(places(points), zoom)
    assert sum(group.count for group in found) == len(points)
    for group in found:
        inside = [i for i, (lon, lat) in enumerate(points) if _in(group.box, lon, lat)]
        assert len(inside) >= group.count
        assert (group.key is not None) == (group.count == 1)
        assert group.key is None or group.key in inside
        assert abs(group.point.lon - np.clip(group.point.lon, group.box.west, group.box.east)) <= 1e-6


@given(st.lists(st.tuples(st.floats(4, 7), st.floats(51, 53)), min_size=1, max_size=40), st.integers(0, 22))
def test_a_cluster_is_no_wider_than_a_cell(points: list[tuple[float, float]], zoom: int) -> None:
    cell = 360 / (2**zoom * TILE / CELL)
    assert all(group.box.east - group.box.west <= cell * (1 + 1e-9) for group in clusters(places(points), zoom))


def test_zoomed_in_and_far_apart_each_point_stands_alone() -> None:
    found = clusters(places([(6.5, 53.2), (6.6, 53.2), (6.5, 53.3)]), 18)
    assert sorted(group.key for group in found if group.key is not None) == [0, 1, 2]


def test_points_at_one_place_stay_together_at_every_zoom() -> None:
    assert [group.count for zoom in range(23) for group in clusters(places([(6.5, 53.2)] * 7), zoom)] == [7] * 23


def test_there_are_never_more_marks_than_can_be_drawn() -> None:
    rng = np.random.default_rng(1)
    many = Places(np.arange(100_000), rng.uniform(3.3, 7.3, 100_000), rng.uniform(50.7, 53.6, 100_000))
    found = clusters(many, 22)
    assert 0 < len(found) <= MOST
    assert sum(group.count for group in found) == 100_000


@given(st.lists(coordinates, max_size=30))
def test_within_keeps_what_lies_in_the_box(points: list[tuple[float, float]]) -> None:
    found = within(places(points), NETHERLANDS)
    assert found.keys.tolist() == [i for i, (lon, lat) in enumerate(points) if _in(NETHERLANDS, lon, lat)]


def _in(box: Box, lon: float, lat: float) -> bool:
    return box.west <= lon <= box.east and box.south <= lat <= box.north
