# SPDX-License-Identifier: EUPL-1.2
"""Selections of the graph as networks, with what was computed of each, kept as long as the snapshot is the same."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeVar

from graph_api.analysis.likeness import Likeness
from graph_api.analysis.selection import selected
from graph_api.analysis.snapshot import Snapshot
from graph_api.analysis.view import View
from graph_api.analysis.work import Report, Shared, Work
from schema.base import Node, Relation
from schema.initiative import Initiative
from schema.privacy import Privacy, Viewer
from schema.query import Filter
from schema.registry import NODE_TYPES
from schema.selection import Selection
from schema.services import Graph

T = TypeVar("T")

Snapshots = Callable[[Viewer, date | None], Awaitable[Snapshot]]
"""Gives what a viewer sees of the network of a day, today's if none is given."""

MOST: Final = 8
"""The most selections kept; that which was not asked for the longest goes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A selection as a network. `found`: what was computed of it, by name."""

    name: str
    snapshot: Snapshot
    view: View
    found: dict[str, asyncio.Task[Any]] = field(default_factory=dict[str, "asyncio.Task[Any]"])


class Shapes:
    """The shapes that were asked for. One thing is computed at a time: a computation takes all of a processor.

    What nobody waits for any more is computed on, for who asks again, until there is something else to compute: of a
    large city some things take longer than anyone waits.
    """

    def __init__(self, graph: Graph, snapshot: Snapshots, work: Work) -> None:
        self._graph = graph
        self._snapshot = snapshot
        self._work = work
        self._kept: dict[str, Shape] = {}
        self._likeness: dict[tuple[Privacy, date], tuple[Snapshot, Likeness]] = {}
        self._other_day: date | None = None
        self._computing = asyncio.Lock()
        self._shared = Shared()

    async def of(
        self,
        selection: Selection,
        relations: Sequence[type[Relation]],
        viewer: Viewer,
        nodes: Sequence[type[Node]] = NODE_TYPES,
        *,
        today: bool = False,
    ) -> Shape:
        """The network of a selection as the viewer sees it, over these relations where the selection names none, and
        of no other types of nodes than these. Where the filter names a day, the relations are those of that day.
        `today`: without initiatives that no longer exist, unless the filter speaks of days or of status itself."""
        types = tuple(cls for cls in nodes if selection.nodes is None or cls in selection.nodes)
        over = tuple(relations) if selection.relations is None else selection.relations
        now = await self._snapshot(viewer, None)
        day = selection.where.active_on
        snapshot = now if day is None else await self._snapshot(viewer, day)
        self._other_day = self._other_day if snapshot is now else snapshot.day
        self._let_go(now)
        asked = replace(selection, relations=over, nodes=types)
        name = f"{viewer.privacy.name} {today} {asked}"  # the same tomorrow
        if today and not _of_a_time(asked.where):
            asked = replace(asked, where=replace(asked.where, active_on=snapshot.day))
        if shape := self._current(name, snapshot):
            return shape
        self._shared.give_up()
        async with self._computing:
            if shape := self._current(name, snapshot):
                return shape
            shape = self._kept[name] = Shape(name, snapshot, await self._view(asked, snapshot, viewer))
            if len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]
        return shape

    def _let_go(self, now: Snapshot) -> None:
        """Drop what rests on the graph as it was, or on other days than today and the last asked for: each holds a
        whole snapshot, and residents who may have been erased since."""

        def kept(snapshot: Snapshot) -> bool:
            return snapshot.day in (now.day, self._other_day) and snapshot.revision >= now.revision

        self._kept = {name: shape for name, shape in self._kept.items() if kept(shape.snapshot)}
        self._likeness = {of: found for of, found in self._likeness.items() if kept(found[0])}

    def _current(self, name: str, snapshot: Snapshot) -> Shape | None:
        """The kept shape, which is then the last that was asked for."""
        shape = self._kept.pop(name, None)
        if shape is None or shape.snapshot is not snapshot:
            return None
        self._kept[name] = shape
        return shape

    async def _view(self, asked: Selection, snapshot: Snapshot, viewer: Viewer) -> View:
        where = asked.where
        keys = None if where == Filter() else await self._graph.keys(Initiative, where, viewer)
        over = (keys, asked.relations or (), asked.nodes or (), asked.projection)
        around = replace(where, active_on=None) == Filter()
        return await asyncio.to_thread(selected, snapshot, *over, around=around)

    async def likeness(self, shape: Shape) -> Likeness:
        """What makes nodes of a shape's snapshot alike, made once."""
        snapshot = shape.snapshot
        kept = self._likeness.get((snapshot.privacy, snapshot.day))
        if kept is None or kept[0] is not snapshot:
            kept = (snapshot, await asyncio.to_thread(Likeness, snapshot))
            self._likeness[snapshot.privacy, snapshot.day] = kept
        return kept[1]

    async def found(self, shape: Shape, name: str, compute: Callable[[Report], T]) -> T:
        """What `compute` finds of a shape, computed once."""
        return await self._shared.once(shape.found, name, lambda: self._compute(name, compute))

    async def _compute(self, name: str, compute: Callable[[Report], T]) -> T:
        async with self._computing:
            return await self._work.run(name, compute)


def _of_a_time(where: Filter) -> bool:
    return where.active_on is not None or any(column == "status" for column, _ in where.equals)
