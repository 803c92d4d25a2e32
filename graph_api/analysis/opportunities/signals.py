# SPDX-License-Identifier: EUPL-1.2
"""All signals of a snapshot."""

from graph_api.analysis.opportunities.asks import JointAsks
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.opportunities.resources import Needs, Resources
from graph_api.analysis.opportunities.roles import Roles
from graph_api.analysis.opportunities.signal import Evidence
from graph_api.analysis.opportunities.structure import Structure
from graph_api.analysis.snapshot import Snapshot


def signals(snapshot: Snapshot, facts: Facts) -> list[Evidence]:
    """One for each Signal, in any order."""
    reach = Reach(snapshot, facts)
    resources = Resources(facts, reach)
    others = (resources, Needs(resources, reach), JointAsks(facts, reach), Roles(snapshot, facts, reach))
    return [*Structure(snapshot, facts).signals, *others]
