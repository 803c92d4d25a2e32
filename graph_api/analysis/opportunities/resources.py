# SPDX-License-Identifier: EUPL-1.2
"""Needs and offers: what one seeks and another offers, and what both seek, within reach and in the same period.

See `graph_api.analysis.opportunities.matching` for what a match is worth.
"""

from typing import Final

import numpy as np

from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.listed import Listed
from graph_api.analysis.opportunities.matching import Alike, Meeting
from graph_api.analysis.opportunities.reach import Reach
from schema.opportunity import Signal
from schema.resource import Need, ResourceKind

ALONE: Final = {
    ResourceKind.SPACE: 1.0,
    ResourceKind.PEOPLE: 0.5,
    ResourceKind.MONEY: 1.0,
    ResourceKind.KNOWLEDGE: 0.25,
    ResourceKind.MATERIAL: 0.25,
    ResourceKind.PERMIT: 0.5,
    ResourceKind.PUBLICITY: 1.0,
}
"""How much a kind tells without the words: a room serves many ends, a tool or an expert few."""

_ALONE: Final = np.array([ALONE[kind] for kind in ResourceKind])


class Resources(Meeting):
    """A need of one, and the best offer of the same kind that the other has: a piece for each need."""

    signal: Signal = Signal.RESOURCES
    proposes: bool = True

    def __init__(self, facts: Facts, reach: Reach) -> None:
        needs = Listed(facts.needs, facts.needs.kind, facts.day, reach)
        offers = Listed(facts.offers, facts.offers.kind, facts.day, reach)
        super().__init__(Need, needs, offers, reach, _ALONE[needs.group])


class Needs(Alike):
    """Needs of the same kind that both have: a piece for each kind, of the two needs that are most alike."""

    signal: Signal = Signal.NEEDS
    proposes: bool = True

    def __init__(self, resources: Resources, reach: Reach) -> None:
        super().__init__(Need, resources.sought, reach, _ALONE[resources.sought.group])
