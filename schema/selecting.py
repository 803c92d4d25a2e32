# SPDX-License-Identifier: EUPL-1.2
"""The arguments by which a part of the graph is selected."""

from collections.abc import Iterable
from typing import Annotated, Any, TypeAlias

import strawberry

from schema.base import Node, Relation
from schema.context import Context
from schema.enums import NodeType, RelationType, explained
from schema.filters import to_filter
from schema.initiative import Initiative
from schema.plain import list_of, optional
from schema.registry import NODE_BY_NAME, RELATION_BY_NAME
from schema.selection import Projection, Selection

explained(
    Projection,
    "What a selection of the network is made of.",
    {
        "FULL": "Initiatives and what they are joined to.",
        "INITIATIVES": "Initiatives alone: joined by their connections and by who and what they share, which counts "
        "less the more initiatives it is in.",
    },
)

As: TypeAlias = Annotated[Projection, strawberry.argument(description="What the selection is made of.")]
Through: TypeAlias = Annotated[
    Any,
    strawberry.argument(
        "Only with nodes of these types; with all types if not given.", graphql_type=optional(list_of(NodeType))
    ),
]
OverThese: TypeAlias = Annotated[
    Any,
    strawberry.argument(
        "Over these relations; if not given, over those that the question is about.",
        graphql_type=optional(list_of(RelationType)),
    ),
]


def to_selection(context: Context, where: Any, projection: Projection, relations: Any, through: Any) -> Selection:
    """The selection that arguments ask for, without types that the viewer may not see. Raises GraphQLError."""
    return Selection(to_filter(Initiative, where), projection, _relations(context, relations), _nodes(context, through))


def _relations(context: Context, given: Iterable[Any] | None) -> tuple[type[Relation], ...] | None:
    if given is None:
        return None
    found = dict.fromkeys(RELATION_BY_NAME[each.value] for each in given)
    return tuple(cls for cls in found if context.sees(cls.__ends__.privacy))


def _nodes(context: Context, given: Iterable[Any] | None) -> tuple[type[Node], ...] | None:
    if given is None:
        return None
    found = dict.fromkeys(NODE_BY_NAME[each.value] for each in given)
    return tuple(cls for cls in found if context.sees(cls.__privacy__))
