# SPDX-License-Identifier: EUPL-1.2
"""What mends a network: against taking away each node and each edge, and against all ways with fewer edges."""

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.fragility import Fragility
from graph_api.analysis.mending import Mending
from tests.analysis.networks import network_of, plain_graphs


def mendings(graph: Any, counted: set[int] | None = None) -> list[Mending]:
    weights = [float(counted is None or node in counted) for node in graph]
    return Fragility(network_of(graph), np.array(weights, np.float64)).mendings()


def holds(graph: Any, counted: set[int]) -> bool:
    """Whether those that count keep each other whatever goes, but for the edge between the only two of a component."""
    for component in nx.connected_components(graph):
        here = component & counted
        for node in component:
            if parted(graph, here - {node}, without=[node]):
                return False
        for edge in nx.bridges(graph.subgraph(component)):
            if set(edge) != here and parted(graph, here, edge=edge):
                return False
    return True


def parted(graph: Any, counted: set[int], without: Any = (), edge: Any = None) -> bool:
    rest = graph.copy()
    rest.remove_nodes_from(without)
    if edge:
        rest.remove_edge(*edge)
    return sum(bool(part & counted) for part in nx.connected_components(rest)) > sum(
        bool(part & counted) for part in nx.connected_components(graph)
    )


def chosen(mending: Mending, data: Any) -> list[tuple[int, int]]:
    """Pairs of leaves, any or by a ranking."""
    if data.draw(st.booleans()):
        return mending.any_pairs()
    return mending.pairs_by(data.draw(st.permutations(list(combinations(mending.leaves, 2)))))


def mended(graph: Any, counted: set[int] | None, data: Any) -> Any:
    repaired = graph.copy()
    for mending in mendings(graph, counted):
        pairs = chosen(mending, data)
        assert len(pairs) == mending.fewest
        assert {leaf for pair in pairs for leaf in pair} == set(mending.leaves)
        for pair in pairs:
            one, other = (data.draw(st.sampled_from(mending.leaves[leaf].tolist())) for leaf in pair)
            assert not graph.has_edge(one, other)
            repaired.add_edge(one, other)
    return repaired


@given(plain_graphs(), st.sets(st.integers(0, 13)), st.data())
def test_when_leaves_are_joined_nobody_who_counts_loses_another(graph: Any, counted: set[int], data: Any) -> None:
    repaired = mended(graph, counted & set(graph), data)
    assert holds(repaired, counted & set(graph))
    assert nx.number_connected_components(repaired) == nx.number_connected_components(graph)


@given(plain_graphs(), st.data())
def test_where_all_count_each_component_is_biconnected(graph: Any, data: Any) -> None:
    repaired = mended(graph, None, data)
    assert not list(nx.articulation_points(repaired))
    assert all(len(nx.node_connected_component(repaired, u)) == 2 for u, _ in nx.bridges(repaired))


@given(plain_graphs())
def test_it_takes_as_many_as_eswaran_and_tarjan_say(graph: Any) -> None:
    """Their formula, on blocks and articulation points as networkx finds them."""
    expected = []
    for component in nx.connected_components(graph):
        part = graph.subgraph(component)
        points = set(nx.articulation_points(part))
        if not points:
            continue
        leaves = sum(len(points & set(block)) == 1 for block in nx.biconnected_components(part))
        rests = [nx.number_connected_components(part.subgraph(component - {point})) for point in points]
        expected.append(max(max(rests) - 1, (leaves + 1) // 2))
    assert sorted(mending.fewest for mending in mendings(graph)) == sorted(expected)


@given(plain_graphs(most=6), st.sets(st.integers(0, 5)))
def test_no_fewer_edges_mend_it(graph: Any, counted: set[int]) -> None:
    for component in nx.connected_components(graph):
        part, here = graph.subgraph(component), counted & component
        found = mendings(
            nx.convert_node_labels_to_integers(part, ordering="sorted"), {sorted(part).index(u) for u in here}
        )
        fewest = sum(mending.fewest for mending in found)
        for edges in combinations(nx.non_edges(part), max(0, fewest - 1)):
            tried = nx.Graph(part)
            tried.add_edges_from(edges)
            assert not fewest or not holds(tried, here)


@given(st.integers(3, 60), st.integers(0, 10**6), st.booleans(), st.data())
def test_every_tree_is_mended_in_every_order(n: int, seed: int, bushy: bool, data: Any) -> None:
    rng = np.random.default_rng(seed)
    graph: Any = nx.empty_graph(n)
    graph.add_edges_from((node, int(rng.integers(0, min(node, 3) if bushy else node))) for node in range(1, n))
    repaired = mended(graph, None, data)
    assert nx.is_biconnected(repaired)


@pytest.mark.parametrize(
    ("graph", "fewest"),
    [
        (nx.barbell_graph(4, 2), 1),
        (nx.path_graph(5), 1),
        (nx.star_graph(5), 4),  # all that meet in one node must be joined without it
        (nx.balanced_tree(2, 3), 4),
        (nx.complete_graph(2), 0),
        (nx.cycle_graph(5), 0),
        (nx.empty_graph(3), 0),
    ],
)
def test_known_networks(graph: Any, fewest: int) -> None:
    assert sum(mending.fewest for mending in mendings(graph)) == fewest


def test_who_has_none_that_counts_beyond_a_node_is_left_out() -> None:
    graph: Any = nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4), (2, 5)])
    assert sum(mending.fewest for mending in mendings(graph)) == 2
    [only] = mendings(graph, {0, 3})
    assert sorted(leaf.tolist() for leaf in only.leaves.values()) == [[0, 1], [3, 4]]
    assert mendings(graph, {0, 1, 2}) == []


def test_a_large_tree_takes_no_longer_than_one_waits() -> None:
    for graph in (nx.star_graph(20_000), nx.random_labeled_tree(20_000, seed=1), nx.path_graph(20_000)):
        [mending] = mendings(graph)
        pairs = mending.any_pairs()
        repaired: Any = nx.Graph(graph)
        repaired.add_edges_from((int(mending.leaves[a][0]), int(mending.leaves[b][0])) for a, b in pairs)
        assert len(pairs) == mending.fewest
        assert nx.is_biconnected(repaired)
