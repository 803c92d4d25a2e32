# SPDX-License-Identifier: EUPL-1.2
"""Areas: the villages and neighbourhoods in which initiatives live."""

import enum

import strawberry

from schema.base import Node, Relation
from schema.declare import column, node, relation
from schema.geometry import Geometry, Point
from schema.municipality import Municipality


@strawberry.enum(description="How large an area is, from the whole municipality down to a buurt.")
class AreaLevel(enum.Enum):
    """Levels, largest first. DORP is a village (BAG woonplaats), DISTRICT a stadsdeel."""

    MUNICIPALITY = "MUNICIPALITY"
    DISTRICT = "DISTRICT"
    WIJK = "WIJK"
    DORP = "DORP"
    BUURT = "BUURT"


@node(description="A village, wijk, buurt or district; or the whole of a municipality.")
class Area(Node):
    """An area. Its key is the natural key of its level and code."""

    name: str = column("Its name.", max_length=200, full_text=True)
    level: AreaLevel = column("How large it is.", indexed=True)
    code: str = column(
        "Its code: CBS for wijk and buurt, BAG for a village; else one made from its name.",
        max_length=100,
        indexed=True,
    )
    population: int | None = column("Residents, where known; empty is unknown, not zero.", default=None, minimum=0)
    centre: Point | None = column("A point inside it.", default=None, spatial=True)
    geometry: Geometry | None = column("Its outline as GeoJSON.", default=None)


@relation(Area, Area, forward="partOf", backward="parts", description="An area lies in a larger one.")
class PartOf(Relation):
    """Area PART_OF area."""


@relation(
    Area,
    Municipality,
    forward="municipality",
    backward="areas",
    description="An area belongs to a municipality.",
)
class BelongsTo(Relation):
    """Area BELONGS_TO municipality."""
