# SPDX-License-Identifier: EUPL-1.2
"""Backing: residents who backed both of two initiatives, counted together and never one by one."""

from collections.abc import Sequence

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.parties import Parties
from graph_api.analysis.opportunities.product import Product, data, degrees, inverse, looked_up, pattern
from graph_api.analysis.opportunities.signal import Piece
from graph_api.analysis.snapshot import Int32s, Snapshot, row
from schema.initiative import Initiative, SharesBackers
from schema.opportunity import Signal
from schema.resident import Backs

UNCOUNTED = 0
"""The count of a piece that rests on a summary: the snapshot knows its weight alone."""


class Backing:
    """One piece a pair, x/(1 + x) of the resource allocation x over common backers, so that it stays below its weight
    however many vote; from a summary (`SharesBackers`) where no common ballots are to be seen."""

    signal: Signal = Signal.BACKING
    proposes: bool = True

    def __init__(self, snapshot: Snapshot, parties: Parties) -> None:
        backers = parties.rows({Initiative: pattern(snapshot.backward(Backs))})
        self._ballots = Product(backers, inverse(degrees(backers)))
        self._summaries = snapshot.forward(SharesBackers)

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        others, amounts = self._ballots.found(one)
        summarised, weights = self._summarised(one)
        if len(summarised):
            unseen = ~np.isin(summarised, others, assume_unique=True) & (weights > 0)
            others = np.concatenate([others, summarised[unseen]])
            amounts = np.concatenate([amounts, weights[unseen]])
            order = np.argsort(others)
            others, amounts = others[order], amounts[order]
        return others, amounts / (1 + amounts)

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`. `count` is how many backed both, UNCOUNTED of a summary."""
        ballots = self._ballots.shared(one, other)
        amount = sum(ballots.values())
        if not ballots:
            amount = float(looked_up(self._summarised(one), np.array([other], np.int32))[0])
        return [Piece(amount / (1 + amount), count=len(ballots) or UNCOUNTED)] if amount > 0 else []

    def _summarised(self, one: int) -> tuple[Int32s, Floats]:
        if one >= self._summaries.shape[0]:
            return np.empty(0, np.int32), np.empty(0)
        return row(self._summaries, one), data(self._summaries, one).astype(np.float64)
