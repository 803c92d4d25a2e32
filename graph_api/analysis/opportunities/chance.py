# SPDX-License-Identifier: EUPL-1.2
"""What chance would give: how much backing two initiatives would share if residents chose without regard to which."""

from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.snapshot import Int32s, Matrix


class Chance:
    """The configuration model of shared backing, of n initiatives.

    An initiative that shares much with all others, shares much with each by chance: of pairs (i, j) that could share,
    w_i w_j / W, where w sums what an initiative shares with all others, and W sums w (the null model of modularity:
    Newman, Physical Review E 70, 056131, 2004). Initiatives could share where backers join them, directly or through
    others: two budgets in which different residents vote have each a W of their own.
    """

    def __init__(self, strength: Floats, backers: Matrix, summaries: Matrix | None = None) -> None:
        """`strength`: w of each; `backers`: initiatives x residents; `summaries`: initiatives x initiatives, entries
        where two share backers that are not here."""
        joined = sparse.csr_array(sparse.block_array([[summaries, backers], [backers.T, None]]))
        labels = csgraph.connected_components(joined, directed=False)[1][: len(strength)]
        self._part: Final[Int32s] = labels.astype(np.int32)
        self._strength: Final = strength
        totals = np.bincount(self._part, strength)
        self._total: Final[Floats] = np.where(totals > 0, totals, 1.0)[self._part]

    def expected(self, one: int | Int32s, others: Int32s) -> Floats:
        """What one would share with each of the others (or each with the other at its place), in the unit of the
        strength; 0 where they are not joined."""
        shared = self._strength[one] * self._strength[others] / self._total[one]
        return np.where(self._part[others] == self._part[one], shared, 0.0)
