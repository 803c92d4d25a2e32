# SPDX-License-Identifier: EUPL-1.2
"""How the surroundings of two nodes lie: how many nodes are at each pair of distances from them.

The counts of what SEAL's labels name (double-radius node labelling, Zhang and Chen 2018).
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from graph_api.analysis.kernels import Floats, Network
from graph_api.evaluation.links.neighbours import PAIRS, Columns
from graph_api.evaluation.links.split import Pairs

LEVELS: Final = 3
_ROWS: Final = 256
Bits = npt.NDArray[np.uint8]


def level_sets(network: Network, pairs: Pairs) -> Columns:
    """For distances i <= j up to three the number of nodes at i from one end and j from the other, both ways round
    added up, and how much those differ; and the distance of the ends (4: more than three)."""
    sets = _sets(network)
    one, other = pairs.T
    distance = np.full(len(pairs), LEVELS + 1.0)
    found: Columns = {"distance": distance}
    for i, near in enumerate(sets, 1):
        distance[(near[one, other >> 3] >> (7 - (other & 7)) & 1).astype(bool)] = i
        for j, far in enumerate(sets[i - 1 :], i):
            there = found[f"at_{i}_{j}"] = _overlap(near, one, far, other)
            if i != j:
                back = _overlap(far, one, near, other)
                found[f"at_{i}_{j}"] = there + back
                found[f"at_{i}_{j}_uneven"] = np.abs(there - back)
    return found


def _sets(network: Network) -> list[Bits]:
    """For each distance 1, 2, 3 the nodes at that distance of each node, a bit a node."""
    width = -(-network.n // 64) * 8  # whole words of 64 bits
    sets = [np.zeros((network.n, width), np.uint8) for _ in range(LEVELS)]
    matrix = network.matrix.astype(np.float32)
    for at in range(0, network.n, _ROWS):
        rows = np.arange(at, min(at + _ROWS, network.n))
        front = np.zeros((len(rows), network.n), np.float32)
        front[np.arange(len(rows)), rows] = 1
        seen = front > 0
        for level in sets:
            reached = (front @ matrix > 0) & ~seen
            seen |= reached
            front = reached.astype(np.float32)
            packed = np.packbits(reached, axis=1)
            level[rows, : packed.shape[1]] = packed
    return sets


def _overlap(near: Bits, one: npt.NDArray[np.int64], far: Bits, other: npt.NDArray[np.int64]) -> Floats:
    """For each pair how many nodes are in the first's set in `near` and in the second's in `far`."""
    found = np.empty(len(one))
    left, right = near.view(np.uint64), far.view(np.uint64)
    for at in range(0, len(one), PAIRS):
        part = slice(at, at + PAIRS)
        found[part] = np.bitwise_count(left[one[part]] & right[other[part]]).sum(axis=1)
    return found
