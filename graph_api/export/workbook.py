# SPDX-License-Identifier: EUPL-1.2
"""Workbooks (.xlsx: Office Open XML, ECMA-376) that are sent while they grow. All text is text, never a formula."""

import functools
import math
import re
from collections.abc import Sequence
from types import TracebackType
from typing import IO, Final, Self

from graph_api.export.archive import Archive
from graph_api.export.markup import escaped
from graph_api.export.records import Cell

MOST_ROWS: Final = 1_048_576
"""Of a sheet, its heading included."""

_MOST_BYTES: Final = 1_500_000_000
_LONGEST: Final = 32_767
_CODE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""In a workbook _x0041_ stands for a character; text that looks like it has its first _ written so itself."""
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BEGIN: Final = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>\n'
)
_END: Final = "</sheetData></worksheet>\n"


class Book:
    """A workbook, written sheet by sheet and row by row; whole once its context is left."""

    def __init__(self) -> None:
        self._archive = Archive()
        self._names: list[str] = []
        self._sheet: IO[bytes] | None = None
        self._rows = self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        for name, text in _parts(self._names).items():
            with self._archive.open(name, large=False) as file:
                file.write(f"{_XML}{text}\n".encode())
        self._archive.__exit__(kind, error, trace)

    def take(self) -> bytes:
        """What there is of the file since the last time."""
        return self._archive.take()

    def sheet(self, name: str, heading: Sequence[str]) -> None:
        """A new sheet, to which rows are added from now on."""
        self._name, self._heading, self._part = name[:31], heading, 1
        self._begin(self._name)

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add rows at the end. What does not fit a sheet goes on in a next one, with the same heading."""
        while rows:
            if self._rows == MOST_ROWS or self._bytes > _MOST_BYTES:
                self._part += 1
                self._begin(f"{self._name[:25]} {self._part}")
            room = MOST_ROWS - self._rows
            self._write(rows[:room])
            rows = rows[room:]

    def _begin(self, name: str) -> None:
        self._end()
        self._names.append(name)
        self._sheet = self._archive.open(f"xl/worksheets/sheet{len(self._names)}.xml", large=False)
        self._sheet.write(_BEGIN.encode())
        self._rows = self._bytes = 0
        self._write([self._heading])

    def _end(self) -> None:
        if self._sheet is not None:
            self._sheet.write(_END.encode())
            self._sheet.close()
            self._sheet = None

    def _write(self, rows: Sequence[Sequence[Cell]]) -> None:
        if self._sheet is not None:
            text = "".join([_row(at, row) for at, row in enumerate(rows, self._rows + 1)])
            self._bytes += self._sheet.write(text.encode())
            self._rows += len(rows)


def _row(number: int, row: Sequence[Cell]) -> str:
    cells = [
        _cell(f"{letters}{number}", cell)
        for letters, cell in zip(_columns(len(row)), row, strict=True)
        if cell is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>\n'


def _cell(at: str, cell: str | float) -> str:
    if isinstance(cell, str):
        text = escaped(_CODE.sub("_x005F_", cell[:_LONGEST]) if "_x" in cell else cell[:_LONGEST])
        kept = ' xml:space="preserve"' if cell[:1].isspace() or cell[-1:].isspace() else ""
        return f'<c r="{at}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'
    if isinstance(cell, bool):
        return f'<c r="{at}" t="b"><v>{int(cell)}</v></c>'
    return f'<c r="{at}"><v>{cell!r}</v></c>' if math.isfinite(cell) else ""


@functools.cache
def _columns(count: int) -> list[str]:
    """The letters of the first columns: A to Z, AA, AB and on."""
    letters = [chr(ord("A") + i) for i in range(26)]
    return [*letters, *(first + second for first in letters for second in letters)][:count]


def _parts(names: Sequence[str]) -> dict[str, str]:
    """The files that say what the others are, by name."""
    numbers = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    sheets = "".join(f'<sheet name="{escaped(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{types}</Types>',
    }
