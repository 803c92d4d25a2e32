# SPDX-License-Identifier: EUPL-1.2
"""The consequences of a supposition: what would change in the network and in what is offered, with the nodes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph_api.analysis.opportunities.level import Level
from graph_api.analysis.opportunities.listing import Listing, Pair
from graph_api.analysis.opportunities.service import OpportunityService
from graph_api.analysis.supposed import altered
from graph_api.analysis.what_if import Comparison, Shift, compare
from graph_api.analysis.work import Shared, Work
from graph_api.store.port import Store
from schema.base import Node
from schema.consequences import CentralChange, Consequences, Supposition
from schema.opportunity import Opportunity, Wanted
from schema.privacy import Viewer
from schema.verdict import Verdict

MOST: Final = 10
"""How many shifts of each measure are told, and how many opportunities gained and lost."""
MOST_KEPT: Final = 1
"""So many suppositions are kept of what each may see: one is as large as what opportunities rest on now."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What a supposition comes to: `then`, what opportunities would rest on, and what those concerned are offered now
    and would be offered, whatever was decided about it."""

    comparison: Comparison
    then: Level
    offered: Listing
    would_be: Listing


class WhatIf:
    """Suppositions about the graph of one store. Nothing is written.

    As of shapes (see `Shapes`), one is computed at a time, once for all who ask, and on when nobody waits any more.
    """

    def __init__(self, store: Store, opportunities: OpportunityService, work: Work) -> None:
        self._store = store
        self._opportunities = opportunities
        self._work = work
        self._computing = asyncio.Lock()
        self._shared = Shared()

    async def consequences(self, supposed: Supposition, viewer: Viewer) -> Consequences:
        """What would change. Raises ImpossibleError."""
        now = await self._opportunities.current(viewer)
        if supposed not in now.supposed and len(now.supposed) >= MOST_KEPT:
            del now.supposed[next(iter(now.supposed))]
        found = await self._shared.once(now.supposed, supposed, lambda: self._compute(now, supposed))
        known = await self._opportunities.known(viewer)
        gone = {now.facts.parties.index(party) for party in supposed.without}
        offered = await self._pairs(now, found.offered, known)
        would_be = [pair for pair in await self._pairs(found.then, found.would_be, known) if gone.isdisjoint(pair)]
        return Consequences(
            found.comparison.before,
            found.comparison.after,
            await self._central(found.comparison.shifts, viewer),
            await self._told(found.then, _without(would_be, offered), viewer, known),
            await self._told(now, _without(offered, would_be), viewer, known),
        )

    async def _compute(self, now: Level, supposed: Supposition) -> Supposed:
        async with self._computing:
            snapshot = await asyncio.to_thread(altered, now.snapshot, supposed)
            found = await self._work.run(
                "what if", lambda report: compare(now.snapshot, snapshot, supposed.without, MOST, report)
            )
            then = await self._opportunities.level(snapshot)
            concerned = {party for pair in (*supposed.add, *supposed.remove) for party in pair}.union(supposed.without)
            wanted = Wanted(parties=tuple(sorted(concerned, key=lambda party: (party[0].__name__, party[1]))))
            return Supposed(found, then, await now.listed(wanted), await then.listed(wanted))

    async def _pairs(self, level: Level, listed: Listing, known: Mapping[str, Verdict]) -> list[Pair]:
        """The pairs of a list that no verdict hides, the highest score first."""
        shown = await self._opportunities.undecided(level, listed, known)
        return list(zip(shown.ones.tolist(), shown.others.tolist(), strict=True))

    async def _told(
        self, level: Level, pairs: list[Pair], viewer: Viewer, known: Mapping[str, Verdict]
    ) -> list[Opportunity]:
        scored = await asyncio.to_thread(lambda: [level.engine.pair(*pair) for pair in pairs])
        return await self._opportunities.told(level, scored, viewer, known)

    async def _central(self, shifts: list[Shift], viewer: Viewer) -> list[CentralChange]:
        keys: dict[type[Node], list[int]] = {}
        for shift in shifts:
            cls, key = shift.party
            keys.setdefault(cls, []).append(key)
        nodes = {
            (cls, key): node
            for cls, wanted in keys.items()
            for key, node in zip(wanted, await self._store.get(cls, wanted, viewer), strict=True)
        }
        return [
            CentralChange(node, each.measure, each.before, each.after, each.rank_before, each.rank_after)
            for each in shifts
            if (node := nodes[each.party]) is not None
        ]


def _without(pairs: list[Pair], others: list[Pair]) -> list[Pair]:
    """The first of the pairs that are not among the others."""
    known = set(others)
    return [pair for pair in pairs if pair not in known][:MOST]
