# SPDX-License-Identifier: EUPL-1.2
"""Functions of networkx on our graph: its arguments, results and exceptions, with kernels inside.

Arguments that a kernel does not know are there, so that the order of the others is right, and are never given; and
pairs always are. See `graph_api.analysis.backend.can_run`.
"""

import importlib
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from graph_api.analysis.graph import Graph
from graph_api.analysis.kernels import Floats, Network
from graph_api.analysis.snapshot import Int32s

nx: Any = importlib.import_module("networkx")  # its types are partly unknown
Values = dict[Hashable, Any]


def pagerank(
    G: Graph,
    alpha: float = 0.85,
    personalization: Mapping[Hashable, float] | None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Hashable, float] | None = None,
    weight: str | None = "weight",
    dangling: Mapping[Hashable, float] | None = None,
) -> Values:
    """See nx.pagerank; it goes on until it moves less than `tol` in all (see Network.pagerank)."""
    if not len(G):
        return {}
    if personalization is not None and not sum(personalization.get(node, 0) for node in G):
        raise ZeroDivisionError
    values = G.network.pagerank(
        alpha,
        weighted=weight is not None and weight == G.weight,
        start=_distribution(G, nstart),
        jump=_distribution(G, personalization),
        dangling=_distribution(G, dangling),
        tol=tol,
        max_iter=max_iter,
    )
    return _by_node(G, values)


def _distribution(G: Graph, given: Mapping[Hashable, float] | None) -> Floats | None:
    if given is None:
        return None
    values = np.array([given.get(node, 0) for node in G], np.float64)
    return values / values.sum()


def connected_components(G: Graph) -> Iterator[set[Hashable]]:
    """See nx.connected_components."""
    found: defaultdict[int, set[Hashable]] = defaultdict(set)
    for node, label in zip(G.ids, G.network.components().tolist(), strict=True):
        found[label].add(node)
    return iter(found.values())


def number_connected_components(G: Graph) -> int:
    """See nx.number_connected_components."""
    return int(G.network.components().max(initial=-1)) + 1


def is_connected(G: Graph) -> bool:
    """See nx.is_connected."""
    if not len(G):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return number_connected_components(G) == 1


def node_connected_component(G: Graph, n: Hashable) -> set[Hashable]:
    """See nx.node_connected_component."""
    labels = G.network.components()
    return {G.ids[place] for place in np.flatnonzero(labels == labels[G.places[n]]).tolist()}


def degree_centrality(G: Graph) -> Values:
    """See nx.degree_centrality."""
    if len(G) <= 1:
        return dict.fromkeys(G, 1)
    return _by_node(G, G.network.degree * (1 / (len(G) - 1)))


def betweenness_centrality(
    G: Graph,
    k: int | None = None,
    normalized: bool = True,
    weight: None = None,  # noqa: ARG001 - see above
    endpoints: bool = False,
    seed: Any = None,
) -> Values:
    """See nx.betweenness_centrality; with `k` it takes the same sample for the same seed."""
    network = G.network
    if k is None or k == len(G):
        sampled, values = None, 2 * network.betweenness()
        if endpoints:
            labels = network.components()
            values += 2 * (np.bincount(labels)[labels] - 1)
    else:
        sampled = G.rows(seed.sample(G.ids, k))
        values = network.dependencies(sampled, endpoints)
    return _by_node(G, values * _scale(network.n, sampled, normalized, endpoints))


def _scale(n: int, sampled: Int32s | None, normalized: bool, endpoints: bool) -> float | Floats:
    """What sums over ordered pairs are multiplied by: over all pairs that could have a path through a node, or to what
    they would be over all unordered pairs. A sampled node is no source of paths through itself, so it had one less."""
    others = n if endpoints else n - 1
    if others < 2:
        return 1.0
    whole = 1 / (others - 1) if normalized else others / 2
    if sampled is None:
        return whole / others
    scale = np.full(n, whole / len(sampled))
    if not endpoints:
        scale[sampled] = whole / (len(sampled) - 1) if len(sampled) > 1 else math.nan
    return scale


def closeness_centrality(
    G: Graph,
    u: Hashable | None = None,
    distance: None = None,  # noqa: ARG001 - see above
    wf_improved: bool = True,
) -> Values | float:
    """See nx.closeness_centrality."""
    if u is None:
        return _by_node(G, G.network.closeness(wf_improved))
    if u not in G:
        raise nx.NodeNotFound(f"Source {u} is not in G")
    distances = G.network.distances(G.places[u])
    reached = distances[np.isfinite(distances)]
    if len(reached) <= 1:
        return 0.0
    mean = (len(reached) - 1) / float(reached.sum())
    return mean * (len(reached) - 1) / (len(G) - 1) if wf_improved else mean


def harmonic_centrality(
    G: Graph,
    nbunch: Any = None,
    distance: None = None,  # noqa: ARG001 - see above
    sources: None = None,  # noqa: ARG001 - see above
) -> Values:
    """See nx.harmonic_centrality."""
    return _some(G, G.network.harmonic(), nbunch)


def core_number(G: Graph) -> Values:
    """See nx.core_number."""
    return _by_node(G, G.network.core())


def triangles(G: Graph, nodes: Any = None) -> Any:
    """See nx.triangles."""
    return _one_or_some(G, G.network.triangles(), nodes)


def clustering(G: Graph, nodes: Any = None, weight: None = None) -> Any:  # noqa: ARG001 - see above
    """See nx.clustering."""
    return _one_or_some(G, _closed(G.network), nodes)


def average_clustering(
    G: Graph,
    nodes: Any = None,
    weight: None = None,  # noqa: ARG001 - see above
    count_zeros: bool = True,
) -> float:
    """See nx.average_clustering."""
    values: list[float] = list(clustering(G, nodes).values())
    if not count_zeros:
        values = [value for value in values if abs(value) > 0]
    return sum(values) / len(values)


def transitivity(G: Graph) -> float:
    """See nx.transitivity."""
    pairs = float(_pairs(G.network).sum())
    closed = 2 * int(G.network.triangles().sum())
    return closed / pairs if closed else 0


def _pairs(network: Network) -> Floats:
    """For each node the ordered pairs of its neighbours."""
    degree = network.degree.astype(np.float64)
    return degree * (degree - 1)


def _closed(network: Network) -> Floats:
    """For each node the share of pairs of neighbours that are neighbours of each other."""
    pairs = _pairs(network)
    return np.divide(2 * network.triangles(), pairs, out=np.zeros(network.n), where=pairs > 0)


Scored = Iterator[tuple[Hashable, Hashable, float]]


def resource_allocation_index(G: Graph, ebunch: Any = None) -> Scored:
    """See nx.resource_allocation_index."""
    degree = G.network.degree
    return _predicted(G, ebunch, np.divide(1, degree, out=np.zeros(len(degree)), where=degree > 0))


def adamic_adar_index(G: Graph, ebunch: Any = None) -> Scored:
    """See nx.adamic_adar_index."""
    # A neighbour of one node alone has a logarithm of 0; it is shared only by a node with itself.
    logarithms = np.log(np.maximum(G.network.degree, 1))
    worth = np.divide(1, logarithms, out=np.full(len(logarithms), np.inf), where=logarithms > 0)
    return _predicted(G, ebunch, worth)


def _predicted(G: Graph, ebunch: Iterable[tuple[Hashable, Hashable]], worth: Floats) -> Scored:
    pairs = list(ebunch)
    for node in (node for pair in pairs for node in pair):
        if node not in G:
            raise nx.NodeNotFound(f"Node {node} not in G.")
    return _scored(G, pairs, worth)


def _scored(G: Graph, pairs: list[tuple[Hashable, Hashable]], worth: Floats) -> Scored:
    one, other = G.rows(pair[0] for pair in pairs), G.rows(pair[1] for pair in pairs)
    scores = (score for batch in G.network.shared(one, other, worth) for score in batch.tolist())
    for (u, v), score in zip(pairs, scores, strict=True):
        if math.isinf(score):
            raise ZeroDivisionError("float division by zero")
        yield u, v, score


def _by_node(G: Graph, values: Any) -> Values:
    return dict(zip(G.ids, values.tolist(), strict=True))


def _some(G: Graph, values: Any, nodes: Any) -> Values:
    if nodes is None:
        return _by_node(G, values)
    return {node: values[G.places[node]].item() for node in G.nbunch_iter(nodes)}


def _one_or_some(G: Graph, values: Any, nodes: Any) -> Any:
    """The value of one node, or a dict of those of some or all."""
    if nodes is not None and nodes in G:
        return values[G.places[nodes]].item()
    return _some(G, values, nodes)
