# SPDX-License-Identifier: EUPL-1.2
"""Centrality: how a node stands in a network, in several senses.

Of the whole graph every relation type counts but SharesBackers (see `graph_api.analysis.view.DIRECT`), each pair of
nodes once, in either direction. Values are of the whole network that was asked for; ranks and percentiles are among the
nodes that are asked for.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

from graph_api.analysis.kernels import Floats, Ints, Network
from graph_api.analysis.pagerank import solved
from graph_api.analysis.snapshot import Int64s
from graph_api.analysis.work import Report, unreported

EXACT: Final = 20_000_000
"""What follows shortest paths takes about nodes x edges steps, this many in some seconds; past them it is estimated,
from as many sources as fit."""

SOURCES: Final = 20
"""At least this many sources, however large the network."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value for each node, and where it is estimated how far off it may be, 95 times in 100."""

    values: Floats
    error: Floats | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Nodes by value, highest first, equal ones by key. Equal values share the best rank, from 1; the percentile is
    the percentage of the other nodes that have less. `order` is where they stood among those given."""

    order: Ints
    keys: Int64s
    values: Floats
    ranks: Ints
    percentiles: Floats


def degree(network: Network) -> Floats:
    """The share of all other nodes that a node is joined to (Freeman 1978)."""
    return network.degree / max(1, network.n - 1)


def strength(network: Network) -> Floats:
    """The sum of the weights of a node's edges (Barrat et al. 2004)."""
    return np.asarray(network.matrix.sum(axis=1), np.float64)


def pagerank(network: Network) -> Floats:
    """The chance to be at a node on an endless walk along relations that starts anew, anywhere, at 15 in 100 steps."""
    return solved(network)


def betweenness(network: Network) -> Floats:
    """The share of pairs of other nodes between which a node lies, shortest paths counting alike (Freeman 1977)."""
    return network.betweenness() / max(1, (network.n - 1) * (network.n - 2) / 2)


def closeness(network: Network) -> Floats:
    """One over the mean distance to the nodes reached, times the share of nodes reached (Wasserman and Faust 1994)."""
    return network.closeness()


def harmonic(network: Network) -> Floats:
    """The sum of 1 / distance to all other nodes (Boldi and Vigna 2014)."""
    return network.harmonic()


def eigenvector(network: Network) -> Floats:
    """How well a node is joined to nodes that are well joined themselves (Bonacich 1972), in the largest component; 0
    elsewhere, where nothing can be said: no relation leads from the one to the other."""
    return network.eigenvector()


def core(network: Network) -> Floats:
    """The largest k for which a node is in a group whose members are each joined to k others of it (Seidman 1983)."""
    return network.core().astype(np.float64)


MEASURES: Final[dict[str, Callable[[Network], Floats]]] = {
    each.__name__: each for each in (degree, strength, pagerank, betweenness, closeness, harmonic, eigenvector, core)
}


def measured(measure: str, network: Network, report: Report = unreported, seed: int = 1) -> Measured:
    """A measure of all nodes, exact where that takes seconds, else estimated; the same seed estimates the same."""
    estimate = _ESTIMATED.get(measure)
    if estimate is None or network.n * network.m <= EXACT:
        report(0, 1)
        return Measured(MEASURES[measure](network))
    return estimate(network, min(network.n, max(SOURCES, EXACT // network.m)), report, seed)


def betweenness_estimated(network: Network, sources: int, report: Report = unreported, seed: int = 1) -> Measured:
    """Betweenness from the dependencies of some sources, drawn evenly without return (Brandes and Pich 2007).

    networkit's KADABRA is faster, but was seen to be wrong by five times the error that it was given, on graphs
    with many equally short paths, however small that error."""
    drawn = network.drawn(sources, seed)
    mean, error = _mean(network.each_dependencies(drawn), len(drawn), network.n, report)
    scale = network.n / max(1, (network.n - 1) * (network.n - 2))
    return Measured(mean * scale, error * scale)


def closeness_estimated(network: Network, sources: int, report: Report = unreported, seed: int = 1) -> Measured:
    """Closeness from the distances to some sources (Eppstein and Wang 2004)."""
    drawn, labels = network.drawn(sources, seed), network.components()
    reached = np.bincount(labels)[labels] - 1
    found = (np.where(np.isfinite(far := network.distances(source)), far, 0) for source in drawn.tolist())
    mean, error = _mean(found, len(drawn), network.n, report)
    total = mean * network.n
    share = reached / max(1, network.n - 1)
    values = np.divide(share * reached, total, out=np.zeros(network.n), where=total > 0)
    return Measured(values, np.divide(values * error, mean, out=np.zeros(network.n), where=mean > 0))


def harmonic_estimated(network: Network, sources: int, report: Report = unreported, seed: int = 1) -> Measured:
    """Harmonic centrality from the distances to some sources."""
    drawn = network.drawn(sources, seed)

    def near(source: int) -> Floats:
        far = network.distances(source)
        return np.divide(1, far, out=np.zeros(network.n), where=far > 0)

    mean, error = _mean(map(near, drawn.tolist()), len(drawn), network.n, report)
    return Measured(mean * network.n, error * network.n)


_ESTIMATED: Final[dict[str, Callable[[Network, int, Report, int], Measured]]] = {
    "betweenness": betweenness_estimated,
    "closeness": closeness_estimated,
    "harmonic": harmonic_estimated,
}


def _mean(found: Iterable[Floats], count: int, n: int, report: Report) -> tuple[Floats, Floats]:
    """The mean over all n nodes of what was found of some, drawn without return, and how far off it may be: from
    the spread between them, by Student's t (Cochran 1977, 2.8). Few see what is rare, and then the error is too small.
    """
    mean, square = np.zeros(n), np.zeros(n)
    for done, part in enumerate(found):
        report(done, count)
        step = part - mean
        mean += step / (done + 1)
        square += step * (part - mean)
    spread = np.sqrt(square / max(1, count - 1))
    sure = float(special.stdtrit(max(1, count - 1), 0.975))
    return mean, sure * spread * math.sqrt((1 - count / n) / count)


def standing(keys: Int64s, values: Floats, first: int) -> Standing:
    """The `first` nodes of these, with their ranks and percentiles among all of these."""
    order = np.lexsort((keys, -values))
    ascending = np.sort(values)
    best = order[:first]
    less = np.searchsorted(ascending, values[best], "left")
    others = max(1, len(values) - 1)
    percentiles = 100.0 * less / others if len(values) > 1 else np.full(len(best), 100.0)
    return Standing(best, keys[best], values[best], ranks(ascending, values[best]), percentiles)


def ranks(ascending: Floats, wanted: Floats) -> Ints:
    """The ranks of some values among all, which are sorted, from 1, the highest first; equal ones share the best."""
    return len(ascending) - np.searchsorted(ascending, wanted, "right") + 1
