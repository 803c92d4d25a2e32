# SPDX-License-Identifier: EUPL-1.2
"""Progress on standard error: lines where there is no terminal, a bar that is gone afterwards where there is one."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from graph_api.cli import running
from graph_api.cli.running import SECONDS, progress


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """What was said since the last time."""

    def said() -> list[str]:
        out, err = capsys.readouterr()
        assert out == ""
        return err.splitlines()

    return said


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which stands still until it is moved."""
    now = [100.0]
    monkeypatch.setattr(running, "monotonic", lambda: now[0])
    return now


def test_what_is_short_says_nothing(lines: Callable[[], list[str]], clock: list[float]) -> None:
    with progress("file.pb") as report:
        report(500, None)
        clock[0] += SECONDS - 0.1
        report(1000, 1000)
        assert lines() == []
        clock[0] += 0.1
        report(1500, None)
        assert lines() == ["file.pb: 1,500"]


def test_lines_come_at_a_pace_that_can_be_read(lines: Callable[[], list[str]], clock: list[float]) -> None:
    with progress("Reading", told=True) as report:
        assert lines() == ["Reading"]
        report(0, 9, "Measuring")
        assert lines() == ["Measuring"], "what begins is told at once"
        for done in range(1, 4):
            report(done, 9, "Measuring")
        assert lines() == []
        clock[0] += SECONDS
        for done in range(4, 9):
            report(done, 9)
        assert lines() == ["Measuring: 4 of 9"]
        report(9, 9)
        assert lines() == ["Measuring: 9 of 9"], "so is the end"


def test_a_terminal_has_a_bar_that_goes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stderr: Any = sys.stderr
    monkeypatch.setattr(stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with progress("Reading", told=True) as report:
        report(3, 21, "Computing communities")
        report(0, None, "Computing gaps")
    out, err = capsys.readouterr()
    assert out == ""
    assert "Computing gaps" in err
    assert "0/21" not in err, "of the next it is not known how many steps it has"
    assert err.endswith("\x1b[1A\x1b[2K")
