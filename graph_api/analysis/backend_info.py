# SPDX-License-Identifier: EUPL-1.2
"""What networkx asks of a backend while it is itself being imported; so nothing is imported here."""

from typing import Any, Final

FUNCTIONS: Final = (
    "adamic_adar_index",
    "average_clustering",
    "betweenness_centrality",
    "closeness_centrality",
    "clustering",
    "connected_components",
    "core_number",
    "degree_centrality",
    "harmonic_centrality",
    "is_connected",
    "node_connected_component",
    "number_connected_components",
    "pagerank",
    "resource_allocation_index",
    "transitivity",
    "triangles",
)
"""The networkx functions that `graph_api.analysis.backend` runs on kernels."""


def backend_info() -> dict[str, Any]:
    """The description that networkx shows in its documentation."""
    return {
        "backend_name": "verbind",
        "project": "verbind",
        "package": "graph_api",
        "short_summary": "Runs on the snapshot of a Verbind graph, with scipy and networkit.",
        "functions": {name: {} for name in FUNCTIONS},
    }
