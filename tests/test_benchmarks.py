# SPDX-License-Identifier: EUPL-1.2
"""The benchmarks run on little data, and their results have the form that they promise; the numbers are not tested."""

import json
import math
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from benchmarks import load, report
from benchmarks.__main__ import BENCHMARKS, QUICK, main
from benchmarks.measure import Comparison, Outcome, Quantity, alternate


def check(result: dict[str, Any]) -> None:
    """A result says on what it was measured, and each number is there and positive."""
    assert result["cores"] > 0
    assert result["packages"].keys() == set(report.PACKAGES)
    assert result["sizes"]
    assert all(size > 0 for size in result["sizes"].values())
    assert result["comparisons"] or result["quantities"]
    for row in result["comparisons"]:
        assert len(row["ours"]) == len(row["theirs"]) > 0
        assert all(math.isfinite(number) and number > 0 for number in (*row["ours"], *row["theirs"], row["ratio"]))
        assert row["met"] == (None if row["least"] is None else row["ratio"] >= row["least"])
    for row in result["quantities"]:
        assert row["value"] == median(row["values"]) > 0
        assert row["met"] == (None if row["limit"] is None else row["value"] < row["limit"])


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in BENCHMARKS if name != "load-neo4j"])
def test_each_runs_and_tells_what_it_found(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--quick", "--cache", str(tmp_path / "cache"), "--results", str(tmp_path / "results")]) == 0
    results = json.loads((tmp_path / "results" / "quick.json").read_text())
    assert list(results) == [name]
    check(results[name])
    table = (tmp_path / "results" / "quick.md").read_text()
    assert table in capsys.readouterr().out
    for row in (*results[name]["comparisons"], *results[name]["quantities"]):
        assert f"| {row['name']} |" in table


@pytest.mark.slow
@pytest.mark.neo4j
def test_loading_into_neo4j_writes_the_same_on_both_sides(clean_neo4j: str) -> None:
    check(report.conditions(quick=True) | load.into(clean_neo4j, QUICK.hamlet).plain())


def test_sides_take_turns() -> None:
    turns: list[str] = []

    def side(name: str) -> float:
        turns.append(name)
        return float(len(turns))

    assert alternate(lambda: side("ours"), lambda: side("theirs"), 3) == ([1, 4, 5], [2, 3, 6])
    assert turns == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]


def test_a_ratio_above_one_is_faster_whether_seconds_or_rates_were_measured() -> None:
    assert Comparison("work", "another", "s", [1.0, 2.0, 1.0], [4.0, 4.0, 1.0], least=2.0).ratio == 2.0
    slower = Comparison("work", "another", "1/s", [10.0], [40.0], rate=True, least=0.5)
    assert slower.ratio == 0.25
    assert slower.met is False
    assert Quantity("memory", "MB", [1.0, 3.0, 2.0], limit=2.0).met is False


def test_results_of_other_benchmarks_are_kept(tmp_path: Path) -> None:
    found = Outcome({"records": 1_000}, [Comparison("work", "another", "s", [1.0], [2.0])])
    report.save(tmp_path, False, {"first": found})
    results = report.save(tmp_path, False, {"second": found})
    assert list(results) == ["first", "second"]
    assert (tmp_path / "full.md").read_text() == report.table(results)
    assert "| work | another | 2 |  |  |" in report.table(results)
    assert "1,000 records" in report.table(results)


@pytest.mark.parametrize(("ratio", "seconds"), [(0.4, 1.0), (0.6, 3.0)], ids=["a comparison", "a quantity"])
def test_a_full_run_that_misses_an_aim_fails_and_names_it(
    ratio: float, seconds: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compared = Comparison("work", "another", "s", [1.0], [ratio], least=0.5)
    outcomes = {"far": Outcome({}, [compared], [Quantity("rest", "s", [seconds], limit=2.0)]), "near": Outcome({})}
    for name, outcome in outcomes.items():
        monkeypatch.setitem(BENCHMARKS, name, lambda _sizes, _cache, outcome=outcome: outcome)
    run = ["far", "near", "--results", str(tmp_path)]
    assert main([*run, "--quick"]) == 0
    assert "missed" not in capsys.readouterr().err
    assert main(run) == 1
    assert f"far missed an aim: {'work' if ratio < 0.5 else 'rest'}\n" in capsys.readouterr().err
    assert list(json.loads((tmp_path / "full.json").read_text())) == ["far", "near"]
    assert main(["near", "--results", str(tmp_path)]) == 0


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed"])
    assert "there is no benchmark speed" in capsys.readouterr().err
