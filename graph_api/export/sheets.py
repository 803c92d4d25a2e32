# SPDX-License-Identifier: EUPL-1.2
"""Rows for spreadsheets: CSV text, and workbooks.

Text that starts as a formula does is never one: in CSV it gets an apostrophe before it, in a workbook it is text.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO, Any, Final, cast

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] - it has none

from graph_api.export.records import Cell

MOST_ROWS: Final = 1_048_576
"""Of a sheet, its heading included."""

_LONGEST: Final = 32_767
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


class TooLarge(ValueError):  # noqa: N818 - what was asked for does not fit
    """More rows than a sheet can hold."""


def comma_separated(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULAS) else cell


class Book:
    """A workbook that is written to a file row by row."""

    def __init__(self, file: IO[bytes]) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = cast("Any", xlsxwriter).Workbook(file, options)
        self._next: dict[Any, int] = {}

    def sheet(self, name: str, heading: Sequence[str]) -> Any:
        """A new sheet; rows go to the last one that was made."""
        made: Any = self._book.add_worksheet(name)
        self._next[made] = 0
        self.add(made, [heading])
        made.freeze_panes(1, 0)
        return made

    def add(self, sheet: Any, rows: Iterable[Sequence[Cell]]) -> None:
        """Add rows at the end. Raises TooLarge."""
        for row in rows:
            at = self._next[sheet]
            if at == MOST_ROWS:
                raise TooLarge(f"a sheet holds at most {MOST_ROWS} rows; choose less, or another format")
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell[:_LONGEST])
                elif cell is not None:
                    sheet.write(at, column, cell)
            self._next[sheet] = at + 1

    def close(self) -> None:
        """Write what is left."""
        self._book.close()
