# SPDX-License-Identifier: EUPL-1.2
"""The networkx backend: networkx's own functions, run on kernels when the graph is ours.

networkx finds it by its entry points once the project is installed. Arguments, results and exceptions are networkx's
own; what a kernel does not do (the arguments named in `LEFT_OUT`) networkx does itself on the same graph. One thing
differs on purpose: PageRank goes on until it moves less than `tol` in all instead of `tol` a node.
"""

import importlib
import inspect
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Final

from graph_api.analysis import algorithms
from graph_api.analysis.backend_info import FUNCTIONS
from graph_api.analysis.graph import Fixed, Graph
from graph_api.analysis.kernels import Network
from graph_api.analysis.snapshot import frozen

nx: Any = importlib.import_module("networkx")  # its types are partly unknown

LEFT_OUT: Final = {
    "average_clustering": ("weight",),
    "betweenness_centrality": ("weight",),
    "closeness_centrality": ("distance",),
    "clustering": ("weight",),
    "harmonic_centrality": ("distance", "sources"),
}
"""By function, the arguments that must be left None for a kernel to run."""


def convert_from_nx(graph: Any, edge_attrs: Mapping[str, Any] | None = None, **_: Any) -> Graph:
    """An nx.Graph as ours. Raises NotImplementedError for what the kernels do not know: directed and parallel edges,
    loops, more than one weight, and missing weights that do not count as 1."""
    weight, default = next(iter((edge_attrs or {}).items()), (None, 1))
    if graph.is_directed() or graph.is_multigraph() or default != 1 or len(edge_attrs or ()) > 1:
        raise NotImplementedError("only simple undirected graphs with one weight")
    if nx.number_of_selfloops(graph):
        raise NotImplementedError("only graphs without loops")
    ids = list(graph)
    matrix: Any = nx.to_scipy_sparse_array(graph, ids, float, weight) if ids else Network.none().matrix
    matrix.sort_indices()
    return Graph(Network(frozen(matrix)), ids, [Fixed(graph.nodes[node]) for node in ids], weight)


def convert_to_nx(found: Any, **_: Any) -> Any:
    """Our graph as networkx's own functions take it; any other result as it is."""
    return found.plain if isinstance(found, Graph) else found


def can_run(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
    """Whether a kernel does this, or why not."""
    given = inspect.signature(getattr(backend_interface, name)).bind(*args, **kwargs).arguments
    if given["G"].is_directed() or given["G"].is_multigraph():
        return "only undirected graphs without parallel edges"
    if name in ("resource_allocation_index", "adamic_adar_index") and given.get("ebunch") is None:
        return "only for pairs that are given"
    wanted = [argument for argument in LEFT_OUT.get(name, ()) if given.get(argument) is not None]
    return f"not with {wanted[0]}" if wanted else True


_RUN: Final[dict[str, Callable[..., Any]]] = {name: getattr(algorithms, name) for name in FUNCTIONS}
backend_interface: Final = SimpleNamespace(
    convert_from_nx=convert_from_nx, convert_to_nx=convert_to_nx, can_run=can_run, **_RUN
)
