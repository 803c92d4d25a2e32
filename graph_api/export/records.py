# SPDX-License-Identifier: EUPL-1.2
"""What is written of a node or relation: its columns by the names of the API, without those the viewer may not see."""

import enum
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from strawberry.utils.str_converters import to_camel_case

from schema.base import Node, Relation, global_id
from schema.declare import Column, Kind, columns
from schema.geometry import Point
from schema.privacy import Privacy
from schema.registry import label

Record = Node | Relation
Cell = str | int | float | bool | None
"""What a table, or an attribute of a network, can hold."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column as tables and networks have it: one plain value. Outlines have none; a point has two."""

    name: str
    kind: Kind
    read: Callable[[Any], Cell]


def whole(record: Record, privacy: Privacy) -> dict[str, Any]:
    """Everything of a record, as JSON can hold it: amounts as text with two decimals, days by ISO 8601."""
    found: dict[str, Any] = identity(record)
    found["revision"] = record.revision
    for column in _seen(type(record), privacy):
        found[to_camel_case(column.name)] = _json(getattr(record, column.name))
    return found


def identity(record: Record) -> dict[str, str]:
    """Which record it is: type and id of a node, type and ends of a relation."""
    if isinstance(record, Node):
        return {"type": type(record).__name__, "id": global_id(type(record), record.key)}
    ends = type(record).__ends__
    source, target = global_id(ends.source, record.source), global_id(ends.target, record.target)
    return {"type": label(type(record)), "source": source, "target": target}


def relation_id(record: Relation) -> str:
    """A name of a relation that no other has."""
    of = identity(record)
    return f"{of['type']}:{of['source']}-{of['target']}"


def title(node: Node) -> str:
    """What a node is called by whoever reads: its title, name or text; else its id."""
    for name in ("title", "name", "pseudonym", "text"):
        if found := getattr(node, name, None):
            return str(found)
    return global_id(type(node), node.key)


def attributes(types: Iterable[type[Record]], privacy: Privacy) -> dict[str, Attribute]:
    """The attributes that records of these types have together, by name. Equal names are of one kind."""
    return {each.name: each for cls in types for each in attributes_of(cls, privacy)}


@functools.cache
def attributes_of(cls: type[Record], privacy: Privacy) -> tuple[Attribute, ...]:
    """The attributes of a type that a level sees, its revision first."""
    revision = Attribute("revision", Kind.INTEGER, lambda record: record.revision)
    return (revision, *(each for column in _seen(cls, privacy) for each in _attributes(column)))


def _attributes(column: Column) -> Iterator[Attribute]:
    name, field = to_camel_case(column.name), column.name
    if column.kind is Kind.POINT:
        for part in ("lon", "lat"):
            yield Attribute(f"{name}{part.title()}", Kind.REAL, _part(field, part))
    elif column.kind is not Kind.GEOMETRY:
        yield Attribute(name, column.kind, lambda record: _plain(getattr(record, field)))


def _part(field: str, part: str) -> Callable[[Any], Cell]:
    def read(record: Any) -> Cell:
        point = getattr(record, field)
        return None if point is None else getattr(point, part)

    return read


def _seen(cls: type[Record], privacy: Privacy) -> list[Column]:
    return [column for column in columns(cls) if column.rules.privacy <= privacy]


def _plain(value: Any) -> Cell:
    return float(value) if isinstance(value, Decimal) else _json(value)


def _json(value: Any) -> Any:
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return write(value)
    return value


_WRITTEN: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (enum.Enum, lambda value: value.value),
    (date, lambda value: value.isoformat()),  # moments too
    (Decimal, "{:.2f}".format),
    (Point, lambda value: {"lon": value.lon, "lat": value.lat}),
)
