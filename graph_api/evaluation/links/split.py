# SPDX-License-Identifier: EUPL-1.2
"""Held-out links: a network without some of its links, those links, and as many pairs that are not linked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph_api.analysis.snapshot import Matrix

Pairs = npt.NDArray[np.int64]
HELD_OUT: Final = 0.1
FEWEST_LINKS: Final = 20
ENOUGH: Final = 10_000
"""Pairs to learn from."""


@dataclass(frozen=True, slots=True)
class Split:
    """A network to learn from and pairs to be told apart.

    `known`: the network without the held-out links. `pairs` (p x 2, first < second): the held-out links and then the
    non-links; `linked` (p) tells which are links.
    """

    known: Matrix
    pairs: Pairs
    linked: npt.NDArray[np.bool_]


def pairs_of(matrix: Matrix) -> Pairs:
    """Every link once, first < second."""
    upper = sparse.triu(matrix, 1).tocoo()
    return np.column_stack([upper.row, upper.col]).astype(np.int64)


def without(matrix: Matrix, pairs: Pairs) -> Matrix:
    """The network without these links."""
    n = matrix.shape[0]
    kept = pairs_of(matrix)
    kept = kept[~np.isin(keys(kept, n), keys(pairs, n))]
    both = np.concatenate([kept, kept[:, ::-1]])
    return sparse.csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(n, n))


def hold_out(matrix: Matrix, rng: np.random.Generator, share: float = HELD_OUT) -> Split:
    """A share of the links, drawn evenly, and as many pairs that are not linked in the whole network.

    As published: nothing is done to keep the network connected. Raises ValueError where there are too few of either.
    """
    links = pairs_of(matrix)
    if len(links) < FEWEST_LINKS:
        raise ValueError(f"has {len(links)} links; at least {FEWEST_LINKS} are needed to hold some out")
    held = links[rng.choice(len(links), max(1, round(share * len(links))), replace=False)]
    return tell_apart(without(matrix, held), held, non_links(matrix, len(held), rng))


def nested(split: Split, rng: np.random.Generator) -> Iterator[Split]:
    """Splits to learn from, made of what is seen in another: each hides other links of its known network, with as many
    pairs that are not linked there and are none of its pairs. At most each link once, or `ENOUGH` pairs together.

    Raises ValueError where there are too few pairs that are not linked.
    """
    links = rng.permutation(pairs_of(split.known))
    size = max(1, round(HELD_OUT * len(links)))
    rounds = min(len(links) // size, -(-ENOUGH // (2 * size)))
    for held in np.split(links[: rounds * size], rounds):
        others = non_links(split.known, size, rng, apart_from=split.pairs)
        yield tell_apart(without(split.known, held), held, others)


def tell_apart(known: Matrix, links: Pairs, others: Pairs) -> Split:
    """A split of links and non-links."""
    linked = np.arange(len(links) + len(others)) < len(links)
    return Split(known, np.concatenate([links, others]), linked)


def keys(pairs: Pairs, n: int) -> npt.NDArray[np.int64]:
    """One number for each pair."""
    return pairs[:, 0] * n + pairs[:, 1]


def non_links(matrix: Matrix, count: int, rng: np.random.Generator, apart_from: Pairs | None = None) -> Pairs:
    """Different pairs (first < second) that are not linked, drawn evenly, none of them one of `apart_from`.

    Raises ValueError where there are not enough.
    """
    n = matrix.shape[0]
    taken = keys(pairs_of(matrix), n)
    if apart_from is not None:
        taken = np.union1d(taken, keys(apart_from, n))
    if n * (n - 1) // 2 - len(taken) < count:
        raise ValueError(f"has too few pairs that are not linked: {count} are needed")
    found = np.empty(0, np.int64)
    while len(found) < count:
        drawn = np.sort(rng.integers(n, size=(2 * count + 8, 2)), axis=1)
        new = keys(drawn[drawn[:, 0] < drawn[:, 1]], n)
        both = np.concatenate([found, new[~np.isin(new, taken)]])
        found = both[np.sort(np.unique(both, return_index=True)[1])]
    return np.column_stack(np.divmod(found[:count], n))
