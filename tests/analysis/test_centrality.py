# SPDX-License-Identifier: EUPL-1.2
"""Centralities, ranks and percentiles, against plain networkx and plain counting, as each level sees the graph."""

from functools import partial
from typing import Any, cast

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis import centrality
from graph_api.analysis.centrality import standing
from graph_api.analysis.kernels import Network
from graph_api.analysis.service import AnalysisService
from schema.change import ChangeSet
from schema.initiative import SharesBackers
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.registry import RELATION_TYPES
from tests.analysis.graphs import graphs
from tests.store.model import Model

pytestmark = pytest.mark.anyio

PLAIN = {
    "degree": nx.degree_centrality,
    "pagerank": partial(nx.pagerank, tol=1e-9),
    "betweenness": nx.betweenness_centrality,
}


def plain(model: Model, viewer: Viewer) -> "nx.Graph[int]":
    """What the viewer sees as an ordinary networkx graph."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(key for key, node in model.nodes.items() if model.privacy(node) <= viewer.privacy)
    for cls in RELATION_TYPES:
        for link in model.related(cls):
            lasts = link.until is None or link.until.year > 2100
            if (
                cls is not SharesBackers
                and lasts
                and model.privacy(link) <= viewer.privacy
                and link.source != link.target
            ):
                graph.add_edge(link.source, link.target)
    return graph


@given(graphs(), st.sampled_from([PUBLIC, STAFF]), st.sampled_from(sorted(PLAIN)))
async def test_values_are_those_of_networkx(changes: ChangeSet, viewer: Viewer, measure: str) -> None:
    model = Model()
    lasting = [link for link in changes.relations if link.until is None]
    await model.write(ChangeSet(nodes=changes.nodes, relations=lasting), STAFF)
    found = await AnalysisService(cast("Any", model)).centrality(measure, None, 500, viewer)
    expected = PLAIN[measure](plain(model, viewer))
    assert {central.node.key: central.value for central in found} == pytest.approx(expected, abs=1e-5)
    order = [(-central.value, central.node.key) for central in found]
    assert order == sorted(order)


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


def test_past_a_size_betweenness_is_estimated_on_the_same_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.barbell_graph(20, 3)
    network = Network(nx.to_scipy_sparse_array(graph, format="csr", dtype=np.float64))
    exact = centrality.betweenness(network)
    monkeypatch.setattr(centrality, "EXACT", 0)
    assert centrality.betweenness(network) == pytest.approx(exact)  # of 43 nodes, 50 sources are all


async def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="degree, pagerank, betweenness"):
        await AnalysisService(cast("Any", Model())).centrality("fame", None, 10, PUBLIC)
