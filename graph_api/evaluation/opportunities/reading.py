# SPDX-License-Identifier: EUPL-1.2
"""Reading a store's graph for an evaluation, once."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from graph_api.analysis.opportunities.engine import ANY, Engine
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.reading import Reader
from graph_api.analysis.opportunities.signal import Evidence
from graph_api.analysis.opportunities.signals import signals
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int32s, Snapshot, build
from graph_api.evaluation.opportunities.metrics import FIRST
from graph_api.evaluation.opportunities.report import Graph
from graph_api.evaluation.opportunities.since import read_since
from graph_api.evaluation.opportunities.trials import DATED
from graph_api.store.port import Store
from schema.initiative import Initiative
from schema.registry import NODE_TYPES, RELATION_TYPES

LISTED: Final = 5 * FIRST
"""How much of a list is read: organisations stand in it too, and do not count here."""


async def read_graph(store: Store, weights: Weights) -> Graph:
    """The graph as it is, and what parties say and have, which no protocol hides."""
    arrays = await store.arrays(NODE_TYPES, RELATION_TYPES)
    since = await read_since(store, arrays, DATED)
    day = datetime.now(UTC).date()
    facts = await Reader(store).facts(build(arrays, day))

    def of(snapshot: Snapshot) -> Sequence[Evidence]:
        return signals(snapshot, facts)

    return Graph(arrays, day, of, since, weights, lambda snapshot: _listed(snapshot, facts, weights))


def _listed(snapshot: Snapshot, facts: Facts, weights: Weights) -> Callable[[int], Int32s]:
    """The initiatives that the engine offers to one."""
    engine, initiatives = Engine(snapshot, facts, signals(snapshot, facts), weights), snapshot.count(Initiative)

    def of(one: int) -> Int32s:
        others, _ = engine.search.ranked(one, LISTED, ANY)
        return others[others < initiatives]

    return of
