# SPDX-License-Identifier: EUPL-1.2
"""Fragility as resolvers ask for it: found on arrays, told with the store's nodes."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, cast

from graph_api.analysis.reading import read
from graph_api.analysis.shape_texts import fragility_text, link_text, on_one_resident_text, point_text, repair_text
from graph_api.analysis.shapes import Shape, Shapes
from graph_api.analysis.view import HOLDING
from graph_api.analysis.weak_spots import WeakSpots, on_one_resident
from schema.base import Node
from schema.initiative import Initiative
from schema.opportunity import Party
from schema.organisation import Organisation
from schema.privacy import Privacy, Viewer
from schema.resident import Resident
from schema.selection import Selection
from schema.services import Graph
from schema.structure import Alike, Fragility, OnOneResident, Repair, WeakLink, WeakPoint

Nodes = dict[Party, Node]

TYPES: Final[tuple[type[Node], ...]] = (Initiative, Organisation, Resident)
"""What holds a network together, or not: people and what they do."""


class FragilityService:
    """The weak spots of one graph's selections."""

    def __init__(self, graph: Graph, shapes: Shapes) -> None:
        self._graph = graph
        self._shapes = shapes

    async def fragility(self, selection: Selection, first: int, viewer: Viewer) -> Fragility:
        """See `schema.services.Shape`."""
        shape = await self._shapes.of(selection, HOLDING, viewer, TYPES, today=True)
        view, likeness = shape.view, await self._shapes.likeness(shape)
        weak = await self._shapes.found(shape, "fragility", lambda report: WeakSpots(view, likeness, report))
        ends = await self._shapes.found(shape, f"repairs {first}", lambda report: weak.mend(first, report))
        shared = {pair: likeness.shared_by(*pair) for pair in ends}
        spots = [*weak.points[:first], *weak.links[:first]]
        named = chain(chain.from_iterable(spot.parties for spot in spots), *ends, *shared.values())
        nodes = await read(self._graph, named, viewer)
        return Fragility(
            weak.initiatives,
            weak.alone,
            weak.groups,
            weak.largest,
            _points(weak, first, nodes),
            len(weak.points),
            _links(weak, first, nodes),
            len(weak.links),
            list(_repairs(ends, shared, nodes)),
            weak.repairs,
            await self._on_one_resident(shape, first, viewer),
            fragility_text(weak.initiatives, weak.alone, weak.groups, weak.largest, weak.repairs),
        )

    async def _on_one_resident(self, shape: Shape, first: int, viewer: Viewer) -> OnOneResident | None:
        """Who is carried by one resident; not for the public, who sees no residents."""
        if viewer.privacy < Privacy.STAFF:
            return None
        keys = on_one_resident(shape.snapshot, shape.view.keys[shape.view.part(Initiative)])
        nodes = await read(self._graph, ((Initiative, key) for key in keys[:first].tolist()), viewer)
        found = [cast("Initiative", node) for node in nodes.values()]
        return OnOneResident(len(keys), found, on_one_resident_text(len(keys)))


def _points(weak: WeakSpots, first: int, nodes: Nodes) -> list[WeakPoint]:
    found = [(nodes[spot.parties[0]], spot) for spot in weak.points[:first] if spot.parties[0] in nodes]
    return [WeakPoint(node, spot.parts, spot.lost, point_text(node, spot.parts, spot.lost)) for node, spot in found]


def _links(weak: WeakSpots, first: int, nodes: Nodes) -> list[WeakLink]:
    found = [spot for spot in weak.links[:first] if all(party in nodes for party in spot.parties)]
    ends = [(nodes[spot.parties[0]], nodes[spot.parties[1]], spot) for spot in found]
    return [WeakLink(a, b, s.through, s.lost, link_text(s.lost, s.through)) for a, b, s in ends]


def _repairs(
    ends: Sequence[tuple[Party, Party]], shared: dict[tuple[Party, Party], list[Party]], nodes: Nodes
) -> Iterable[Repair]:
    for one, other in ends:
        if one in nodes and other in nodes:
            both = [nodes[trait] for trait in shared[one, other] if trait in nodes]
            yield Repair(Alike(nodes[one], nodes[other], both), repair_text(both))
