# SPDX-License-Identifier: EUPL-1.2
"""The arguments by which a part of the graph is selected."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, TypeAlias, TypeVar

import strawberry

from schema.context import Context
from schema.enums import NodeType, RelationType, explained
from schema.filters import to_filter
from schema.initiative import Initiative
from schema.plain import list_of, optional
from schema.registry import NODE_BY_NAME, RELATION_BY_NAME
from schema.selection import Projection, Selection

T = TypeVar("T")

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


OF_A_DAY: Final = "With `activeOn` in `filter` the network is of that day, of the relations that held then."
"""What the questions say of a selection by day."""


def to_selection(context: Context, where: Any, projection: Projection, relations: Any, through: Any) -> Selection:
    """The selection that arguments ask for, without types that the viewer may not see. Raises GraphQLError."""
    over, nodes = _named(relations, RELATION_BY_NAME), _named(through, NODE_BY_NAME)
    return Selection(to_filter(Initiative, where), projection, over, nodes).seen(context.viewer.privacy)


def _named(given: Iterable[Any] | None, types: Mapping[str, T]) -> tuple[T, ...] | None:
    return None if given is None else tuple(dict.fromkeys(types[each.value] for each in given))
