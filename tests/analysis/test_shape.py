# SPDX-License-Identifier: EUPL-1.2
"""Communities, gaps and weak spots of a small town made for it, as the service tells them."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from graph_api.analysis.service import AnalysisService
from schema.api import schema
from schema.area import Area, AreaLevel, PartOf
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.context import Context
from schema.initiative import About, ConnectedTo, Initiative, InitiativeStatus, LocatedIn
from schema.organisation import LegalForm, Organisation, Runs, Supports
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.query import Filter
from schema.resident import Initiates, MemberOf, ParticipatesIn, Resident
from schema.resource import ResourceKind
from schema.selection import WHOLE, Projection, Selection
from schema.structure import Communities, Fragility
from schema.theme import Theme
from tests.store.model import Model

pytestmark = pytest.mark.anyio

VILLAGES = {1: "Noordveen", 2: "Zuidveen"}
THEMES = {11: "Groen", 12: "Zorg"}


def town() -> tuple[list[Node], list[Relation]]:
    """Two villages of five initiatives each; in each all but the last are run by two organisations together. In the
    first most are about green, in the second about care, and one of each about both."""
    nodes: list[Node] = [Theme(key=key, name=name) for key, name in THEMES.items()]
    relations: list[Relation] = []
    for village, name in VILLAGES.items():
        nodes.append(Area(key=village, name=name, level=AreaLevel.DORP, code=name))
        nodes.append(Area(key=village + 4, name=f"{name} Kern", level=AreaLevel.BUURT, code=f"{name} Kern"))
        relations.append(PartOf(source=village + 4, target=village))
        clubs = [village * 100 + 90 + number for number in (1, 2)]
        nodes += [Organisation(key=key, name=f"Club {key}", legal_form=LegalForm.VERENIGING) for key in clubs]
        for number in range(1, 6):
            key = village * 100 + number
            nodes.append(Initiative(key=key, title=f"{name} {number}", since=date(2020, 1, 1)))
            relations.append(LocatedIn(source=key, target=village + 4))
            relations.append(About(source=key, target=10 + village))
            relations += [Runs(source=club, target=key) for club in clubs if number < 5 or club == clubs[0]]
        relations.append(About(source=village * 100 + 1, target=13 - village))
    return nodes, relations


async def served(nodes: list[Node], relations: list[Relation]) -> tuple[Model, AnalysisService]:
    model = Model()
    await model.write(ChangeSet(nodes, relations), STAFF)
    return model, AnalysisService(cast("Any", model))


async def communities(
    service: AnalysisService, selection: Selection = WHOLE, viewer: Viewer = PUBLIC, first: int = 10
) -> Communities:
    return await service.shape.communities(selection, first, viewer)


async def fragility(
    service: AnalysisService, selection: Selection = WHOLE, viewer: Viewer = PUBLIC, first: int = 10
) -> Fragility:
    return await service.shape.fragility(selection, first, viewer)


async def test_communities_are_named_after_what_tells_most() -> None:
    _, service = await served(*town())
    found = await communities(service)
    assert {each.name.nl for each in found.items} == {"Groen in Noordveen", "Zorg in Zuidveen"}
    first = next(each for each in found.items if each.name.nl == "Groen in Noordveen")
    assert (first.initiatives, first.organisations, first.residents) == (5, 2, None)
    assert [(trait.node.key, trait.count) for trait in first.themes] == [(11, 5)]
    assert {trait.node.key for trait in first.areas} == {1, 5}
    assert {node.key for node in first.central_organisations} == {191, 192}
    assert 105 not in [node.key for node in first.central_initiatives], "it has one connection only"
    assert first.stable
    assert first.text.nl.startswith("5 initiatieven en 2 organisaties. Een vaste groep: in 20 berekeningen")
    assert (found.total, found.alone, found.runs, found.agreement) == (2, 0, 20, 1)
    assert found.text.en == (
        "2 communities; 0 initiatives are in none. 20 runs agree for 1 (1 is fully, 0 is chance): "
        "the division can be relied on."
    )


async def test_a_gap_names_who_could_close_it() -> None:
    _, service = await served(*town())
    [gap] = (await communities(service)).gaps
    assert gap.found == 0
    assert gap.expected == pytest.approx(9 * 2 * 9 * 2 / (2 * 18))  # degrees of each side over twice all edges
    assert all({pair.a.key // 100, pair.b.key // 100} == {1, 2} for pair in gap.closest)
    best = gap.closest[0]
    assert {best.a.key, best.b.key} & {101, 201}
    assert {node.key for node in best.shared} <= {11, 12}
    assert "loopt geen enkel verband; naar hun omvang zouden dat er ongeveer 9 zijn." in gap.text.nl


async def test_what_is_joined_already_is_no_gap_to_close() -> None:
    nodes, relations = town()
    model, service = await served(nodes, relations)
    [gap] = (await communities(service)).gaps
    pair = tuple(sorted((gap.closest[0].a.key, gap.closest[0].b.key)))
    await model.write(ChangeSet([], [ConnectedTo(source=pair[0], target=pair[1])]), STAFF)
    [gap] = (await communities(service)).gaps
    assert gap.found == 1
    assert pair not in [tuple(sorted((each.a.key, each.b.key))) for each in gap.closest]
    assert "loopt 1 verband" in gap.text.nl


async def test_a_community_keeps_its_id_and_name_while_most_of_it_stays() -> None:
    nodes, relations = town()
    model, service = await served(nodes, relations)
    before = {each.name.nl: each.id for each in (await communities(service)).items}
    # Those who were central leave, others come, and another theme becomes as common.
    grown: list[Node] = [Initiative(key=key, title="nieuw", since=date(2021, 1, 1)) for key in (50, 51)]
    joined: list[Relation] = [Runs(source=club, target=key) for club in (191, 192) for key in (50, 51)]
    joined += [About(source=key, target=12) for key in (50, 51, 102, 103)]
    joined += [LocatedIn(source=key, target=5) for key in (50, 51)]
    ended = [
        replace(link, until=date(2022, 1, 1)) for link in relations if isinstance(link, Runs) and link.target == 101
    ]
    await model.write(ChangeSet(grown, [*joined, *ended]), STAFF)
    after = {each.name.nl: each.id for each in (await communities(service)).items}
    assert after == before
    assert {each.id for each in (await communities(AnalysisService(cast("Any", model)))).items} != set(before.values())


async def test_residents_are_counted_from_ten_and_never_named() -> None:
    nodes, relations = town()
    nodes += [Resident(key=key, pseudonym=f"p{key}") for key in range(1000, 1021)]
    for key in range(1000, 1021):
        village = 100 if key < 1012 else 200
        relations += [ParticipatesIn(source=key, target=village + 1 + (key + more) % 4) for more in (0, 1)]
    _, service = await served(nodes, relations)
    found = await communities(service, viewer=STAFF)
    assert {each.name.nl: each.residents for each in found.items} == {
        "Groen in Noordveen": 12,
        "Zorg in Zuidveen": None,
    }
    assert not any(isinstance(node, Resident) for each in found.items for node in each.central_initiatives)


async def test_initiatives_that_ended_are_left_out_unless_asked_for() -> None:
    nodes, relations = town()
    ended = Initiative(
        key=7, title="was", status=InitiativeStatus.ENDED, since=date(2019, 1, 1), until=date(2020, 1, 1)
    )
    _, service = await served([*nodes, ended], relations)
    assert (await fragility(service)).initiatives == 10
    assert (await communities(service)).alone == 0
    asked = Selection(Filter(equals=(("status", (InitiativeStatus.ENDED,)),)))
    assert (await fragility(service, asked)).initiatives == 1


async def test_weak_spots_and_what_mends_them() -> None:
    nodes, relations = town()
    relations.append(Supports(source=291, target=105, kind=ResourceKind.MONEY))  # the only way between the villages
    model, service = await served(nodes, relations)
    found = await fragility(service)
    assert (found.initiatives, found.alone, found.groups, found.largest) == (10, 0, 1, 10)
    lost = {point.node.key: (point.lost, point.parts) for point in found.points}
    assert lost == {191: (4, 2), 105: (4, 2), 291: (5, 3)}
    links = {frozenset((link.a.key, link.b.key)): link.lost for link in found.links}
    assert links == {frozenset((191, 105)): 4, frozenset((105, 291)): 5, frozenset((205, 291)): 1}
    assert found.points_total == found.links_total == 3
    assert found.links[0].text.nl == "Dit is de enige verbinding van 5 initiatieven met de rest."
    assert found.repairs_total == len(found.repairs) == 2, "three parts meet in 291"
    ends = {frozenset((repair.ends.a.key, repair.ends.b.key)) for repair in found.repairs}
    assert {205} < {key for pair in ends for key in pair}, "which hangs on 291 alone"
    assert found.on_one_resident is None
    assert found.text.nl == (
        "10 initiatieven vormen één groep; "
        "met 2 verbindingen erbij valt geen groep van drie of meer nog uiteen als er één schakel wegvalt."
    )
    assert found.repairs[0].text.nl.startswith("Beide hangen nu via één schakel aan de rest;")
    assert (await fragility(service, first=1)).links == found.links[:1]
    joined: list[Relation] = []
    for one, other in map(sorted, ends):
        is_club = {key: key % 100 > 90 for key in (one, other)}
        assert not all(is_club.values())
        if is_club[one] or is_club[other]:
            club, key = (one, other) if is_club[one] else (other, one)
            joined.append(Supports(source=club, target=key, kind=ResourceKind.MONEY))
        else:
            joined.append(ConnectedTo(source=one, target=other))
    await model.write(ChangeSet([], joined), STAFF)
    after = await fragility(service)
    assert (after.points, after.links, after.repairs) == ([], [], [])
    assert after.text.en == "10 initiatives form one group; no group of three or more falls apart when any one goes."


async def test_all_that_meet_in_one_resident_are_joined_without_that_resident() -> None:
    """Seen by staff: five initiatives of one resident, and two that are connected and no more."""
    keys, pair = (1, 2, 3, 4, 5), (11, 12)
    nodes: list[Node] = [Initiative(key=key, title=f"plan {key}", since=date(2020, 1, 1)) for key in (*keys, *pair)]
    nodes.append(Resident(key=1000, pseudonym="p"))
    relations: list[Relation] = [ParticipatesIn(source=1000, target=key) for key in keys]
    model, service = await served(nodes, [*relations, ConnectedTo(source=11, target=12)])
    found = await fragility(service, viewer=STAFF)
    assert (found.groups, found.points, found.repairs_total) == (2, [], 4)
    assert all({repair.ends.a.key, repair.ends.b.key} <= set(keys) for repair in found.repairs)
    assert (await fragility(service)).repairs_total == 0, "the public sees only the two, which nothing can mend"
    joined = [ConnectedTo(source=each.ends.a.key, target=each.ends.b.key) for each in found.repairs]
    await model.write(ChangeSet([], joined), STAFF)
    assert (await fragility(service, viewer=STAFF)).repairs_total == 0
    assert await model.erase(1000, STAFF)
    assert (await fragility(service, viewer=STAFF)).largest == 5, "who goes leaves a whole group"


async def test_two_that_one_resident_joins_are_named_and_the_resident_is_not() -> None:
    nodes, relations = town()
    nodes += [Resident(key=1000, pseudonym="p"), Resident(key=1001, pseudonym="q")]
    relations += [Initiates(source=1000, target=102), ParticipatesIn(source=1000, target=202)]
    relations += [Initiates(source=1001, target=103)]  # joins nothing
    _, service = await served(nodes, relations)
    found = await fragility(service, viewer=STAFF)
    [through] = [link for link in found.links if link.through_resident]
    assert (through.a.key, through.b.key, through.lost) == (102, 202, 5)
    assert through.text.en.startswith("Only one resident joins these two")
    named = [*(point.node for point in found.points), *(n for link in found.links for n in (link.a, link.b))]
    named += [node for repair in found.repairs for node in (repair.ends.a, repair.ends.b)]
    assert not any(isinstance(node, Resident) for node in named)
    assert (await fragility(service)).groups == 2, "the public sees two villages"


async def test_initiatives_on_one_resident_are_listed_for_staff() -> None:
    nodes, relations = town()
    nodes += [Initiative(key=key, title=f"alleen {key}", since=date(2020, 1, 1)) for key in (31, 32, 33)]
    nodes += [Resident(key=key, pseudonym="p") for key in (1000, 1001)]
    relations += [Initiates(source=1000, target=key) for key in (31, 32, 33)]
    relations += [ParticipatesIn(source=1000, target=31), Initiates(source=1001, target=32)]
    relations += [MemberOf(source=1001, target=191), ParticipatesIn(source=1000, target=101)]
    _, service = await served(nodes, relations)
    found = (await fragility(service, viewer=STAFF)).on_one_resident
    assert found is not None
    assert [node.key for node in found.initiatives] == [31, 33]
    assert found.total == 2
    assert (
        found.text.nl
        == "2 initiatieven drijven elk op één inwoner: valt die weg, dan is er niemand meer die het draagt."
    )


async def test_nothing_asked_for_and_nothing_there() -> None:
    _, service = await served([], [])
    for selection in (WHOLE, Selection(projection=Projection.INITIATIVES)):
        assert (await communities(service, selection)).items == []
        assert (await fragility(service, selection)).text.nl == "0 initiatieven, geen met een ander verbonden."
    _, service = await served(*town())
    nothing = await communities(service, first=0)
    assert (nothing.items, nothing.total, nothing.gaps) == ([], 2, [])
    assert (await fragility(service, first=0)).repairs == []


# --- Southern Women (Davis, Gardner & Gardner, Deep South, 1941): women as organisations, events as initiatives


@pytest.fixture
async def south(shared_data: Path) -> AnalysisService:
    with (shared_data / "networks" / "southern_women.csv").open() as file:
        rows = [(row["person"], row["group"]) for row in csv.DictReader(file)]
    women = {name: key for key, name in enumerate(dict.fromkeys(name for name, _ in rows), 1)}
    events = {name: key for key, name in enumerate(dict.fromkeys(event for _, event in rows), 101)}
    nodes: list[Node] = [Organisation(key=k, name=n, legal_form=LegalForm.INFORMEEL) for n, k in women.items()]
    nodes += [Initiative(key=key, title=name) for name, key in events.items()]
    return (await served(nodes, [Runs(source=women[name], target=events[event]) for name, event in rows]))[1]


async def test_the_central_women_and_events_are_those_of_the_literature(south: AnalysisService) -> None:
    """Freeman, "Finding social groups", 2003; Borgatti & Everett, Social Networks 19, 1997: Evelyn, Theresa and Nora
    attended most, and of the events 8 (9/16), 9 (4/8) and 7 (3/15), which women of both groups attended."""
    for measure in ("degree", "betweenness", "closeness", "eigenvector"):
        events = await south.shape.centrality(measure, Initiative, WHOLE, 3, PUBLIC)
        titles = [cast("Initiative", each.node).title for each in events]
        assert titles[0] == "9/16", measure
        assert set(titles) == {"9/16", "4/8", "3/15"}, measure
    women = await south.shape.centrality("degree", Organisation, WHOLE, 3, PUBLIC)
    assert {cast("Organisation", each.node).name for each in women} == {"EVELYN", "THERESA", "NORA"}
    assert [each.rank for each in women] == [1, 1, 1]
    assert women[0].explanation.nl == "Staat met 8 anderen in verband, meer dan 88% van de organisaties."


async def test_the_events_fall_apart_into_those_of_each_group(south: AnalysisService) -> None:
    """Events 1 to 5 were attended by the one group alone, 10 to 14 by the other (Davis et al. 1941)."""
    found = await communities(south, Selection(projection=Projection.INITIATIVES))
    assert found.total == 2
    titles = [{each.title for each in group.central_initiatives} for group in found.items]
    assert all(len(each) == 3 for each in titles)
    first = "6/27 3/2 4/12 9/26 2/25".split()  # noqa: SIM905 - as the literature lists them
    assert not any(each & set(first) and each & {"6/10", "2/23", "4/7", "11/21", "8/3"} for each in titles)


DRAWN = """query ($relations: [RelationType!], $first: Int!) {
  communities(relations: $relations, first: 500) { items { id name initiatives } }
  drawing(measure: DEGREE, relations: $relations, first: $first) {
    nodes { node { id } } groups { nodes community { id name initiatives } } } }"""


async def test_a_drawing_tells_which_nodes_are_in_which_community() -> None:
    model, service = await served(*town())
    for first, communities in ((500, 2), (1, 1)):
        variables = {"relations": ["RUNS"], "first": first}
        result = await schema.execute(DRAWN, variables, Context(cast("Any", model), service, PUBLIC))
        assert result.errors is None
        assert result.data
        drawing = result.data["drawing"]
        ids = [each["node"]["id"] for each in drawing["nodes"]]
        assert len(drawing["groups"]) == communities
        for group in drawing["groups"]:
            assert group["community"] in result.data["communities"]["items"]
            members = [ids[position] for position in group["nodes"]]
            assert len({int(id.partition(":")[2]) // 100 for id in members}) == 1, "each village is one"
            assert len(members) == (7 if first == 500 else 1)
