# SPDX-License-Identifier: EUPL-1.2
"""Scalars: how dates, money, large numbers and outlines are written in GraphQL."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NewType, cast

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from schema.declare import Column, Kind
from schema.geometry import Geometry
from schema.plain import optional

BigInt = NewType("BigInt", int)
"""What whole numbers of nodes and relations are in GraphQL: a population or a sum of points may pass 2^31."""

_LARGEST = 2**53 - 1


def graphql_type(column: Column, *, nullable: bool | None = None) -> Any:
    """What a column is in GraphQL; `nullable` where that is not as declared."""
    type = BigInt if column.kind is Kind.INTEGER else column.type
    return optional(type) if (column.nullable if nullable is None else nullable) else type


def _date(value: Any) -> date:
    try:
        found = date.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.isoformat() != value:
        raise GraphQLError(f"Date cannot represent {value!r}: write a day as 2026-03-31")
    return found


def _decimal(value: Any) -> Decimal:
    try:
        found = Decimal(str(value)) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite():
        raise GraphQLError(f"Decimal cannot represent {value!r}: write an amount as 1250 or '1250.50'")
    return found


def _big_int(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        raise GraphQLError(f"BigInt cannot represent {value!r}: write a whole number below 2^53")
    return value


def _datetime(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is None:
        raise GraphQLError(f"DateTime cannot represent {value!r}: write a moment as 2026-03-31T12:00:00+00:00")
    return found


def _geometry(value: Any) -> Geometry:
    if not isinstance(value, dict):
        raise GraphQLError("GeoJSON must be an object with `type` and `coordinates`")
    return Geometry(cast("dict[str, Any]", value))


SCALARS: Final[dict[object, ScalarDefinition]] = {
    date: strawberry.scalar(
        name="Date",
        description="A day (ISO 8601), such as `2026-03-31`.",
        serialize=date.isoformat,
        parse_value=_date,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC (ISO 8601), such as `2026-03-31T12:00:00+00:00`.",
        serialize=datetime.isoformat,
        parse_value=_datetime,
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description="An exact amount, answered as text with two decimals such as `1250.50`; numbers are taken too.",
        serialize="{:.2f}".format,
        parse_value=_decimal,
    ),
    BigInt: strawberry.scalar(
        name="BigInt",
        description="A whole number of at most 53 bits, which may be larger than an Int.",
        serialize=int,
        parse_value=_big_int,
    ),
    Geometry: strawberry.scalar(
        name="GeoJSON",
        description="A GeoJSON Polygon or MultiPolygon, WGS84.",
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc7946",
        parse_value=_geometry,
    ),
}
