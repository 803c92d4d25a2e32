# SPDX-License-Identifier: EUPL-1.2
"""What is exported: nodes, and all relations between them, read a part at a time.

Everything is read as the viewer sees it. Relations that ended are among it, with their last day. What is written to the
store while an export is under way may be in it or not; a relation is there only with both of its ends.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph_api.analysis.drawing import neighbours
from graph_api.analysis.snapshot import Int64s, Snapshot, locate
from schema.base import Node, Relation
from schema.initiative import Initiative
from schema.privacy import Viewer
from schema.query import MAX_PAGE, Direction, Filter, Page, Slice
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.services import Graph

PART: Final = 500
"""How many nodes are read at a time."""


@dataclass(frozen=True, slots=True)
class Content:
    """The nodes of an export by their keys, ascending, and what reads them."""

    graph: Graph
    viewer: Viewer
    keys: Mapping[type[Node], Int64s]

    @property
    def node_types(self) -> list[type[Node]]:
        """The types of nodes that the viewer may see."""
        return [cls for cls in NODE_TYPES if cls.__privacy__ <= self.viewer.privacy]

    @property
    def relation_types(self) -> list[type[Relation]]:
        """The types of relations that the viewer may see."""
        return [cls for cls in RELATION_TYPES if cls.__ends__.privacy <= self.viewer.privacy]

    async def nodes(self, types: Sequence[type[Node]] = NODE_TYPES) -> AsyncIterator[list[Node]]:
        """The nodes, in the order of their types, then by key."""
        for cls in types:
            for part in self._parts(cls):
                yield [node for node in await self.graph.get(cls, part, self.viewer) if node is not None]

    async def relations(self) -> AsyncIterator[list[Relation]]:
        """The relations between these nodes, in the order of their types, then by source and target."""
        for cls in self.relation_types:
            if len(self.keys.get(cls.__ends__.target, ())):
                for part in self._parts(cls.__ends__.source):
                    yield await self._between(cls, part)

    async def around(self, relation: type[Relation], nodes: Sequence[Node]) -> list[list[Node]]:
        """For each of some nodes, all of one type, what a relation leads to; at most MAX_PAGE."""
        keys = [node.key for node in nodes]
        found = await self.graph.neighbours(relation, Direction.OUT, keys, Page(MAX_PAGE), self.viewer)
        return [each.nodes for each in found]

    def _parts(self, cls: type[Node]) -> list[list[int]]:
        keys = self.keys.get(cls)
        return [] if keys is None else [keys[i : i + PART].tolist() for i in range(0, len(keys), PART)]

    async def _between(self, cls: type[Relation], sources: list[int]) -> list[Relation]:
        found: list[Relation] = []
        page = Page(MAX_PAGE)
        for source, first in zip(sources, await self._walk(cls, sources, page), strict=True):
            part = first
            while True:
                found += [link for link in part.relations if link.source == source]  # a symmetric one is found twice
                if not part.more:
                    break
                (part,) = await self._walk(cls, [source], Page(MAX_PAGE, part.positions[-1]))
        targets = np.array([link.target for link in found], np.int64)
        there = locate(self.keys[cls.__ends__.target], targets) >= 0
        return [link for link, kept in zip(found, there.tolist(), strict=True) if kept]

    async def _walk(self, cls: type[Relation], sources: list[int], page: Page) -> list[Slice[Node]]:
        return await self.graph.neighbours(cls, Direction.OUT, sources, page, self.viewer)


async def everything(graph: Graph, viewer: Viewer) -> Content:
    """All that the viewer sees."""
    seen = [cls for cls in NODE_TYPES if cls.__privacy__ <= viewer.privacy]
    return Content(graph, viewer, {cls: await graph.keys(cls, Filter(), viewer) for cls in seen})


async def initiatives(graph: Graph, where: Filter, viewer: Viewer) -> frozenset[int] | None:
    """The keys of the initiatives that match; None for all that there are."""
    return None if where == Filter() else frozenset((await graph.keys(Initiative, where, viewer)).tolist())


async def selection(graph: Graph, snapshot: Snapshot, where: Filter, viewer: Viewer) -> Content:
    """The initiatives that match, all that they are joined to now, and the relations between all of these."""
    initiatives = await graph.keys(Initiative, where, viewer)
    return Content(graph, viewer, await asyncio.to_thread(_joined, snapshot, initiatives))


def _joined(snapshot: Snapshot, initiatives: Int64s) -> dict[type[Node], Int64s]:
    seeds = np.sort(snapshot.positions(Initiative, initiatives))
    seeds = seeds[seeds >= 0]
    near = neighbours(snapshot, seeds, RELATION_TYPES)
    keys = {cls: snapshot.keys(cls)[np.flatnonzero(counts)] for cls, counts in near.items()}
    keys[Initiative] = np.union1d(keys.get(Initiative, initiatives[:0]), snapshot.keys(Initiative)[seeds])
    return keys
