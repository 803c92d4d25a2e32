# SPDX-License-Identifier: EUPL-1.2
"""Inputs of mutations: what makes, changes and ends a node or relation, derived from its columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import strawberry
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from schema.base import Node, Relation
from schema.declare import Column, Kind, columns
from schema.geometry import Point
from schema.initiative import Initiative
from schema.plain import input_field, optional
from schema.registry import NETWORK_TYPES, RELATION_TYPES
from schema.scalars import BigInt, graphql_type


@strawberry.input(description="A point on the earth, WGS84.")
class PointInput:
    """Longitude and latitude in degrees."""

    lon: float = strawberry.field(description="Longitude in degrees.")
    lat: float = strawberry.field(description="Latitude in degrees.")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The input types of the three mutations of a declared type."""

    create: type
    change: type
    end: type


def given_columns(cls: type) -> Iterator[Column]:
    """The columns that are taken from input: all but those that the store derives."""
    return (column for column in columns(cls) if not column.rules.derived)


def values(cls: type, given: Any) -> dict[str, Any]:
    """The values that an input has for columns, by column; those that were left out are not there."""
    found = {column.name: getattr(given, column.name, strawberry.UNSET) for column in given_columns(cls)}
    return {name: _stored(value) for name, value in found.items() if value is not strawberry.UNSET}


def _stored(value: Any) -> Any:
    return Point(lon=value.lon, lat=value.lat) if isinstance(value, PointInput) else value


def _input_type(column: Column, *, nullable: bool) -> Any:
    if column.kind is Kind.POINT:
        return optional(PointInput) if nullable else PointInput
    return graphql_type(column, nullable=nullable)


def _create_field(column: Column) -> StrawberryField:
    description = column.rules.description
    if column.rules.required:
        return input_field(column.name, _input_type(column, nullable=False), description)
    default = strawberry.UNSET if column.nullable else column.default
    return input_field(column.name, _input_type(column, nullable=column.nullable), description, default)


def _change_field(column: Column) -> StrawberryField:
    may_clear = column.nullable and not column.rules.required
    description = f"{column.rules.description} As it was if not given" + ("; null clears it." if may_clear else ".")
    return input_field(column.name, _input_type(column, nullable=True), description, strawberry.UNSET)


def _ends(cls: type[Relation]) -> list[StrawberryField]:
    ends = cls.__ends__
    return [
        input_field("source", strawberry.ID, f"The id of the {ends.source.__name__} it comes from."),
        input_field("target", strawberry.ID, f"The id of the {ends.target.__name__} it leads to."),
    ]


def _identity(cls: type[Node] | type[Relation]) -> list[StrawberryField]:
    which = _ends(cls) if issubclass(cls, Relation) else [input_field("id", strawberry.ID, "Its id.")]
    revision = "The revision that it is known to have; another one is a conflict."
    return [*which, input_field("revision", BigInt, revision)]


def _key() -> StrawberryField:
    description = "Sent again with the same key, the same input is not applied again: the first outcome is answered."
    return input_field("idempotency_key", optional(str), description, None)


def _inputs(cls: type[Node] | type[Relation]) -> Inputs:
    name = cls.__name__
    until = input_field("until", date, "The last day on which it exists or holds.")
    reason = [input_field("reason", optional(str), "Why it ended.", None)] if cls is Initiative else []
    own = list(given_columns(cls))

    def make(verb: str, fields: list[StrawberryField], description: str) -> type:
        return create_type(f"{verb}{name}Input", [*fields, _key()], is_input=True, description=description)

    new = _ends(cls) if issubclass(cls, Relation) else []
    return Inputs(
        make("Create", [*new, *map(_create_field, own)], f"A new {name}."),
        make("Change", [*_identity(cls), *map(_change_field, own)], f"What to change of a {name}."),
        make("End", [*_identity(cls), until, *reason], f"Which {name} ends, and when."),
    )


INPUTS: Final = {cls: _inputs(cls) for cls in (*NETWORK_TYPES, *RELATION_TYPES)}
"""The input types of every type that has mutations of its own."""
