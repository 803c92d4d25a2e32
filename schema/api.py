# SPDX-License-Identifier: EUPL-1.2
"""The GraphQL schema, made once from what is declared."""

from collections.abc import Callable
from typing import Any, Final, cast

import strawberry
from graphql import GraphQLError, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import ExecutionContext

from schema.base import Node, Relation
from schema.complete import complete
from schema.errors import masked
from schema.limits import Limits
from schema.mutations import Mutation
from schema.plain import read_directly
from schema.queries import Query
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.scalars import SCALARS
from schema.subscriptions import Subscription


class Api(strawberry.Schema):
    """A schema that tells clients nothing of unexpected exceptions."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:  # noqa: ARG002
        """Log and mask what is internal, in place: the client gets this very list."""
        errors[:] = masked(errors)


def build(*extensions: type[SchemaExtension] | Callable[[], SchemaExtension]) -> Api:
    """A schema with these extensions beside its own (a server adds its caches)."""
    made = Api(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[*NODE_TYPES, *RELATION_TYPES],
        config=StrawberryConfig(scalar_map=SCALARS),
        extensions=[Limits, *extensions],
    )
    graphql_schema: GraphQLSchema = cast("Any", made)._schema  # there is no public way to it
    types: dict[str, Any] = graphql_schema.type_map
    read_directly(graphql_schema)
    for cls in (Node, Relation):
        interface: GraphQLInterfaceType = types[cls.__name__]
        interface.resolve_type = _type_name
    for cls in (*NODE_TYPES, *RELATION_TYPES):
        type: GraphQLObjectType = types[cls.__name__]
        type.is_type_of = None  # the resolvers are typed; looking at every object again costs time
    return made


def _type_name(value: Any, *_: Any) -> str:
    return type(value).__name__


complete()
schema: Final = build()
