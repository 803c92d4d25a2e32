# SPDX-License-Identifier: EUPL-1.2
"""Do values keep to the rules that their columns declare?"""

import functools
import math
import re
from collections.abc import Callable, Iterable
from typing import Any

from schema.base import Node, Relation
from schema.change import Problem
from schema.declare import Column, Kind, columns
from schema.geometry import is_outline
from schema.resident import Resident

_Check = Callable[[Any], str | None]
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _text(column: Column) -> _Check:
    longest = column.rules.max_length
    pattern = re.compile(column.rules.pattern, re.ASCII) if column.rules.pattern else None
    given = column.rules.required

    def check(value: str) -> str | None:
        if given and not value.strip():
            return "is empty"
        if longest is not None and len(value) > longest:
            return f"is {len(value)} characters long; {longest} is the most"
        if pattern is not None and not pattern.fullmatch(value):
            return f"does not have the form {pattern.pattern}"
        if _CONTROL.search(value):
            return "has control characters"
        return None

    return check


def _number(column: Column) -> _Check:
    least, most = column.rules.minimum, column.rules.maximum

    def check(value: Any) -> str | None:
        if not math.isfinite(value):
            return "is not a finite number"
        if least is not None and value < least:
            return f"is {value}; {least:g} is the least"
        if most is not None and value > most:
            return f"is {value}; {most:g} is the most"
        if column.kind is not Kind.REAL and abs(value) >= 2**53:
            return "is too large"
        return None

    return check


def _money(column: Column) -> _Check:
    number = _number(column)

    def check(value: Any) -> str | None:
        return number(value) or ("has more than two decimals" if round(value, 2) != value else None)

    return check


def _point(_: Column) -> _Check:
    def check(value: Any) -> str | None:
        if not (-180 <= value.lon <= 180 and -90 <= value.lat <= 90):
            return "is not on the earth: lon from -180 to 180, lat from -90 to 90"
        return None

    return check


def _geometry(_: Column) -> _Check:
    def check(value: Any) -> str | None:
        return None if is_outline(value) else "is not a GeoJSON Polygon or MultiPolygon of closed rings, WGS84"

    return check


_CHECKS: dict[Kind, Callable[[Column], _Check]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _number,
    Kind.REAL: _number,
    Kind.MONEY: _money,
    Kind.POINT: _point,
    Kind.GEOMETRY: _geometry,
}


@functools.cache
def _checks(cls: type) -> tuple[tuple[str, bool, _Check | None], ...]:
    """Name, required and check of only the columns that can be wrong: a bulk load checks millions of records."""
    return tuple(
        (column.name, column.rules.required, _CHECKS[column.kind](column) if column.kind in _CHECKS else None)
        for column in columns(cls)
        if not column.rules.derived and (column.kind in _CHECKS or column.rules.required)
    )


def validate(record: Node | Relation, path: tuple[str | int, ...] = ()) -> list[Problem]:
    """What is wrong with a record; an empty list when nothing is. Problems name the column below `path`."""
    found: list[tuple[str, str]] = []
    for name, required, check in _checks(type(record)):
        value = getattr(record, name)
        if value is None:
            if required:
                found.append((name, f"{name} is missing"))
        elif check is not None and (wrong := check(value)):
            found.append((name, f"{name} {wrong}"))
    if record.since and record.until and record.until < record.since:
        found.append(("until", "until is before since"))
    if together := _together(type(record)):
        found += together(record)
    return [Problem((*path, name), "INVALID", words) for name, words in found]


@functools.cache
def _together(cls: type[Node] | type[Relation]) -> Callable[[Any], Iterable[tuple[str, str]]] | None:
    """The rules that hold between columns of a type, where it has such rules."""
    if cls is Resident:
        return _consent
    return _two_nodes if issubclass(cls, Relation) and cls.__ends__.symmetric else None


def _consent(resident: Resident) -> Iterable[tuple[str, str]]:
    if resident.consent_on is None:
        for name in ("name", "contact"):
            if getattr(resident, name) is not None:
                yield name, f"{name} of a resident may be kept only with the day of consent (consent_on)"


def _two_nodes(relation: Relation) -> Iterable[tuple[str, str]]:
    if relation.source == relation.target:
        yield "target", "a node cannot be joined to itself"
