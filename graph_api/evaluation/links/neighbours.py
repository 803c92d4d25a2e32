# SPDX-License-Identifier: EUPL-1.2
"""What the neighbours of two nodes say about a link between them."""

from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.kernels import Floats, Network
from graph_api.evaluation.links.split import Pairs

Columns = dict[str, Floats]
"""Measures of pairs by name; each has one entry a pair, and does not depend on the order within the pair."""

PAIRS: Final = 4096  # at a time


def degrees(network: Network, pairs: Pairs) -> Columns:
    """The degrees of both ends: their product (preferential attachment), the higher one, and how few links the other
    has, 1 / (1 + degree): in a network that is not wholly known, who has hardly any link probably misses one."""
    one, other = network.degree[pairs].astype(np.float64).T
    few = 1 / (1 + np.minimum(one, other))
    return {"degree_product": one * other, "degree_most": np.maximum(one, other), "degree_few": few}


def shared(network: Network, pairs: Pairs) -> Columns:
    """Sums over the neighbours that two nodes share: 1 (common neighbours), 1 / log degree (Adamic and Adar 2003),
    1 / degree (resource allocation, Zhou et al. 2009) and 1 / the square root of the degree; and the first as a share
    of the root of the product of both degrees (cosine)."""
    degree = np.maximum(network.degree, 1).astype(np.float64)
    logs = np.log(np.maximum(degree, 2))  # a shared neighbour has at least two
    values = np.column_stack([np.ones(network.n), 1 / logs, 1 / degree, degree**-0.5])
    sums = np.empty((len(pairs), values.shape[1]))
    for at in range(0, len(pairs), PAIRS):
        sums[at : at + PAIRS] = _both(network, pairs[at : at + PAIRS]) @ values
    names = ("common_neighbours", "adamic_adar", "resource_allocation", "shared_root")
    found: Columns = dict(zip(names, sums.T, strict=True))
    return found | {"cosine": sums[:, 0] / np.sqrt(degree[pairs].prod(axis=1))}


def closure(network: Network, pairs: Pairs) -> Columns:
    """How the shared neighbours are linked among themselves (Cannistraci et al. 2013), how clustered they are, and what
    share they are of all neighbours (Jaccard) and of the neighbours of the end that has fewer (hub promoted)."""
    clustered = clustering(network)
    among, sums, count = np.empty(len(pairs)), np.empty(len(pairs)), np.empty(len(pairs))
    for at in range(0, len(pairs), PAIRS):
        both = _both(network, pairs[at : at + PAIRS])
        count[at : at + PAIRS] = both.sum(axis=1)
        sums[at : at + PAIRS] = both @ clustered
        among[at : at + PAIRS] = (both @ network.matrix).multiply(both).sum(axis=1) / 2
    one, other = network.degree[pairs].astype(np.float64).T
    all_of = np.maximum(one + other - count, 1)
    fewer = np.maximum(np.minimum(one, other), 1)
    return {"among_shared": among, "clustered_shared": sums, "jaccard": count / all_of, "promoted": count / fewer}


def ends(network: Network, pairs: Pairs) -> Columns:
    """Of both ends the lower and the higher: degree, mean degree of the neighbours, clustering, core number, PageRank
    and size of the component; and whether that is the same one."""
    degree = network.degree.astype(np.float64)
    part = network.components()
    of_node = {
        "degree": degree,
        "neighbours_degree": network.matrix @ degree / np.maximum(degree, 1),
        "clustering": clustering(network),
        "core": network.core().astype(np.float64),
        "pagerank": network.pagerank(tol=1e-9, max_iter=500) * network.n,
        "component": np.bincount(part)[part].astype(np.float64),
    }
    found: Columns = {"together": (part[pairs[:, 0]] == part[pairs[:, 1]]).astype(np.float64)}
    for name, values in of_node.items():
        found[f"{name}_low"], found[f"{name}_high"] = values[pairs].min(axis=1), values[pairs].max(axis=1)
    return found


def clustering(network: Network) -> Floats:
    """For each node the share of pairs of its neighbours that are linked (Watts and Strogatz 1998)."""
    degree = network.degree.astype(np.float64)
    return network.triangles() / np.maximum(degree * (degree - 1) / 2, 1)


def _both(network: Network, pairs: Pairs) -> sparse.csr_array:
    """For each pair a row with a one for each shared neighbour."""
    matrix = network.matrix
    return sparse.csr_array(matrix[pairs[:, 0]].multiply(matrix[pairs[:, 1]]))
