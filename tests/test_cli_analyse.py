# SPDX-License-Identifier: EUPL-1.2
"""`verbind analyse …`, as an analyst at a terminal meets it: what is printed, and what is in the file."""

import asyncio
import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from typer.testing import CliRunner

from graph_api.cli import app, running
from graph_api.export.formats import FORMATS
from graph_api.store.opening import open_store
from schema.change import ChangeSet
from schema.initiative import ConnectedTo, Initiative, InitiativeStatus
from schema.organisation import Runs
from schema.privacy import STAFF
from schema.resident import Initiates, Resident
from tests.analysis.test_shape import town as two_villages
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


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two villages with little in between; of the one, two initiatives are connected, and one has ended."""

    async def write() -> None:
        nodes, relations = two_villages()
        ended = Initiative(key=300, title="Voorbij", status=InitiativeStatus.ENDED, until=date(2021, 12, 31))
        carried = [Initiates(source=900, target=key) for key in (101, 104)]
        more = [ConnectedTo(source=101, target=102), Runs(source=191, target=300), *carried]
        resident = Resident(key=900, pseudonym="r")
        async with open_store(url) as opened:
            await opened.write(ChangeSet([*nodes, ended, resident], [*relations, *more]), STAFF)

    url = f"sqlite:///{tmp_path_factory.mktemp('villages') / 'villages.db'}"
    asyncio.run(write())
    return url


def rows(folder: Path, *arguments: str, store: str) -> list[dict[str, Any]]:
    """What a command that succeeds writes."""
    out = folder / "rows.json"
    printed(*arguments, "--out", str(out), store=store)
    return json.loads(out.read_bytes())


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
    themes = printed("theme-blind-spots", *asked[1:], "--staff", store=store).splitlines()
    assert [line.split()[:5] for line in themes[1:]] == [
        ["Buurt", "10", "Groen", "AS_EXPECTED", "-"],
        ["Buurt", "10", "Sport", "AS_EXPECTED", "12"],
    ]


def test_themes_and_centrality(store: str, tmp_path: Path) -> None:
    themes = printed("theme-blind-spots", "--level", "BUURT", store=store).splitlines()
    assert themes[1].split()[:4] == ["Buurt", "10", "Groen", "FEWER"]
    supported = printed("theme-blind-spots", "--level", "BUURT", "--measure", "support", store=store).splitlines()
    assert {tuple(line.split()[:3]) for line in supported[1:]} == {
        ("Buurt", area, theme) for area in ("10", "11") for theme in ("Groen", "Sport")
    }
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


@pytest.mark.parametrize(
    ("arguments", "steps"),
    [
        (("centrality", "--measure", "BETWEENNESS"), ["Computing betweenness"]),
        (("communities",), ["Computing communities", "Computing communities: 20 of 21", "Computing gaps"]),
        (("fragility",), ["Computing fragility", "Computing repairs"]),
        (("opportunities",), ["Computing opportunities", "Computing opportunities: 40 of 42"]),
    ],
    ids=lambda value: value[0],
)
def test_what_takes_long_says_how_far_it_is(
    store: str, arguments: tuple[str, ...], steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS", 0)  # so that every step is told
    done = CliRunner().invoke(app, ["analyse", *arguments, "--store", store], catch_exceptions=False)
    told = done.stderr.splitlines()
    assert told[0] == "Reading the graph"
    assert list(dict.fromkeys(line for line in told if line in steps)) == steps, told
    assert "Computing" not in done.stdout


def test_gaps_come_with_who_could_close_them(villages: str, tmp_path: Path) -> None:
    [gap] = rows(tmp_path, "gaps", store=villages)
    assert {gap["a"], gap["b"]} == {"Groen in Noordveen", "Zorg in Zuidveen"}
    assert (gap["found"], gap["closest"].count(" – ")) == (0, 1)
    assert "loopt geen enkel verband" in gap["textNl"]
    heading, line, summary = printed("gaps", store=villages).splitlines()
    assert heading.split() == ["a", "b", "found", "expected"]
    assert gap["a"] in line
    assert summary.startswith("2 communities;")
    assert rows(tmp_path, "gaps", "--area", "Noordveen", store=villages) == []


def test_centrality_tells_communities_where_that_is_asked(villages: str, tmp_path: Path) -> None:
    ids = {each["name"]: each["id"] for each in rows(tmp_path, "communities", store=villages)}
    found = rows(tmp_path, "centrality", "--communities", store=villages)
    assert {(row["community"], row["communityId"]) for row in found} == {*ids.items(), (None, None)}
    assert not {"community", "communityId"} & rows(tmp_path, "centrality", store=villages)[0].keys()


def test_a_network_is_of_the_relations_types_and_initiatives_that_are_named(villages: str, tmp_path: Path) -> None:
    def ids(*options: str) -> set[str]:
        return {row["id"] for row in rows(tmp_path, "centrality", *options, store=villages)}

    clubs = {"Organisation:191", "Organisation:192", "Organisation:291", "Organisation:292"}
    north, south = ({f"Initiative:{key}" for key in range(first, first + 5)} for first in (101, 201))
    assert ids("--relation", "runs") == {*clubs, *north, *south, "Initiative:300"}
    assert ids("--relation", "RUNS", "--relation", "ABOUT", "--node-type", "INITIATIVE", "--node-type", "THEME") == {
        *north, *south, "Initiative:300", "Theme:11", "Theme:12",
    }  # fmt: skip
    assert ids("--relation", "RUNS", "--status", "ENDED") == {"Initiative:300", "Organisation:191"}
    assert ids("--relation", "RUNS", "--status", "ENDED", "--active-on", "2022-01-01") == set()
    assert "Initiative:300" in ids("--active-on", "2021-12-31")
    assert "Initiative:300" not in ids("--active-on", "2022-01-01")
    only = ("--relation", "CONNECTED_TO")
    assert len(rows(tmp_path, "communities", *only, store=villages)) == 1
    assert "10 initiatives: 8 initiatives stand alone" in printed("fragility", *only, store=villages)


def test_opportunities_are_of_some_score_and_connected_or_not(villages: str, tmp_path: Path) -> None:
    def found(*options: str) -> dict[str, float]:
        return {row["id"]: row["score"] for row in rows(tmp_path, "opportunities", *options, store=villages)}

    all_of_them, connected = found(), "Initiative:101-Initiative:102"
    least = sorted(all_of_them.values())[len(all_of_them) // 2]
    strong = {id: score for id, score in all_of_them.items() if score >= least}
    assert 0 < len(strong) < len(all_of_them)
    assert found("--min-score", str(least)) == strong
    assert connected not in found("--not-connected") == all_of_them
    assert connected in found("--also-connected")


@pytest.mark.parametrize("level", ["--public", "--staff"])
def test_nodes_of_a_network_have_the_figures_of_the_tables(villages: str, tmp_path: Path, level: str) -> None:
    out, of = tmp_path / "net.graphml", ("--relation", "RUNS", "--relation", "INITIATES")
    printed(
        "export", str(out), level, "--measure", "pagerank", "--measure", "CORE", "--communities", *of, store=villages
    )
    nodes = nx.read_graphml(out).nodes(data=True)
    assert ("Resident:900" in dict(nodes)) == (level == "--staff")
    tables = {
        name: {
            row["id"]: row
            for row in rows(tmp_path, "centrality", "--measure", name, "--communities", level, *of, store=villages)
        }
        for name in ("PAGERANK", "CORE")
    }
    assert any(row["community"] for row in tables["CORE"].values())
    for id, node in nodes:
        for name, table in tables.items():
            assert node.get(name.lower()) == (pytest.approx(table[id]["value"]) if id in table else None)
        row = tables["CORE"].get(id, {})
        assert (node.get("community"), node.get("communityId")) == (row.get("community"), row.get("communityId"))


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
        (("theme-blind-spots", "--level", "BUURT", "--measure", "INITIATORS"), ["initiators", "--staff"]),
        (("theme-blind-spots", "--level", "BUURT", "--measure", "MONEY"), ["--measure is MONEY", "SUPPORT"]),
        (("blind-spots", "--level", "BUURT", "--area", "Nergens"), ["no area called Nergens"]),
        (("blind-spots", "--level", "BUURT", "--area", "Buurt"), ["no area called Buurt; there is Buurt 10"]),
        (("blind-spots", "--level", "BUURT", "--area", "Area:x"), ["Area:x"]),
        (("blind-spots", "--level", "BUURT", "--out", "x.pdf"), ["x.pdf", ".xlsx"]),
        (("centrality", "--measure", "FAME"), ["--measure is FAME", "PAGERANK"]),
        (("centrality", "--type", "RESIDENT"), ["residents"]),
        (("centrality", "--relation", "KNOWS"), ["--relation is KNOWS", "RUNS"]),
        (("fragility", "--node-type", "TREE"), ["--node-type is TREE", "ORGANISATION"]),
        (("gaps", "--projection", "HALF"), ["--projection is HALF", "INITIATIVES"]),
        (("opportunities", "--status", "OPEN"), ["--status is OPEN", "IDEA"]),
        (("communities", "--active-on", "morgen"), ["--active-on is morgen", "2026-03-31"]),
        (("export", "net.csv"), ["net.csv", ".graphml"]),
        (("export", "net.jsonl", "--measure", "DEGREE"), ["net.jsonl", "without figures"]),
        (("export", "net.jsonl", "--communities"), ["net.jsonl", "without figures"]),
        (("export", "net.gexf", "--measure", "FAME"), ["--measure is FAME", "PAGERANK"]),
        (("export", "net.gexf", "--relation", "RUNS"), ["--relation", "give --measure or --communities"]),
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
