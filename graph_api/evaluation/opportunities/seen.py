# SPDX-License-Identifier: EUPL-1.2
"""What is seen of a graph of which something is held out: every signal's value of every pair of initiatives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Affiliation, Floats
from graph_api.analysis.opportunities.signal import Evidence
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int32s, Snapshot, row
from schema.initiative import Initiative, SharesBackers
from schema.opportunity import Signal
from schema.organisation import Runs, Supports
from schema.resident import Backs, Initiates, ParticipatesIn

SIGNALS: Final = tuple(Signal)
"""The rows of values, in this order."""

Signals = Callable[[Snapshot], Sequence[Evidence]]
"""Makes the signals of a snapshot."""


@dataclass(frozen=True, slots=True)
class Values:
    """Of one initiative with each of all n. `of`: signals x n; the others are what other methods score."""

    of: Floats
    resource_allocation: Floats
    adamic_adar: Floats


class Seen:
    """One snapshot and its signals."""

    def __init__(self, snapshot: Snapshot, signals: Signals) -> None:
        self.n: Final = snapshot.count(Initiative)
        self._all = np.arange(self.n, dtype=np.int32)
        self._signals = {evidence.signal: evidence for evidence in signals(snapshot)}
        residents = snapshot.backward(Initiates) + snapshot.backward(ParticipatesIn) + snapshot.backward(Backs)
        organisations = snapshot.backward(Runs) + snapshot.backward(Supports)
        self._members = Affiliation(sparse.csr_array(sparse.hstack([residents, organisations], format="csr")))
        self._summaries = snapshot.forward(SharesBackers)

    def values(self, one: int) -> Values:
        """All about one initiative (its position, which is its index among the parties)."""
        of = np.zeros((len(SIGNALS), self.n))
        for place, signal in enumerate(SIGNALS):
            if signal in self._signals:
                of[place] = self._signals[signal].values(one, self._all)
        of[:, one] = 0
        shared = self._members.shared(one)
        resource, adamic_adar = np.zeros(self.n), np.zeros(self.n)
        resource[shared.initiatives], adamic_adar[shared.initiatives] = shared.resource_allocation, shared.adamic_adar
        summed_up: Int32s = row(self._summaries, one)
        start = self._summaries.indptr[one]
        resource[summed_up] += self._summaries.data[start : start + len(summed_up)]
        return Values(of, resource, adamic_adar)


def vector(weights: Weights) -> Floats:
    """The weights in the order of the signals."""
    return np.array([weights.of[signal] for signal in SIGNALS])
