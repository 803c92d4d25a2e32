# SPDX-License-Identifier: EUPL-1.2
"""The same asked of the municipality by both: open requests in one role, of which one answer could serve all."""

import numpy as np

from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.listed import Listed
from graph_api.analysis.opportunities.matching import Alike
from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.snapshot import Int32s
from schema.municipality import Municipality
from schema.opportunity import Signal
from schema.support_request import RequestState, SupportRequest, SupportRole

STATES = list(RequestState)
ROLES = list(SupportRole)


class JointAsks(Alike):
    """Open requests in the same role to the same municipality: a piece for each, of the two that are most alike."""

    signal: Signal = Signal.ASKS
    proposes: bool = True

    def __init__(self, facts: Facts, reach: Reach) -> None:
        asks = Listed(facts.asks.things, _groups(facts), facts.day, reach)
        super().__init__(SupportRequest, asks, reach, np.ones(len(asks.party)))


def _groups(facts: Facts) -> Int32s:
    asked = asked_of(facts)
    wanted = (asked >= 0) & (facts.asks.state == STATES.index(RequestState.ASKED))
    return np.where(wanted, asked * len(ROLES) + facts.asks.things.kind, -1).astype(np.int32)


def asked_of(facts: Facts) -> Int32s:
    """The municipality of which each request was asked; where that is not known the only one there is, else -1."""
    only = facts.parties.starts[Municipality] if facts.parties.counts[Municipality] == 1 else -1
    return np.where(facts.asks.municipality < 0, only, facts.asks.municipality).astype(np.int32)
