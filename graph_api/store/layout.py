# SPDX-License-Identifier: EUPL-1.2
"""Records as rows of plain values (text, int, float, None): the one form that every store keeps and copies."""

import enum
import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, cast

import orjson

from graph_api.store.text import terms
from schema.base import Node, Relation
from schema.declare import Column, Kind, columns
from schema.geometry import Geometry, Point
from schema.keys import fold
from schema.privacy import Privacy

Value = str | int | float | None
Row = tuple[Value, ...]

HEADING_LENGTH: Final = 200
"""How much of a folded title is kept to sort by."""
_NOT_SORTED_BY: Final = re.compile("[\ue000-\uffff]")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a type's rows look: identity, then revision, then declared values, then what is derived from them.

    identity: `key`, or `source` and `target`. declared: one name a column, but `x_lon` and `x_lat` for a point.
    derived: `privacy` (least to see the row); for types with full text also `heading` (folded title, to sort by),
    `title_terms` and `terms` (search terms of the first full-text column, and of all).
    """

    type: type[Node] | type[Relation]
    identity: tuple[str, ...]
    declared: tuple[str, ...]
    derived: tuple[str, ...]
    kinds: tuple[Kind, ...]
    """The kind behind each declared name (REAL for both halves of a point)."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in row order."""
        return (*self.identity, "revision", *self.declared, *self.derived)


@functools.cache
def layout(cls: type[Node] | type[Relation]) -> Layout:
    """The layout of a declared type."""
    declared: list[str] = []
    kinds: list[Kind] = []
    for column in columns(cls):
        point = column.kind is Kind.POINT
        declared += [f"{column.name}_lon", f"{column.name}_lat"] if point else [column.name]
        kinds += [Kind.REAL, Kind.REAL] if point else [column.kind]
    identity = ("key",) if issubclass(cls, Node) else ("source", "target")
    text = ("heading", "title_terms", "terms") if full_text(cls) else ()
    return Layout(cls, identity, tuple(declared), ("privacy", *text), tuple(kinds))


@functools.cache
def spatial(cls: type[Node]) -> str | None:
    """The name of the column that map, bbox and near answer from."""
    return next((column.name for column in columns(cls) if column.rules.spatial), None)


@functools.cache
def dated(cls: type[Node]) -> str | None:
    """The name of the column with the day that a list is bounded and sorted by."""
    return next((column.name for column in columns(cls) if column.rules.dated), None)


def varies(cls: type[Node]) -> bool:
    """Whether nodes of this type differ in privacy."""
    return cls.privacy_of.__func__ is not Node.privacy_of.__func__


@functools.cache
def levels(cls: type[Node] | type[Relation]) -> tuple[Privacy, Privacy]:
    """The least and the most private that rows of a type can be."""
    if issubclass(cls, Relation):
        ends = cls.__ends__
        pairs = [(ends.privacy, ends.privacy), levels(ends.source), levels(ends.target)]
        return max(low for low, _ in pairs), max(high for _, high in pairs)
    return (min(Privacy), max(Privacy)) if varies(cls) else (cls.__privacy__, cls.__privacy__)


@functools.cache
def full_text(cls: type) -> tuple[str, ...]:
    """The names of the columns that are searched, the title first; empty for a type without."""
    return tuple(column.name for column in columns(cls) if column.rules.full_text)


def _utc(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _cents(value: Decimal) -> int:
    return int(value * 100)


def _euros(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


def _json(value: Geometry) -> str:
    return orjson.dumps(value).decode()


def _geometry(value: str) -> Geometry:
    return Geometry(orjson.loads(value))


_ENCODE: dict[Kind, Callable[[Any], Value]] = {
    Kind.BOOLEAN: int,
    Kind.REAL: float,
    Kind.DATE: date.isoformat,
    Kind.TIMESTAMP: _utc,
    Kind.MONEY: _cents,
    Kind.ENUM: attrgetter("value"),
    Kind.GEOMETRY: _json,
}

_DECODE: dict[Kind, Callable[[Any], Any]] = {
    Kind.BOOLEAN: bool,
    Kind.DATE: date.fromisoformat,
    Kind.TIMESTAMP: datetime.fromisoformat,
    Kind.MONEY: _euros,
    Kind.GEOMETRY: _geometry,
}


def _decode(column: Column) -> Callable[[Any], Any] | None:
    """How a stored value becomes what the column holds; None when it already is that."""
    if column.kind is Kind.ENUM:
        members: dict[str, enum.Enum] = {m.value: m for m in cast("type[enum.Enum]", column.type)}
        return members.__getitem__
    return _DECODE.get(column.kind)


def encode_value(column: Column, value: Any) -> Value:
    """One value (not a point) of a column as it is kept. Raises ValueError when it is of another type."""
    if not isinstance(value, column.type):
        raise ValueError(f"{value!r} is not a value of {column.name}")
    return _ENCODE[column.kind](value) if column.kind in _ENCODE else value


@functools.cache
def encoder(cls: type[Node] | type[Relation]) -> Callable[[Any], Row]:
    """Makes `encode(record)`: identity and declared values, as in the layout but without revision and derived.

    Where a store computes a derived column itself (`place`) the value here is what the record holds, and is ignored.
    """
    getters = attrgetter(*layout(cls).identity, *(column.name for column in columns(cls)))
    offset = len(layout(cls).identity)
    converters = [(i + offset, _ENCODE[c.kind]) for i, c in enumerate(columns(cls)) if c.kind in _ENCODE]
    points = [i + offset for i, c in enumerate(columns(cls)) if c.kind is Kind.POINT]

    def encode(record: Any) -> Row:
        values = list(getters(record))
        for index, convert in converters:
            if values[index] is not None:
                values[index] = convert(values[index])
        for index in reversed(points):
            point = values[index]
            values[index : index + 1] = (None, None) if point is None else (float(point.lon), float(point.lat))
        return tuple(values)

    return encode


def derived(record: Node | Relation) -> Row:
    """The derived values of a node, or of a relation for itself (its ends may make it more private)."""
    if isinstance(record, Relation):
        return (int(type(record).__ends__.privacy),)
    cls = type(record)
    privacy = int(cls.privacy_of(record))
    names = full_text(cls)
    if not names:
        return (privacy,)
    texts = [getattr(record, name) or "" for name in names]
    return (privacy, heading(texts[0]), terms(texts[0]), terms(" ".join(texts)))


def heading(title: str) -> str:
    """What a title is sorted by, the same wherever text is compared: by code point (Python, SQLite) or by UTF-16 unit
    (Java, so Neo4j). The two differ only for U+E000 to U+FFFF (variation selectors, private use), which are left out.
    """
    folded = fold(title)
    return (folded if folded.isascii() else _NOT_SORTED_BY.sub("", folded))[:HEADING_LENGTH]


@functools.cache
def decoder(cls: type[Node] | type[Relation], privacy: Privacy) -> Callable[[Sequence[Any]], Any]:
    """Makes `decode(row)` for rows of identity, revision and declared values; hides what this level may not see."""
    steps: list[tuple[str, int, Callable[[Any], Any] | None, bool]] = []
    position = len(layout(cls).identity) + 1
    hidden: dict[str, Any] = {}
    for column in columns(cls):
        width = 2 if column.kind is Kind.POINT else 1
        if column.rules.privacy > privacy:
            hidden[column.name] = None
        else:
            steps.append((column.name, position, _decode(column), width == 2))
        position += width
    identity = tuple(enumerate((*layout(cls).identity, "revision")))

    def decode(row: Sequence[Any]) -> Any:
        record: Any = object.__new__(cls)
        values: dict[str, Any] = record.__dict__
        for index, name in identity:
            values[name] = row[index]
        values.update(hidden)
        for name, index, convert, is_point in steps:
            value = row[index]
            if value is not None:
                if is_point:
                    value = Point(lon=value, lat=row[index + 1])
                elif convert is not None:
                    value = convert(value)
            values[name] = value
        return record

    return decode
