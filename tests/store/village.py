# SPDX-License-Identifier: EUPL-1.2
"""A small village that most tests start from, and short ways to ask about it."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.change import Change, ChangeSet, Receipt, Ref, Refused, Version
from schema.geometry import Point
from schema.initiative import About, ConnectedTo, Initiative, InitiativeStatus, LocatedIn, LocationPrecision
from schema.municipality import Municipality
from schema.organisation import LegalForm, Organisation, OrganisationKind, Runs
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.query import MAX_PAGE, Direction, Filter, Order, Page, RelationId
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Initiates, ParticipatesIn, Resident
from schema.services import Graph
from schema.theme import Theme

ASSEN, ELSEWHERE = 1, 2
CITY, DISTRICT, WIJK, BUURT, DORP, FAR = 10, 11, 12, 13, 14, 15
GREEN, YOUTH = 20, 21
GARDEN, CAFE, CHOIR, LOST = 30, 31, 32, 2**63 - 1
CLUB, TRADER = 40, 41
BEA, CEES = 50, 51
VENUE = Point(lon=6.5601, lat=52.9921)
CENTRES = {
    CITY: Point(lon=6.55, lat=52.99),
    WIJK: Point(lon=6.56, lat=53.0),
    BUURT: Point(lon=6.57, lat=53.01),
    DORP: Point(lon=6.6, lat=53.05),
    FAR: Point(lon=4.9, lat=52.37),
}
LEVELS = {
    CITY: AreaLevel.MUNICIPALITY,
    DISTRICT: AreaLevel.DISTRICT,
    WIJK: AreaLevel.WIJK,
    BUURT: AreaLevel.BUURT,
    DORP: AreaLevel.DORP,
    FAR: AreaLevel.BUURT,
}
ALL = Page(MAX_PAGE)


def area(key: int, **values: Any) -> Area:
    given = {"name": f"Gebied {key}", "code": f"C{key}", "level": LEVELS[key], "centre": CENTRES.get(key)}
    return Area(key=key, **(given | values))


def garden(**values: Any) -> Initiative:
    given = {
        "title": "Buurttuin De Kas",
        "summary": "Samen tuinieren achter het dorpshuis.",
        "since": date(2024, 3, 1),
        "location": VENUE,
        "location_precision": LocationPrecision.VENUE,
        "contact": "bea@example.nl",
    }
    return Initiative(key=GARDEN, **(given | values))


def trader(form: LegalForm = LegalForm.EENMANSZAAK) -> Organisation:
    return Organisation(key=TRADER, name="Timmerbedrijf Jansen", legal_form=form, contact="06")


def bea(**values: Any) -> Resident:
    given = {"pseudonym": "bewoner-zilvermeeuw", "name": "Bea Bakker", "consent_on": date(2024, 1, 2)}
    return Resident(key=BEA, **(given | values))


def village() -> ChangeSet:
    """Four initiatives (one without a place) in two municipalities, an association, a sole trader, two residents."""
    return ChangeSet(
        nodes=[
            Municipality(key=ASSEN, name="Assen", code="GM0106"),
            Municipality(key=ELSEWHERE, name="Elders"),
            *(area(key) for key in LEVELS),
            Theme(key=GREEN, name="Groen"),
            Theme(key=YOUTH, name="Jeugd"),
            garden(),
            Initiative(
                key=CAFE,
                title="Repair Café",
                summary="Wij maken fietsen en lampen.",
                status=InitiativeStatus.IDEA,
                location=Point(lon=6.5633, lat=53.0033),
            ),
            Initiative(
                key=CHOIR,
                title="Écho van de tuin",
                status=InitiativeStatus.ENDED,
                since=date(2020, 1, 1),
                until=date(2022, 12, 31),
            ),
            Initiative(key=LOST, title="Zonder plek", since=date(2024, 3, 1)),
            Organisation(
                key=CLUB, name="Dorpsbelangen", kind=OrganisationKind.VILLAGE_INTEREST, legal_form=LegalForm.VERENIGING
            ),
            trader(),
            bea(),
            Resident(key=CEES, pseudonym="bewoner-specht"),
        ],
        relations=[
            *(PartOf(source=s, target=t) for s, t in [(DISTRICT, CITY), (WIJK, DISTRICT), (BUURT, WIJK), (DORP, CITY)]),
            BelongsTo(source=CITY, target=ASSEN),
            BelongsTo(source=FAR, target=ELSEWHERE),
            *(LocatedIn(source=s, target=t) for s, t in [(GARDEN, BUURT), (CAFE, WIJK), (CHOIR, DORP)]),
            *(About(source=s, target=t) for s, t in [(GARDEN, GREEN), (CHOIR, GREEN), (CHOIR, YOUTH)]),
            ConnectedTo(source=CAFE, target=GARDEN, how="op de markt"),
            Runs(source=CLUB, target=GARDEN),
            Runs(source=CLUB, target=CAFE),
            Runs(source=TRADER, target=CAFE),
            Initiates(source=BEA, target=GARDEN),
            ParticipatesIn(source=BEA, target=CAFE, task="koffie"),
            ParticipatesIn(source=CEES, target=GARDEN),
        ],
    )


async def write(graph: Graph, *records: Node | Relation, viewer: Viewer = STAFF, **rest: Any) -> Receipt:
    """Write nodes and relations in one change set."""
    nodes = [record for record in records if isinstance(record, Node)]
    relations = [record for record in records if isinstance(record, Relation)]
    return await graph.write(ChangeSet(nodes, relations, **rest), viewer)


async def refused(graph: Graph, *records: Node | Relation, **rest: Any) -> set[str]:
    """The codes for which a write is refused; it must leave all it names as it was."""
    before = await _named(graph, records)
    with pytest.raises(Refused) as refusal:
        await write(graph, *records, **rest)
    assert await _named(graph, records) == before
    problems = refusal.value.problems
    assert all(problem.path and problem.message for problem in problems)
    return {problem.code for problem in problems}


async def _named(graph: Graph, records: Sequence[Node | Relation]) -> list[Any]:
    """The revision, and how these records are in the graph."""
    nodes = [await graph.get(type(r), [r.key], STAFF) for r in records if isinstance(r, Node) and 0 <= r.key < 2**63]
    ids = [RelationId(type(r), r.source, r.target) for r in records if isinstance(r, Relation)]
    return [await graph.revision(), nodes, await graph.relations(ids, STAFF)]


async def keys(
    graph: Graph, cls: type[Node], order: Order = Order.KEY, viewer: Viewer = PUBLIC, **where: Any
) -> list[int]:
    """The keys of all nodes that match, in order."""
    found = await graph.find(cls, Filter(**where), order, ALL, viewer)
    assert found.total == len(found.nodes)
    assert not found.more
    return [node.key for node in found.nodes]


async def ends(
    graph: Graph, cls: type[Relation], key: int, direction: Direction = Direction.OUT, viewer: Viewer = PUBLIC
) -> list[int]:
    """The keys of a node's neighbours."""
    (found,) = await graph.neighbours(cls, direction, [key], ALL, viewer)
    assert found.total == len(found.nodes)
    return [node.key for node in found.nodes]


async def picture(graph: Graph, viewer: Viewer) -> dict[str, Any]:
    """Everything a viewer can see, comparable: nodes, walks both ways, places, ends, history and changes."""
    seen: dict[str, Any] = {"changes": [timeless(c) for c in await graph.changes(0, MAX_PAGE, viewer)]}
    refs: list[Ref] = []
    for cls in NODE_TYPES:
        found = await graph.find(cls, Filter(), Order.KEY, ALL, viewer)
        seen[cls.__name__] = found
        refs += [(cls, node.key) for node in found.nodes]
    for cls in RELATION_TYPES:
        pairs = await graph.ends(cls, Filter(), viewer)
        seen[f"{cls.__name__} ends"] = pairs.source.tolist(), pairs.target.tolist()
        for direction in (Direction.OUT,) if cls.__ends__.symmetric else Direction:
            start = cls.__ends__.source if direction is Direction.OUT else cls.__ends__.target
            sources = [node.key for node in seen[start.__name__].nodes]
            found = await graph.neighbours(cls, direction, sources, ALL, viewer)
            seen[f"{cls.__name__} {direction.name}"] = found
            refs += [RelationId(cls, r.source, r.target) for part in found for r in part.relations]
    places = [await graph.places(cls, Filter(), viewer) for cls in (Initiative, Area)]
    seen["places"] = [(p.keys.tolist(), p.lon.tolist(), p.lat.tolist()) for p in places]
    seen["history"] = [[timeless(v) for v in await graph.history(ref, viewer)] for ref in dict.fromkeys(refs)]
    return seen


def timeless(told: Change | Version) -> Any:
    """A change or version without its moment, and with what was touched in one fixed order."""
    told = dataclasses.replace(told, at=None)  # type: ignore[arg-type]  # not a moment any more
    if isinstance(told, Change) and told.touched is not None:
        told = dataclasses.replace(told, touched=tuple(sorted(told.touched, key=repr)))
    return told
