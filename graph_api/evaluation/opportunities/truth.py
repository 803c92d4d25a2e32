# SPDX-License-Identifier: EUPL-1.2
"""What counts as a connection that should be found."""

from typing import Final

import numpy as np
from scipy import sparse, stats

from graph_api.analysis.opportunities.chance import Chance
from graph_api.analysis.snapshot import Matrix, Snapshot
from schema.initiative import ConnectedTo
from schema.resident import Backs, Initiates, ParticipatesIn

SURPRISE: Final = 0.01
"""Backing joins two initiatives where chance would give as many common backers in fewer than this part of cases."""


def joined(snapshot: Snapshot) -> Matrix:
    """Which initiatives residents join, n x n, True where they do, symmetric, nothing on the diagonal.

    Two initiatives are joined by a resident who carries both (initiates or takes part: work that few do). Of backing,
    which costs a cross on a ballot, hundreds do both by chance where many vote; it joins two where more residents
    backed both than chance would give: the upper tail of a Poisson distribution around what `Chance` expects is below
    SURPRISE. So popular initiatives are not related to everything only because they are popular.
    """
    return sparse.csr_array(carried(snapshot).maximum(_beyond_chance(snapshot.backward(Backs))))


def carried(snapshot: Snapshot) -> Matrix:
    """Which initiatives a resident carries both of, n x n, as `joined`."""
    return _common(snapshot.backward(Initiates) + snapshot.backward(ParticipatesIn)) > 0


def connected(snapshot: Snapshot) -> Matrix:
    """Which initiatives are connected already, n x n."""
    return _pattern(snapshot.forward(ConnectedTo)) > 0


def new(now: Matrix, before: Matrix) -> Matrix:
    """Pairs in one that are not in the other."""
    return sparse.csr_array(now > before)


def _pattern(matrix: Matrix) -> Matrix:
    """A one for every entry, also those that are 0."""
    return sparse.csr_array((np.ones(len(matrix.data)), matrix.indices, matrix.indptr), shape=matrix.shape)


def _common(members: Matrix) -> Matrix:
    """How many members (columns) each two initiatives have in common; nothing on the diagonal."""
    pattern = _pattern(members)
    common = (pattern @ pattern.T).tocoo()
    other = common.row != common.col
    return sparse.coo_array((common.data[other], (common.row[other], common.col[other])), shape=common.shape).tocsr()


def _beyond_chance(backers: Matrix) -> Matrix:
    common = _common(backers)
    chance = Chance(np.asarray(common.sum(axis=1), np.float64), backers)
    rows = np.repeat(np.arange(common.shape[0], dtype=np.int32), np.diff(common.indptr))
    expected = chance.expected(rows, common.indices)
    surprising = np.asarray(stats.poisson.sf(common.data - 1, expected) < SURPRISE)
    found = sparse.csr_array((surprising, common.indices, common.indptr), shape=common.shape)
    found.eliminate_zeros()
    return found
