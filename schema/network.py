# SPDX-License-Identifier: EUPL-1.2
"""What the network tells, in GraphQL: related initiatives, centrality, drawings, and what a map shows."""

from typing import Annotated, Any, Final, TypeAlias

import strawberry
from strawberry.types.field import StrawberryField

from schema.area import Area, AreaLevel
from schema.base import Node, Relation
from schema.connection import First, checked_first
from schema.context import Info
from schema.enums import CentralityMeasure, EvidenceKind, NodeType, RelationType
from schema.errors import bad_input
from schema.filters import FILTERS, BoxInput, to_box, to_filter
from schema.geometry import Point
from schema.initiative import Initiative
from schema.plain import list_of, optional, output, plain, resolved
from schema.query import MAX_PAGE
from schema.registry import NODE_BY_NAME, RELATION_BY_NAME, RELATION_TYPES
from schema.resident import Resident
from schema.selecting import OF_A_DAY, As, OverThese, Through, to_selection
from schema.selection import Projection
from schema.texts import text_field

MAX_ZOOM: Final = 22
NODES_AS_DEAR: Final = 100
"""What `related` counts for among the nodes that a request may read: each initiative's is a question of its own."""

Where: TypeAlias = Annotated[
    Any,
    strawberry.argument(
        "Of which initiatives; of all if not given.", "filter", graphql_type=optional(FILTERS[Initiative])
    ),
]
Initiatives: TypeAlias = Annotated[
    int, strawberry.argument(f"The most initiatives wanted, from 0 to {MAX_PAGE}; what they are joined to comes along.")
]
OfType: TypeAlias = Annotated[
    Any, strawberry.argument("Nodes of this type; of all if not given.", graphql_type=optional(NodeType))
]
EachResident: TypeAlias = Annotated[
    bool,
    strawberry.argument("Whether evidence has each resident by itself; else they are counted together, by kind."),
]
Over: TypeAlias = Annotated[
    Any,
    strawberry.argument("Over these relations; over all if not given.", graphql_type=optional(list_of(RelationType))),
]

Evidence = output(
    "Evidence",
    "One part of why two initiatives are related.",
    [
        plain("kind", EvidenceKind, "What they share."),
        plain("via", optional(Node), "The organisation or resident they share; null for what is counted together."),
        plain("share", float, "Its part of the score; the parts of all evidence sum to the score."),
        plain("count", int, "How many it stands for."),
    ],
)

Related = output(
    "Related",
    "An initiative that is related to another, and why.",
    [
        plain("initiative", Initiative, "The related initiative."),
        plain("rank", int, "Its place, from 1."),
        plain("score", float, "Resource allocation over what they share."),
        plain("adamic_adar", float, "The Adamic-Adar index over what they share."),
        plain("evidence", list_of(Evidence), "What they share, and how much each part counts."),
    ],
)

Central = output(
    "Central",
    "A node's place in a centrality.",
    [
        plain("node", Node, "The node."),
        plain("rank", int, "Its place, from 1, among the nodes asked for; equal values share it."),
        plain("value", float, "Its value by the measure, in the whole selection."),
        plain("percentile", float, "How many of the other nodes asked for, in percent, have a lower value."),
        plain(
            "error",
            optional(float),
            "How far off the value may be, 95 times in 100, where it is estimated; null where it is exact.",
        ),
        text_field("explanation", "What its place means here, in a sentence."),
    ],
)

Network = output(
    "Network",
    "Nodes and the relations between them, to draw.",
    [
        plain("nodes", list[Node], "The nodes."),
        plain("edges", list[Relation], "The relations between these nodes."),
        plain("truncated", bool, "Whether there were more nodes than asked for."),
    ],
)

Box = output(
    "Box",
    "A box on the map, in degrees, WGS84.",
    [
        plain("west", float, "Least longitude."),
        plain("south", float, "Least latitude."),
        plain("east", float, "Greatest longitude."),
        plain("north", float, "Greatest latitude."),
    ],
)

MapFeature = output(
    "MapFeature",
    "A mark on the map: a cluster of initiatives, or a single one.",
    [
        plain("count", int, "How many initiatives it stands for."),
        plain("point", Point, "Where it is drawn: the mean of where they are shown."),
        plain("box", Box, "The box in which they lie."),
        plain("initiative", optional(Initiative), "The initiative, where it is a single one."),
    ],
)

AreaCount = output(
    "AreaCount",
    "An area with how many initiatives it has.",
    [
        plain("area", Area, "The area, with its outline in `geometry`."),
        plain("initiatives", int, "How many initiatives that match lie in it, or in an area inside it."),
    ],
)


def related_field() -> StrawberryField:
    """The field of an initiative that finds what is related to it."""

    async def related(
        root: strawberry.Parent[Any], info: Info, first: First = 10, each_resident: EachResident = True
    ) -> Any:
        context = info.context
        context.count(NODES_AS_DEAR)
        most = checked_first(first)
        return await context.analysis.related(root.key, most, context.viewer, each_resident=each_resident)

    description = "The initiatives most related to this one by what they share, best first."
    return resolved("related", related, list_of(Related), description)


async def centrality(
    info: Info,
    measure: Annotated[CentralityMeasure, strawberry.argument(description="In what sense.")],
    type: OfType = None,
    where: Where = None,
    projection: As = Projection.FULL,
    relations: OverThese = None,
    node_types: Through = None,
    first: First = 10,
) -> Any:
    """The most central nodes."""
    context = info.context
    cls = None if type is None else NODE_BY_NAME[type.value]
    if cls is Resident:
        raise bad_input("Residents are not ranked; ask for another type")
    selection = to_selection(context, where, projection, relations, node_types)
    return await context.analysis.shape.centrality(measure.value, cls, selection, checked_first(first), context.viewer)


async def network(
    info: Info,
    where: Where = None,
    relations: Over = None,
    first: Initiatives = 200,
) -> Any:
    """A selection to draw."""
    context = info.context
    wanted = RELATION_TYPES if relations is None else [RELATION_BY_NAME[each.value] for each in relations]
    seen = [cls for cls in dict.fromkeys(wanted) if context.sees(cls.__ends__.privacy)]
    chosen = to_filter(Initiative, where)
    return await context.analysis.network(chosen, seen, checked_first(first), context.viewer)


async def map_features(
    info: Info,
    bbox: Annotated[BoxInput, strawberry.argument(description="What part of the map is in view.")],
    zoom: Annotated[int, strawberry.argument(description=f"The zoom level, from 0 to {MAX_ZOOM}.")],
    where: Where = None,
) -> Any:
    """What a map shows."""
    context = info.context
    box = to_box(bbox)
    if box is None or not 0 <= zoom <= MAX_ZOOM:
        raise bad_input(f"`zoom` is {zoom}; it goes from 0 to {MAX_ZOOM}")
    return await context.analysis.map_features(box, zoom, to_filter(Initiative, where), context.viewer)


async def area_counts(
    info: Info,
    level: Annotated[AreaLevel, strawberry.argument(description="Areas of this level.")],
    bbox: Annotated[BoxInput | None, strawberry.argument(description="Areas whose outline meets this box.")] = None,
    where: Where = None,
) -> Any:
    """Areas with counts."""
    context = info.context
    return await context.analysis.area_counts(level, to_box(bbox), to_filter(Initiative, where), context.viewer)


NETWORK_QUERIES: Final = [
    resolved(
        "centrality",
        centrality,
        list_of(Central),
        "The most central nodes of the network, or of a selection of it, by a measure. Residents make part of it for "
        f"who may see them, but are never ranked. {OF_A_DAY}",
    ),
    resolved(
        "network",
        network,
        Network,
        "The initiatives that match, what they are joined to over these relations, and those relations: to draw.",
    ),
    resolved(
        "mapFeatures",
        map_features,
        list_of(MapFeature),
        "What to draw on a map: clusters of initiatives, and single ones.",
    ),
    resolved(
        "areaCounts",
        area_counts,
        list_of(AreaCount),
        "Areas of a level with how many initiatives each has, to colour a map by.",
    ),
]
