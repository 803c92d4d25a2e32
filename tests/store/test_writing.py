# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: S106 - the tokens here are idempotency keys, not passwords
"""Change sets: what is made, changed, left as it is and refused, all or nothing, however many write at once."""

import asyncio
from datetime import date
from decimal import Decimal

import pytest

from schema.area import Area, PartOf
from schema.base import Node, Relation
from schema.budget import Budget
from schema.change import ChangeSet, Receipt, Refused
from schema.geometry import Geometry, Point
from schema.initiative import About, ConnectedTo, Initiative, LocatedIn, LocationPrecision, SharesBackers
from schema.municipality import Municipality
from schema.organisation import Runs
from schema.privacy import PUBLIC, STAFF
from schema.query import RelationId
from schema.resident import Backs, Resident
from schema.services import Graph
from schema.theme import Theme
from tests.store.records import AWKWARD
from tests.store.village import (
    BEA,
    BUURT,
    CAFE,
    CLUB,
    GARDEN,
    GREEN,
    LOST,
    VENUE,
    WIJK,
    YOUTH,
    area,
    garden,
    picture,
    refused,
    village,
    write,
)

pytestmark = pytest.mark.anyio


async def test_making_changing_and_leaving_as_it_is(graph: Graph) -> None:
    made = village()
    count = len(made.nodes) + len(made.relations)
    assert await graph.write(made, STAFF) == Receipt(1, created=count, changed=0)
    before = await picture(graph, STAFF)
    assert await graph.write(village(), STAFF) == Receipt(1, created=0, changed=0)
    assert await picture(graph, STAFF) == before
    renamed = garden(title="De Kas")
    receipt = await write(graph, renamed, Theme(key=22, name="Sport"), About(source=GARDEN, target=22), *made.nodes[:3])
    assert receipt == Receipt(2, created=2, changed=1)
    assert {name: counts for name, counts in receipt.by_type.items() if counts != (0, 0)} == {
        "Initiative": (0, 1),
        "Theme": (1, 0),
        "About": (1, 0),
    }
    assert await graph.revision() == 2
    changed, untouched = await graph.get(Initiative, [GARDEN, CAFE], STAFF)
    assert changed == garden(title="De Kas", place=VENUE, revision=2)
    assert untouched
    assert untouched.revision == 1


async def test_what_is_given_replaces_wholly(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    await write(graph, Initiative(key=GARDEN, title="Kaal"), ConnectedTo(source=GARDEN, target=CAFE))
    assert (await graph.get(Initiative, [GARDEN], STAFF))[0] == Initiative(
        key=GARDEN, title="Kaal", revision=2, place=area(13).centre
    )
    (connected,) = await graph.relations([RelationId(ConnectedTo, GARDEN, CAFE)], STAFF)
    assert connected == ConnectedTo(source=GARDEN, target=CAFE, revision=2)


async def test_a_symmetric_relation_is_one_whichever_end_comes_first(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    again = ConnectedTo(source=GARDEN, target=CAFE, how="op de markt")
    assert (await write(graph, again)).revision == 1
    other = ConnectedTo(source=CAFE, target=GARDEN, how="bij de bakker")
    assert await write(graph, other) == Receipt(2, created=0, changed=1)
    ref = RelationId(ConnectedTo, CAFE, GARDEN)
    assert (await write(graph, again, expect={ref: 2})).changed == 1


async def test_revision_and_derived_values_that_are_given_count_for_nothing(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    assert (await write(graph, garden(revision=99, place=Point(lon=1, lat=1)))).changed == 0
    await write(graph, Initiative(key=99, title="x", place=Point(lon=1, lat=1), revision=7))
    assert await graph.get(Initiative, [99], STAFF) == [Initiative(key=99, title="x", revision=2)]


async def test_what_is_given_is_not_changed_and_not_kept_hold_of(graph: Graph) -> None:
    theme, link = Theme(key=1, name="een"), ConnectedTo(source=3, target=2)
    await write(graph, theme, Initiative(key=2, title="x"), Initiative(key=3, title="x"), link)
    assert (theme.revision, link.source, link.target) == (0, 3, 2)
    theme.name = "twee"
    (kept,) = await graph.get(Theme, [1], STAFF)
    assert kept == Theme(key=1, name="een", revision=1)
    assert kept is not None
    kept.name = "drie"
    assert await graph.get(Theme, [1], STAFF) == [Theme(key=1, name="een", revision=1)]


async def test_nothing_written_is_no_revision(graph: Graph) -> None:
    assert await graph.write(ChangeSet(), STAFF) == Receipt(0, 0, 0)
    assert await graph.revision() == 0
    assert await graph.changes(0, 10, STAFF) == []


async def test_expected_revisions(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    node, link = (Initiative, GARDEN), RelationId(Runs, CLUB, GARDEN)
    new = Theme(key=99, name="nieuw")
    assert (await write(graph, garden(title="a"), expect={node: 1, link: 1})).revision == 2
    assert await refused(graph, garden(title="b"), new, expect={node: 1}) == {"CONFLICT"}
    assert await refused(graph, garden(title="b"), new, expect={node: 0}) == {"CONFLICT"}
    assert await refused(graph, garden(title="b"), new, expect={(Theme, GARDEN): 2}) == {"CONFLICT"}
    assert await refused(graph, new, expect={link: 2}) == {"CONFLICT"}
    assert await refused(graph, new, expect={RelationId(Runs, GARDEN, CLUB): 1}) == {"CONFLICT"}
    assert await refused(graph, garden(), expect={node: 1}) == {"CONFLICT"}
    assert (await write(graph, new, expect={(Theme, 99): 0, RelationId(About, GARDEN, 99): 0})).created == 1
    assert await refused(graph, new, expect={(Theme, 99): 0}) == {"CONFLICT"}, "even where nothing would change"


async def test_each_conflict_is_named(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    with pytest.raises(Refused) as refusal:
        await write(graph, expect={(Theme, GREEN): 5, RelationId(Runs, CLUB, GARDEN): 5, (Theme, YOUTH): 1})
    assert {problem.path[1:] for problem in refusal.value.problems} == {("Theme", GREEN), ("Runs", CLUB, GARDEN)}


async def test_a_token_is_used_once(graph: Graph) -> None:
    first = await write(graph, Theme(key=1, name="een"), Theme(key=2, name="twee"), token="t")
    await write(graph, Theme(key=1, name="anders"))
    again = await write(graph, Theme(key=2, name="twee"), Theme(key=1, name="een"), token="t")
    assert (first, again) == (Receipt(1, 2, 0), Receipt(1, 2, 0, replayed=True))
    assert await graph.get(Theme, [1], STAFF) == [Theme(key=1, name="anders", revision=2)]
    assert await refused(graph, Theme(key=1, name="een"), token="t") == {"TOKEN"}
    assert await refused(graph, Theme(key=3, name="drie"), token="t") == {"TOKEN"}
    assert (await write(graph, Theme(key=3, name="drie"), token="T")).created == 1


async def test_a_replay_is_answered_before_its_expectations_are_judged(graph: Graph) -> None:
    """A client that did not hear the answer asks again, and its expected revision is by then the former one."""
    await write(graph, Theme(key=1, name="een"))
    first = await write(graph, Theme(key=1, name="twee"), token="t", expect={(Theme, 1): 1})
    again = await write(graph, Theme(key=1, name="twee"), token="t", expect={(Theme, 1): 1})
    assert (first.revision, again.revision, again.replayed) == (2, 2, True)


async def test_a_refused_write_does_not_use_its_token(graph: Graph) -> None:
    assert await refused(graph, PartOf(source=WIJK, target=10), token="t") == {"MISSING"}
    assert (await write(graph, Theme(key=1, name="een"), token="t")).created == 1


@pytest.mark.parametrize(
    ("relation", "end"),
    [
        (About(source=GARDEN, target=999), "target"),
        (About(source=999, target=GREEN), "source"),
        (About(source=GREEN, target=GREEN), "source"),  # there, but of another type
        (LocatedIn(source=GARDEN, target=GREEN), "target"),
        (ConnectedTo(source=GARDEN, target=2**62), "target"),
        (Backs(source=BEA, target=CLUB), "target"),
    ],
)
async def test_ends_must_be_there(graph: Graph, relation: Relation, end: str) -> None:
    await graph.write(village(), STAFF)
    assert await refused(graph, Theme(key=99, name="half"), relation) == {"MISSING"}
    with pytest.raises(Refused) as refusal:
        await write(graph, About(source=GARDEN, target=YOUTH), relation)
    (problem,) = refusal.value.problems
    assert problem.path == ("relations", 1, end)


@pytest.mark.parametrize(
    ("records", "path"),
    [
        ([Theme(key=1, name="")], ("nodes", 0, "name")),
        ([Theme(key=1, name="nul\x00")], ("nodes", 0, "name")),
        ([Theme(key=1, name="goed"), Theme(key=2, name="fout\ud800")], ("nodes", 1, "name")),
        ([Theme(key=1, name="een"), Theme(key=1, name="twee")], ("nodes", 1)),
        ([Theme(key=-1, name="x")], ("nodes", 0, "key")),
        ([Theme(key=2**63, name="x")], ("nodes", 0, "key")),
        ([Resident(key=1, pseudonym="x", name="Zonder toestemming")], ("nodes", 0, "name")),
        ([ConnectedTo(source=GARDEN, target=GARDEN)], ("relations", 0, "target")),
        ([SharesBackers(source=GARDEN, target=CAFE, backers=9, weight=1)], ("relations", 0, "backers")),
    ],
)
async def test_invalid_values_are_named(
    graph: Graph, records: list[Node | Relation], path: tuple[str | int, ...]
) -> None:
    await graph.write(village(), STAFF)
    assert await refused(graph, *records) == {"INVALID"}
    with pytest.raises(Refused) as refusal:
        await write(graph, *records)
    assert path in [problem.path for problem in refusal.value.problems]


async def test_all_or_nothing(graph: Graph) -> None:
    await graph.write(village(), STAFF)
    before = await picture(graph, STAFF)
    good = [garden(title="Nieuw"), area(BUURT, centre=VENUE), Theme(key=99, name="x"), About(source=GARDEN, target=99)]
    assert await refused(graph, *good, About(source=LOST, target=12345)) == {"MISSING"}
    assert await refused(graph, *good, expect={(Theme, GREEN): 9}) == {"CONFLICT"}
    assert await refused(graph, *good, Theme(key=BEA, name="x")) == {"INVALID"}
    assert await picture(graph, STAFF) == before


async def test_a_key_belongs_to_one_node(graph: Graph) -> None:
    """Keys are unique over all types: an analysis of the whole network knows a node by its key alone."""
    await graph.write(village(), STAFF)
    with pytest.raises(Refused) as refusal:
        await write(graph, Theme(key=99, name="x"), Theme(key=GARDEN, name="x"))
    assert [(problem.path, problem.code) for problem in refusal.value.problems] == [(("nodes", 1, "key"), "INVALID")]
    assert await refused(graph, Theme(key=98, name="x"), Municipality(key=98, name="x")) == {"INVALID"}


async def test_values_come_back_exactly(graph: Graph) -> None:
    records: list[Node] = [
        Theme(key=2**63 - 1, name="grootste"),
        Theme(key=0, name="kleinste"),
        Budget(key=1, title="x", amount=Decimal("0.10"), ballots=2**53 - 1, since=date.min, until=date.max),
        Budget(key=2, title="x", amount=Decimal("9007199254740990.99"), conditions="\n".join(AWKWARD)),
        Budget(key=3, title="x", amount=Decimal(0)),
        Initiative(
            key=4,
            title="x",
            location=Point(lon=-180.0, lat=0.1 + 0.2),
            location_precision=LocationPrecision.VENUE,
            place=Point(lon=-180.0, lat=0.1 + 0.2),
        ),
        area(
            WIJK,
            geometry=Geometry(type="Polygon", coordinates=[[[6, 53], [6.1, 53.123456789012345], [7, 5e-324], [6, 53]]]),
        ),
    ]
    await write(graph, *records, Initiative(key=5, title="y"))
    weight = 0.1 + 0.2
    await write(graph, SharesBackers(source=4, target=5, backers=10, weight=weight))
    for record in records:
        record.revision = 1
        assert await graph.get(type(record), [record.key], STAFF) == [record]
    (kept,) = await graph.relations([RelationId(SharesBackers, 4, 5)], STAFF)
    assert kept == SharesBackers(source=4, target=5, backers=10, weight=weight, revision=2)


async def test_of_many_who_expect_the_same_one_wins(graph: Graph) -> None:
    await write(graph, Theme(key=1, name="begin"))
    tries = [write(graph, Theme(key=1, name=f"poging {n}"), expect={(Theme, 1): 1}) for n in range(8)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert [r for r in results if isinstance(r, Receipt)] == [Receipt(2, 0, 1)]
    refusals = [r for r in results if isinstance(r, Refused)]
    assert len(refusals) == 7
    assert {refusal.problems[0].code for refusal in refusals} == {"CONFLICT"}


async def test_many_at_once_each_get_a_revision(graph: Graph) -> None:
    receipts = await asyncio.gather(*(write(graph, Theme(key=n, name=f"{n}")) for n in range(20)))
    assert sorted(receipt.revision for receipt in receipts) == list(range(1, 21))
    found = await graph.get(Theme, range(20), PUBLIC)
    assert [theme and theme.revision for theme in found] == [receipt.revision for receipt in receipts]


async def test_one_token_at_many_at_once(graph: Graph) -> None:
    receipts = await asyncio.gather(*(write(graph, Theme(key=1, name="een"), token="t") for _ in range(8)))
    assert sorted(receipt.replayed for receipt in receipts) == [False] + [True] * 7
    assert {(receipt.revision, receipt.created) for receipt in receipts} == {(1, 1)}


async def test_a_large_change_set(graph: Graph) -> None:
    themes = [Theme(key=n, name=f"thema {n}") for n in range(1200)]
    links = [About(source=2000, target=n) for n in range(1200)]
    assert await write(graph, *themes, Initiative(key=2000, title="x"), *links) == Receipt(1, 2401, 0)
    assert await write(graph, *themes[:1199], Theme(key=1199, name="anders"), *links) == Receipt(2, 0, 1)
    wrong = [*links, *(About(source=2000, target=n) for n in range(5000, 5003))]
    with pytest.raises(Refused) as refusal:
        await write(graph, *wrong)
    assert [problem.path for problem in refusal.value.problems] == [("relations", 1200 + n, "target") for n in range(3)]


async def test_types_keep_their_own_areas(graph: Graph) -> None:
    """An area is no theme, also when asked for by the same key."""
    await graph.write(village(), STAFF)
    assert await graph.get(Area, [GREEN], STAFF) == [None]
    assert await graph.history((Area, GREEN), STAFF) == []
