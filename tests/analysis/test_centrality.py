# SPDX-License-Identifier: EUPL-1.2
"""Centralities, ranks and percentiles, against plain networkx and plain counting, as each level sees the graph."""

import math
from functools import partial
from typing import Any, cast

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis import centrality
from graph_api.analysis.centrality import standing
from graph_api.analysis.service import AnalysisService
from graph_api.analysis.work import Stopped
from schema.change import ChangeSet
from schema.initiative import SharesBackers
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.registry import RELATION_TYPES
from schema.resident import Resident
from schema.selection import WHOLE
from tests.analysis.graphs import graphs
from tests.analysis.networks import network_of, plain_graphs
from tests.store.model import Model

pytestmark = pytest.mark.anyio

PLAIN: dict[str, Any] = {
    "degree": nx.degree_centrality,
    "strength": lambda graph: dict(graph.degree(weight="relations")),
    "pagerank": partial(nx.pagerank, tol=1e-9, weight=None),
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "core": nx.core_number,
}


def plain(model: Model, viewer: Viewer) -> "nx.Graph[int]":
    """What the viewer sees as an ordinary networkx graph."""
    graph: nx.Graph[int] = nx.Graph()
    joined = {end for cls in RELATION_TYPES for end in (cls.__ends__.source, cls.__ends__.target)}
    seen = [key for key, node in model.nodes.items() if model.privacy(node) <= viewer.privacy and type(node) in joined]
    graph.add_nodes_from(seen)
    for cls in RELATION_TYPES:
        for link in model.related(cls):
            lasts = link.until is None or link.until.year > 2100
            if (
                cls is not SharesBackers
                and lasts
                and model.privacy(link) <= viewer.privacy
                and link.source != link.target
            ):
                there = graph.get_edge_data(link.source, link.target, {"relations": 0})
                graph.add_edge(link.source, link.target, relations=there["relations"] + 1)
    return graph


@given(graphs(), st.sampled_from([PUBLIC, STAFF]), st.sampled_from(sorted(PLAIN)))
async def test_values_are_those_of_networkx(changes: ChangeSet, viewer: Viewer, measure: str) -> None:
    model = Model()
    lasting = [link for link in changes.relations if link.until is None]
    await model.write(ChangeSet(nodes=changes.nodes, relations=lasting), STAFF)
    found = await AnalysisService(cast("Any", model)).shape.centrality(measure, None, WHOLE, 500, viewer)
    expected = PLAIN[measure](plain(model, viewer))
    ranked = {key: value for key, value in expected.items() if not isinstance(model.nodes[key], Resident)}
    assert {central.node.key: central.value for central in found} == pytest.approx(ranked, abs=1e-5)
    order = [(-central.value, central.node.key) for central in found]
    assert order == sorted(order)


@given(st.integers(1, 30), st.integers(0, 60), st.integers(0, 99), st.booleans())
def test_eigenvector_is_that_of_networkx_on_the_largest_component(n: int, more: int, seed: int, apart: bool) -> None:
    whole: Any = nx.random_labeled_tree(n, seed=seed)
    whole.add_edges_from(nx.gnm_random_graph(n, more, seed=seed).edges)
    graph = nx.disjoint_union(nx.path_graph(n - 1), whole) if apart else whole
    found = centrality.eigenvector(network_of(graph))
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    expected = dict.fromkeys(graph, 0.0) | (nx.eigenvector_centrality_numpy(largest) if n > 2 else {})
    if n > 2:
        assert dict(enumerate(found)) == pytest.approx(expected, abs=1e-6)
    assert math.isclose(np.linalg.norm(found), 1)


def test_eigenvector_of_many_nodes() -> None:
    graph: Any = nx.connected_watts_strogatz_graph(600, 6, 0.3, seed=1)
    expected = nx.eigenvector_centrality_numpy(graph)
    assert dict(enumerate(centrality.eigenvector(network_of(graph)))) == pytest.approx(expected, abs=1e-8)


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=12), st.integers(0, 14))
def test_ranks_and_percentiles_count_who_is_above_and_below(values: list[float], first: int) -> None:
    keys = np.arange(len(values), dtype=np.int64)[::-1]
    found = standing(keys, np.array(values, np.float64), first)
    assert len(found.keys) == min(first, len(values))
    value_of = dict(zip(keys.tolist(), values, strict=True))
    for key, value, rank, percentile in zip(found.keys, found.values, found.ranks, found.percentiles, strict=True):
        assert value == value_of[int(key)]
        assert rank == 1 + sum(other > value for other in values)
        below = sum(other < value for other in values)
        assert percentile == pytest.approx(100 * below / (len(values) - 1) if len(values) > 1 else 100)


ESTIMATES = [centrality.betweenness_estimated, centrality.closeness_estimated, centrality.harmonic_estimated]


@given(plain_graphs(2), st.sampled_from(ESTIMATES))
def test_an_estimate_from_all_nodes_is_exact(graph: Any, estimate: Any) -> None:
    network = network_of(graph)
    exact = centrality.MEASURES[estimate.__name__.removesuffix("_estimated")](network)
    found = estimate(network, len(graph))
    assert found.values == pytest.approx(exact, abs=1e-9)
    assert found.error == pytest.approx(np.zeros(len(graph)), abs=1e-9)
    some, again = (estimate(network, max(1, len(graph) // 2)) for _ in range(2))
    assert some.values.tolist() == again.values.tolist()


@pytest.mark.parametrize("graph", [nx.barbell_graph(20, 3), nx.random_geometric_graph(200, 0.12, seed=1)])
@pytest.mark.parametrize("estimate", ESTIMATES)
def test_estimates_are_mostly_as_near_as_they_say(graph: Any, estimate: Any) -> None:
    network = network_of(graph)
    exact = centrality.MEASURES[estimate.__name__.removesuffix("_estimated")](network)
    tries = [estimate(network, min(30, network.n // 2), seed=seed) for seed in range(40)]
    # Of what is ranked first, which is what anybody reads. So few sources are not quite normal.
    first = np.argsort(-exact)[:10]
    near = [np.abs(each.values - exact)[first] <= each.error[first] + 1e-12 for each in tries]
    assert np.mean(near) >= 0.8


def test_past_a_size_what_follows_paths_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    network = network_of(nx.barbell_graph(20, 3))
    assert all(centrality.measured(name, network).error is None for name in centrality.MEASURES)
    monkeypatch.setattr(centrality, "EXACT", 0)
    estimated = {name for name in centrality.MEASURES if centrality.measured(name, network).error is not None}
    assert estimated == {"betweenness", "closeness", "harmonic"}


def test_an_estimate_stops_when_nobody_waits() -> None:
    def gone(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        centrality.betweenness_estimated(network_of(nx.path_graph(50)), 40, gone)


async def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="degree, strength, pagerank, betweenness"):
        await AnalysisService(cast("Any", Model())).shape.centrality("fame", None, WHOLE, 10, PUBLIC)
    with pytest.raises(ValueError, match="not ranked"):
        await AnalysisService(cast("Any", Model())).shape.centrality("degree", Resident, WHOLE, 10, STAFF)
