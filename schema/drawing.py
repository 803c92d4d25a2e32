# SPDX-License-Identifier: EUPL-1.2
"""A drawing of the network, in GraphQL: its most central nodes, what joins them, and which communities they are in."""

from typing import Annotated, Any, Final, TypeAlias

import strawberry

from schema.context import Info
from schema.enums import CentralityMeasure
from schema.errors import bad_input
from schema.network import Central, Where
from schema.opportunity import Party
from schema.plain import list_of, optional, output, plain, resolved
from schema.selecting import OF_A_DAY, As, OverThese, Through, to_selection
from schema.selection import Projection
from schema.shape import Community

MOST_DRAWN: Final = 2000
"""The most nodes of one drawing."""

Nodes: TypeAlias = Annotated[int, strawberry.argument(f"The most nodes wanted, from 0 to {MOST_DRAWN}.")]

DrawnEdge = output(
    "DrawnEdge",
    "What joins two nodes of a drawing. Positions count from 0: first the nodes of the drawing, then its residents.",
    [
        plain("source", int, "The position of the one."),
        plain("target", int, "The position of the other."),
        plain("weight", float, "How many relations there are; among initiatives alone, how much the two share."),
    ],
)

DrawnGroup = output(
    "DrawnGroup",
    "A community with who of a drawing are in it.",
    [
        plain("community", Community, "The community, as `communities` gives it."),
        plain("nodes", list_of(int), "The positions of its nodes in `nodes` of the drawing, ascending."),
    ],
)


async def _groups(root: strawberry.Parent[Any], info: Info) -> Any:
    """Communities."""
    parties: list[Party] = [(type(each.node), each.node.key) for each in root.nodes]
    return await info.context.analysis.shape.groups(root.selection, parties, info.context.viewer)


NetworkDrawing = output(
    "NetworkDrawing",
    "The most central nodes of the network, or of a selection of it, and what joins them.",
    [
        plain("nodes", list_of(Central), "The nodes, the most central first."),
        plain("total", int, "How many nodes there are to choose from: all of the selection but residents."),
        plain(
            "residents",
            optional(int),
            "How many residents join two or more of these nodes; who they are is not told. Null for those who may not "
            "see residents.",
        ),
        plain("edges", list_of(DrawnEdge), "What joins these nodes and residents, the heaviest first."),
        plain("edges_total", int, "How many edges there are between these nodes and residents, also if not all fit."),
        resolved(
            "groups",
            _groups,
            list_of(DrawnGroup),
            "The communities of the same selection that any of these nodes is in, those with the most initiatives "
            "first. Ended initiatives are in none, unless `filter` has `activeOn` or `status`.",
        ),
    ],
)


async def _drawing(
    info: Info,
    measure: Annotated[CentralityMeasure, strawberry.argument(description="In what sense central.")],
    where: Where = None,
    projection: As = Projection.FULL,
    relations: OverThese = None,
    node_types: Through = None,
    first: Nodes = 500,
) -> Any:
    """A drawing."""
    if not 0 <= first <= MOST_DRAWN:
        raise bad_input(f"`first` is {first}; it goes from 0 to {MOST_DRAWN}")
    context = info.context
    context.count(first)
    selection = to_selection(context, where, projection, relations, node_types)
    return await context.analysis.shape.drawing(measure.value, selection, first, context.viewer)


DRAWING: Final = resolved(
    "drawing",
    _drawing,
    NetworkDrawing,
    "The most central nodes of the network, or of a selection of it, with what joins them: to draw. The same nodes and "
    f"figures as `centrality` of all types. {OF_A_DAY}",
)
