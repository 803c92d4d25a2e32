# SPDX-License-Identifier: EUPL-1.2
"""Figures as tables, and the formats that tables are written in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from graph_api.export.records import Cell
from graph_api.export.sheets import BOM, comma_separated
from graph_api.export.workbook import Book


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. `wide`: columns with long texts or ids, which a terminal has no room for; `summary`:
    what they tell together."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    wide: frozenset[str] = frozenset()
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format: how its files' names end, its media type, and what writes it."""

    suffix: str
    media_type: str
    write: Callable[[Table], bytes]


def _csv(table: Table) -> bytes:
    return f"{BOM}{comma_separated([table.columns, *table.rows])}".encode()


def _json(table: Table) -> bytes:
    rows: list[dict[str, Any]] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return orjson.dumps(rows, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _workbook(table: Table) -> bytes:
    with Book() as book:
        book.sheet(table.name, table.columns)
        book.add(table.rows)
        return book.finish()


TABLE_FORMATS: Final = (
    TableFormat("csv", "text/csv; charset=utf-8", _csv),
    TableFormat("json", "application/json", _json),
    TableFormat("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
)
TABLE_FORMAT_BY_SUFFIX: Final = {each.suffix: each for each in TABLE_FORMATS}
