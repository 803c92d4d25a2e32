# SPDX-License-Identifier: EUPL-1.2
"""Rows as CSV for spreadsheets. Text that starts as a formula does gets an apostrophe before it, so that it is none."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from graph_api.export.records import Cell

BOM: Final = "\ufeff"
"""At the start of a file: without it spreadsheets take UTF-8 for something else."""

# Also in frontend/src/api/csv.ts, for the files that pages make themselves.
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def comma_separated(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULAS) else cell
