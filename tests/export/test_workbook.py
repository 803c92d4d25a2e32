# SPDX-License-Identifier: EUPL-1.2
"""A workbook holds what was put in it, however much, and as text what is text."""

import zipfile
from io import BytesIO

import pytest

from graph_api.export.records import Cell
from graph_api.export.workbook import Book
from tests.export.reading import workbook

ROWS: list[list[Cell]] = [
    ["=1+1", " spatie ", "a\nb", "<&>\"'", "_x0041_ _x", "1"],
    [1, 0.5, True, False, -3, 2**40],
    [None, "ë🌱", None, float("nan"), "", "x" * 40_000],
]


def book(rows: list[list[Cell]]) -> bytes:
    with Book() as made:
        made.sheet("Gegevens", ["kop"])
        made.add(rows)
        return made.finish()


def test_cells_come_back() -> None:
    heading, texts, numbers, some = workbook(book(ROWS))["Gegevens"]
    assert heading == ["kop"]
    assert texts == ["=1+1", " spatie ", "a\nb", "<&>\"'", "_x005F_x0041_ _x", "1"]
    assert numbers == [1, 0.5, True, False, -3, 2**40]
    assert some == [None, "ë🌱", None, None, "", "x" * 32_767]


def test_what_does_not_fit_a_sheet_goes_on_in_a_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_api.export.workbook.MOST_ROWS", 3)
    sheets = workbook(book([[number] for number in range(5)]))
    assert sheets == {
        "Gegevens": [["kop"], [0], [1]],
        "Gegevens 2": [["kop"], [2], [3]],
        "Gegevens 3": [["kop"], [4]],
    }


def test_equal_content_is_an_equal_file_of_plain_zip() -> None:
    assert book(ROWS) == book(ROWS)
    with zipfile.ZipFile(BytesIO(book(ROWS))) as archive:
        assert archive.testzip() is None
        assert all(each.extract_version < 45 for each in archive.infolist()), "64-bit, which Excel calls damaged"
