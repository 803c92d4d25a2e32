# SPDX-License-Identifier: EUPL-1.2
"""Weak spots of networks, against networkx and against taking things away."""

from itertools import combinations, product
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

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


@given(plain_graphs(), st.data())
def test_joining_leaves_mends_every_component_with_the_fewest_edges(graph: Any, data: Any) -> None:
    repaired = graph.copy()
    for pieces in fragility(graph).pieces():
        leaves = pieces.leaves
        ranked = data.draw(st.permutations(list(combinations(leaves, 2))))
        pairs = pieces.mended() if data.draw(st.booleans()) else pieces.mended_by(ranked)
        assert len(pairs) == pieces.fewest == (len(leaves) + 1) // 2  # each leaf needs an end of an edge
        for one, other in pairs:
            ends = product(leaves[one].tolist(), leaves[other].tolist())
            choices = [(u, v) for u, v in ends if not graph.has_edge(u, v)]
            if not choices:
                assert len(leaves) == 2
                assert len(nx.node_connected_component(graph, int(leaves[one][0]))) == 2  # two cannot mend themselves
                continue
            repaired.add_edge(*data.draw(st.sampled_from(choices)))
    left = {node for pair in nx.bridges(repaired) for node in pair}
    assert all(len(nx.node_connected_component(graph, node)) == 2 for node in left)


@given(st.integers(2, 14), st.integers(0, 99), st.data())
def test_every_tree_is_mended_in_every_order(n: int, seed: int, data: Any) -> None:
    graph: Any = nx.random_labeled_tree(n, seed=seed)
    [pieces] = fragility(graph).pieces()
    ranked = data.draw(st.permutations(list(combinations(pieces.leaves, 2))))
    for pairs in (pieces.mended(), pieces.mended_by(ranked)):
        assert len(pairs) == (sum(degree == 1 for _, degree in graph.degree) + 1) // 2
        mended = nx.MultiGraph(graph)
        mended.add_edges_from((pieces.leaves[one][0], pieces.leaves[other][0]) for one, other in pairs)
        assert nx.edge_connectivity(nx.Graph(mended)) >= 2 or n == 2
    if len(pieces.leaves) % 2 == 0 and len(pieces.leaves) > 4:
        joined = pieces.mended_by(ranked)
        assert len({leaf for pair in joined for leaf in pair}) == len(pieces.leaves)


def test_a_barbell_is_mended_by_one_edge() -> None:
    graph: Any = nx.barbell_graph(4, 2)
    found = fragility(graph)
    assert found.points().ends.tolist() == [3, 4, 5, 6]
    assert sorted(found.bridges.tolist()) == [[3, 4], [4, 5], [5, 6]]
    [pieces] = found.pieces()
    assert len(pieces.mended()) == 1
    ends = {frozenset(nodes.tolist()) for nodes in pieces.leaves.values()}
    assert ends == {frozenset(range(4)), frozenset(range(6, 10))}


def test_a_long_path_is_no_deeper_than_the_stack() -> None:
    network = network_of(nx.path_graph(20_000))
    found = Fragility(network, np.ones(20_000))
    assert len(found.bridges) == 19_999
    assert found.points().lost.max() == 9_999
