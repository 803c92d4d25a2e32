# SPDX-License-Identifier: EUPL-1.2
"""Filters of lists: one input type for each node type, derived from what its columns can be found by."""

import math
from datetime import date
from typing import Any, Final

import strawberry
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from schema.area import Area
from schema.base import Node
from schema.declare import Column, columns
from schema.errors import bad_input
from schema.geometry import Box, Point
from schema.ids import key_of, keys_of
from schema.initiative import Initiative
from schema.municipality import Municipality
from schema.plain import input_field, list_of, optional
from schema.privacy import Privacy
from schema.query import Days, Filter, Near
from schema.registry import NODE_TYPES
from schema.scalars import graphql_type
from schema.theme import Theme

MAX_TEXT: Final = 200
MAX_VALUES: Final = 500
_HALF_ROUND = 20_037_509


@strawberry.input(description="A box on the map, in degrees, WGS84.")
class BoxInput:
    """Bounds, checked when used."""

    west: float = strawberry.field(description="Least longitude.")
    south: float = strawberry.field(description="Least latitude.")
    east: float = strawberry.field(description="Greatest longitude; not less than west.")
    north: float = strawberry.field(description="Greatest latitude; not less than south.")


@strawberry.input(description="A circle on the map.")
class NearInput:
    """Centre and radius, checked when used."""

    lon: float = strawberry.field(description="Longitude of the centre in degrees, WGS84.")
    lat: float = strawberry.field(description="Latitude of the centre in degrees, WGS84.")
    radius: float = strawberry.field(description="Radius in metres.")


@strawberry.input(description="Days: from the first through the last, where given; or those that are not known.")
class DaysInput:
    """Bounds, checked when used."""

    since: date | None = strawberry.field(description="The first day.", default=None)
    until: date | None = strawberry.field(description="The last day.", default=None)
    unknown: bool = strawberry.field(description="Only where the day is not known.", default=False)


def dated(cls: type[Node]) -> Column | None:
    """The column with the day that a list is bounded and sorted by."""
    return next((column for column in columns(cls) if column.rules.dated), None)


def searched(cls: type[Node]) -> bool:
    """Whether a type has a title, and text that is searched."""
    return any(column.rules.full_text for column in columns(cls))


def _indexed(cls: type[Node]) -> list[Column]:
    """The columns that anybody may find a node by: a hidden value must not be guessed at."""
    return [column for column in columns(cls) if column.rules.indexed and column.rules.privacy is Privacy.PUBLIC]


def _condition(name: str, type: Any, description: str) -> StrawberryField:
    return input_field(name, optional(type), description, None)


def _conditions(cls: type[Node]) -> list[StrawberryField]:
    fields = [_condition("active_on", date, "Those that exist on this day, as far as is known.")]
    if searched(cls):
        words = "Those with all of these words, in Dutch; the last word may be unfinished."
        fields.append(_condition("text", str, words))
    if any(column.rules.spatial for column in columns(cls)):
        fields += [
            _condition("bbox", BoxInput, "Those that are shown in this box."),
            _condition("near", NearInput, "Those that are shown within this circle."),
        ]
    if cls is Initiative:
        ids = list[strawberry.ID]
        fields += [
            _condition("areas", ids, "Those in one of these areas, or in an area inside it."),
            _condition("municipality", strawberry.ID, "Those in an area of this municipality."),
            _condition("themes", ids, "Those about one of these themes."),
        ]
    if day := dated(cls):
        fields.append(_condition(day.name, DaysInput, f"Those on these days. {day.rules.description}"))
    for column in _indexed(cls):
        values = list_of(graphql_type(column, nullable=False))
        fields.append(_condition(column.name, values, f"Those with one of these values. {column.rules.description}"))
    return fields


def _filter_type(cls: type[Node]) -> type:
    description = (
        f"Which nodes of type {cls.__name__} are wanted: all conditions that are given must hold. "
        "An empty list is as no condition."
    )
    return create_type(f"{cls.__name__}Filter", _conditions(cls), is_input=True, description=description)


FILTERS: Final[dict[type[Node], Any]] = {cls: _filter_type(cls) for cls in NODE_TYPES}
"""The input type that filters each node type."""


def to_filter(cls: type[Node], given: Any | None) -> Filter:
    """The filter that an input asks for. Raises GraphQLError for one that makes no sense."""
    if given is None:
        return Filter()

    def get(name: str) -> Any:
        return getattr(given, name, None)

    return Filter(
        text=_text(get("text")),
        box=to_box(get("bbox")),
        near=_near(get("near")),
        areas=keys_of(Area, _few("areas", get("areas"))) or None,
        municipality=None if get("municipality") is None else key_of(Municipality, get("municipality")),
        themes=keys_of(Theme, _few("themes", get("themes"))) or None,
        active_on=get("active_on"),
        days=_days(get(day.name)) if (day := dated(cls)) else None,
        equals=tuple(
            (column.name, tuple(_few(column.name, get(column.name)))) for column in _indexed(cls) if get(column.name)
        ),
    )


def to_box(given: BoxInput | None) -> Box | None:
    """The box that an input names. Raises GraphQLError when it is not one."""
    if given is None:
        return None
    if not (-180 <= given.west <= given.east <= 180 and -90 <= given.south <= given.north <= 90):
        raise bad_input("`bbox` is not a box: -180 <= west <= east <= 180 and -90 <= south <= north <= 90 must hold")
    return Box(given.west, given.south, given.east, given.north)


def _near(given: NearInput | None) -> Near | None:
    if given is None:
        return None
    if not (-180 <= given.lon <= 180 and -90 <= given.lat <= 90):
        raise bad_input("`near` is not on the earth: lon goes from -180 to 180, lat from -90 to 90")
    if not (math.isfinite(given.radius) and 0 <= given.radius <= _HALF_ROUND):
        raise bad_input(f"`near.radius` is {given.radius}; it goes from 0 to {_HALF_ROUND} metres")
    return Near(Point(lon=given.lon, lat=given.lat), given.radius)


def _days(given: DaysInput | None) -> Days | None:
    if given is None or given == DaysInput():
        return None
    if given.unknown and (given.since or given.until):
        raise bad_input("What is not known lies between no days: give `unknown`, or `since` and `until`")
    return Days(given.since, given.until, given.unknown)


def _text(given: str | None) -> str | None:
    if given is not None and len(given) > MAX_TEXT:
        raise bad_input(f"`text` is {len(given)} characters long; {MAX_TEXT} is the most")
    return given if given and given.strip() else None


def _few(name: str, given: list[Any] | None) -> list[Any]:
    if given is not None and len(given) > MAX_VALUES:
        raise bad_input(f"`{name}` has {len(given)} values; {MAX_VALUES} is the most")
    if any(isinstance(value, str) and not _is_text(value) for value in given or ()):
        raise bad_input(f"`{name}` has a value that is not text")
    return list(dict.fromkeys(given or ()))


def _is_text(value: str) -> bool:
    """False for half of a pair of surrogates, which JSON can write and no store can hold."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
