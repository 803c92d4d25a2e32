# SPDX-License-Identifier: EUPL-1.2
"""Fields that are read from their object alone, and types made of them."""

from collections.abc import Callable, Iterable
from dataclasses import MISSING
from types import GenericAlias
from typing import Annotated, Any, TypeAlias, cast

import strawberry
from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

Read = Callable[[Any], Any]
Id: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="Its id.")]


def plain(name: str, type: Any, description: str, read: Read | None = None) -> StrawberryField:
    """A field that is the attribute of this (Python) name, or what `read` makes of the object."""
    field = cast(
        "StrawberryField",
        strawberry.field(graphql_type=type, description=description, metadata={"read": read} if read else None),
    )
    field.python_name = name
    return field


def resolved(
    name: str, resolver: Callable[..., Any], type: Any, description: str, *, feed: bool = False
) -> StrawberryField:
    """A field of this GraphQL name that asks something of the context; a feed is a subscription."""
    field = strawberry.field(resolver, name=name, graphql_type=type, description=description, is_subscription=feed)
    field.python_name = name
    return field


def optional(type: Any) -> Any:
    """A type, or null."""
    return type | None


def list_of(type: Any) -> Any:
    """A list of a type."""
    return GenericAlias(list, (type,))


def argument(type: Any, description: str, name: str | None = None) -> Any:
    """The annotation of an argument whose GraphQL type is only known when the schema is made."""
    return Annotated[Any, strawberry.argument(description, name, graphql_type=type)]


def described(type: Any) -> str:
    """The description that a declared type was given."""
    return type.__strawberry_definition__.description


def input_field(name: str, type: Any, description: str, default: Any = MISSING) -> StrawberryField:
    """A field of an input, by its Python name; without a default it must be given."""
    field = cast("StrawberryField", strawberry.field(graphql_type=type, description=description, default=default))
    field.python_name = name
    return field


def field_name(cls: type) -> str:
    """What a type is called as a field: `supportRequest`."""
    return cls.__name__[0].lower() + cls.__name__[1:]


def output(name: str, description: str, fields: Iterable[StrawberryField]) -> type:
    """A GraphQL type for objects of any class that have what its fields read."""
    return create_type(name, list(fields), description=description)


def read_directly(schema: GraphQLSchema) -> None:
    """Let plain fields be read as they say, and methods without arguments be called as they are.

    Strawberry would read only attributes, and for each value of each row ask whether there is more to do.
    """
    for type in schema.type_map.values():
        if isinstance(type, GraphQLObjectType):
            for field in type.fields.values():
                definition = field.extensions.get("strawberry-definition")
                read = _read(definition) if isinstance(definition, StrawberryField) else None
                if read:
                    field.resolve = _resolver(read)


def _read(field: Any) -> Read | None:
    if field.is_basic_field:
        return field.metadata.get("read") or _attribute(field.python_name)
    resolver: StrawberryResolver[Any] = field.base_resolver
    needs_more = resolver.arguments or resolver.info_parameter or resolver.is_async
    if needs_more or field.extensions or not resolver.self_parameter:
        return None
    return cast("Any", resolver).wrapped_func


def _attribute(name: str) -> Read:
    return lambda source: getattr(source, name)


def _resolver(read: Read) -> Callable[..., Any]:
    def resolve(source: Any, _info: GraphQLResolveInfo[Any]) -> Any:
        return read(source)

    return resolve
