# SPDX-License-Identifier: EUPL-1.2
"""A selection: the part of the graph whose shape is asked for."""

import enum
from dataclasses import dataclass, field, replace
from typing import Final

from schema.base import Node, Relation
from schema.privacy import Privacy
from schema.query import Filter


class Projection(enum.Enum):
    """What a selection is made of. FULL: initiatives and what they are joined to. INITIATIVES: initiatives alone,
    joined by their connections and by the residents and organisations they share."""

    FULL = "FULL"
    INITIATIVES = "INITIATIVES"


@dataclass(frozen=True, slots=True)
class Selection:
    """Part of the graph. `where`: of which initiatives; the empty filter is the whole graph, with all that is joined to
    none of them. `relations`: over these relations, None for those that the question is mostly about. `nodes`: of these
    types only, None for all; of the projection INITIATIVES it is what they may be joined by."""

    where: Filter = field(default_factory=Filter)
    projection: Projection = Projection.FULL
    relations: tuple[type[Relation], ...] | None = None
    nodes: tuple[type[Node], ...] | None = None

    def seen(self, privacy: Privacy) -> "Selection":
        """The same without the types that a level does not see."""
        relations = self.relations and tuple(cls for cls in self.relations if cls.__ends__.privacy <= privacy)
        nodes = self.nodes and tuple(cls for cls in self.nodes if cls.__privacy__ <= privacy)
        return replace(self, relations=relations, nodes=nodes)


WHOLE: Final = Selection()
"""The whole graph."""
