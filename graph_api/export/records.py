# SPDX-License-Identifier: EUPL-1.2
"""What is written of a node or relation: its columns by the names of the API, without those the viewer may not see."""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final

from strawberry.utils.str_converters import to_camel_case

from schema.base import Node, Relation, global_id
from schema.declare import Column, Kind, columns
from schema.privacy import Privacy
from schema.registry import label

Record = Node | Relation
Cell = str | int | float | bool | None
"""What a table, or an attribute of a network, can hold."""

_WRITE: Final[dict[Kind, Callable[[Any], Any]]] = {
    Kind.ENUM: attrgetter("value"),
    Kind.DATE: date.isoformat,
    Kind.TIMESTAMP: datetime.isoformat,
    Kind.MONEY: "{:.2f}".format,
    Kind.POINT: lambda point: {"lon": point.lon, "lat": point.lat},
}
"""How a value of a column is written, where it is not as it is."""


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
    for name, field, write in _written(type(record), privacy):
        value = getattr(record, field)
        found[name] = value if write is None or value is None else write(value)
    return found


@functools.cache
def _written(cls: type[Record], privacy: Privacy) -> list[tuple[str, str, Callable[[Any], Any] | None]]:
    """Of each column that a level sees: its name outside and here, and what writes it."""
    return [(to_camel_case(each.name), each.name, _WRITE.get(each.kind)) for each in _seen(cls, privacy)]


def identity(record: Record) -> dict[str, str]:
    """Which record it is: type and id of a node, type and ends of a relation."""
    cls = type(record)
    if isinstance(record, Node):
        return {"type": cls.__name__, "id": f"{cls.__name__}:{record.key}"}
    type_name, source, target = _names(cls)
    return {"type": type_name, "source": f"{source}:{record.source}", "target": f"{target}:{record.target}"}


@functools.cache
def _names(cls: type[Relation]) -> tuple[str, str, str]:
    """The label of a relation type, and the names of what it joins."""
    return label(cls), cls.__ends__.source.__name__, cls.__ends__.target.__name__


def relation_id(of: dict[str, str]) -> str:
    """A name of a relation, by its identity, that no other has."""
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
        yield Attribute(name, column.kind, _reader(field, column.kind))


def _reader(field: str, kind: Kind) -> Callable[[Any], Cell]:
    get, write = attrgetter(field), float if kind is Kind.MONEY else _WRITE.get(kind)
    if write is None:
        return get

    def read(record: Any) -> Cell:
        value = get(record)
        return None if value is None else write(value)

    return read


def _part(field: str, part: str) -> Callable[[Any], Cell]:
    def read(record: Any) -> Cell:
        point = getattr(record, field)
        return None if point is None else getattr(point, part)

    return read


def _seen(cls: type[Record], privacy: Privacy) -> list[Column]:
    return [column for column in columns(cls) if column.rules.privacy <= privacy]
