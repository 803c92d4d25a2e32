# SPDX-License-Identifier: EUPL-1.2
"""The analysis as resolvers call it: arrays below, the store's nodes on top. Implements schema.services.Analysis."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar, cast

import numpy as np

from graph_api.analysis.areas import AreaIndex, counts
from graph_api.analysis.clusters import clusters, within
from graph_api.analysis.consequences import WhatIf
from graph_api.analysis.drawing import select
from graph_api.analysis.live import Live
from graph_api.analysis.opportunities.service import OpportunityService
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.related import BACKER, BACKING, ORGANISATION, RESIDENT, Pair, Relatedness
from graph_api.analysis.shape_service import ShapeService
from graph_api.analysis.snapshot import Snapshot
from graph_api.analysis.survey import Survey
from graph_api.analysis.work import Work
from graph_api.store.port import Store
from schema.area import AreaLevel
from schema.base import Node, Relation
from schema.blind_spot import BlindSpot, BlindSpotMeasure
from schema.drawing import MOST_DRAWN
from schema.geometry import Box
from schema.initiative import Initiative, SharesBackers
from schema.organisation import Organisation
from schema.privacy import Privacy, Viewer
from schema.query import MAX_PAGE, Filter, Order, Page, Places, RelationId
from schema.resident import Resident
from schema.services import AreaCount, Cluster, Drawing, Evidence, Related

N = TypeVar("N", bound=Node)


class AnalysisService:
    """What the network tells, of one store."""

    def __init__(self, store: Store, weights: Weights | None = None, work: Work | None = None) -> None:
        """`weights`: those of opportunities; the defaults if not given. `work`: where what is computed is heard of."""
        self._store = store
        self._live = Live(store)
        self._areas = AreaIndex(store)
        self.work = work or Work()
        self.opportunities = OpportunityService(store, self.snapshot, self.work, weights)
        self.shape = ShapeService(store, self.snapshot, self.work)
        self.what_if = WhatIf(store, self.opportunities, self.work)
        self._survey = Survey(store, self._areas)
        self._relatedness: dict[Privacy, tuple[Snapshot, Relatedness]] = {}
        self._everywhere: dict[Privacy, tuple[int, Places]] = {}

    async def snapshot(self, viewer: Viewer, day: date | None = None) -> Snapshot:
        """What the viewer sees of the graph's structure, as it is now; with the relations of a day, if one is given."""
        snapshot = await (self._live.current() if day is None else self._live.on(day))
        return snapshot.seen(viewer.privacy)

    async def related(
        self, initiative: int, first: int, viewer: Viewer, *, each_resident: bool = True
    ) -> list[Related]:
        """The initiatives most related to this one, best first; none for an initiative that is not there."""
        snapshot = await self.snapshot(viewer)
        position = int(snapshot.positions(Initiative, [initiative])[0])
        if position < 0:
            return []
        relatedness = await self._related_in(snapshot)
        pairs = relatedness.related(position, first)
        if not each_resident:
            pairs = [pair.counted() for pair in pairs]
        return await self._with_nodes(initiative, pairs, relatedness, viewer)

    async def _related_in(self, snapshot: Snapshot) -> Relatedness:
        kept = self._relatedness.get(snapshot.privacy)
        if kept is None or kept[0] is not snapshot:
            kept = (snapshot, await asyncio.to_thread(Relatedness, snapshot))
            self._relatedness[snapshot.privacy] = kept
        return kept[1]

    async def _with_nodes(self, one: int, pairs: list[Pair], relatedness: Relatedness, viewer: Viewer) -> list[Related]:
        keys = [relatedness.key(pair.initiative) for pair in pairs]
        shares = [share for pair in pairs for share in pair.shares]
        residents = await self._nodes(Resident, (s.key for s in shares if s.kind in (RESIDENT, BACKER)), viewer)
        organisations = await self._nodes(Organisation, (s.key for s in shares if s.kind == ORGANISATION), viewer)
        initiatives = await self._nodes(Initiative, keys, viewer)
        summarised = [key for key, pair in zip(keys, pairs, strict=True) if any(s.kind == BACKING for s in pair.shares)]
        backers = await self._backers(one, summarised, viewer)
        members: dict[int | None, Resident | Organisation] = {**residents, **organisations}
        found: list[Related] = []
        for rank, (key, pair) in enumerate(zip(keys, pairs, strict=True), 1):
            if key in initiatives:
                evidence = [
                    Evidence(s.kind, members.get(s.key), s.share, backers.get(key, 0) if s.kind == BACKING else s.count)
                    for s in pair.shares
                ]
                found.append(Related(initiatives[key], rank, pair.score, pair.adamic_adar, evidence))
        return found

    async def _backers(self, one: int, others: list[int], viewer: Viewer) -> dict[int, int]:
        """How many residents backed both, by the other's key."""
        if not others:
            return {}
        ids = [RelationId(SharesBackers, min(one, other), max(one, other)) for other in others]
        found = await self._store.relations(ids, viewer)
        return {o: cast("SharesBackers", r).backers for o, r in zip(others, found, strict=True) if r is not None}

    async def _nodes(self, type: type[N], keys: Iterable[int | None], viewer: Viewer) -> dict[int | None, N]:
        wanted = list(dict.fromkeys(key for key in keys if key is not None))
        if not wanted:
            return {}
        return {n.key: n for n in await self._store.get(type, wanted, viewer) if n is not None}

    async def network(self, where: Filter, relations: Sequence[type[Relation]], first: int, viewer: Viewer) -> Drawing:
        """At most `first` initiatives that match, by key, with their neighbours, up to MOST_DRAWN nodes in all."""
        snapshot = await self.snapshot(viewer)
        found = await self._store.find(Initiative, where, Order.KEY, Page(min(first, MAX_PAGE)), viewer)
        seeds = [initiative.key for initiative in found.nodes]
        chosen = await asyncio.to_thread(select, snapshot, seeds, relations, MOST_DRAWN)
        nodes: list[Node] = []
        for cls, keys in chosen.nodes.items():
            nodes += [n for n in await self._store.get(cls, keys, viewer) if n is not None]
        edges = [r for r in await self._store.relations(chosen.relations, viewer) if r is not None]
        return Drawing(nodes, edges, chosen.truncated or found.more)

    async def map_features(self, box: Box, zoom: int, where: Filter, viewer: Viewer) -> list[Cluster]:
        """What to draw in a box at a zoom level (0 to 22); `where` may have a box of its own."""
        places = await self._places(box, where, viewer)
        groups = await asyncio.to_thread(clusters, places, zoom)
        alone = await self._nodes(Initiative, (group.key for group in groups), viewer)
        return [Cluster(group.count, group.point, group.box, alone.get(group.key)) for group in groups]

    async def _places(self, box: Box, where: Filter, viewer: Viewer) -> Places:
        """The places in a box; those of all initiatives, which every visitor's map begins with, are kept."""
        if where != Filter():
            seen = where.box or box
            both = Box(
                max(box.west, seen.west),
                max(box.south, seen.south),
                min(box.east, seen.east),
                min(box.north, seen.north),
            )
            if both.west > both.east or both.south > both.north:
                return Places(np.empty(0, np.int64), np.empty(0), np.empty(0))
            return await self._store.places(Initiative, replace(where, box=both), viewer)
        revision = await self._store.revision()
        kept = self._everywhere.get(viewer.privacy)
        if kept is None or kept[0] != revision:
            kept = (revision, await self._store.places(Initiative, where, viewer))
            self._everywhere[viewer.privacy] = kept
        return within(kept[1], box)

    async def area_counts(self, level: AreaLevel, box: Box | None, where: Filter, viewer: Viewer) -> list[AreaCount]:
        """Areas of a level whose outline meets the box, with how many initiatives that match lie in each."""
        outlines = await self._areas.outlines(level)
        found = await counts(self._store, await self.snapshot(viewer), where, viewer)
        return [AreaCount(area, found.get(area.key, 0)) for area in outlines.meeting(box)]

    async def blind_spots(
        self, level: AreaLevel, measure: BlindSpotMeasure, where: Filter, viewer: Viewer
    ) -> list[BlindSpot]:
        """Areas of a level against what their number of residents suggests, worst first."""
        return await self._survey.areas(await self.snapshot(viewer), level, measure, where, viewer)

    async def theme_blind_spots(
        self, level: AreaLevel, measure: BlindSpotMeasure, where: Filter, first: int, viewer: Viewer
    ) -> list[BlindSpot]:
        """Themes in areas of a level against their share elsewhere, worst first."""
        return await self._survey.themes(await self.snapshot(viewer), level, measure, where, first, viewer)
