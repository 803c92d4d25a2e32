# SPDX-License-Identifier: EUPL-1.2
"""Strategies for valid records of every declared type, made from the declarations themselves."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import UTC, date
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from schema.base import Node, Relation
from schema.declare import Column, Kind, columns
from schema.geometry import Geometry, Point
from schema.resident import Resident

T = TypeVar("T", Node, Relation)

AWKWARD = [
    'It\'s "quoted"; DROP TABLE Initiative;--',
    "100% van_de wijk\\",
    '+title:tuin* AND (NOT "x"~2) || [a TO b] /re/ ^4 && !',
    "👩‍👩‍👧‍👦 Buurt🌻feest 🏳️‍🌈",
    "𝔅𝔲𝔲𝔯𝔱 𐍈 𠀀",
    "שלום עולם مرحبا \u202eabc\u202c",
    "Coördinatie cafe\u0301 İstanbul straße ﬁets",
    "l" * 300,
    "regel één\nregel twee\ttab",
    "' OR '1'='1",
    "$name {{key: 1}} ${x} `backtick`",
    "NULL",
    "0",
    "\u00a0 x \u2003",
]
"""Texts that have broken other software: quotes, wildcards, query syntax, astral, right to left, long words."""

WORDS = ["tuin", "tuinen", "buurt", "dorpshuis", "fietsen", "de", "Café", "zwembad"]
_PRINTABLE = st.characters(exclude_categories=("Cc", "Cs"))


def texts(longest: int | None, *, blank: bool) -> st.SearchStrategy[str]:
    """Real words, awkward texts and any other text, at most `longest` characters; blank only where allowed."""
    most = longest or 300
    ordinary = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
    found = st.one_of(ordinary, st.sampled_from(AWKWARD), st.text(_PRINTABLE, max_size=min(most, 40)))
    return found.map(lambda text: text[:most]).filter(lambda text: blank or bool(text.strip()))


def points() -> st.SearchStrategy[Point]:
    """Anywhere; often on a coarse grid, so that points meet each other and the edges of boxes."""
    grid = st.builds(Point, lon=st.sampled_from([4.0, 4.5, 5.0]), lat=st.sampled_from([52.0, 52.5, 53.0]))
    anywhere = st.builds(Point, lon=st.floats(-180, 180), lat=st.floats(-90, 90))
    return st.one_of(grid, grid, anywhere)


def days() -> st.SearchStrategy[date]:
    """Any day; often one of three, and the first and last that there are."""
    return st.one_of(st.sampled_from([date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]), st.dates())


def _geometries() -> st.SearchStrategy[Geometry]:
    corner = points().map(lambda point: [point.lon, point.lat])
    ring = st.lists(corner, min_size=3, max_size=4).map(lambda corners: [*corners, corners[0]])
    return ring.map(lambda ring: Geometry(type="Polygon", coordinates=[ring]))


def values(column: Column) -> st.SearchStrategy[Any]:
    """Values that keep to a column's rules."""
    rules = column.rules
    least = int(rules.minimum or 0)
    if column.kind is Kind.TEXT and rules.pattern:
        found = st.from_regex(re.compile(rules.pattern, re.ASCII), fullmatch=True, alphabet=_PRINTABLE)
        given: st.SearchStrategy[Any] = found.filter(lambda text: len(text) <= (rules.max_length or 500))
    else:
        given = {
            Kind.TEXT: lambda: texts(rules.max_length, blank=not rules.required),
            Kind.INTEGER: lambda: st.one_of(st.integers(least, least + 3), st.integers(least, 2**53 - 1)),
            Kind.REAL: lambda: st.one_of(st.sampled_from([0.1, 1.0, 2.5]), st.floats(least, 1e6)),
            Kind.BOOLEAN: st.booleans,
            Kind.DATE: days,
            Kind.TIMESTAMP: lambda: st.datetimes(timezones=st.just(UTC)),
            Kind.MONEY: lambda: st.decimals(least, 10**12, places=2) | st.just(Decimal("0.1")),
            Kind.ENUM: lambda: st.sampled_from(list(column.type)),  # type: ignore[call-overload]  # an Enum class
            Kind.POINT: points,
            Kind.GEOMETRY: _geometries,
        }[column.kind]()
    return given if rules.required or not column.nullable else st.none() | given


def _fields(cls: type) -> dict[str, st.SearchStrategy[Any]]:
    return {column.name: values(column) for column in columns(cls) if not column.rules.derived}


def _consistent(record: T) -> T:
    """Keep to the rules that hold between columns."""
    if record.since and record.until and record.until < record.since:
        record = dataclasses.replace(record, since=record.until, until=record.since)
    if isinstance(record, Resident) and record.consent_on is None:
        record = dataclasses.replace(record, name=None, contact=None)
    return record


def nodes(cls: type[Node], keys: st.SearchStrategy[int]) -> st.SearchStrategy[Node]:
    """Valid nodes of a type with one of these keys."""
    return st.builds(cls, key=keys, **_fields(cls)).map(_consistent)


def relations(cls: type[Relation], sources: Sequence[int], targets: Sequence[int]) -> st.SearchStrategy[Relation]:
    """Valid relations of a type between these ends; a symmetric one never joins a node to itself."""
    found = st.builds(cls, source=st.sampled_from(sources), target=st.sampled_from(targets), **_fields(cls))
    if cls.__ends__.symmetric:
        found = found.filter(lambda relation: relation.source != relation.target)
    return found.map(_consistent)
