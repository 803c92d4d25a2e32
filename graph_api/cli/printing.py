# SPDX-License-Identifier: EUPL-1.2
"""Tables on the terminal, and in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.table import Table as Drawn

if TYPE_CHECKING:
    from graph_api.export.records import Cell
    from graph_api.export.tables import Table

Out = Annotated[
    Path | None, typer.Option(help="Write all of it to this file too: .csv, .json or .xlsx.", metavar="FILE")
]

_SHOWN: Final = 25
_PIPED_WIDTH: Final = 200


def show(table: Table, out: Path | None) -> None:
    """Print the first rows; where a file is named, write all. Raises ValueError for a file of another kind."""
    from graph_api.export.tables import TABLE_FORMAT_BY_SUFFIX

    if out is not None and out.suffix[1:] not in TABLE_FORMAT_BY_SUFFIX:
        known = ", ".join(f".{suffix}" for suffix in TABLE_FORMAT_BY_SUFFIX)
        raise ValueError(f"{out}: its name must end in one of {known}")
    Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH).print(_drawn(table))
    if len(table.rows) > _SHOWN:
        typer.echo(f"and {len(table.rows) - _SHOWN} more{'' if out else '; --out FILE writes all'}")
    if table.summary:
        typer.echo(table.summary)
    if out is not None:
        out.write_bytes(TABLE_FORMAT_BY_SUFFIX[out.suffix[1:]].write(table))
        typer.echo(f"Wrote {out} ({len(table.rows)} rows)")


def _drawn(table: Table) -> Drawn:
    drawn = Drawn(box=None, header_style="bold", pad_edge=False)
    shown = [i for i, name in enumerate(table.columns) if name not in table.wide]
    for i in shown:
        numbers = any(isinstance(row[i], int | float) for row in table.rows)  # yes and no as well
        drawn.add_column(table.columns[i], justify="right" if numbers else "left", no_wrap=numbers)
    for row in table.rows[:_SHOWN]:
        drawn.add_row(*(_text(row[i]) for i in shown))
    return drawn


def _text(cell: Cell) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:,.4g}" if abs(cell) < 10_000 else f"{cell:,.0f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
