# SPDX-License-Identifier: EUPL-1.2
"""The shape of the network as resolvers call it: arrays below, the store's nodes on top. Implements
schema.services.Shape."""

import asyncio
from collections.abc import Sequence
from typing import Final

from graph_api.analysis.centrality import MEASURES, Measured, measured
from graph_api.analysis.community_service import CommunityService
from graph_api.analysis.fragility_service import FragilityService
from graph_api.analysis.kernels import Ints
from graph_api.analysis.ranking import places, ranked
from graph_api.analysis.reading import read
from graph_api.analysis.shapes import Shape, Shapes, Snapshots
from graph_api.analysis.sketch import sketch
from graph_api.analysis.view import DIRECT, HOLDING, View
from graph_api.analysis.work import Work
from schema.base import Node, Relation
from schema.opportunity import Party, Text
from schema.privacy import Viewer
from schema.resident import Resident
from schema.selection import Projection, Selection
from schema.services import Central, DrawnGroup, Graph, NetworkDrawing, Progress
from schema.structure import Communities, Fragility

CENTRAL: Final[dict[Projection, tuple[type[Relation], ...]]] = {
    Projection.FULL: DIRECT,
    Projection.INITIATIVES: HOLDING,
}
"""The relations over which centrality is asked, where none are named."""


class ShapeService:
    """The shape of one graph."""

    def __init__(self, graph: Graph, snapshot: Snapshots, work: Work) -> None:
        self._graph = graph
        self._work = work
        self._shapes = Shapes(graph, snapshot, work)
        self._communities = CommunityService(graph, self._shapes)
        self._fragility = FragilityService(graph, self._shapes)

    async def centrality(
        self, measure: str, type: type[Node] | None, selection: Selection, first: int, viewer: Viewer
    ) -> list[Central]:
        """The most central nodes of a selection, of one type or of all but residents. Raises ValueError for a measure
        that there is not, and for residents."""
        if type is Resident:
            raise ValueError("residents are not ranked")
        return (await self._central(measure, type, selection, first, viewer))[2]

    async def drawing(self, measure: str, selection: Selection, first: int, viewer: Viewer) -> NetworkDrawing:
        """See `schema.services.Shape`. Raises ValueError for a measure that there is not."""
        shape, drawn, nodes = await self._central(measure, None, selection, first, viewer)
        found = await asyncio.to_thread(sketch, shape.view, drawn)
        residents = found.residents if viewer.privacy >= Resident.__privacy__ else None
        return NetworkDrawing(selection, nodes, len(places(shape.view)), residents, found.edges, found.total)

    async def groups(self, selection: Selection, nodes: Sequence[Party], viewer: Viewer) -> list[DrawnGroup]:
        """See `schema.services.Shape`."""
        return await self._communities.around(selection, nodes, viewer)

    async def _central(
        self, measure: str, type: type[Node] | None, selection: Selection, first: int, viewer: Viewer
    ) -> tuple[Shape, list[int], list[Central]]:
        """A selection's network; the places of the most central in it, and these nodes."""
        shape, found = await self._measured(measure, selection, viewer)
        best = await asyncio.to_thread(ranked, measure, shape.view, found, type, selection.projection, first)
        nodes = await read(self._graph, (each.party for each in best), viewer)
        there = [each for each in best if each.party in nodes]
        central = [
            Central(nodes[each.party], each.rank, each.value, each.percentile, each.error, each.explanation)
            for each in there
        ]
        return shape, [each.at for each in there], central

    async def _measured(self, measure: str, selection: Selection, viewer: Viewer) -> tuple[Shape, Measured]:
        if measure not in MEASURES:
            raise ValueError(f"{measure} is not a centrality; there are {', '.join(MEASURES)}")
        shape = await self._shapes.of(selection, CENTRAL[selection.projection], viewer)
        network = shape.view.network
        return shape, await self._shapes.found(shape, measure, lambda report: measured(measure, network, report))

    async def values(self, measure: str, selection: Selection, viewer: Viewer) -> tuple[View, Measured]:
        """What `centrality` gives of all nodes of a selection, by their place. Residents are among them, but must
        never be told of. Raises ValueError for a measure that there is not."""
        shape, found = await self._measured(measure, selection, viewer)
        return shape.view, found

    async def members(self, selection: Selection, viewer: Viewer) -> tuple[View, Ints, dict[int, tuple[str, Text]]]:
        """See `CommunityService.members`."""
        return await self._communities.members(selection, viewer)

    async def communities(self, selection: Selection, first: int, viewer: Viewer) -> Communities:
        """See `schema.services.Shape`."""
        return await self._communities.communities(selection, first, viewer)

    async def fragility(self, selection: Selection, first: int, viewer: Viewer) -> Fragility:
        """See `schema.services.Shape`."""
        return await self._fragility.fragility(selection, first, viewer)

    def progress(self) -> list[Progress]:
        """What is being computed now."""
        return [Progress(task.name, task.done, task.total) for task in self._work]
