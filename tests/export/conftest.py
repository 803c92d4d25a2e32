# SPDX-License-Identifier: EUPL-1.2
"""A graph with some of every type there is, all columns filled, with what spreadsheets and XML stumble over."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph_api.store.port import Store
from graph_api.store.sqlite.store import SQLiteStore
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.declare import Column, Kind, columns
from schema.geometry import Geometry, Point
from schema.initiative import Initiative, LocatedIn
from schema.privacy import STAFF
from schema.registry import NODE_TYPES, RELATION_TYPES
from tests.store.village import BUURT, village

FORMULA = '=HYPERLINK("http://x") & <b>é\n"|" 🌱'
FORMULA_KEY = 4711
OUTLINE = Geometry(type="Polygon", coordinates=[[[6.5, 53.0], [6.6, 53.0], [6.6, 53.1], [6.5, 53.0]]])
PATTERNS = {
    r"https?://\S+": "https://example.org/?a=1&b=2",
    r"\d{8}": "00123456",
    r"GM\d{4}": "GM0014",
    "[A-Z]{3}": "EUR",
}


def value(column: Column, number: int) -> Any:
    """A value that keeps to the rules of a column, and differs by number."""
    if column.rules.pattern:
        return PATTERNS[column.rules.pattern]
    members: Any = column.type
    return {
        Kind.TEXT: lambda: f"@{column.name} {number} ë <&>",
        Kind.INTEGER: lambda: 100 + number,
        Kind.REAL: lambda: 0.1 + number,
        Kind.BOOLEAN: lambda: number % 2 == 0,
        Kind.DATE: lambda: date(2020 + (column.name == "until"), 1, 1 + number),
        Kind.TIMESTAMP: lambda: datetime(2024, 1, 1, 12, 0, number, tzinfo=UTC),
        Kind.MONEY: lambda: Decimal(f"{number}.10"),
        Kind.ENUM: lambda: list(members)[number % len(members)],
        Kind.POINT: lambda: Point(lon=6.0 + number / 8, lat=53.0),
        Kind.GEOMETRY: lambda: OUTLINE,
    }[column.kind]()


def full(cls: type[Node] | type[Relation], number: int, **identity: int) -> Any:
    given = {c.name: value(c, number) for c in columns(cls) if not c.rules.derived}
    return cls(**identity, **given)


def everything() -> ChangeSet:
    """The village, three of every type with every column, a title that is a formula, and a relation that ended."""
    keys = {cls: [1000 * (i + 1) + n for n in range(3)] for i, cls in enumerate(NODE_TYPES)}
    nodes = [full(cls, n, key=key) for cls in NODE_TYPES for n, key in enumerate(keys[cls])]
    relations = [
        full(cls, n, source=keys[cls.__ends__.source][n], target=keys[cls.__ends__.target][n + 1])
        for cls in RELATION_TYPES
        for n in range(2)
    ]
    return ChangeSet(
        [*village().nodes, *nodes, Initiative(key=FORMULA_KEY, title=FORMULA, summary="-1")],
        [*village().relations, *relations, LocatedIn(source=FORMULA_KEY, target=BUURT, until=date(2020, 1, 1))],
    )


@pytest.fixture(scope="session")
async def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "graph.db"
    async with SQLiteStore(path) as store:
        await store.write(everything(), STAFF)
    return path


@pytest.fixture
async def store(filled: Path) -> AsyncIterator[Store]:
    async with SQLiteStore(filled) as store:
        yield store
