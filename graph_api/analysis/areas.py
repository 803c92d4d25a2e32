# SPDX-License-Identifier: EUPL-1.2
"""Areas on the map: their outlines, and how many initiatives lie in each, or in an area inside it."""

import asyncio
from dataclasses import dataclass

import numpy as np
from shapely import STRtree
from shapely import box as rectangle
from shapely.geometry import shape

from graph_api.analysis.affiliation import rows
from graph_api.analysis.snapshot import Int64s, Snapshot
from schema.area import Area, AreaLevel, PartOf
from schema.geometry import Box
from schema.initiative import LocatedIn
from schema.privacy import STAFF, Viewer
from schema.query import MAX_PAGE, Filter, Order, Page, Pairs
from schema.services import Graph

_FEED = 1000


@dataclass(frozen=True, slots=True)
class Outlines:
    """All areas of a level, by key, with an index over their outlines; `drawn` are those that have one."""

    areas: list[Area]
    drawn: list[int]
    tree: STRtree

    def meeting(self, box: Box | None) -> list[Area]:
        """The areas whose outline meets a box; without a box all, also those without an outline."""
        if box is None:
            return self.areas
        found = self.tree.query(rectangle(box.west, box.south, box.east, box.north), predicate="intersects")
        return [self.areas[self.drawn[i]] for i in sorted(found)]


class AreaIndex:
    """The outlines of every level, read once, and again when an area was written. Areas are public."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._revision = 0
        self._levels: dict[AreaLevel, Outlines] = {}
        self._lock = asyncio.Lock()

    async def outlines(self, level: AreaLevel) -> Outlines:
        """The areas of a level as they are now."""
        async with self._lock:
            await self._forget_what_changed()
            if level not in self._levels:
                areas = await self._read(level)
                self._levels[level] = await asyncio.to_thread(_outlines, areas)
            return self._levels[level]

    async def _forget_what_changed(self) -> None:
        now = await self._graph.revision()
        while self._revision < now and self._levels:
            changes = await self._graph.changes(self._revision, _FEED, STAFF)
            if any(
                c.touched is None or any(ref[0] is Area for ref in c.touched if isinstance(ref, tuple)) for c in changes
            ):
                self._levels.clear()
            self._revision = changes[-1].revision if changes else now
        self._revision = now

    async def _read(self, level: AreaLevel) -> list[Area]:
        where, page = Filter(equals=(("level", (level,)),)), Page(MAX_PAGE)
        areas: list[Area] = []
        while True:
            found = await self._graph.find(Area, where, Order.KEY, page, STAFF)
            areas += found.nodes
            if not found.more:
                return areas
            page = Page(MAX_PAGE, found.positions[-1])


def _outlines(areas: list[Area]) -> Outlines:
    shapes = {i: shape(area.geometry) for i, area in enumerate(areas) if area.geometry is not None}
    return Outlines(areas, list(shapes), STRtree(list(shapes.values())))


async def counts(graph: Graph, snapshot: Snapshot, where: Filter, viewer: Viewer) -> dict[int, int]:
    """How many initiatives that match lie in each area or inside it, by the area's key; an area without is absent."""
    located = await graph.ends(LocatedIn, where, viewer)
    return _rolled_up(located, snapshot)


def _rolled_up(located: Pairs, snapshot: Snapshot) -> dict[int, int]:
    """Each initiative counts once in an area, however many of the area's parts it is located in."""
    larger = snapshot.forward(PartOf)
    area = snapshot.positions(Area, located.target)
    initiative = np.unique(located.source, return_inverse=True)[1][area >= 0]
    area = area[area >= 0]
    pairs: Int64s = np.unique(initiative.astype(np.int64) * larger.shape[0] + area)
    while True:
        inner = (pairs % larger.shape[0]).astype(np.int32) if len(pairs) else np.empty(0, np.int32)
        outer, many = rows(larger, inner)
        lifted = np.repeat(pairs // larger.shape[0], many) * larger.shape[0] + outer if len(pairs) else pairs
        more = np.union1d(pairs, lifted)
        if len(more) == len(pairs):
            break
        pairs = more
    keys, found = np.unique(snapshot.keys(Area)[inner], return_counts=True)
    return dict(zip(keys.tolist(), found.tolist(), strict=True))
