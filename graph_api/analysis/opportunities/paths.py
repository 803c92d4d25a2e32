# SPDX-License-Identifier: EUPL-1.2
"""Paths of length three: people of one who lead, through something else that they are in, to the other.

What a path is worth does not depend on what else the two ends have: neither loses one path and gains by it on another.
"""

import math
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.factors import Name
from graph_api.analysis.opportunities.parties import Parties
from graph_api.analysis.opportunities.product import Product, adamic, data, degrees, looked_up, other_than, walk, within
from graph_api.analysis.opportunities.signal import NOTHING, Piece
from graph_api.analysis.snapshot import Int32s, Matrix, row
from schema.initiative import Initiative
from schema.opportunity import Signal
from schema.organisation import Organisation


class ThroughOrganisations:
    """Between initiatives: residents who carry one and are members of an organisation behind the other.

    A piece for each organisation: how many residents / log2(1 + how many members it has) / behind how many initiatives
    it stands, not counting the one from which the path comes.
    """

    signal: Signal = Signal.PATHS
    proposes: bool = True

    def __init__(self, parties: Parties, carriers: Matrix, members: Matrix, behind: Matrix, name: Name) -> None:
        """`carriers`: initiatives x residents; `members`: organisations x residents; `behind`: initiatives x
        organisations."""
        self._carriers, self._members, self._behind, self._name = carriers, members, behind, name
        walked: Matrix = sparse.csr_array(carriers @ members.T.tocsr())
        walked.sort_indices()
        self._walked = walked
        worth = walked.data * adamic(np.diff(members.indptr))[walked.indices] / _further(walked, behind)
        left: Matrix = sparse.csr_array((worth, walked.indices, walked.indptr), shape=walked.shape)
        both = parties.rows({Initiative: left}), parties.rows({Initiative: behind})
        self._product = Product(both[0], np.ones(behind.shape[1]), both[1])

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        return self._product.found(one)

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`. `count`: how many residents."""
        shared = self._product.shared(one, other)
        if not shared:
            return []
        found: dict[int, int] = dict.fromkeys(shared, 0)
        for start, end in ((one, other), (other, one)):
            walkers = dict(zip(row(self._walked, start).tolist(), data(self._walked, start).tolist(), strict=True))
            for organisation in set(row(self._behind, end).tolist()).intersection(walkers):
                found[organisation] += round(walkers[organisation])
        for organisation in set(row(self._behind, one).tolist()).intersection(row(self._behind, other).tolist(), found):
            found[organisation] -= self._both(one, other, organisation)
        return [Piece(value, self._name(each), count=found[each]) for each, value in shared.items()]

    def _both(self, one: int, other: int, organisation: int) -> int:
        """How many members carry both, so that they would be counted twice."""
        carriers = row(self._carriers, one)
        both = carriers[within(carriers, row(self._carriers, other))]
        return int(np.count_nonzero(within(both, row(self._members, organisation))))


class ThroughInitiatives:
    """Between an initiative and an organisation: residents who carry the one, and another that the other is behind.

    A piece for each other initiative: the sum over those residents of 1 / how many more initiatives they carry.
    """

    signal: Signal = Signal.PATHS
    proposes: bool = True

    def __init__(self, parties: Parties, carriers: Matrix, behind: Matrix, name: Name) -> None:
        """As `ThroughOrganisations`; `name` names initiatives."""
        self._n, self._start, self._name = parties.n, parties.starts[Organisation], name
        self._end = self._start + parties.counts[Organisation]
        self._carriers, self._carried = carriers, carriers.T.tocsr()
        self._behind, self._stands = behind, behind.T.tocsr()
        more = degrees(carriers) - 1
        self._weight: Floats = np.divide(1.0, more, out=np.zeros(len(more)), where=more > 0)

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        if one < self._start:
            organisations, reached = walk(self._behind, *self._near(one))
            return other_than(one, [(organisations + np.int32(self._start), reached)], self._n)
        if one >= self._end:
            return NOTHING
        near = [self._near(middle) for middle in row(self._stands, one - self._start).tolist()]
        return other_than(one, near, self._n)

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`. `count`: how many residents."""
        initiative, organisation = min(one, other), max(one, other) - self._start
        if initiative >= self._start or not 0 <= organisation < self._end - self._start:
            return []
        residents = row(self._carriers, initiative)
        middles, values = walk(self._carried, residents, self._weight[residents])
        leading = np.flatnonzero((middles != initiative) & within(middles, row(self._stands, organisation)))
        found: dict[int, list[float]] = {}
        for middle, value in zip(middles[leading].tolist(), values[leading].tolist(), strict=True):
            found.setdefault(middle, []).append(value)
        return [Piece(math.fsum(found[each]), self._name(each), count=len(found[each])) for each in sorted(found)]

    def _near(self, initiative: int) -> tuple[Int32s, Floats]:
        """Other initiatives to which its residents lead, each as often as they do."""
        residents = row(self._carriers, initiative)
        found, values = walk(self._carried, residents, self._weight[residents])
        other = found != initiative
        return found[other], values[other]


def _further(walked: Matrix, behind: Matrix) -> Floats:
    """Behind how many initiatives each organisation stands, but the one from which it was reached; at least 1."""
    columns = behind.shape[1]
    reached = _places(walked) * columns + walked.indices
    own = np.isin(reached, _places(behind) * columns + behind.indices, assume_unique=True)
    return np.maximum(degrees(behind)[walked.indices] - own, 1).astype(np.float64)


def _places(matrix: Matrix) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
