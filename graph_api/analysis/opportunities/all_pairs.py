# SPDX-License-Identifier: EUPL-1.2
"""All pairs at once: for every initiative those with which it shares most people and organisations.

The score is linear in what two share, so that all scores are one product of sparse matrices, of which only the highest
of each row are kept while multiplying.
"""

import importlib
from typing import Any, Final

import numpy as np
from scipy import sparse

from graph_api.analysis.opportunities.product import degrees, inverse, pattern
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Matrix, Snapshot
from schema.initiative import ConnectedTo
from schema.opportunity import Signal
from schema.organisation import Runs, Supports
from schema.resident import Initiates, ParticipatesIn

topn: Any = importlib.import_module("sparse_dot_topn")  # has no types

_NEVER: Final = -1e9
"""Shared by two that may not be offered to each other, so that they score below nothing."""


def all_pairs(snapshot: Snapshot, open: Flags, weights: Weights, first: int) -> Matrix:
    """The `first` best for each initiative by PEOPLE and ORGANISATIONS alone: initiatives x initiatives, data their
    scores, each row's best first. `open`: by initiative. Who is connected to another or has ended is not offered."""
    left, right = factors(snapshot, open, weights)
    return sparse.csr_array(topn.sp_matmul_topn(left, right, top_n=first, threshold=0.0, sort=True))


def factors(snapshot: Snapshot, open: Flags, weights: Weights) -> tuple[Any, Any]:
    """Two matrices of which the product is all scores. Who is in one initiative only and who has ended are left out."""
    carriers = pattern(snapshot.backward(Initiates), snapshot.backward(ParticipatesIn))
    behind = pattern(snapshot.backward(Runs), snapshot.backward(Supports))
    shared: Any = sparse.hstack([carriers, behind], format="csr")
    degree = degrees(shared)
    worth = inverse(degree)
    worth[: carriers.shape[1]] *= weights.of[Signal.PEOPLE]
    worth[carriers.shape[1] :] *= weights.of[Signal.ORGANISATIONS]
    rows = np.repeat(np.arange(len(open), dtype=np.int32), np.diff(shared.indptr))
    kept = np.flatnonzero(open[rows] & (degree[shared.indices] > 1))
    rows, columns = rows[kept], shared.indices[kept]
    one = sparse.csr_array((np.ones(len(kept)), (rows, columns)), shape=shared.shape)
    other = sparse.csr_array((worth[columns], (rows, columns)), shape=shared.shape)
    itself = sparse.eye_array(len(open), format="csr")
    never = pattern(snapshot.forward(ConnectedTo), itself) * _NEVER
    left, right = sparse.hstack([one, itself]), sparse.hstack([other, never])
    return sparse.csr_matrix(left), sparse.csr_matrix(right.T)
