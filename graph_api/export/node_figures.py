# SPDX-License-Identifier: EUPL-1.2
"""Figures of nodes, as attributes of an exported network: centralities, and the community that each is in.

They are those that `centrality` and `communities` of the API give of the same selection to the same viewer; a node that
is not in it has none. Residents make part of what is computed where the viewer sees them, and never have any.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph_api.analysis.kernels import Ints
from graph_api.analysis.shape_service import ShapeService
from graph_api.analysis.view import View
from graph_api.export.records import Attribute, Cell
from schema.base import Node
from schema.declare import Kind
from schema.enums import CentralityMeasure
from schema.privacy import Viewer
from schema.resident import Resident
from schema.selection import Selection


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """Which figures are wanted, and of which network."""

    selection: Selection
    measures: tuple[CentralityMeasure, ...] = ()
    communities: bool = False

    def __bool__(self) -> bool:
        return bool(self.measures) or self.communities

    async def attributes(self, shape: ShapeService, viewer: Viewer) -> tuple[Attribute, ...]:
        """Each measure by its name in lower case, and of one that is estimated `…Error`, how far off it may be; of the
        community its name and id. Computes what was not computed yet."""
        found: list[Attribute] = []
        for measure in dict.fromkeys(each.value for each in self.measures):
            view, values = await shape.values(measure, self.selection, viewer)
            found.append(Attribute(measure, Kind.REAL, _reader(view, values.values.item)))
            if values.error is not None:
                found.append(Attribute(f"{measure}Error", Kind.REAL, _reader(view, values.error.item)))
        if self.communities:
            view, labels, told = await shape.members(self.selection, viewer)
            names = {label: name.nl for label, (_, name) in told.items()}
            ids = {label: id for label, (id, _) in told.items()}
            for name, by_label in (("community", names), ("communityId", ids)):
                found.append(Attribute(name, Kind.TEXT, _reader(view, _member(labels, by_label))))
        return tuple(found)


def _member(labels: Ints, told: dict[int, str]) -> Callable[[int], Cell]:
    return lambda place: told.get(int(labels[place]))


def _reader(view: View, at: Callable[[int], Cell]) -> Callable[[Any], Cell]:
    """Reads of a node what there is at its place."""

    def read(node: Node) -> Cell:
        place = None if isinstance(node, Resident) else view.place(type(node), node.key)
        return None if place is None else at(place)

    return read
