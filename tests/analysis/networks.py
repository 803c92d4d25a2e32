# SPDX-License-Identifier: EUPL-1.2
"""Small networks of no types, as networkx and as ours."""

from typing import Any

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from graph_api.analysis.kernels import Network
from graph_api.analysis.snapshot import frozen


def network_of(graph: Any, weight: Any = None) -> Network:
    """A networkx graph as a network, nodes in its order; without weights unless one is named."""
    if not len(graph):
        return Network.none()
    matrix: Any = nx.to_scipy_sparse_array(graph, format="csr", dtype=np.float64, weight=weight)
    matrix.sort_indices()
    return Network(frozen(matrix))


@st.composite
def plain_graphs(draw: st.DrawFn, least: int = 0, most: int = 14) -> Any:
    """Graphs of nodes 0 to n - 1, often of several components, some of one node."""
    n = draw(st.integers(least, most))
    pairs = [(u, v) for u in range(n) for v in range(u + 1, n)]
    found: Any = nx.empty_graph(n)
    found.add_edges_from(draw(st.sets(st.sampled_from(pairs), max_size=2 * most)) if pairs else ())
    return found
