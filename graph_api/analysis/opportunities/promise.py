# SPDX-License-Identifier: EUPL-1.2
"""Promise: with which initiatives to begin where all take minutes. A guess that costs a second, and no part of a score.

The highest scores are of two that share many people who are in little else: so what an initiative promises is the most
that PEOPLE and ORGANISATIONS give it with another initiative, or PEOPLE with an organisation.
"""

from typing import Any

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.all_pairs import all_pairs
from graph_api.analysis.opportunities.product import degrees, inverse, pattern
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Matrix, Snapshot
from schema.initiative import Initiative
from schema.opportunity import Signal
from schema.organisation import Runs, Supports
from schema.resident import Initiates, MemberOf, ParticipatesIn


def promises(snapshot: Snapshot, open: Flags, weights: Weights) -> Floats:
    """What each initiative promises. `open`: by party."""
    initiatives = snapshot.count(Initiative)
    with_others = _highest(all_pairs(snapshot, open[:initiatives], weights, 1))
    people = _with_organisations(snapshot)
    people.data *= open[initiatives:][people.indices]
    return np.maximum(with_others, weights.of[Signal.PEOPLE] * _highest(people))


def _with_organisations(snapshot: Snapshot) -> Matrix:
    """What PEOPLE says of initiatives x organisations that are not connected."""
    carriers = pattern(snapshot.backward(Initiates), snapshot.backward(ParticipatesIn))
    members = pattern(snapshot.forward(MemberOf).T.tocsr())
    worth: Any = sparse.diags_array(inverse(degrees(carriers) + degrees(members)))
    shared: Any = carriers @ worth @ members.T
    return sparse.csr_array(shared - shared * pattern(snapshot.backward(Runs), snapshot.backward(Supports)))


def _highest(rows: Any) -> Floats:
    if not rows.shape[1]:
        return np.zeros(int(rows.shape[0]))
    return np.asarray(rows.max(axis=1).toarray(), np.float64).ravel()
