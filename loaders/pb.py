# SPDX-License-Identifier: EUPL-1.2
"""The .pb format of Pabulib (pabulib.org/format): three tables of `;`-separated values in one UTF-8 text."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from loaders.loaded import LoadError

SECTIONS: Final = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
"""The sections, in the order in which they must come, with the columns that each must have."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `line` counts from 1, and is the first one of a row with quoted line breaks."""

    file: str
    line: int
    columns: tuple[str, ...]
    values: tuple[str, ...]

    def get(self, column: str) -> str:
        """The value in this column; empty where there is none, or no such column."""
        return self.values[self.columns.index(column)] if column in self.columns else ""

    def wrong(self, column: str, reason: str) -> LoadError:
        """An error that says where this value stands."""
        where = f", column {self.columns.index(column) + 1} ({column})" if column in self.columns else ""
        return LoadError(f"{self.file}, line {self.line}{where}: {reason}")

    def required(self, column: str) -> str:
        """The value in this column, which may not be empty."""
        if value := self.get(column):
            return value
        raise self.wrong(column, "is empty")

    def amount(self, column: str) -> Decimal | None:
        """A sum of money, in cents at the finest; None where empty."""
        text = self.get(column)
        try:
            value = round(Decimal(text), 2) if text else None
        except InvalidOperation:
            raise self.wrong(column, f"{text!r} is not an amount") from None
        if value is not None and not (value.is_finite() and 0 <= value < 10**13):
            raise self.wrong(column, f"{text!r} is not an amount of 0 or more")
        return value

    def whole(self, column: str) -> int | None:
        """A count; None where empty."""
        text = self.get(column)
        if text and not (text.isascii() and text.isdigit()):
            raise self.wrong(column, f"{text!r} is not a count (a whole number of 0 or more)")
        return int(text) if text else None

    def real(self, column: str) -> float | None:
        """A finite number; None where empty."""
        text = self.get(column)
        return number(text, self, column) if text else None


@dataclass(frozen=True, slots=True)
class PbFile:
    """A file: its meta rows by key, its projects and its votes, in order."""

    meta: dict[str, Row]
    projects: list[Row]
    votes: list[Row]
    end: Row
    """Where the file ends: a place to say what it lacks."""

    def row(self, key: str) -> Row:
        """The meta row of a key that must be there."""
        if key not in self.meta:
            raise LoadError(f"{self.end.file}: section META has no {key}")
        return self.meta[key]

    def text(self, key: str) -> str:
        """The value of a meta key; empty where there is none."""
        return self.meta[key].get("value") if key in self.meta else ""


def number(text: str, row: Row, column: str) -> float:
    """A finite number that stands in this place."""
    try:
        value = float(text)
    except ValueError:
        raise row.wrong(column, f"{text!r} is not a number") from None
    if abs(value) >= 2**53:  # also refuses infinity; NaN is refused below
        raise row.wrong(column, f"{text!r} is too large")
    if value != value:
        raise row.wrong(column, f"{text!r} is not a number")
    return value


def day(row: Row, column: str) -> tuple[date, date] | None:
    """The first and the last day that a date can mean: `2019` is a year, `31.03.2024` and `2024-03-31` are days."""
    text = row.get(column)
    if not text:
        return None
    if len(text) == 4 and text.isascii() and text.isdigit() and text != "0000":
        return date(int(text), 1, 1), date(int(text), 12, 31)
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            # A calendar day has no time zone.
            found = datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return found, found
    raise row.wrong(column, f"{text!r} is not a date: write 2024, 31.03.2024 or 2024-03-31")


def parse(path: Path) -> PbFile:
    """The tables of a file. Raises LoadError with file, line and column."""
    tables: dict[str, list[Row]] = {}
    title = ""
    columns: tuple[str, ...] = ()
    line, values = 0, ()
    for line, values in _lines(path):
        if len(values) == 1 and values[0] in SECTIONS:
            title, columns = _section(path.name, line, values[0], tuple(tables)), ()
            tables[title] = []
        elif not title:
            raise LoadError(f"{path.name}, line {line}: expected META, found {values[0]!r}")
        elif not columns:
            columns = _header(path.name, line, title, values)
        else:
            tables[title].append(_row(path.name, line, columns, values))
    if missing := [name for name in SECTIONS if name not in tables]:
        raise LoadError(f"{path.name}: has no section {missing[0]}")
    if not columns:
        raise LoadError(f"{path.name}, line {line}: section {title} has no line with column names")
    end = Row(path.name, line, columns, values)
    return PbFile(_meta(tables["META"]), tables["PROJECTS"], tables["VOTES"], end)


def _lines(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that are not empty, each with the number of its first line."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise LoadError(f"{path.name}, line {line}: is not UTF-8 text (byte 0x{raw[error.start]:02x})") from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", skipinitialspace=True, strict=True)
    last = 0
    try:
        for values in reader:
            line, last = last + 1, reader.line_num
            if any(value.strip() for value in values):
                yield line, tuple(value.strip() for value in values)
    except csv.Error as error:
        raise LoadError(f"{path.name}, line {last + 1}: {error}") from None


def _section(file: str, line: int, title: str, before: tuple[str, ...]) -> str:
    """The title, when it comes where it must."""
    expected = tuple(SECTIONS)[len(before)] if len(before) < len(SECTIONS) else "the end of the file"
    if title != expected:
        raise LoadError(f"{file}, line {line}: found section {title}, expected {expected}")
    return title


def _header(file: str, line: int, title: str, values: tuple[str, ...]) -> tuple[str, ...]:
    columns = tuple(value.lower() for value in values)
    for position, column in enumerate(columns, 1):
        if column in columns[: position - 1]:
            raise LoadError(f"{file}, line {line}, column {position} ({column}): the name is there twice")
    if missing := [column for column in SECTIONS[title] if column not in columns]:
        raise LoadError(f"{file}, line {line}: section {title} has no column {missing[0]}")
    return columns


def _row(file: str, line: int, columns: tuple[str, ...], values: tuple[str, ...]) -> Row:
    if len(values) < len(columns):
        where = f"column {len(values) + 1} ({columns[len(values)]})"
        raise LoadError(f"{file}, line {line}, {where}: is missing; {len(columns)} values are expected")
    if len(values) > len(columns):
        raise LoadError(
            f"{file}, line {line}, column {len(columns) + 1}: there is no such column; "
            f"{len(columns)} values are expected (put quotes round a value that has a ;)"
        )
    return Row(file, line, columns, values)


def _meta(rows: list[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        key = row.required("key").lower()
        if key in found:
            raise row.wrong("key", f"{key} is also on line {found[key].line}")
        found[key] = row
    return found
