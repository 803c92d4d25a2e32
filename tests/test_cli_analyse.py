# SPDX-License-Identifier: EUPL-1.2
"""`verbind analyse …`, as an analyst at a terminal meets it: what is printed, and what is in the file."""

import asyncio
import csv
import json
from io import StringIO
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner

from graph_api.cli import app
from graph_api.export.formats import FORMATS
from graph_api.store.opening import open_store
from schema.privacy import STAFF
from tests.api.test_blind_spots import town
from tests.export.reading import workbook
from tests.test_cli import failed
from tests.web.running import verbind


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A town with a neighbourhood where little happens."""

    async def write() -> None:
        async with open_store(url) as opened:
            await opened.write(town(), STAFF)

    url = f"sqlite:///{tmp_path_factory.mktemp('cli') / 'town.db'}"
    asyncio.run(write())
    return url


def printed(*arguments: str, store: str) -> str:
    """What a command that succeeds prints; in this process, for that takes less time."""
    done = CliRunner().invoke(app, ["analyse", *arguments, "--store", store])
    assert done.exit_code == 0, done
    return done.stdout


def test_blind_spots_are_printed_and_written(store: str, tmp_path: Path) -> None:
    out = tmp_path / "spots.csv"
    shown = printed("blind-spots", "--level", "buurt", "--out", str(out), store=store)
    heading, worst, *rest = shown.splitlines()
    assert heading.split() == [
        "area",
        "status",
        "observed",
        "of",
        "expected",
        "rate",
        "overall",
        "shrunk",
        "low",
        "high",
    ]
    assert worst.split()[:5] == ["Buurt", "13", "FEWER", "2", "4,000"]
    assert rest[-1] == f"Wrote {out} (8 rows)"
    rows = list(csv.DictReader(StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
    assert (rows[0]["area"], rows[0]["status"], rows[0]["observed"]) == ("Buurt 13", "FEWER", "2")
    assert rows[0]["textNl"].startswith("In Buurt 13 zijn 2 initiatieven bekend op 4.000 inwoners;")
    for suffix in ("json", "xlsx"):
        printed("blind-spots", "--level", "BUURT", "--out", str(tmp_path / f"x.{suffix}"), store=store)
    assert [each["area"] for each in json.loads((tmp_path / "x.json").read_bytes())] == [row["area"] for row in rows]
    sheet = workbook((tmp_path / "x.xlsx").read_bytes())["blind-spots"]
    assert [row[0] for row in sheet[1:]] == [row["area"] for row in rows]


def test_areas_themes_and_municipalities_go_by_name(store: str) -> None:
    def areas(*options: str) -> list[str]:
        lines = printed("blind-spots", "--level", "BUURT", *options, store=store).splitlines()[1:]
        return sorted(" ".join(line.split()[:2]) for line in lines)

    assert areas("--area", "buurt 10", "--area", "Area:13") == ["Buurt 10", "Buurt 13"]
    assert areas("--municipality", "Elders") == ["Buurt 17"]
    assert "12" in printed("blind-spots", "--level", "BUURT", "--theme", "sport", "--area", "Buurt 10", store=store)


def test_only_staff_counts_initiators(store: str) -> None:
    asked = ("blind-spots", "--level", "BUURT", "--measure", "INITIATORS")
    shown = printed(*asked, "--staff", store=store)
    assert "withheld" in shown.splitlines()[0]
    [few] = [line for line in shown.splitlines() if line.startswith("Buurt 11")]
    assert few.split()[3] == "-"


def test_themes_and_centrality(store: str, tmp_path: Path) -> None:
    themes = printed("theme-blind-spots", "--level", "BUURT", store=store).splitlines()
    assert themes[1].split()[:4] == ["Buurt", "10", "Groen", "FEWER"]
    out = tmp_path / "central.json"
    shown = printed("centrality", "--measure", "degree", "--type", "theme", "--out", str(out), store=store)
    rows = json.loads(out.read_bytes())
    assert [row["name"] for row in rows] == ["Sport", "Groen"]
    assert "Sport" in shown.splitlines()[1]
    whole = printed("centrality", "--first", "30", store=store)
    assert "and 5 more; --out FILE writes all" in whole


def test_communities_and_fragility_end_with_what_they_tell(store: str, tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    shown = printed("communities", "--staff", "--out", str(out), store=store).splitlines()
    [pair] = json.loads(out.read_bytes())
    assert (pair["initiatives"], pair["residents"]) == (2, None), "of three residents no number"
    assert pair["name"] in shown[1]
    assert shown[2].startswith("1 community;")
    shown = printed("fragility", "--staff", "--out", str(out), store=store).splitlines()
    rows = json.loads(out.read_bytes())
    assert {row["kind"] for row in rows} >= {"LINK", "ON_ONE_RESIDENT"}
    assert "42 initiatives" in shown[-2]
    assert all(row["textNl"] for row in rows)
    public = printed("fragility", "--out", str(out), store=store)
    assert "42 initiatives" in public
    assert json.loads(out.read_bytes()) == []


def test_opportunities_come_with_their_reasons(store: str, tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    shown = printed("opportunities", "--kind", "shared_people", "--staff", "--out", str(out), store=store)
    rows = json.loads(out.read_bytes())
    assert {(row["a"], row["b"]) for row in rows} == {("Plan 1100", "Plan 1103")}
    assert rows[0]["headlineEn"].split(":")[0] in shown
    assert (rows[0]["id"], rows[0]["kinds"].split(", ")[0]) == ("Initiative:1100-Initiative:1103", "SHARED_PEOPLE")
    assert "trekker" in rows[0]["reasonsNl"]
    printed("opportunities", "--kind", "SHARED_PEOPLE", "--area", "Buurt 10", "--staff", "--out", str(out), store=store)
    assert json.loads(out.read_bytes()) == []
    printed("opportunities", "--kind", "SHARED_PEOPLE", "--out", str(out), store=store)
    assert json.loads(out.read_bytes()) == [], "residents are not public"


@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS])
def test_every_format_is_written(store: str, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"net.{suffix}"
    assert printed("export", str(out), store=store).startswith(f"Wrote {out} (")
    assert [each.name for each in tmp_path.iterdir()] == [out.name], "nothing else is left"
    assert b"r20" not in out.read_bytes()


def test_staff_exports_residents_and_a_selection_is_a_part(store: str, tmp_path: Path) -> None:
    out = tmp_path / "net.graphml"
    printed("export", str(out), "--staff", store=store)
    whole = set(nx.read_graphml(out).nodes)
    assert "Resident:9020" in whole
    printed("export", str(out), "--area", "Buurt 13", "--public", store=store)
    part = set(nx.read_graphml(out).nodes)
    assert part == {"Initiative:1300", "Initiative:1301", "Area:13", "Theme:30", "Theme:31"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("blind-spots", "--level", "STRAAT"), ["--level is STRAAT", "WIJK"]),
        (("blind-spots", "--level", "BUURT", "--area", "Nergens"), ["no area called Nergens"]),
        (("blind-spots", "--level", "BUURT", "--area", "Buurt"), ["no area called Buurt; there is Buurt 10"]),
        (("blind-spots", "--level", "BUURT", "--area", "Area:x"), ["Area:x"]),
        (("blind-spots", "--level", "BUURT", "--out", "x.pdf"), ["x.pdf", ".xlsx"]),
        (("centrality", "--measure", "FAME"), ["--measure is FAME", "PAGERANK"]),
        (("centrality", "--type", "RESIDENT"), ["residents"]),
        (("export", "net.csv"), ["net.csv", ".graphml"]),
    ],
)
def test_what_can_go_wrong_is_said(store: str, arguments: tuple[str, ...], words: list[str]) -> None:
    done = CliRunner().invoke(app, ["analyse", *arguments, "--store", store])
    assert isinstance(done.exception, ValueError)  # which the command makes one sentence
    for word in words:
        assert word in str(done.exception)


def test_it_is_said_in_one_sentence(store: str) -> None:
    asked = ("blind-spots", "--level", "BUURT", "--measure", "INITIATORS")
    failed(verbind("analyse", *asked, "--store", store), "initiators", "--staff")
