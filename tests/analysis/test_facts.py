# SPDX-License-Identifier: EUPL-1.2
"""Facts are what the graph says, whether read at once or after any writes, and no more than the level sees."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph_api.analysis.live import Live
from graph_api.analysis.opportunities import lexicon, reading
from graph_api.analysis.opportunities.assembling import assembled
from graph_api.analysis.opportunities.facts import ALWAYS, NEVER, Facts
from graph_api.analysis.opportunities.lexicon import Lexicon
from graph_api.analysis.opportunities.parties import PARTY_TYPES, Parties
from graph_api.analysis.opportunities.reading import Reader
from graph_api.analysis.opportunities.records import READ, kept, records
from graph_api.analysis.snapshot import EPOCH, Snapshot, build
from graph_api.store.port import Arrays, NodeArrays
from graph_api.store.sqlite.store import SQLiteStore
from schema.area import Area, AreaLevel, BelongsTo
from schema.base import Node, Relation
from schema.change import TOUCHED_LIMIT, ChangeSet, Refused
from schema.geometry import Point
from schema.initiative import Asks, Initiative, InitiativeStatus, LocatedIn, Needs, Offers
from schema.municipality import Municipality
from schema.organisation import LegalForm, Organisation, Provides, Represents, Runs, Supports
from schema.privacy import STAFF, Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import MemberOf, Resident
from schema.resource import Need, Offer, ResourceKind
from schema.support_request import AskedOf, RequestState, SupportRequest, SupportRole
from tests.analysis.graphs import graphs
from tests.store.model import Model

pytestmark = pytest.mark.anyio

TODAY: Final = date(2024, 6, 1)
CITY, VILLAGE, HAMLET = 1, 10, 11
GARDEN, CAFE, OVER, CLUB, SHED, TRADER = 30, 31, 32, 40, 41, 42
TOOLS, HALL, LOOSE, ASKED, ELSEWHERE = 50, 51, 52, 60, 61


def village() -> ChangeSet:
    """Three initiatives, of which one is over; an association that speaks for a village, one that runs initiatives, and
    a sole trader."""
    form = LegalForm.VERENIGING
    return ChangeSet(
        nodes=[
            Municipality(key=CITY, name="Assen", code="GM0106"),
            Area(key=VILLAGE, name="Elzerveen", level=AreaLevel.DORP, code="1", centre=Point(lon=6.5, lat=53.0)),
            Area(key=HAMLET, name="Vosholt", level=AreaLevel.BUURT, code="2", centre=Point(lon=6.7, lat=53.2)),
            Initiative(key=GARDEN, title="Buurtmoestuin Elzerveen", summary="Groente van eigen grond."),
            Initiative(key=CAFE, title="Repair Café", contact="Geheimschrift", until=TODAY - timedelta(1)),
            Initiative(key=OVER, title="Moestuinieren in de wijk", status=InitiativeStatus.ENDED),
            Organisation(key=CLUB, name="Dorpsbelangen Elzerveen", legal_form=form),
            Organisation(key=SHED, name="De Schuur", legal_form=form),
            Organisation(key=TRADER, name="Hoveniersbedrijf Groenrijk", legal_form=LegalForm.EENMANSZAAK),
            Need(key=TOOLS, kind=ResourceKind.MATERIAL, text="Kruiwagens", since=date(2024, 1, 1)),
            Offer(key=HALL, kind=ResourceKind.SPACE, text="Een zaal", until=date(2024, 12, 31)),
            Offer(key=LOOSE, kind=ResourceKind.KNOWLEDGE, text="Uitleg over snoeien"),
            SupportRequest(key=ASKED, role=SupportRole.FINANCE, text="Een hekwerk", asked_on=date(2024, 2, 1)),
            SupportRequest(key=ELSEWHERE, role=SupportRole.REGULATE, state=RequestState.GRANTED),
        ],
        relations=[
            BelongsTo(source=VILLAGE, target=CITY),
            LocatedIn(source=GARDEN, target=VILLAGE),
            LocatedIn(source=OVER, target=HAMLET),
            Needs(source=GARDEN, target=TOOLS),
            Needs(source=CAFE, target=TOOLS),
            Offers(source=OVER, target=LOOSE),
            Provides(source=CLUB, target=HALL),
            Represents(source=CLUB, target=HAMLET),
            Runs(source=CLUB, target=GARDEN),
            Runs(source=SHED, target=GARDEN),
            Supports(source=SHED, target=OVER, kind=ResourceKind.MONEY),
            Supports(source=SHED, target=CAFE, kind=ResourceKind.MONEY),
            Asks(source=GARDEN, target=ASKED),
            Asks(source=OVER, target=ELSEWHERE),
            AskedOf(source=ASKED, target=CITY),
        ],
    )


async def stored(*changes: ChangeSet) -> Model:
    model = Model()
    for change in changes:
        await model.write(change, STAFF)
    return model


async def snapshot_of(model: Model, level: Privacy = Privacy.PUBLIC) -> Snapshot:
    return build(await model.arrays(NODE_TYPES, RELATION_TYPES), TODAY).seen(level)


async def facts_of(model: Model, level: Privacy = Privacy.PUBLIC) -> Facts:
    return await Reader(model).facts(await snapshot_of(model, level))


def contents(value: Any) -> Any:
    """All that facts tell, as plain values."""
    if isinstance(value, np.ndarray):
        return str(value.dtype), value.tobytes()
    if isinstance(value, sparse.csr_array):
        return value.shape, *(contents(part) for part in (value.indptr, value.indices, value.data))
    if isinstance(value, Parties):
        return contents(value.keys)
    if is_dataclass(value):
        return {field.name: contents(getattr(value, field.name)) for field in fields(value)}
    return value


def said(facts: Facts, type: type[Node], key: int) -> set[str]:
    row = facts.texts[[facts.parties.index((type, key))]]
    return {facts.words[column] for column in row.indices}


async def test_parties_have_their_words_and_places() -> None:
    facts = await facts_of(await stored(village()))
    assert said(facts, Initiative, GARDEN) == {"buurtmoestuin", "buurt", "moestuin", "moes", "tuin", "groente", "grond"}
    assert said(facts, Organisation, CLUB) == {"dorpsbelangen", "dorp", "belang", "zaal"}
    assert not said(facts, Municipality, CITY)
    assert facts.open.tolist() == [True, False, False, True, True, True]
    nan = float("nan")
    # The club is where it speaks for, the shed between the two of its initiatives that have a place.
    np.testing.assert_allclose(facts.lon, [6.5, nan, 6.7, 6.7, 6.6, nan])
    np.testing.assert_allclose(facts.lat, [53.0, nan, 53.2, 53.2, 53.1, nan])


async def test_what_parties_need_offer_and_ask() -> None:
    facts = await facts_of(await stored(village()))
    index = facts.parties.index
    day = {name: (when - EPOCH).days for name, when in (("new", date(2024, 1, 1)), ("asked", date(2024, 2, 1)))}
    needs, offers, asks = facts.needs, facts.offers, facts.asks
    assert needs.party.tolist() == [index((Initiative, GARDEN)), index((Initiative, CAFE))]
    assert needs.keys.tolist() == [TOOLS, TOOLS]
    assert needs.kind.tolist() == [list(ResourceKind).index(ResourceKind.MATERIAL)] * 2
    assert (needs.since.tolist(), needs.until.tolist()) == ([day["new"]] * 2, [NEVER] * 2)
    assert [facts.words[column] for column in needs.texts.indices] == ["kruien", "kruiwagens", "wagen"] * 2
    assert offers.party.tolist() == [index((Initiative, OVER)), index((Organisation, CLUB))]
    assert (offers.keys.tolist(), offers.since.tolist()) == ([LOOSE, HALL], [ALWAYS, ALWAYS])
    assert asks.things.party.tolist() == [index((Initiative, GARDEN)), index((Initiative, OVER))]
    assert asks.things.since.tolist() == [day["asked"], ALWAYS]
    assert asks.municipality.tolist() == [index((Municipality, CITY)), -1]
    assert asks.state.tolist() == [
        list(RequestState).index(state) for state in (RequestState.ASKED, RequestState.GRANTED)
    ]


async def test_what_is_alike_is_near() -> None:
    facts = await facts_of(await stored(village()))
    alike = (facts.texts @ facts.texts.T).toarray()
    garden, cafe, over = (facts.parties.index((Initiative, key)) for key in (GARDEN, CAFE, OVER))
    assert alike[garden, over] > 0.2
    assert alike[garden, cafe] == 0
    np.testing.assert_allclose(np.diag(alike)[[garden, cafe, over]], 1)


async def test_hidden_columns_tell_nothing() -> None:
    facts = await facts_of(await stored(village()), Privacy.STAFF)
    assert not any("geheim" in word for word in facts.words)


async def test_words_in_most_texts_tell_nothing() -> None:
    titles = [
        Initiative(key=key, title=f"Dansen {'en koken' if key % 5 else ''} {'op straat' * (key == 7)}")
        for key in range(60)
    ]
    facts = await facts_of(await stored(ChangeSet(titles)))
    assert facts.words == ["straat"]


async def test_the_public_sees_nothing_of_hidden_organisations() -> None:
    model = await stored(village())
    before = contents(await facts_of(model))
    hidden = ChangeSet(
        [
            *(
                Organisation(key=key, name="Moestuinwinkel Aardbei", legal_form=LegalForm.VOF)
                for key in range(100, 180)
            ),
            Organisation(key=TRADER, name="Kwekerij Zaad en Zo", legal_form=LegalForm.EENMANSZAAK),
        ],
        [
            Provides(source=TRADER, target=HALL),
            Represents(source=TRADER, target=VILLAGE),
            *(Runs(source=key, target=GARDEN) for key in range(100, 180)),
        ],
    )
    await model.write(hidden, STAFF)
    assert contents(await facts_of(model)) == before
    assert contents(await facts_of(model, Privacy.STAFF)) != before


@pytest.mark.parametrize("hidden", ["Wandelingen", "Wandelen", "Fietsen"])
async def test_what_a_word_is_called_does_not_tell_what_was_read_before(hidden: str) -> None:
    secret = Organisation(key=TRADER, name=hidden, legal_form=LegalForm.VOF)
    model = await stored(ChangeSet([secret]))
    reader = Reader(model)
    await reader.facts(await snapshot_of(model, Privacy.STAFF))
    seen = [Initiative(key=GARDEN, title="Wandeling"), Initiative(key=CAFE, title="Wandelen")]
    await model.write(ChangeSet(seen), STAFF)
    assert (await reader.facts(await snapshot_of(model))).words == ["wandelen"]


async def test_one_reader_serves_both_levels_without_mixing_them() -> None:
    model = await stored(village())
    snapshot, reader = await snapshot_of(model, Privacy.STAFF), Reader(model)
    for level in (Privacy.STAFF, Privacy.PUBLIC, Privacy.STAFF):
        assert contents(await reader.facts(snapshot.seen(level))) == contents(await facts_of(model, level))


async def test_a_snapshot_of_another_store_is_refused() -> None:
    with pytest.raises(ValueError, match="that the store does not have"):
        await Reader(await stored()).facts(await snapshot_of(await stored(village())))


async def test_facts_cannot_be_written_to() -> None:
    facts = await facts_of(await stored(village()))
    for array in (
        facts.open,
        facts.lon,
        facts.texts.data,
        facts.needs.party,
        facts.asks.state,
        facts.offers.texts.data,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


async def test_a_write_has_only_what_it_touched_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    model = await stored(village())
    reader = Reader(model)
    await reader.facts(await snapshot_of(model))
    heard: list[str] = []
    terms = lexicon.terms
    monkeypatch.setattr(lexicon, "terms", lambda text: heard.append(text) or terms(text))  # pyright: ignore
    await model.write(ChangeSet([Initiative(key=CAFE, title="Zwerfvuil rapen")]), STAFF)
    facts = await reader.facts(await snapshot_of(model))
    assert heard == ["Zwerfvuil rapen", ""]
    assert "rapen" in said(facts, Initiative, CAFE)
    await reader.facts(await snapshot_of(model))
    assert len(heard) == 2


async def test_an_initiative_moves_with_its_area() -> None:
    model = await stored(village())
    reader = Reader(model)
    await reader.facts(await snapshot_of(model))
    area = Area(key=VILLAGE, name="Elzerveen", level=AreaLevel.DORP, code="1", centre=Point(lon=5.0, lat=52.0))
    await model.write(ChangeSet([area]), STAFF)
    await model.write(ChangeSet((), [LocatedIn(source=CAFE, target=HAMLET)]), STAFF)
    facts = await reader.facts(await snapshot_of(model))
    np.testing.assert_allclose(facts.lon[:3], [5.0, 6.7, 6.7])
    assert contents(facts) == contents(await facts_of(model))


async def test_facts_follow_a_bulk_load_and_an_erasure() -> None:
    model = await stored(
        village(), ChangeSet([Resident(key=900, pseudonym="bewoner")], [MemberOf(source=900, target=CLUB)])
    )
    reader = Reader(model)
    await reader.facts(await snapshot_of(model))
    many = [Initiative(key=key, title=f"Tuin {'en dak' * (key % 2)}") for key in range(1000, 1001 + TOUCHED_LIMIT)]
    await model.write(ChangeSet(many), STAFF)
    assert contents(await reader.facts(await snapshot_of(model))) == contents(await facts_of(model))
    await model.erase(900, STAFF)
    await model.write(ChangeSet([Initiative(key=GARDEN, title="Dak")]), STAFF)
    assert contents(await reader.facts(await snapshot_of(model))) == contents(await facts_of(model))


@given(graphs())
def test_rows_follow_the_parties_in_any_graph(changes: ChangeSet) -> None:
    async def check() -> None:
        model = await stored(changes)
        snapshot = await snapshot_of(model)
        facts = await Reader(model).facts(snapshot)
        n = sum(snapshot.count(cls) for cls in PARTY_TYPES)
        assert facts.parties.n == n == facts.texts.shape[0] == len(facts.open) == len(facts.lon) == len(facts.lat)
        for things in (facts.needs, facts.offers, facts.asks.things):
            order = np.lexsort((things.keys, things.party))
            assert order.tolist() == list(range(len(things.keys)))
            assert things.texts.shape == (len(things.keys), len(facts.words))
        assert len(facts.needs.party) == snapshot.forward(Needs).nnz
        assert len(facts.offers.party) == snapshot.forward(Offers).nnz + snapshot.forward(Provides).nnz

    asyncio.run(check())


WORDS: Final = (
    "moestuin",
    "tuinieren",
    "wandelen",
    "wandeling",
    "dorpsfeest",
    "Elzerveen",
    "speelplek",
    "repaircafé",
    "xyzzy",
    "de",
)
SAID: Final = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
POINTS: Final = st.one_of(st.none(), st.builds(Point, lon=st.sampled_from([5.0, 6.5]), lat=st.just(53.0)))


def some_nodes() -> st.SearchStrategy[Node]:
    keys = st.integers(0, 2)
    forms, kinds = st.sampled_from([LegalForm.VERENIGING, LegalForm.VOF]), st.sampled_from(ResourceKind)
    until = st.sampled_from([None, TODAY - timedelta(1), TODAY])
    place = {"level": st.just(AreaLevel.DORP), "code": st.just("1"), "centre": POINTS}
    return st.one_of(
        st.builds(
            Initiative, key=keys, title=SAID, summary=SAID, status=st.sampled_from(InitiativeStatus), until=until
        ),
        st.builds(Organisation, key=keys.map(lambda k: k + 10), name=SAID, legal_form=forms, until=until),
        st.builds(Need, key=keys.map(lambda k: k + 20), kind=kinds, text=SAID, until=until),
        st.builds(Offer, key=keys.map(lambda k: k + 30), kind=kinds, text=SAID, until=until),
        st.builds(Area, key=keys.map(lambda k: k + 40), name=SAID, **place),
        st.builds(SupportRequest, key=keys.map(lambda k: k + 50), role=st.sampled_from(SupportRole), text=SAID),
    )


FIRST_KEY: Final = {Initiative: 0, Organisation: 10, Need: 20, Offer: 30, Area: 40, SupportRequest: 50}


def some_relations() -> st.SearchStrategy[Relation]:
    def of(cls: type[Relation]) -> st.SearchStrategy[Relation]:
        ends = (
            st.integers(0, 2).map(lambda k, first=FIRST_KEY[end]: k + first)
            for end in (cls.__ends__.source, cls.__ends__.target)
        )
        more = {"kind": st.just(ResourceKind.MONEY)} if cls is Supports else {}
        return st.builds(
            cls, **dict(zip(("source", "target"), ends, strict=True)), until=st.sampled_from([None, TODAY]), **more
        )

    return st.sampled_from((LocatedIn, Needs, Offers, Provides, Represents, Runs, Supports, Asks)).flatmap(of)


def some_writes() -> st.SearchStrategy[list[ChangeSet]]:
    nodes = st.lists(some_nodes(), max_size=4, unique_by=lambda node: node.key)
    relations = st.lists(some_relations(), max_size=4, unique_by=lambda r: (type(r), r.source, r.target))
    return st.lists(st.builds(ChangeSet, nodes=nodes, relations=relations), max_size=5)


@given(st.lists(some_nodes(), max_size=12, unique_by=lambda node: node.key), some_writes())
def test_facts_after_any_writes_are_those_of_a_fresh_read(first: Sequence[Node], writes: list[ChangeSet]) -> None:
    async def check() -> None:
        model = await stored(ChangeSet(first))
        reader = Reader(model)
        for changes in writes:
            try:
                await model.write(changes, STAFF)
            except Refused:  # a relation to what is not there
                continue
            for level in Privacy:
                found = contents(await reader.facts(await snapshot_of(model, level)))
                assert found == contents(await facts_of(model, level))

    asyncio.run(check())


async def test_the_stores_facts_are_the_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it takes many pages."""
    monkeypatch.setattr(reading, "MAX_PAGE", 2)
    model = await stored(village())
    async with SQLiteStore(tmp_path / "graph.db") as store:
        await store.write(village(), STAFF)
        live, reader = Live(store, lambda: TODAY), Reader(store)
        for changes in (
            ChangeSet(),
            ChangeSet([Initiative(key=CAFE, title="Zwerfvuil")], [LocatedIn(source=CAFE, target=VILLAGE)]),
        ):
            await store.write(changes, STAFF)
            await model.write(changes, STAFF)
            for level in Privacy:
                facts = await reader.facts((await live.current()).seen(level))
                assert contents(facts) == contents(await facts_of(model, level))


def test_facts_of_many_are_array_work() -> None:
    """Making facts from what is kept takes a small part of the time of reading the texts, of which most is kept too."""
    words = ["moestuin", "dorpsfeest", "speelplek", "zwerfvuil", "taalcafé", "zonnedak", "koor", "wandelroute"]
    titles = [" ".join(words[(key >> shift) % 8] for shift in range(0, 12, 3)) for key in range(4096)]
    nodes = [Initiative(key=key, title=title, summary=title * 3) for key, title in enumerate(titles)]
    own = Lexicon()
    start = time.perf_counter()
    found = {cls: records(nodes if cls is Initiative else [], own) for cls in READ}
    known = kept(1, found, own)
    read = time.perf_counter()
    there = NodeArrays(np.arange(4096), np.zeros(4096, np.uint8))
    facts = assembled(build(Arrays(1, {Initiative: there}, {}), TODAY), known)
    assert facts.texts.shape[0] == 4096
    assert time.perf_counter() - read < read - start
