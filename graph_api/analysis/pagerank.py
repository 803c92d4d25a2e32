# SPDX-License-Identifier: EUPL-1.2
"""PageRank (Brin and Page 1998) without power iteration."""

import numpy as np

from graph_api.analysis.kernels import Floats, Network


def solved(network: Network, alpha: float = 0.85, tol: float = 1e-6) -> Floats:
    """PageRank with even jumps, weights left aside, to within `tol` in total; in a third of the steps that power
    iteration takes, which on networks of residents and what they do swings to and fro.

    Of an undirected network it is the solution of a symmetric system, (I - alpha D^-1/2 A D^-1/2) y = D^-1/2 1 with
    x = D^1/2 y, so conjugate gradients find it (Hestenes and Stiefel 1952). A node joined to nothing has 1.
    """
    root = np.sqrt(network.degree.astype(np.float64))
    back = np.divide(1, root, out=np.zeros(network.n), where=root > 0)
    joined = int(np.count_nonzero(root))
    total = joined / (1 - alpha) + network.n - joined
    # A walk that never jumps is at a node as often as it has edges, so this is near the end.
    y = root * (joined / (1 - alpha) / max(1.0, float(network.degree.sum())))
    rest = back - y + alpha * back * (network.pattern @ (back * y))
    way, square = rest.copy(), float(rest @ rest)
    while float(root @ np.abs(rest)) > tol * total:
        turned = way - alpha * back * (network.pattern @ (back * way))
        step = square / float(way @ turned)
        y += step * way
        rest -= step * turned
        former, square = square, float(rest @ rest)
        way = rest + (square / former) * way
    return np.where(root > 0, root * y, 1.0) / max(1.0, total)
