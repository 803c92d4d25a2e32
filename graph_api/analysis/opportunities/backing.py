# SPDX-License-Identifier: EUPL-1.2
"""Backing: residents who backed both of two initiatives, counted together and never one by one."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.chance import Chance
from graph_api.analysis.opportunities.parties import Parties
from graph_api.analysis.opportunities.product import Product, data, degrees, inverse, looked_up, pattern
from graph_api.analysis.opportunities.signal import Flags, Piece
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot, row
from schema.initiative import Initiative, SharesBackers
from schema.opportunity import Signal
from schema.resident import Backs

UNCOUNTED = 0
"""The count of a piece that rests on a summary: the snapshot knows its weight alone."""
LEAST = 1e-9
"""Less than this is what rounding leaves of nothing."""


class Backing:
    """One piece a pair: x/(1 + x), so that it stays below its weight however many vote, where x is how much more they
    share than chance would give (see `Chance`): what is popular shares many backers with everything.

    What they share is the resource allocation over common backers, or its summary (`SharesBackers`) where the ballots
    of one of them at least are not to be seen.
    """

    signal: Signal = Signal.BACKING
    proposes: bool = True

    def __init__(self, snapshot: Snapshot, parties: Parties) -> None:
        backers = pattern(snapshot.backward(Backs))
        degree = degrees(backers)
        self._ballots = Product(parties.rows({Initiative: backers}), inverse(degree))
        self._summaries = _where_unseen(snapshot.forward(SharesBackers), np.diff(backers.indptr) > 0)
        # A backer of d initiatives adds 1/d to what each of them shares with each of the d - 1 others.
        shared = np.maximum(degree - 1, 0) * inverse(degree)
        strength = backers @ shared + self._summaries.sum(axis=1)
        self._chance = Chance(np.asarray(strength, np.float64), backers, self._summaries)

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        others, amounts = self._ballots.found(one)
        summarised, weights = self._summarised(one)
        if len(summarised):
            others, amounts = np.concatenate([others, summarised]), np.concatenate([amounts, weights])
            order = np.argsort(others)
            others, amounts = others[order], amounts[order]
        if not len(others):
            return others, amounts
        more = amounts - self._chance.expected(one, others)
        kept = more > LEAST
        return others[kept], more[kept] / (1 + more[kept])

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`. `count` is how many backed both, UNCOUNTED of a summary."""
        ballots = self._ballots.shared(one, other)
        amount = sum(ballots.values())
        if not ballots:
            amount = float(looked_up(self._summarised(one), np.array([other], np.int32))[0])
        if not amount:
            return []
        more = amount - float(self._chance.expected(one, np.array([other], np.int32))[0])
        return [Piece(more / (1 + more), count=len(ballots) or UNCOUNTED)] if more > LEAST else []

    def _summarised(self, one: int) -> tuple[Int32s, Floats]:
        if one >= self._summaries.shape[0]:
            return np.empty(0, np.int32), np.empty(0)
        return row(self._summaries, one), data(self._summaries, one)


def _where_unseen(summaries: Matrix, counted: Flags) -> Matrix:
    """The summaries that say something, without those of two whose ballots are here."""
    both = summaries.tocoo()
    kept = (both.data > 0) & ~(counted[both.row] & counted[both.col])
    found = (both.data[kept].astype(np.float64), (both.row[kept], both.col[kept]))
    return sparse.csr_array(found, shape=summaries.shape)
