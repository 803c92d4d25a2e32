# SPDX-License-Identifier: EUPL-1.2
"""Weak spots of networks, against networkx and against taking things away."""

from typing import Any

import networkx as nx
import numpy as np
from hypothesis import given

from graph_api.analysis.fragility import Fragility, bridges
from tests.analysis.networks import network_of, plain_graphs


def fragility(graph: Any) -> Fragility:
    return Fragility(network_of(graph), weights(graph))


def weights(graph: Any) -> Any:
    return np.array([node % 3 for node in graph], np.float64)


def lost(graph: Any, without: Any, near: int) -> float:
    """What all but the largest part of what was near weighs, once something was taken away."""
    component = nx.node_connected_component(graph, near)
    parts = [sum(n % 3 for n in part) for part in nx.connected_components(without) if part <= component]
    return sum(parts) - max(parts)


@given(plain_graphs())
def test_articulation_points_are_those_of_networkx_with_what_they_cut_off(graph: Any) -> None:
    found = fragility(graph).points()
    assert set(found.ends.tolist()) == set(nx.articulation_points(graph))
    for node, parts, weight in zip(found.ends.tolist(), found.parts, found.lost, strict=True):
        without = graph.copy()
        without.remove_node(node)
        assert parts == nx.number_connected_components(without) - nx.number_connected_components(graph) + 1
        assert weight == lost(graph, without, node)


@given(plain_graphs())
def test_bridges_are_those_of_networkx_with_what_they_cut_off(graph: Any) -> None:
    found = fragility(graph).links()
    assert {tuple(ends) for ends in found.ends.tolist()} == {(min(pair), max(pair)) for pair in nx.bridges(graph)}
    assert bridges(network_of(graph)).tolist() == found.ends.tolist()
    for (u, v), weight in zip(found.ends.tolist(), found.lost, strict=True):
        without = graph.copy()
        without.remove_edge(u, v)
        assert weight == lost(graph, without, u)


def test_a_long_path_is_no_deeper_than_the_stack() -> None:
    network = network_of(nx.path_graph(20_000))
    found = Fragility(network, np.ones(20_000))
    assert len(found.bridges) == 19_999
    assert found.points().lost.max() == 9_999
