# SPDX-License-Identifier: EUPL-1.2
"""What if, in GraphQL: what would change if some were connected, or were not. Nothing is written."""

from typing import Annotated, Any, Final

import strawberry

from schema.base import Node
from schema.consequences import ImpossibleError, Supposition
from schema.context import Info
from schema.enums import CentralityMeasure
from schema.errors import bad_input
from schema.ids import node_id
from schema.opportunities import Opportunity
from schema.opportunity import Party
from schema.plain import list_of, optional, output, plain, resolved

MOST_SUPPOSED: Final = 50
"""The most connections of one supposition."""
NODES_AS_DEAR: Final = 1000
"""What it counts for among the nodes that a request may read: the network is measured twice."""


@strawberry.input(description="A connection between two initiatives, or an initiative and an organisation.")
class ConnectionInput:
    """Two ids, checked when used."""

    a: strawberry.ID = strawberry.field(description="The id of one.")
    b: strawberry.ID = strawberry.field(description="The id of the other.")


@strawberry.input(description="What would not be there: a connection, or a whole initiative or organisation.")
class AbsenceInput:
    """One id or two, checked when used."""

    a: strawberry.ID = strawberry.field(description="The id of an initiative or organisation.")
    b: strawberry.ID | None = strawberry.field(
        description="The other end of the connection; without it `a` itself would not be there.", default=None
    )


NetworkFigures = output(
    "NetworkFigures",
    "The network of initiatives and organisations, and of residents for those who may see them, in figures.",
    [
        plain("components", int, "The parts, of two nodes or more, between which there is no way at all."),
        plain("largest", int, "How many nodes the largest part has."),
        plain("bridges", int, "Relations without which a part would come apart."),
        plain("apart", int, "Initiatives that are joined to nobody."),
    ],
)

CentralChange = output(
    "CentralChange",
    "An initiative or organisation that would become more or less central.",
    [
        plain("node", Node, "The initiative or organisation."),
        plain("measure", CentralityMeasure, "In what sense."),
        plain("before", float, "The value now."),
        plain("after", float, "The value then."),
        plain("rank_before", int, "Its place now, from 1, among initiatives and organisations."),
        plain("rank_after", int, "Its place then."),
    ],
)

Consequences = output(
    "Consequences",
    "What would change.",
    [
        plain("before", NetworkFigures, "The network as it is."),
        plain("after", NetworkFigures, "The network as it would be."),
        plain("central", list_of(CentralChange), "Whose place would change most, by measure."),
        plain("gained", list_of(Opportunity), "Opportunities of those concerned that would come."),
        plain("lost", list_of(Opportunity), "Opportunities of those concerned that would go."),
    ],
)


async def what_if(
    info: Info,
    add: Annotated[
        list[ConnectionInput] | None, strawberry.argument(description="Connections that would be there.")
    ] = None,
    remove: Annotated[list[AbsenceInput] | None, strawberry.argument(description="What would not be there.")] = None,
) -> Any:
    """What would change."""
    added, absent = add or [], remove or []
    if not 0 < len(added) + len(absent) <= MOST_SUPPOSED:
        raise bad_input(
            f"`add` and `remove` name {len(added) + len(absent)}; from 1 to {MOST_SUPPOSED} can be supposed"
        )
    supposed = Supposition(
        add=tuple((_party(each.a), _party(each.b)) for each in added),
        remove=tuple((_party(each.a), _party(each.b)) for each in absent if each.b is not None),
        without=tuple(_party(each.a) for each in absent if each.b is None),
    )
    context = info.context
    context.count(NODES_AS_DEAR)
    try:
        return await context.analysis.what_if.consequences(supposed, context.viewer)
    except ImpossibleError as error:
        raise bad_input(str(error)) from None


def _party(id: str) -> Party:
    return node_id(id)


WHAT_IF: Final = resolved(
    "whatIf",
    what_if,
    optional(Consequences),
    "What would change in the network if some were connected, or were not there. Nothing is written.",
)
