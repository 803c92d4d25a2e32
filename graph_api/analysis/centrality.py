# SPDX-License-Identifier: EUPL-1.2
"""Centrality: how a node stands in the network of everything that is directly related.

Every relation type counts but SharesBackers (see `graph_api.analysis.view.DIRECT`), each pair of nodes once, in either
direction. Values are of the whole network; ranks and percentiles are among the nodes that are asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph_api.analysis.kernels import Floats, Ints, Network
from graph_api.analysis.snapshot import Int64s

EXACT: Final = 20_000_000
"""Betweenness takes about nodes x edges steps, this many in some seconds; past them it is estimated, from as many
sources as fit."""

SOURCES: Final = 50
"""At least this many sources. With probability 0.9 they bring a node's value within 0.18; more of them, within less."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Nodes by value, highest first, equal ones by key. Equal values share the best rank, from 1; the percentile is
    the percentage of the other nodes that have less."""

    keys: Int64s
    values: Floats
    ranks: Ints
    percentiles: Floats


def degree(network: Network) -> Floats:
    """The share of all other nodes that a node is joined to (Freeman 1978)."""
    return network.degree / max(1, network.n - 1)


def pagerank(network: Network) -> Floats:
    """The chance to be at a node on an endless walk along relations that starts anew, anywhere, at 15 in 100 steps."""
    return network.pagerank(weighted=False)


def betweenness(network: Network) -> Floats:
    """The share of pairs of other nodes between which a node lies, shortest paths counting alike (Freeman 1977)."""
    if network.n < 3:
        return np.zeros(network.n)
    if network.n * network.m > EXACT:
        return network.betweenness_sampled(max(SOURCES, EXACT // network.m))
    return network.betweenness() / ((network.n - 1) * (network.n - 2) / 2)


MEASURES: Final[dict[str, Callable[[Network], Floats]]] = {
    "degree": degree,
    "pagerank": pagerank,
    "betweenness": betweenness,
}


def standing(keys: Int64s, values: Floats, first: int) -> Standing:
    """The `first` nodes of these, with their ranks and percentiles among all of these."""
    order = np.lexsort((keys, -values))
    ascending = np.sort(values)
    best = order[:first]
    less = np.searchsorted(ascending, values[best], "left")
    more = len(values) - np.searchsorted(ascending, values[best], "right")
    others = max(1, len(values) - 1)
    percentiles = 100.0 * less / others if len(values) > 1 else np.full(len(best), 100.0)
    return Standing(keys[best], values[best], more.astype(np.int64) + 1, percentiles)
