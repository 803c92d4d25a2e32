# SPDX-License-Identifier: EUPL-1.2
"""Pabulib files: the real ones against a recount, made ones there and back, broken ones with the place."""

import csv
import itertools
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.ballots import LEAST
from loaders.loaded import Ballots, LoadError, Options
from loaders.registry import load, read
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.budget import Budget
from schema.change import ChangeSet
from schema.initiative import About, Initiative, InitiativeStatus, LocatedIn, SharesBackers
from schema.municipality import Municipality
from schema.privacy import PUBLIC, STAFF
from schema.query import Direction, Filter, Order, Page
from schema.resident import Backs, Resident
from schema.services import Graph
from schema.support_request import CompetedIn, RequestState, SupportRequest
from schema.theme import Theme
from schema.validation import validate

pytestmark = pytest.mark.anyio
KEEP = Options(ballots=Ballots.KEEP)
FILES = {
    "Netherlands_Amsterdam_166.pb": (52, 426),
    "Netherlands_Amsterdam_212.pb": (57, 3834),
    "Netherlands_Amsterdam_252.pb": (85, 8520),
    "Netherlands_Amsterdam_285.pb": (97, 5510),
    "Netherlands_Assen_2024.pb": (14, 84),
}


class Recount:
    """A file read as plainly as can be, without any code of ours."""

    def __init__(self, path: Path) -> None:
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
        starts = [rows.index([name]) for name in ("META", "PROJECTS", "VOTES")]
        self.meta = dict(rows[starts[0] + 2 : starts[1]])
        tables = (rows[starts[1] + 1 : starts[2]], rows[starts[2] + 1 :])
        self.projects, votes = ([dict(zip(t[0], row, strict=True)) for row in t[1:]] for t in tables)
        self.ballots = {row["voter_id"]: row["vote"].split(",") for row in votes}
        self.names = {row["project_id"]: row["name"] for row in self.projects}

    def shared(self) -> dict[frozenset[str], tuple[int, float]]:
        """Common backers and resource allocation per pair of project names."""
        counts: Counter[frozenset[str]] = Counter()
        weights: Counter[frozenset[str]] = Counter()
        for ballot in self.ballots.values():
            for pair in itertools.combinations(ballot, 2):
                key = frozenset(self.names[name] for name in pair)
                counts[key] += 1
                weights[key] += 1 / len(ballot)  # type: ignore[assignment]  # a Counter adds floats as well
        return {key: (count, weights[key]) for key, count in counts.items()}


def of(records: list[Node | Relation], cls: type) -> list:
    return [record for record in records if type(record) is cls]


def everything(path: Path, options: Options | None = None) -> list[Node | Relation]:
    loaded = read(path, options or Options())
    return [*loaded.shared, *loaded.nodes, *loaded.relations]


@pytest.mark.parametrize("name", FILES)
def test_real_file_equals_meta_and_recount(shared_data: Path, name: str) -> None:
    path = shared_data / "pabulib" / name
    plain, records = Recount(path), everything(path, KEEP)
    assert (len(of(records, Initiative)), len(of(records, Resident))) == FILES[name]
    assert (int(plain.meta["num_projects"]), int(plain.meta["num_votes"])) == FILES[name]
    (budget,) = of(records, Budget)
    assert budget.amount == Decimal(plain.meta["budget"])
    assert (budget.ballots, budget.rule) == (len(plain.ballots), plain.meta["rule"])
    assert len(of(records, Backs)) == sum(map(len, plain.ballots.values()))
    requests = {request.key: request for request in of(records, SupportRequest)}
    votes = {(requests[c.source].text, requests[c.source].amount, c.votes) for c in of(records, CompetedIn)}
    assert votes == {(p["name"], Decimal(p["cost"]), int(p["votes"])) for p in plain.projects}
    assert not [problem for record in records for problem in validate(record)]


@pytest.mark.parametrize("name", FILES)
def test_shared_backing_is_a_coarse_recount(shared_data: Path, name: str) -> None:
    path = shared_data / "pabulib" / name
    plain, records = Recount(path), everything(path)
    titles = {initiative.key: initiative.title for initiative in of(records, Initiative)}
    found = {frozenset((titles[r.source], titles[r.target])): r for r in of(records, SharesBackers)}
    expected = {key: value for key, value in plain.shared().items() if value[0] >= LEAST}
    assert set(found) == set(expected)
    assert found
    for key, (count, weight) in expected.items():
        assert found[key].backers == count
        assert found[key].weight == pytest.approx(max(0.1, weight), abs=0.0500001)


async def test_ballots_are_not_kept_unless_asked(shared_data: Path, store: Graph) -> None:
    path = shared_data / "pabulib" / "Netherlands_Assen_2024.pb"
    await load(path, store)
    assert (await store.find(Resident, Filter(), Order.KEY, Page(0), STAFF)).total == 0
    report = await load(path, store, KEEP)
    assert report.created == 84 + 285
    assert report.read["Backs"] == 285
    assert (await store.find(Resident, Filter(), Order.KEY, Page(0), STAFF)).total == 84
    assert (await store.find(Resident, Filter(), Order.KEY, Page(0), PUBLIC)).total == 0


@pytest.mark.parametrize("options", [Options(), KEEP])
async def test_loading_twice_changes_nothing(shared_data: Path, store: Graph, options: Options) -> None:
    names = ("Netherlands_Assen_2024.pb", "Netherlands_Amsterdam_166.pb")
    for name in names:
        assert (await load(shared_data / "pabulib" / name, store, options)).created
    before = await store.revision()
    for name in names:
        report = await load(shared_data / "pabulib" / name, store, options)
        assert (report.revision, report.created, report.changed) == (before, 0, 0)
    assert await store.revision() == before


async def test_assen_in_the_graph(shared_data: Path, store: Graph) -> None:
    await load(shared_data / "pabulib" / "Netherlands_Assen_2024.pb", store)
    (assen,) = (await store.find(Municipality, Filter(), Order.KEY, Page(), PUBLIC)).nodes
    assert (assen.name, assen.code) == ("Assen", "GM0106")
    found = await store.find(Initiative, Filter(municipality=assen.key), Order.TITLE, Page(), PUBLIC)
    assert found.total == 14
    podium = next(node for node in found.nodes if node.title == "PopUp Podium")
    assert podium.status is InitiativeStatus.ACTIVE
    assert podium.since == date(2024, 3, 31)
    themes = {node.title: node.status for node in found.nodes}
    assert themes["RuBox"] is InitiativeStatus.IDEA
    states = (await store.find(SupportRequest, Filter(), Order.KEY, Page(), PUBLIC)).nodes
    assert Counter(node.state for node in states) == {RequestState.GRANTED: 9, RequestState.DECLINED: 5}
    assert {node.decided_on for node in states} == {date(2024, 4, 15)}


async def test_district_and_neighbourhood_become_areas(shared_data: Path, store: Graph) -> None:
    path = shared_data / "pabulib" / "Netherlands_Amsterdam_252.pb"
    await load(path, store)
    areas = (await store.find(Area, Filter(), Order.KEY, Page(), PUBLIC)).nodes
    assert {(area.level, area.name) for area in areas} == {
        (AreaLevel.MUNICIPALITY, "Amsterdam"),
        (AreaLevel.DISTRICT, "Centrum"),
        (AreaLevel.BUURT, "Oostelijke Eilanden"),
        (AreaLevel.BUURT, "Haarlemmerhouttuinen"),
    }
    by_name = {area.name: area for area in areas}
    totals = Counter(project["neighborhood"] for project in Recount(path).projects)
    totals |= {"Amsterdam": 85, "Centrum": 85}
    for name in by_name:
        where = Filter(areas=(by_name[name].key,))
        assert (await store.find(Initiative, where, Order.KEY, Page(0), PUBLIC)).total == totals[name]
    themes = await store.find(Theme, Filter(), Order.TITLE, Page(), PUBLIC)
    assert "Groen en Duurzaamheid" in {theme.name for theme in themes.nodes}


META = """META
key;value
description;Dorpsbudget
country;Netherlands
unit;Ergens
instance;2024
num_projects;2
num_votes;2
budget;1000
vote_type;approval
rule;greedy
date_begin;2024-03-01
date_end;15.03.2024
"""
PROJECTS = """PROJECTS
project_id;cost;votes;name;selected;category
1;600;2;Moestuin;1;groen, samen eten
2;400.50;1;Bankje;0;
"""
VOTES = """VOTES
voter_id;vote
a;1,2
b;1
"""
GOOD = META + PROJECTS + VOTES


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "made.pb"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


BROKEN = [
    ("2;400.50;1;Bankje;0;", "2;veel;1;Bankje;0;", "line 17, column 2 (cost): 'veel' is not an amount"),
    ("2;400.50;1;Bankje;0;", "2;-1;1;Bankje;0;", "line 17, column 2 (cost): '-1' is not an amount of 0 or more"),
    ("2;400.50;1;Bankje;0;", "2;NaN;1;Bankje;0;", "line 17, column 2 (cost)"),
    ("2;400.50;1;Bankje;0;", "2;;1;Bankje;0;", "line 17, column 2 (cost): is empty"),
    ("2;400.50;1;Bankje;0;", "2;400;7;Bankje;0;", "line 17, column 3 (votes): is 7, but 1 ballots have project 2"),
    ("2;400.50;1;Bankje;0;", "2;400;1;Bankje;ja;", "line 17, column 5 (selected): 'ja' is not a count"),
    ("2;400.50;1;Bankje;0;", "2;400;1;Bankje;0", "line 17, column 6 (category): is missing; 6 values"),
    ("2;400.50;1;Bankje;0;", "2;400;1;Bank;je;0;", "line 17, column 7: there is no such column"),
    ("2;400.50;1;Bankje;0;", "1;400;1;Bankje;0;", "line 17, column 1 (project_id): project 1 is also on line 16"),
    ("2;400.50;1;Bankje;0;", f"2;400;1;{'x' * 301};0;", "line 17, column 4 (name): title is 301 characters long"),
    ("2;400.50;1;Bankje;0;", "2;400;1;Bank\x07je;0;", "line 17, column 4 (name): title has control characters"),
    ("2;400.50;1;Bankje;0;", '2;400;1;"Bank"je;0;', "line 17: ';' expected after '\"'"),
    ("2;400.50;1;Bankje;0;", f"2;400;1;Bankje;0;{'y' * 201}", "line 17, column 6 (category): name is 201 char"),
    ("a;1,2", "a;1,3", "line 20, column 2 (vote): there is no project 3"),
    ("a;1,2", "a;1,1", "line 20, column 2 (vote): project 1 is there twice"),
    ("b;1", "a;1", "line 21, column 1 (voter_id): voter a is also on line 20"),
    ("num_projects;2", "num_projects;3", "line 7, column 2 (value): num_projects is 3, but the file has 2 projects"),
    ("num_votes;2", "num_votes;1", "line 8, column 2 (value): num_votes is 1, but the file has 2 votes"),
    ("num_votes;2\n", "", "section META has no num_votes"),
    ("unit;Ergens", "unit;", "line 5, column 2 (value): is empty"),
    ("budget;1000", "budget;duizend", "line 9, column 2 (value): 'duizend' is not an amount"),
    ("date_begin;2024-03-01", "date_begin;1 maart", "line 12, column 2 (value): '1 maart' is not a date"),
    ("date_begin;2024-03-01", "date_begin;30.02.2024", "line 12, column 2 (value): '30.02.2024' is not a date"),
    ("date_end;15.03.2024", "date_end;2023", "line 13, column 2 (value): until is before since"),
    ("vote_type;approval", "vote_type;quadratic", "line 10, column 2 (value): vote type 'quadratic' is not known"),
    ("vote_type;approval", "vote_type;cumulative", "line 20: a vote of type cumulative needs a column points"),
    ("rule;greedy", "unit;Anders", "line 11, column 1 (key): unit is also on line 5"),
    ("project_id;cost;votes", "project_id;cost;cost", "line 15, column 3 (cost): the name is there twice"),
    ("project_id;cost;votes", "project_id;price;votes", "line 15: section PROJECTS has no column cost"),
    ("PROJECTS\n", "", "line 14: found section VOTES"),
    ("VOTES\n" + VOTES.split("\n", 1)[1], "", "has no section VOTES"),
    ("META\n", "# made by hand\nMETA\n", "line 1: expected META"),
]


@pytest.mark.parametrize(("good", "bad", "message"), BROKEN)
async def test_broken_file_is_named_and_not_loaded(
    tmp_path: Path, store: Graph, good: str, bad: str, message: str
) -> None:
    assert GOOD.count(good) >= 1
    text = GOOD.replace(good, bad, 1)
    if message.startswith("line 14: found"):
        text = META + VOTES
    path = written(tmp_path, text)
    with pytest.raises(LoadError) as caught:
        await load(path, store)
    assert str(caught.value).startswith(f"made.pb{'' if message.startswith(('section', 'has')) else ','}")
    assert message in str(caught.value)
    assert await store.revision() == 0


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace("Bankje", "Caf\u00e9").encode("latin-1"))
    with pytest.raises(LoadError, match=r"made.pb, line 17: is not UTF-8 text \(byte 0xe9\)"):
        read(path, Options())


@pytest.mark.parametrize("text", [GOOD.encode(), GOOD.encode("utf-8-sig"), GOOD.replace("\n", "\r\n").encode()])
def test_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path, text: bytes) -> None:
    plain = read(written(tmp_path, GOOD), KEEP)
    assert read(written(tmp_path, text), KEEP) == plain
    assert read(written(tmp_path, GOOD.replace(";", "; ").encode()), KEEP) == plain


@pytest.mark.parametrize("text", ["", "\n", "\ufeff"])
def test_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(LoadError, match="has no section META"):
        read(written(tmp_path, text), Options())


def test_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"lijst\.docx: not a kind of file"):
        read(tmp_path / "lijst.docx", Options())


@pytest.mark.parametrize(
    ("vote_type", "ballots", "weights", "votes"),
    [
        ("cumulative", ["1,2;3,1", "1;4"], {(1, 3.0), (2, 1.0), (1, 4.0)}, {1: 7, 2: 1}),
        ("scoring", ["1,2;5,0", "1;-2"], {(1, 5.0)}, {1: 5, 2: 0}),
        ("ordinal", ["2,1;2,1", "1;1"], {(2, 2.0), (1, 1.0)}, {1: 2, 2: 1}),
        ("ordinal", ["2,1;", "1;"], {(2, 1.0), (1, 1.0)}, {1: 2, 2: 1}),
        ("choose-1", ["1;", "2;"], {(1, 1.0), (2, 1.0)}, {1: 1, 2: 1}),
    ],
)
def test_points(
    tmp_path: Path, vote_type: str, ballots: list[str], weights: set[tuple[int, float]], votes: dict[int, int]
) -> None:
    meta = META.replace("approval", vote_type)
    projects = "PROJECTS\nproject_id;cost;name\n1;600;1\n2;400;2\n"
    lines = "".join(f"v{i};{ballot}\n" for i, ballot in enumerate(ballots))
    records = everything(written(tmp_path, f"{meta}{projects}VOTES\nvoter_id;vote;points\n{lines}"), KEEP)
    titles = {node.key: int(node.title) for node in of(records, Initiative)}
    assert {(titles[r.target], r.weight) for r in of(records, Backs)} == weights
    requests = {node.key: int(node.text) for node in of(records, SupportRequest)}
    assert {requests[r.source]: r.votes for r in of(records, CompetedIn)} == votes


@pytest.mark.parametrize(
    ("ballot", "score", "message"),
    [
        ("1,2;3", 3, "column 3 (points): has 1 points for 2 projects"),
        ("1,2;3,x", 3, "column 3 (points): 'x' is not a number"),
        ("1,2;3,nan", 3, "column 3 (points): 'nan' is not a number"),
        ("1,2;3,1e99", 3, "column 3 (points): '1e99' is too large"),
        ("1,2;3,1", 4, "line 16, column 3 (score): is 4, but the points on the ballots sum to 3"),
    ],
)
def test_wrong_points_are_named(tmp_path: Path, ballot: str, score: int, message: str) -> None:
    meta = META.replace("approval", "scoring").replace("num_votes;2", "num_votes;1")
    projects = f"PROJECTS\nproject_id;cost;score\n1;600;{score}\n2;400;1\n"
    with pytest.raises(LoadError) as caught:
        read(written(tmp_path, f"{meta}{projects}VOTES\nvoter_id;vote;points\na;{ballot}\n"), Options())
    assert message in str(caught.value)


def test_money_that_is_not_euros_is_kept_as_text(tmp_path: Path) -> None:
    records = everything(written(tmp_path, GOOD.replace("rule;greedy", "currency;PLN")))
    assert {(node.text, node.amount) for node in of(records, SupportRequest)} == {
        ("Moestuin (600.00 PLN)", None),
        ("Bankje (400.50 PLN)", None),
    }
    assert of(records, Budget)[0].currency == "PLN"


def test_coordinates_are_for_staff(tmp_path: Path) -> None:
    text = GOOD.replace("selected;category", "latitude;longitude")
    text = text.replace("Moestuin;1;groen, samen eten", "Moestuin;53.1;6.5").replace("Bankje;0;", "Bankje;;")
    moestuin, bankje = of(everything(written(tmp_path, text)), Initiative)
    assert (moestuin.location.lon, moestuin.location.lat) == (6.5, 53.1)
    assert bankje.location is None
    with pytest.raises(LoadError, match=r"line 16, column 5 \(latitude\): location is not on the earth"):
        read(written(tmp_path, text.replace("53.1", "153.1")), Options())


async def test_what_the_store_has_is_found(tmp_path: Path, store: Graph) -> None:
    """The municipality, its areas and the themes may be there already, with more than the file knows of them."""
    there = [
        Municipality(key=1, name="Gemeente Ergens", code="GM0106", population=9000),
        Area(key=2, name="Noord", level=AreaLevel.DISTRICT, code="x", population=400),
        Area(key=3, name="Ergens", level=AreaLevel.MUNICIPALITY, code="y"),
        Area(key=4, name="Het Dorp", level=AreaLevel.DORP, code="0123"),
    ]
    lies = [BelongsTo(source=key, target=1, origin="hand") for key in (2, 3, 4)]
    lies += [PartOf(source=2, target=3, origin="hand")]
    await store.write(ChangeSet(there, lies), STAFF)
    text = GOOD.replace("unit;Ergens", "unit;Assen\ndistrict;NOORD").replace("selected;category", "neighborhood;x")
    text = text.replace("Moestuin;1;groen, samen eten", "Moestuin;Het dorp;").replace("Bankje;0;", "Bankje;;")
    await load(written(tmp_path, text), store)
    (municipality,) = (await store.find(Municipality, Filter(), Order.KEY, Page(), STAFF)).nodes
    assert (municipality.name, municipality.population) == ("Gemeente Ergens", 9000)
    assert (await store.find(Area, Filter(), Order.KEY, Page(0), STAFF)).total == 3
    located = await store.neighbours(LocatedIn, Direction.IN, [2, 4], Page(), STAFF)
    assert [[node.title for node in part.nodes if isinstance(node, Initiative)] for part in located] == [
        ["Bankje"],
        ["Moestuin"],
    ]
    (kept,) = (await store.neighbours(PartOf, Direction.OUT, [2], Page(), STAFF))[0].relations
    assert kept.origin == "hand"


def cells(**rules: int) -> st.SearchStrategy[str]:
    """Text that a file can hold, with everything that must be quoted."""
    letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), include_characters=' \n"')
    return st.text(letters, **rules).map(str.strip)


projects = st.lists(
    st.tuples(
        cells(min_size=1, max_size=40).filter(bool),
        st.decimals(0, 10**6, places=2),
        cells(max_size=60),
        st.lists(st.sampled_from(["groen", "Jeugd", "Kunst en cultuur"]), unique=True),
        st.sampled_from(["0", "1", "2", ""]),
    ),
    min_size=1,
    max_size=8,
)


@st.composite
def rounds(draw: st.DrawFn):
    made = draw(projects)
    ballots = draw(st.lists(st.sets(st.integers(0, len(made) - 1)), max_size=30))
    return made, ballots


def as_file(made, ballots, line_end: str) -> str:
    def line(*values: object) -> str:
        return ";".join('"' + str(value).replace('"', '""') + '"' for value in values)

    meta = META.replace("num_projects;2", f"num_projects;{len(made)}")
    lines = [*meta.replace("num_votes;2", f"num_votes;{len(ballots)}").splitlines(), "PROJECTS"]
    lines.append("project_id;name;cost;description;category;selected")
    lines += [line(f"p{i}", p[0], p[1], p[2], ",".join(p[3]), p[4]) for i, p in enumerate(made)]
    lines += ["VOTES", "vote;voter_id;age"]
    lines += [line(",".join(f"p{i}" for i in ballot), f"v{i}", 30) for i, ballot in enumerate(ballots)]
    return line_end.join(lines) + line_end


@given(rounds(), st.sampled_from(["\n", "\r\n"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_made_file_comes_back(tmp_path: Path, made_round, line_end: str) -> None:
    made, ballots = made_round
    records = everything(written(tmp_path, as_file(made, ballots, line_end)), KEEP)
    initiatives = of(records, Initiative)
    assert [(node.title, node.summary) for node in initiatives] == [(p[0], p[2]) for p in made]
    assert [node.amount for node in of(records, SupportRequest)] == [p[1] for p in made]
    keys = [node.key for node in initiatives]
    backs = Counter(r.target for r in of(records, Backs))
    assert [backs[key] for key in keys] == [sum(i in ballot for ballot in ballots) for i in range(len(made))]
    outcome = {"": None, "0": False, "1": True, "2": True}
    assert [c.selected for c in of(records, CompetedIn)] == [outcome[p[4]] for p in made]
    themes = {node.key: node.name for node in of(records, Theme)}
    about = {(r.source, themes[r.target]) for r in of(records, About)}
    assert about == {(key, name) for key, p in zip(keys, made, strict=True) for name in p[3]}
    pairs = {tuple(sorted((keys[a], keys[b]))) for a, b in itertools.combinations(range(len(keys)), 2)}
    common = {pair: sum(all(keys.index(key) in ballot for key in pair) for ballot in ballots) for pair in pairs}
    shares = {(r.source, r.target): r.backers for r in of(records, SharesBackers)}
    assert shares == {pair: count for pair, count in common.items() if count >= LEAST}
    assert not [problem for record in records for problem in validate(record)]


@given(st.integers(0, len(GOOD) - 1), st.sampled_from(['"', ";", "\n", "x", "", "\x00", "\ud7ff", "-"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6 * settings().max_examples)
def test_damage_is_read_or_named(tmp_path: Path, at: int, damage: str) -> None:
    """Whatever happens to one character, the file is read or a clear error says that it is not."""
    path = written(tmp_path, GOOD[:at] + damage + GOOD[at + 1 :])
    try:
        records = everything(path, KEEP)
    except LoadError as error:
        said = str(error)
    else:
        said = ", ".join(problem.message for record in records for problem in validate(record)) or "made.pb"
    assert said.startswith("made.pb")
