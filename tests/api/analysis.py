# SPDX-License-Identifier: EUPL-1.2
"""A plain analysis for the tests of the API: written on the store alone, without the network's kernels."""

from collections.abc import Sequence

from schema.area import Area, AreaLevel
from schema.base import Node, Relation
from schema.geometry import Box
from schema.initiative import Initiative
from schema.organisation import Runs, Supports
from schema.privacy import Viewer
from schema.query import Direction, Filter, Order, Page, RelationId
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Initiates, ParticipatesIn
from schema.services import AreaCount, Central, Cluster, Drawing, Evidence, Graph, Related


class PlainAnalysis:
    """What the protocol asks, by the shortest way."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    async def related(self, initiative: int, first: int, viewer: Viewer) -> list[Related]:
        """Shared organisations and residents, each counting for one over how many initiatives they have."""
        evidence: dict[int, list[Evidence]] = {}
        for relation in (Runs, Supports, Initiates, ParticipatesIn):
            [start] = await self._near(relation, Direction.IN, [initiative], viewer)
            for via in start:
                [others] = await self._near(relation, Direction.OUT, [via.key], viewer)
                for other in others:
                    if other.key != initiative:
                        found = Evidence(relation.__name__, via, 1 / len(others), 1)  # type: ignore[arg-type]  # the ends of these
                        evidence.setdefault(other.key, []).append(found)
        scored = sorted(((sum(e.share for e in found), key) for key, found in evidence.items()), reverse=True)[:first]
        nodes = await self.graph.get(Initiative, [key for _, key in scored], viewer)
        return [
            Related(node, rank, score, score, evidence[key])
            for rank, ((score, key), node) in enumerate(zip(scored, nodes, strict=True), 1)
            if node
        ]

    async def _near(
        self, relation: type[Relation], direction: Direction, keys: list[int], viewer: Viewer
    ) -> list[list[Node]]:
        found = await self.graph.neighbours(relation, direction, keys, Page(500), viewer)
        return [each.nodes for each in found]

    async def centrality(self, measure: str, type: type[Node] | None, first: int, viewer: Viewer) -> list[Central]:
        """Degrees, whatever the measure."""
        degrees: list[tuple[int, Node]] = []
        for cls in [type] if type else NODE_TYPES:
            found = await self.graph.find(cls, Filter(), Order.KEY, Page(500), viewer)
            degrees += [(await self._degree(node, viewer), node) for node in found.nodes]
        degrees.sort(key=lambda pair: (-pair[0], pair[1].key))
        return [Central(node, rank, float(value), 0.0) for rank, (value, node) in enumerate(degrees[:first], 1)]

    async def _degree(self, node: Node, viewer: Viewer) -> int:
        total = 0
        for relation in RELATION_TYPES:
            for direction, end in ((Direction.OUT, relation.__ends__.source), (Direction.IN, relation.__ends__.target)):
                if isinstance(node, end) and not (relation.__ends__.symmetric and direction is Direction.IN):
                    [found] = await self._near(relation, direction, [node.key], viewer)
                    total += len(found)
        return total

    async def network(self, where: Filter, relations: Sequence[type[Relation]], first: int, viewer: Viewer) -> Drawing:
        """The initiatives and what these relations lead to from them."""
        found = await self.graph.find(Initiative, where, Order.KEY, Page(min(first, 500)), viewer)
        nodes: dict[int, Node] = {node.key: node for node in found.nodes}
        edges: dict[RelationId, Relation] = {}
        for relation in relations:
            if relation.__ends__.source is Initiative:
                for slice in await self.graph.neighbours(relation, Direction.OUT, list(nodes), Page(500), viewer):
                    for node, edge in zip(slice.nodes, slice.relations, strict=True):
                        nodes.setdefault(node.key, node)
                        edges[RelationId(relation, edge.source, edge.target)] = edge
        return Drawing(list(nodes.values()), list(edges.values()), found.more)

    async def map_features(self, box: Box, zoom: int, where: Filter, viewer: Viewer) -> list[Cluster]:
        """Every initiative by itself."""
        found = await self.graph.find(Initiative, Filter(text=where.text, box=box), Order.KEY, Page(500), viewer)
        return [
            Cluster(1, node.place, Box(node.place.lon, node.place.lat, node.place.lon, node.place.lat), node)
            for node in found.nodes
            if node.place
        ]

    async def area_counts(self, level: AreaLevel, box: Box | None, where: Filter, viewer: Viewer) -> list[AreaCount]:
        """Counted one by one."""
        areas = await self.graph.find(Area, Filter(equals=(("level", (level,)),)), Order.KEY, Page(500), viewer)
        counts: list[AreaCount] = []
        for area in areas.nodes:
            inside = Filter(text=where.text, areas=(area.key,))
            counts.append(
                AreaCount(area, (await self.graph.find(Initiative, inside, Order.KEY, Page(0), viewer)).total)
            )
        return counts
