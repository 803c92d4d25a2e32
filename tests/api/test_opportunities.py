# SPDX-License-Identifier: EUPL-1.2
"""Opportunities as the API gives them: whose, in which order, in words; and what staff decide about them."""

from collections.abc import AsyncIterator
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import networkx as nx
import orjson
import pytest

from graph_api.analysis.opportunities.weights import DEFAULTS, Weights, load
from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from graph_api.store.sqlite.store import SQLiteStore
from schema.api import schema
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.context import Context
from schema.geometry import Point
from schema.initiative import About, ConnectedTo, Initiative, InitiativeStatus, LocatedIn, Needs
from schema.municipality import Municipality
from schema.organisation import LegalForm, Organisation, Provides, Runs
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.resident import Initiates, MemberOf, ParticipatesIn, Resident
from schema.resource import Need, Offer, ResourceKind
from schema.theme import Theme
from tests.api.conftest import Asked
from tests.conftest import ROOT
from tests.store.model import Model

pytestmark = pytest.mark.anyio

GARDEN, SCHOOL, TABLE, LAMPS, ENDED, ALONE = (f"Initiative:{key}" for key in range(10, 16))
HOUSE = "Organisation:20"

NODES: list[Node] = [
    Municipality(key=1, name="Kwekerdam"),
    Area(key=2, name="Noord", level=AreaLevel.WIJK, code="W1", centre=Point(lon=6.6, lat=53.1)),
    Area(key=3, name="De Hoek", level=AreaLevel.BUURT, code="B1", centre=Point(lon=6.61, lat=53.11)),
    Area(key=6, name="Zuid", level=AreaLevel.WIJK, code="W2", centre=Point(lon=6.6, lat=52.9)),
    Theme(key=4, name="Groen en Natuur"),
    Theme(key=5, name="Ontmoeten"),
    Initiative(key=10, title="Moestuin De Hoek", summary="Een moestuin waar de buurt groente kweekt."),
    Initiative(key=11, title="Schooltuin Elzen", summary="Kinderen kweken groente in een moestuin."),
    Initiative(key=12, title="Eettafel Noord", summary="Samen koken en eten."),
    Initiative(key=13, title="Lampen <b>Zuid</b>", summary="Licht op het fietspad."),
    Initiative(key=14, title="Oude tuin", summary="Een moestuin met groente.", status=InitiativeStatus.ENDED),
    Initiative(key=15, title="Iets", summary=""),
    Organisation(key=20, name="Dorpshuis De Hoek", legal_form=LegalForm.STICHTING),
    Need(key=40, kind=ResourceKind.SPACE, text="een keuken met ruimte voor twintig"),
    Offer(key=41, kind=ResourceKind.SPACE, text="keuken en zaal op dinsdagavond"),
    *[Resident(key=key, pseudonym=f"inwoner-{key}") for key in (30, 31, 32, 33)],
]
RELATIONS: list[Relation] = [
    *[BelongsTo(source=key, target=1) for key in (2, 6)],
    PartOf(source=3, target=2),
    *[LocatedIn(source=key, target=3) for key in (10, 11, 14)],
    LocatedIn(source=12, target=2),
    LocatedIn(source=13, target=6),
    *[About(source=key, target=4) for key in (10, 11, 14)],
    About(source=12, target=5),
    *[ParticipatesIn(source=resident, target=key) for resident in (30, 31) for key in (10, 11)],
    Initiates(source=30, target=10),
    ParticipatesIn(source=32, target=12),
    ParticipatesIn(source=32, target=10),
    Runs(source=20, target=10),
    Needs(source=12, target=40),
    Provides(source=20, target=41),
]
WRITTEN = ChangeSet(NODES, RELATIONS)


@pytest.fixture(params=["model", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """The initiatives of a neighbourhood, in memory and in a file."""
    if request.param == "model":
        model = cast("Store", Model())
        await model.write(WRITTEN, STAFF)
        yield model
        return
    async with SQLiteStore(tmp_path / "graph.db") as kept:
        await kept.write(WRITTEN, STAFF)
        yield kept


FIELDS = """totalCount missing pageInfo { hasNextPage endCursor } nodes { id kind kinds score headline
  a { id } b { id } decision { outcome reason by changed }
  reasons { signal share text english: text(language: EN) parts { share count words via { id } meets { id } } } }"""
LIST = f"""query ($area: ID, $theme: ID, $municipality: ID, $initiative: ID, $organisation: ID, $kind: OpportunityKind,
  $minScore: Float! = 0, $notConnected: Boolean! = true, $first: Int! = 20, $after: String) {{
  opportunities(area: $area, theme: $theme, municipality: $municipality, initiative: $initiative,
    organisation: $organisation, kind: $kind, minScore: $minScore, notConnected: $notConnected, first: $first,
    after: $after) {{ {FIELDS} }} }}"""
ONE = "query ($id: ID!) { opportunity(id: $id) { id score kinds decision { outcome reason by changed } } }"
WHY = """query ($a: ID!, $b: ID!) { explainPair(a: $a, b: $b) { offered missing english: missing(language: EN)
  opportunity { id kind score reasons { text } } } }"""
DISMISS = """mutation ($id: ID!, $reason: String!) { done: dismissOpportunity(id: $id, reason: $reason) {
  opportunity { id decision { outcome reason by changed } } errors { code path message } } }"""
INTRODUCE = """mutation ($id: ID!, $note: String) { done: introduceOpportunity(id: $id, note: $note) {
  opportunity { id decision { outcome reason } } errors { code path message } } }"""

PAIR = f"{GARDEN}-{SCHOOL}"


async def listed(ask: Asked, viewer: Viewer = STAFF, **wanted: Any) -> dict[str, dict[str, Any]]:
    """Opportunities by id, after a check of what holds of all."""
    found = (await ask(LIST, viewer, **wanted))["opportunities"]
    for each in found["nodes"]:
        assert each["id"] == f"{each['a']['id']}-{each['b']['id']}"
        assert each["kind"] == each["kinds"][0]
        assert sum(reason["share"] for reason in each["reasons"]) == pytest.approx(each["score"], rel=1e-9)
        for reason in each["reasons"]:
            assert sum(part["share"] for part in reason["parts"]) == pytest.approx(reason["share"], rel=1e-9)
    return {each["id"]: each for each in found["nodes"]}


async def test_those_of_an_initiative_say_why(ask: Asked) -> None:
    found = await listed(ask, initiative=GARDEN)
    assert next(iter(found)) == PAIR, "what speaks most comes first"
    best = found[PAIR]
    assert best["headline"] == "Moestuin De Hoek en Schooltuin Elzen: delen 2 vrijwilligers, onder wie 1 trekker"
    texts = {reason["signal"]: reason["text"] for reason in best["reasons"]}
    assert texts["PEOPLE"] == "Delen 2 vrijwilligers, onder wie 1 trekker"
    assert texts["THEMES"] == "Beide gaan over groen en natuur"
    assert texts["PLACE"] == "Beide in De Hoek"
    assert texts["TEXT"].startswith("Beschrijvingen lijken op elkaar: ")
    people = next(reason for reason in best["reasons"] if reason["signal"] == "PEOPLE")
    assert people["english"] == "Share 2 volunteers, among them 1 initiator"
    assert {part["via"]["id"] for part in people["parts"]} == {"Resident:30", "Resident:31"}
    assert not any(ENDED in id or ALONE in id for id in found)
    assert f"{GARDEN}-{HOUSE}" not in found, "they are connected already"
    joined = await listed(ask, initiative=GARDEN, notConnected=False)
    assert set(joined) >= set(found)


async def test_the_field_of_an_initiative_and_an_organisation(ask: Asked) -> None:
    query = f"""{{ initiative(id: "{GARDEN}") {{ opportunities {{ {FIELDS} }} }}
      organisation(id: "{HOUSE}") {{ opportunities(kind: COMPLEMENTARY) {{ {FIELDS} }} }} }}"""
    found = await ask(query, STAFF)
    own = found["initiative"]["opportunities"]["nodes"]
    assert own == list((await listed(ask, initiative=GARDEN)).values())
    [offer] = found["organisation"]["opportunities"]["nodes"]
    assert offer["id"] == f"{TABLE}-{HOUSE}"
    [resources] = [reason for reason in offer["reasons"] if reason["signal"] == "RESOURCES"]
    assert resources["text"] == (
        "Eettafel Noord zoekt ruimte; Dorpshuis De Hoek biedt: ‘keuken en zaal op dinsdagavond’"
    )
    assert resources["parts"][0]["via"]["id"] == "Need:40"
    assert resources["parts"][0]["meets"]["id"] == "Offer:41"


async def test_those_of_an_area_a_theme_and_a_municipality(ask: Asked) -> None:
    everything = await listed(ask)
    assert PAIR in everything
    inside = await listed(ask, area="Area:2")
    assert PAIR in inside, "areas inside it count"
    assert all(any(each in id.split("-") for each in (GARDEN, SCHOOL, TABLE)) for id in inside)
    assert set(await listed(ask, theme="Theme:4")) == {id for id in inside if GARDEN in id or SCHOOL in id}
    assert await listed(ask, municipality="Municipality:1") == everything
    assert await listed(ask, area="Area:2", initiative=GARDEN) == await listed(ask, initiative=GARDEN)


async def test_of_a_kind_and_from_a_score(ask: Asked) -> None:
    everything = await listed(ask)
    for kind in ("SHARED_PEOPLE", "SIMILAR", "COMPLEMENTARY", "SUPPORT"):
        found = await listed(ask, kind=kind)
        assert set(found) == {id for id, each in everything.items() if kind in each["kinds"]}
        assert found
    least = everything[PAIR]["score"]
    assert set(await listed(ask, minScore=least)) == {id for id, e in everything.items() if e["score"] >= least - 1e-9}
    assert await listed(ask, minScore=99) == {}


async def test_pages_are_parts_of_one_list(ask: Asked, fail: Asked) -> None:
    whole = list(await listed(ask))
    seen: list[str] = []
    after = None
    while len(seen) < len(whole):
        page = (await ask(LIST, STAFF, first=2, after=after))["opportunities"]
        assert page["totalCount"] == len(whole)
        seen += [each["id"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        assert page["pageInfo"]["hasNextPage"] == (len(seen) < len(whole))
    assert seen == whole
    assert (await ask("{ opportunities { pending } }", STAFF))["opportunities"] == {"pending": 0}
    counted = (await ask(LIST, STAFF, first=0))["opportunities"]
    assert (counted["totalCount"], counted["nodes"]) == (len(whole), [])
    error = await fail(LIST, STAFF, initiative=GARDEN, after=after)
    assert "cursor of another list" in error["message"]


async def test_other_weights_bring_no_dismissed_pair_back(store: Store, ask: Asked) -> None:
    await ask(DISMISS, STAFF, id=PAIR, reason="Ze kennen elkaar al jaren")
    heavier = AnalysisService(store, Weights({signal: 3 * weight for signal, weight in DEFAULTS.items()}))
    result = await schema.execute(LIST, {}, Context(store, heavier, STAFF))
    assert result.data
    found = [each["id"] for each in result.data["opportunities"]["nodes"]]
    assert found
    assert PAIR not in found


async def test_the_file_in_the_docs_gives_plain_resource_allocation(store: Store, tmp_path: Path) -> None:
    [_, after] = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8").split("```toml\n")
    (tmp_path / "weights.toml").write_text(after.partition("```")[0], encoding="utf-8")
    plain = AnalysisService(store, load(tmp_path / "weights.toml"))
    result = await schema.execute(LIST, {"first": 100}, Context(store, plain, STAFF))
    assert result.data
    found = {each["id"]: each["score"] for each in result.data["opportunities"]["nodes"] if HOUSE not in each["id"]}
    graph: nx.Graph[tuple[type[Node], int]] = nx.Graph()
    for relation in RELATIONS:
        if isinstance(relation, Initiates | ParticipatesIn | Runs):
            graph.add_edge((type(relation).__ends__.source, relation.source), (Initiative, relation.target))
    pairs = combinations(sorted(key for cls, key in graph if cls is Initiative), 2)
    ends = [((Initiative, a), (Initiative, b)) for a, b in pairs]
    expected = {
        f"Initiative:{a[1]}-Initiative:{b[1]}": score
        for a, b, score in nx.resource_allocation_index(graph, ends)
        if score > 0
    }
    assert expected
    assert found == pytest.approx(expected)


async def test_ids_and_answers_are_the_same_after_a_restart(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path / "graph.db") as store:
        await store.write(WRITTEN, STAFF)
    answers: list[bytes] = []
    for _ in range(2):
        async with SQLiteStore(tmp_path / "graph.db") as store:
            result = await schema.execute(LIST, {}, Context(store, AnalysisService(store), STAFF))
            answers.append(orjson.dumps(result.data))
            one = await schema.execute(ONE, {"id": PAIR}, Context(store, AnalysisService(store), STAFF))
            assert one.data
            assert one.data["opportunity"]["id"] == PAIR
    assert answers[0] == answers[1]


async def test_the_public_gets_what_is_public(store: Store, ask: Asked, analysis: AnalysisService) -> None:
    """Residents, verdicts and hidden organisations change no byte of what the public gets."""

    async def public() -> list[bytes]:
        return [
            orjson.dumps(await ask(LIST)),
            orjson.dumps(await ask(LIST, initiative=GARDEN)),
            orjson.dumps(await ask(ONE, id=PAIR)),
            orjson.dumps(await ask(WHY, a=GARDEN, b=SCHOOL)),
            orjson.dumps(await ask(WHY, a=GARDEN, b=TABLE)),
        ]

    before = await public()
    assert b"vrijwilliger" not in b"".join(before)
    assert b"inwoner" not in b"".join(before)
    assert b"PEOPLE" not in b"".join(before).replace(b"SHARED_PEOPLE", b"")
    await ask(DISMISS, STAFF, id=PAIR, reason="Ze kennen elkaar al jaren")
    await ask(INTRODUCE, STAFF, id=f"{TABLE}-{HOUSE}")
    trader = Organisation(key=50, name="Hovenier Jansen", legal_form=LegalForm.EENMANSZAAK)
    hidden = ChangeSet(
        [trader, Resident(key=51, pseudonym="nieuw")],
        [
            *[Runs(source=50, target=key) for key in (11, 12, 13)],
            *[ParticipatesIn(source=51, target=key) for key in (10, 11, 12, 13)],
        ],
    )
    await store.write(hidden, STAFF)
    assert await public() == before
    assert (await ask(ONE, STAFF, id=PAIR))["opportunity"]["decision"]["outcome"] == "DISMISSED"
    fresh = await schema.execute(LIST, {}, Context(store, AnalysisService(store), PUBLIC))
    assert orjson.dumps(fresh.data) == before[0]


async def test_a_dismissed_pair_comes_back_when_more_speaks_for_it(store: Store, ask: Asked) -> None:
    total = (await ask(LIST, STAFF))["opportunities"]["totalCount"]
    done = (await ask(DISMISS, STAFF, id=PAIR, reason="Ze kennen elkaar al jaren"))["done"]
    assert done["errors"] == []
    assert done["opportunity"]["decision"] == {
        "outcome": "DISMISSED",
        "reason": "Ze kennen elkaar al jaren",
        "by": "staff",
        "changed": [],
    }
    assert PAIR not in await listed(ask)
    assert PAIR not in await listed(ask, initiative=SCHOOL)
    assert (await ask(LIST, STAFF))["opportunities"]["totalCount"] == total - 1
    why = (await ask(WHY, STAFF, a=SCHOOL, b=GARDEN))["explainPair"]
    assert (why["offered"], why["missing"][0]) == (False, "Afgewezen: Ze kennen elkaar al jaren")
    await store.write(ChangeSet(relations=[ParticipatesIn(source=33, target=13)]), STAFF)
    assert PAIR not in await listed(ask), "something else has changed"
    await store.erase(31, STAFF)
    assert PAIR not in await listed(ask), "less speaks for it"
    more = [ParticipatesIn(source=resident, target=key) for resident in (32, 33) for key in (10, 11)]
    await store.write(ChangeSet(relations=more), STAFF)
    again = (await listed(ask))[PAIR]
    assert "Meer vrijwilligers van beide: 3, eerder 2" in again["decision"]["changed"]
    assert (await ask(WHY, STAFF, a=SCHOOL, b=GARDEN))["explainPair"]["offered"]


async def test_an_introduced_pair_is_offered_no_more(store: Store, ask: Asked) -> None:
    done = (await ask(INTRODUCE, STAFF, id=PAIR, note="Koffie op 12 mei"))["done"]
    assert done["opportunity"]["decision"] == {"outcome": "INTRODUCED", "reason": "Koffie op 12 mei"}
    assert PAIR not in await listed(ask)
    await store.write(ChangeSet(relations=[ParticipatesIn(source=33, target=key) for key in (10, 11)]), STAFF)
    assert PAIR not in await listed(ask)
    assert (await ask(ONE, STAFF, id=PAIR))["opportunity"]["decision"]["outcome"] == "INTRODUCED"
    assert (await ask(ONE, id=PAIR))["opportunity"]["decision"] is None


async def test_verdicts_have_a_history_and_name_no_resident(store: Store, ask: Asked) -> None:
    await ask(DISMISS, STAFF, id=PAIR, reason="Nu niet")
    await ask(INTRODUCE, STAFF, id=PAIR)
    query = """{ verdicts { totalCount nodes { id pair outcome reason by evidence
      history { node { ... on Verdict { outcome reason } } } } } network { nodes { id } }
      centrality(measure: DEGREE, first: 100) { node { id } } }"""
    found = await ask(query, STAFF)
    [verdict] = found["verdicts"]["nodes"]
    assert (verdict["pair"], verdict["outcome"], verdict["reason"]) == (PAIR, "INTRODUCED", None)
    assert [each["node"]["outcome"] for each in verdict["history"]] == ["INTRODUCED", "DISMISSED"]
    evidence = orjson.loads(verdict["evidence"])
    assert evidence["PEOPLE"]["count"] == 2
    assert evidence["PEOPLE"]["via"] == []
    assert evidence["THEMES"]["via"] == ["Theme:4"]
    assert "Resident" not in verdict["evidence"]
    assert not [each for each in found["network"]["nodes"] if each["id"].startswith("Verdict")]
    assert not [each for each in found["centrality"] if each["node"]["id"].startswith("Verdict")]
    assert (await ask("{ verdicts { totalCount } }"))["verdicts"] is None


async def test_deciding_is_for_staff_and_on_what_is_there(ask: Asked, fail: Asked) -> None:
    for query in (DISMISS, INTRODUCE):
        assert (await fail(query, id=PAIR, reason="x"))["extensions"]["code"] == "FORBIDDEN"
    for id, code, words in (
        (f"{GARDEN}-{ALONE}", "MISSING", "nothing is known that speaks for it"),
        (f"{GARDEN}-Initiative:999", "MISSING", "no such opportunity"),
        (f"{SCHOOL}-{GARDEN}", "INVALID", "in the wrong order"),
        ("nonsense", "INVALID", "they look like Initiative:1-Initiative:2"),
        ("Initiative:10-Resident:30", "INVALID", "a Resident cannot be connected"),
    ):
        [error] = (await ask(DISMISS, STAFF, id=id, reason="daarom"))["done"]["errors"]
        assert (error["code"], error["path"]) == (code, ["id"])
        assert words in error["message"]
    for reason in ("", "  ", "x" * 2001, "a\u0000b"):
        [error] = (await ask(DISMISS, STAFF, id=PAIR, reason=reason))["done"]["errors"]
        assert (error["code"], error["path"]) == ("INVALID", ["reason"])
    assert PAIR in await listed(ask)


async def test_a_bridge_says_what_it_would_join(store: Store, ask: Asked) -> None:
    """Garden, its house, and who shares residents with it, make one part; the lamps and a club of their own another."""
    club = Organisation(key=21, name="Lampenclub", legal_form=LegalForm.STICHTING)
    words = Initiative(key=13, title="Lampen Zuid", summary="Licht in de moestuin waar de buurt groente kweekt.")
    await store.write(ChangeSet([club, words], [Runs(source=21, target=13)]), STAFF)
    query = "query ($id: ID!) { opportunity(id: $id) { kinds nl: bridge en: bridge(language: EN) } }"
    found = (await ask(query, STAFF, id=f"{GARDEN}-{LAMPS}"))["opportunity"]
    assert found == {
        "kinds": ["SIMILAR", "BRIDGE"],
        "nl": "Zou twee losse delen van het netwerk verbinden, van 4 en 2 initiatieven en organisaties",
        "en": "Would join two separate parts of the network, of 4 and 2 initiatives and organisations",
    }
    assert (await ask(query, STAFF, id=PAIR))["opportunity"]["nl"] is None
    public = (await ask(query, id=f"{GARDEN}-{LAMPS}"))["opportunity"]
    assert "van 2 en 2" in public["nl"], "without residents, who hold the rest together"


async def test_an_empty_answer_says_what_is_missing(ask: Asked) -> None:
    alone = (await ask(LIST, STAFF, initiative=ALONE))["opportunities"]
    assert (alone["totalCount"], alone["nodes"]) == (0, [])
    assert "Van dit initiatief zijn geen inwoners of organisaties bekend." in alone["missing"]
    public = (await ask(LIST, initiative=ALONE))["opportunities"]["missing"]
    assert not any("inwoner" in text for text in public)
    ended = (await ask(LIST, STAFF, initiative=ENDED))["opportunities"]
    assert ended["missing"] == ["Dit initiatief is beëindigd; er worden geen verbindingen meer bij gezocht."]
    assert (await ask(LIST, STAFF, area="Area:6", theme="Theme:5"))["opportunities"]["missing"] == [
        "Hier zijn geen initiatieven bekend."
    ]
    assert (await ask(LIST, STAFF))["opportunities"]["missing"] == []


async def test_an_empty_answer_to_a_kind_or_a_score_says_what_there_is_else(ask: Asked) -> None:
    """That nothing ties them would not be true: only what was asked for is not there."""
    everything = await listed(ask)
    best = max(each["score"] for each in everything.values())
    high = (await ask(LIST, STAFF, minScore=99))["opportunities"]["missing"]
    highest = f"{best:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    assert high == [f"Geen kans heeft een score van 99 of meer; de hoogste is {highest}."]
    asks = (await ask(LIST, STAFF, kind="JOINT_ASK"))["opportunities"]["missing"]
    assert asks == [f"Van deze soort is er geen kans; van andere soorten wel: {len(everything)} kansen."]
    both = (await ask(LIST, STAFF, kind="SIMILAR", minScore=99))["opportunities"]["missing"]
    assert both[0].startswith("Geen kans van deze soort heeft een score van 99 of meer; de hoogste is ")
    places: tuple[dict[str, Any], ...] = ({"initiative": GARDEN}, {"area": "Area:2"})
    for wanted in places:
        count = len(await listed(ask, **wanted))
        missing = (await ask(LIST, STAFF, kind="JOINT_ASK", **wanted))["opportunities"]["missing"]
        assert missing[0] == f"Van deze soort is er geen kans; van andere soorten wel: {count} kansen."
        assert not any("niets bekend" in text for text in missing)


async def test_why_and_why_not(store: Store, ask: Asked, fail: Asked) -> None:
    why = (await ask(WHY, STAFF, a=SCHOOL, b=GARDEN))["explainPair"]
    assert why["offered"]
    assert why["opportunity"]["id"] == PAIR
    nothing = (await ask(WHY, STAFF, a=ALONE, b=GARDEN))["explainPair"]
    assert not nothing["offered"]
    assert (nothing["opportunity"]["kind"], nothing["opportunity"]["score"]) == (None, 0)
    assert nothing["missing"]
    assert len(nothing["missing"]) == len(nothing["english"])
    await store.write(ChangeSet([Initiative(key=16, title="Insectenhotel")], [About(source=16, target=4)]), STAFF)
    weak = (await ask(WHY, STAFF, a="Initiative:16", b=GARDEN))["explainPair"]
    assert (weak["offered"], [reason["text"] for reason in weak["opportunity"]["reasons"]]) == (
        False,
        ["Beide gaan over groen en natuur"],
    )
    assert weak["missing"][0] == "Alleen een gedeeld thema of gebied is te weinig om ze aan elkaar voor te stellen."
    member = [MemberOf(source=33, target=20), ParticipatesIn(source=33, target=13)]
    await store.write(ChangeSet(relations=member), STAFF)
    shared = (await ask(WHY, STAFF, a=LAMPS, b=HOUSE))["explainPair"]
    assert (shared["offered"], bool(shared["opportunity"]["reasons"])) == (False, True)
    assert shared["missing"][0] == "Wat ervoor pleit, is te weinig om ze aan elkaar voor te stellen."
    await store.write(ChangeSet(relations=[ConnectedTo(source=10, target=11)]), STAFF)
    joined = (await ask(WHY, STAFF, a=SCHOOL, b=GARDEN))["explainPair"]
    assert not joined["offered"]
    assert "al verbonden" in joined["missing"][0]
    assert PAIR not in await listed(ask)
    assert (await ask(WHY, STAFF, a=GARDEN, b="Initiative:999"))["explainPair"] is None
    for other, words in (
        ("Resident:30", "a Resident cannot be connected"),
        (GARDEN, "these are one"),
        ("x", "not an id"),
    ):
        error = await fail(WHY, STAFF, a=GARDEN, b=other)
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert words in error["message"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"initiative": "Initiative:999"}, "there is no Initiative:999"),
        ({"organisation": GARDEN}, "is the id of a node of type Initiative, not Organisation"),
        ({"area": "Area:x"}, "is not an id"),
        ({"area": "Area:77"}, "there is no Area:77"),
        ({"minScore": -1}, "`minScore` is -1"),
        ({"first": 501}, "`first` is 501"),
        ({"after": "x"}, "`after` is not a cursor"),
        ({"initiative": GARDEN, "organisation": HOUSE}, "`explainPair`"),
    ],
    ids=str,
)
async def test_what_cannot_be_asked(fail: Asked, wanted: dict[str, Any], words: str) -> None:
    error = await fail(LIST, STAFF, **wanted)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert words in error["message"]


async def test_one_request_asks_for_so_many(store: Store, analysis: AnalysisService) -> None:
    query = "{ initiatives(first: 500) { nodes { opportunities { totalCount } } } }"
    aliases = " ".join(f"a{place}: opportunities(first: 500) {{ totalCount }}" for place in range(50))
    result = await schema.execute(f"{{ {aliases} }}", context_value=Context(store, analysis, STAFF))
    assert result.errors
    assert "TOO_COMPLEX" in str([error.extensions for error in result.errors])
    assert (await schema.execute(query, context_value=Context(store, analysis, STAFF))).errors is None


async def test_texts_hold_no_markup(store: Store, ask: Asked) -> None:
    await store.write(ChangeSet(relations=[ParticipatesIn(source=30, target=13)]), STAFF)
    found = await listed(ask, initiative=LAMPS)
    assert found
    for each in found.values():
        assert "<" not in each["headline"]
