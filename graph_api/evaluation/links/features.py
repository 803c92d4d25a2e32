# SPDX-License-Identifier: EUPL-1.2
"""The measures of pairs that the models learn from. None may be asked of a pair that is linked in the network given:
what is not yet known must not be in it."""

from graph_api.analysis.kernels import Network
from graph_api.evaluation.links.levels import level_sets
from graph_api.evaluation.links.neighbours import Columns, closure, degrees, ends, shared
from graph_api.evaluation.links.spectral import patterns
from graph_api.evaluation.links.split import Pairs
from graph_api.evaluation.links.walks import chances, paths


def signals(network: Network, pairs: Pairs) -> Columns:
    """Of shared neighbours, paths, random walks and degrees; all >= 0, and more of each speaks for a link."""
    return degrees(network, pairs) | shared(network, pairs) | paths(network, pairs) | chances(network, pairs)


def further(network: Network, pairs: Pairs) -> Columns:
    """What only a model without the demand to be explained can use."""
    return ends(network, pairs) | closure(network, pairs) | level_sets(network, pairs) | patterns(network, pairs)
