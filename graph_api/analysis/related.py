# SPDX-License-Identifier: EUPL-1.2
"""Related initiatives: those that share residents or organisations, with what each contributes to the score.

The score of a pair is the resource allocation over residents who carry both and organisations behind both, plus
backing: the same over residents who merely backed both. Backing says least, so where an initiative has related ones on
other grounds, backing counts in a pair for at most as much as those grounds do; backing alone is then no reason.
"""

import functools
import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Affiliation, Floats, Shared
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot, row
from schema.initiative import Initiative, SharesBackers
from schema.organisation import Organisation, Runs, Supports
from schema.resident import Backs, Initiates, ParticipatesIn, Resident

RESIDENT: Final = "RESIDENT"
ORGANISATION: Final = "ORGANISATION"
BACKER: Final = "BACKER"
BACKING: Final = "BACKING"


@dataclass(frozen=True, slots=True)
class Share:
    """What one shared member contributes. `key` is a resident's or organisation's; None for what is taken together.
    `count`: how many members it stands for."""

    kind: str
    key: int | None
    share: float
    count: int = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """A related initiative (its position). The shares sum to the score."""

    initiative: int
    score: float
    adamic_adar: float
    shares: list[Share]

    def counted(self) -> "Pair":
        """The same with residents taken together: those who carry both, and those who backed both."""
        shares = [share for share in self.shares if share.kind not in (RESIDENT, BACKER)]
        for kind in (RESIDENT, BACKER):
            parts = [share.share for share in self.shares if share.kind == kind]
            if parts:
                shares.append(Share(kind, None, math.fsum(parts), len(parts)))
        shares.sort(key=_largest)
        return replace(self, shares=shares)


def _first(pair: Pair) -> tuple[float, int]:
    return -pair.score, pair.initiative


def _largest(share: Share) -> tuple[float, str, int]:
    return -share.share, share.kind, share.key or 0


class Relatedness:
    """Relatedness in one snapshot: what is done once for all initiatives."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._residents = snapshot.count(Resident)
        residents = snapshot.backward(Initiates) + snapshot.backward(ParticipatesIn)
        organisations = snapshot.backward(Runs) + snapshot.backward(Supports)
        self._carriers = Affiliation(sparse.csr_array(sparse.hstack([residents, organisations], format="csr")))
        self._summarised = snapshot.forward(SharesBackers)

    @functools.cached_property
    def _backers(self) -> Affiliation:
        return Affiliation(self._snapshot.backward(Backs))

    def related(self, initiative: int, first: int) -> list[Pair]:
        """The `first` most related to the initiative at this position, best first, ties by key."""
        carried = self._carriers.shared(initiative)
        backed = self._backers.shared(initiative)
        backing_of, backing = _merge(backed, row(self._summarised, initiative), _weights(self._summarised, initiative))
        if len(carried.initiatives):
            found, grounds = carried.initiatives, carried.resource_allocation
            scores = grounds + np.minimum(_at(backing_of, backing, found), grounds)
        else:
            found, scores = backing_of, backing
        others = found[_best(scores, first)]
        carrying, backing = (_at(shared.initiatives, shared.adamic_adar, others) for shared in (carried, backed))
        summaries = _at(row(self._summarised, initiative), _weights(self._summarised, initiative), others)
        best = zip(others.tolist(), (carrying + backing).tolist(), summaries.tolist(), strict=True)
        pairs = [self._pair(initiative, *each, limited=len(carried.initiatives) > 0) for each in best]
        return sorted(pairs, key=_first)  # those that differ by a rounding only are ties after all

    def _pair(self, one: int, other: int, adamic_adar: float, summary: float, *, limited: bool) -> Pair:
        """`summary`: the weight of their backing as it was summed up; `limited`: there are other grounds for some."""
        shares = [self._carrier(member, part) for member, part in self._carriers.common(one, other)]
        limit = math.fsum(share.share for share in shares) if limited else math.inf
        shares += self._backing(one, other, summary, limit)
        shares.sort(key=_largest)
        return Pair(other, math.fsum(share.share for share in shares), adamic_adar, shares)

    def _carrier(self, member: int, part: float) -> Share:
        if member < self._residents:
            return Share(RESIDENT, int(self._snapshot.keys(Resident)[member]), part)
        return Share(ORGANISATION, int(self._snapshot.keys(Organisation)[member - self._residents]), part)

    def _backing(self, one: int, other: int, summary: float, limit: float) -> list[Share]:
        """Each common backer's share; or the summary's, where the backers are not here to be seen."""
        backers = self._backers.common(one, other)
        if not backers:
            return [Share(BACKING, None, min(summary, limit))] if summary else []
        scale = min(1.0, limit / math.fsum(part for _, part in backers))
        keys = self._snapshot.keys(Resident)
        return [Share(BACKER, int(keys[backer]), part * scale) for backer, part in backers]

    def key(self, initiative: int) -> int:
        """The key of the initiative at a position."""
        return int(self._snapshot.keys(Initiative)[initiative])


def _weights(matrix: Matrix, position: int) -> Floats:
    return matrix.data[matrix.indptr[position] : matrix.indptr[position + 1]].astype(np.float64)


def _at(positions: Int32s, values: Floats, wanted: Int32s) -> Floats:
    """Values at wanted positions, of ascending positions; 0 where there is none."""
    if not len(positions):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(positions, wanted), len(positions) - 1)
    return np.where(positions[at] == wanted, values[at], 0.0)


def _merge(backed: Shared, summarised: Int32s, weights: Floats) -> tuple[Int32s, Floats]:
    """Backing by initiative: from backers where they are seen, else from the summary."""
    if not len(summarised):
        return backed.initiatives, backed.resource_allocation
    unseen = ~np.isin(summarised, backed.initiatives, assume_unique=True)
    positions = np.concatenate([backed.initiatives, summarised[unseen]])
    values = np.concatenate([backed.resource_allocation, weights[unseen]])
    order = np.argsort(positions)
    return positions[order], values[order]


def _best(scores: Floats, first: int) -> Int32s:
    """Where the `first` highest positive scores stand, highest first, ties by place."""
    if len(scores) > 4 * first:
        least = np.partition(scores, len(scores) - first)[len(scores) - first] if first else np.inf
        candidates = np.flatnonzero(scores >= least)
    else:
        candidates = np.arange(len(scores))
    order = np.lexsort((candidates, -scores[candidates]))
    best = candidates[order][:first]
    return best[scores[best] > 0].astype(np.int32)
