# SPDX-License-Identifier: EUPL-1.2
"""What is exported: nodes, and all relations between them, read a page at a time, as they were at one revision.

Everything is read as the viewer sees it. Relations that ended are among it, with their last day.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from graph_api.analysis.drawing import neighbours
from graph_api.analysis.snapshot import Int64s, Snapshot, locate
from graph_api.export.records import Attribute, Record, attributes, attributes_of, title
from graph_api.store.port import Reading
from schema.base import Node, Relation
from schema.initiative import Initiative
from schema.privacy import Viewer
from schema.query import Filter
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.services import Graph

T = TypeVar("T")
Chosen = Mapping[type[Node], Int64s]
"""The keys of nodes by their type, ascending."""


@dataclass(frozen=True, slots=True)
class Content:
    """The nodes of an export (`chosen`, or all that there are) and what is between them; `figures` are attributes that
    nodes have beside their own.

    What is made of a page, text or rows, is made in a thread: it takes as long as reading it.
    """

    reading: Reading
    viewer: Viewer
    chosen: Chosen | None = None
    figures: tuple[Attribute, ...] = ()

    @property
    def node_types(self) -> list[type[Node]]:
        """The types of nodes that the viewer may see."""
        return [cls for cls in NODE_TYPES if cls.__privacy__ <= self.viewer.privacy]

    @property
    def relation_types(self) -> list[type[Relation]]:
        """The types of relations that the viewer may see."""
        return [cls for cls in RELATION_TYPES if cls.__ends__.privacy <= self.viewer.privacy]

    @property
    def node_attributes(self) -> dict[str, Attribute]:
        """The attributes that nodes have together, by name."""
        own = attributes(self.node_types, self.viewer.privacy)
        return own | {each.name: each for each in self.figures}

    @property
    def relation_attributes(self) -> dict[str, Attribute]:
        """The same of relations."""
        return attributes(self.relation_types, self.viewer.privacy)

    def attributes_of(self, record: Record) -> tuple[Attribute, ...]:
        """The attributes of a node or relation."""
        own = attributes_of(type(record), self.viewer.privacy)
        return (*own, *self.figures) if self.figures and isinstance(record, Node) else own

    async def nodes(
        self, made: Callable[[list[Node]], T], types: Sequence[type[Node]] | None = None
    ) -> AsyncGenerator[T]:
        """What is made of each page of nodes, in the order of their types, then by key."""
        for cls in self.node_types if types is None else types:
            async for page in self.reading.records(cls, self._keys(cls)):
                yield await asyncio.to_thread(made, page)

    async def relations(self, made: Callable[[list[Relation]], T]) -> AsyncGenerator[T]:
        """The same of the relations between these nodes, in the order of their types, then by source and target."""
        for cls in self.relation_types:
            async for page in self.reading.records(cls, self._keys(cls.__ends__.source)):
                if kept := self._between(cls, page):
                    yield await asyncio.to_thread(made, kept)

    async def titles(self, relation: type[Relation]) -> Callable[[Node], list[str]]:
        """Tells what a node leads to over a relation, by what that is called."""
        pairs = [
            np.array([(link.source, link.target) for link in page], np.int64)
            async for page in self.reading.records(relation, self._keys(relation.__ends__.source))
        ]
        sources, targets = np.concatenate([np.empty((0, 2), np.int64), *pairs]).T.copy()
        wanted: list[int] = np.unique(targets).tolist()
        target: type[Node] = relation.__ends__.target
        pages = self.reading.records(target, wanted)
        called = {node.key: title(node) async for page in pages for node in page}

        def of(node: Node) -> list[str]:
            first, last = (int(np.searchsorted(sources, node.key, side)) for side in ("left", "right"))
            return [called[key] for key in targets[first:last].tolist()]

        return of

    def _keys(self, cls: type[Node]) -> list[int] | None:
        if self.chosen is None:
            return None
        return self.chosen[cls].tolist() if cls in self.chosen else []

    def _between(self, cls: type[Relation], links: list[Relation]) -> list[Relation]:
        if self.chosen is None:
            return links
        targets = np.array([link.target for link in links], np.int64)
        there = locate(self.chosen.get(cls.__ends__.target, targets[:0]), targets) >= 0
        return [link for link, kept in zip(links, there.tolist(), strict=True) if kept]


async def initiatives(graph: Graph, where: Filter, viewer: Viewer) -> frozenset[int] | None:
    """The keys of the initiatives that match; None for all that there are."""
    return None if where == Filter() else frozenset((await graph.keys(Initiative, where, viewer)).tolist())


async def selection(graph: Graph, snapshot: Snapshot, where: Filter, viewer: Viewer) -> Chosen:
    """The initiatives that match, and all that they are joined to now."""
    return await asyncio.to_thread(_joined, snapshot, await graph.keys(Initiative, where, viewer))


def _joined(snapshot: Snapshot, initiatives: Int64s) -> Chosen:
    seeds = np.sort(snapshot.positions(Initiative, initiatives))
    seeds = seeds[seeds >= 0]
    near = neighbours(snapshot, seeds, RELATION_TYPES)
    keys = {cls: snapshot.keys(cls)[np.flatnonzero(counts)] for cls, counts in near.items()}
    keys[Initiative] = np.union1d(keys.get(Initiative, initiatives[:0]), snapshot.keys(Initiative)[seeds])
    return keys
