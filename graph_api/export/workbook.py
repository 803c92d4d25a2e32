# SPDX-License-Identifier: EUPL-1.2
"""Workbooks (.xlsx). All text is text, never a formula."""

import io
import math
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, Self, cast

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] - it has none

from graph_api.export.records import Cell

MOST_ROWS: Final = 1_048_576
"""Of a sheet, its heading included."""

_LONGEST: Final = 32_767
_NO_MOMENT: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""So that equal content is an equal file."""


class Book:
    """A workbook, written sheet by sheet and row by row, with one row of it in memory. What was not finished when its
    context is left is thrown away."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="verbind-")
        self._file = io.BytesIO()
        options = {
            "constant_memory": True,
            "tmpdir": self._folder.name,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        self._book: Any = cast("Any", xlsxwriter).Workbook(self._file, options)
        self._book.set_properties({"created": _NO_MOMENT})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.fileclosed = True  # or else it is written after all when it is garbage
        self._folder.cleanup()

    def finish(self) -> bytes:
        """The file; nothing can be added after it. Takes seconds for a large one."""
        self._book.close()
        return self._file.getvalue()

    def sheet(self, name: str, heading: Sequence[str]) -> None:
        """A new sheet, to which rows are added from now on."""
        self._name, self._heading, self._part = name[:31], heading, 1
        self._begin(self._name)

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add rows at the end. What does not fit a sheet goes on in a next one, with the same heading."""
        for row in rows:
            if self._at == MOST_ROWS:
                self._part += 1
                self._begin(f"{self._name[:25]} {self._part}")
            self._write(row)

    def _begin(self, name: str) -> None:
        self._sheet: Any = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._at = 0
        self._write(self._heading)

    def _write(self, row: Sequence[Cell]) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                self._sheet.write_string(self._at, column, cell[:_LONGEST])
            elif cell is not None and math.isfinite(cell):
                self._sheet.write(self._at, column, cell)
        self._at += 1
