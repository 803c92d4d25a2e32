# SPDX-License-Identifier: EUPL-1.2
"""The consequences of a supposition: what would change in the network and in what is offered, with the nodes."""

import asyncio
from typing import Final

from graph_api.analysis.opportunities.level import Level
from graph_api.analysis.opportunities.listing import Listing, Pair
from graph_api.analysis.opportunities.service import OpportunityService, Snapshots
from graph_api.analysis.supposed import altered
from graph_api.analysis.what_if import Shift, compare
from graph_api.analysis.work import Work
from graph_api.store.port import Store
from schema.base import Node
from schema.consequences import CentralChange, Consequences, Supposition
from schema.opportunity import Opportunity, Wanted
from schema.privacy import Viewer

MOST: Final = 10
"""How many shifts of each measure are told, and how many opportunities gained and lost."""


class WhatIf:
    """Suppositions about the graph of one store. Nothing is written, and nothing is kept."""

    def __init__(self, store: Store, snapshots: Snapshots, opportunities: OpportunityService, work: Work) -> None:
        self._store = store
        self._snapshots = snapshots
        self._opportunities = opportunities
        self._work = work

    async def consequences(self, supposed: Supposition, viewer: Viewer) -> Consequences:
        """What would change. Raises ImpossibleError."""
        now = await self._snapshots(viewer)
        then = await asyncio.to_thread(altered, now, supposed)
        found = await self._work.run("what if", lambda report: compare(now, then, supposed.without, MOST, report))
        before, after = await self._opportunities.current(viewer), await self._opportunities.level(then)
        concerned = {party for pair in (*supposed.add, *supposed.remove) for party in pair}.union(supposed.without)
        wanted = Wanted(parties=tuple(sorted(concerned, key=lambda party: (party[0].__name__, party[1]))))
        gone = {before.facts.parties.index(party) for party in supposed.without}
        offered = _pairs(await before.listed(wanted))
        would_be = [pair for pair in _pairs(await after.listed(wanted)) if gone.isdisjoint(pair)]
        return Consequences(
            found.before,
            found.after,
            await self._central(found.shifts, viewer),
            await self._told(after, _without(would_be, offered), viewer),
            await self._told(before, _without(offered, would_be), viewer),
        )

    async def _told(self, level: Level, pairs: list[Pair], viewer: Viewer) -> list[Opportunity]:
        scored = await asyncio.to_thread(lambda: [level.engine.pair(*pair) for pair in pairs])
        return await self._opportunities.told(level, scored, viewer)

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


def _pairs(listing: Listing) -> list[Pair]:
    """The pairs of a list, the highest score first."""
    return list(zip(listing.ones.tolist(), listing.others.tolist(), strict=True))


def _without(pairs: list[Pair], others: list[Pair]) -> list[Pair]:
    """The first of the pairs that are not among the others."""
    known = set(others)
    return [pair for pair in pairs if pair not in known][:MOST]
