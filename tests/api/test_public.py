# SPDX-License-Identifier: EUPL-1.2
"""What is hidden leaves no trace: changing it changes no byte of a public answer."""

import orjson
import pytest

from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from schema.api import schema
from schema.change import ChangeSet
from schema.context import Context
from schema.declare import columns
from schema.enums import CentralityMeasure
from schema.organisation import LegalForm, Organisation, Runs, Supports
from schema.privacy import PUBLIC, STAFF
from schema.registry import NODE_TYPES
from schema.resident import Backs, Initiates, LivesIn, MemberOf, ParticipatesIn, Resident
from schema.resource import ResourceKind
from tests.api.conftest import Asked
from tests.api.test_sdl import OURS

pytestmark = pytest.mark.anyio

OPPORTUNITY = """id kinds score headline decision { outcome }
  reasons { signal share text parts { share count words via { id } meets { id } } }"""


def everything(name: str) -> str:
    """A selection of all that a node of a type has: its fields, and one step over each relation."""
    fields = OURS[name].fields  # type: ignore[union-attr]
    parts = ["__typename"]
    for key, field in fields.items():
        kind = str(field.type).strip("!")
        if key == "opportunities":
            parts.append(f"{key} {{ totalCount missing nodes {{ {OPPORTUNITY} }} }}")
        elif kind.endswith("Connection"):
            parts.append(f"{key} {{ totalCount edges {{ cursor revision since until node {{ id }} }} }}")
        elif kind == "Point":
            parts.append(f"{key} {{ lon lat }}")
        elif key == "history":
            parts.append("history { revision at actor origin }")
        elif key == "related":
            parts.append("related { rank score adamicAdar initiative { id } evidence { kind share count via { id } } }")
        else:
            parts.append(key)
    return " ".join(parts)


def plural(name: str) -> str:
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def lists() -> list[str]:
    names = [cls.__name__ for cls in NODE_TYPES]
    fields = [plural(name[0].lower() + name[1:]) for name in names]
    pairs = zip(names, fields, strict=True)
    return [f"{{ {field} {{ totalCount edges {{ cursor node {{ {everything(name)} }} }} }} }}" for name, field in pairs]


QUESTIONS = [
    *lists(),
    "{ network { truncated nodes { id revision } edges { type source target revision since } } }",
    """{ mapFeatures(bbox: {west: 6, south: 53, east: 7, north: 54}, zoom: 8) {
      count point { lon lat } initiative { id } } }""",
    f"{{ opportunities {{ totalCount missing nodes {{ {OPPORTUNITY} }} }} }}",
    f'{{ opportunity(id: "Initiative:10-Initiative:11") {{ {OPPORTUNITY} }} }}',
    '{ explainPair(a: "Initiative:10", b: "Initiative:12") { offered missing opportunity { score } } }',
    "{ areaCounts(level: BUURT) { area { id } initiatives } }",
    *[
        f"{{ centrality(measure: {each.name}, projection: {projection}) {{ rank value percentile explanation "
        "node { id } } }"
        for each in CentralityMeasure
        for projection in ("FULL", "INITIATIVES")
    ],
    """{ communities { total alone agreement modularity text items { id name initiatives organisations residents text
      themes { count node { id } } areas { count node { id } } centralInitiatives { id } centralOrganisations { id } }
      gaps { a { id } b { id } found expected text closest { a { id } b { id } shared { id } } } } }""",
    """{ fragility { initiatives alone groups largest text pointsTotal linksTotal repairsTotal
      points { node { id } parts lost text } links { a { id } b { id } throughResident lost text }
      repairs { a { id } b { id } shared { id } text } onOneResident { total } } analysisProgress { name } }""",
    '{ initiatives(filter: {text: "buurt"}, first: 1) { totalCount pageInfo { endCursor } nodes { id } } }',
    "{ changes(since: 0) { revision at actor created changed nodes relations { type source target } } revision }",
    """{ nodes(ids: ["Resident:30", "Resident:99", "Organisation:21", "Organisation:98"]) { id } }""",
]

HIDDEN = ChangeSet(
    [
        Resident(key=30, pseudonym="andere naam"),
        Resident(key=40, pseudonym="nieuw"),
        Organisation(key=41, name="Eenmanszaak de Buurt", legal_form=LegalForm.EENMANSZAAK),
    ],
    [
        *[Initiates(source=40, target=key) for key in (10, 11, 12)],
        *[Backs(source=key, target=12, weight=5) for key in (30, 31, 40)],
        *[Backs(source=key, target=11) for key in (30, 31, 40)],
        ParticipatesIn(source=30, target=12),
        MemberOf(source=40, target=20),
        LivesIn(source=40, target=2),
        *[Runs(source=41, target=key) for key in (10, 11, 12)],
        Supports(source=21, target=10, kind=ResourceKind.PEOPLE),
    ],
)


async def answers(store: Store, analysis: AnalysisService) -> list[bytes]:
    found: list[bytes] = []
    for question in QUESTIONS:
        result = await schema.execute(question, context_value=Context(store, analysis, PUBLIC))
        assert result.errors is None, result.errors
        found.append(orjson.dumps(result.data))
    return found


async def test_hidden_changes_change_no_byte(store: Store, analysis: AnalysisService, ask: Asked) -> None:
    before = await answers(store, analysis)
    await store.write(HIDDEN, STAFF)
    after = await answers(store, analysis)
    assert after == before
    assert await answers(store, AnalysisService(store)) == before, "also from a fresh start"
    await store.erase(31, STAFF)
    assert await answers(store, analysis) == before
    assert b"inwoner" not in b"".join(before)
    seen = await ask(
        '{ initiative(id: "Initiative:12") { initiators { totalCount } organisers { totalCount } } }', STAFF
    )
    assert seen["initiative"] == {"initiators": {"totalCount": 1}, "organisers": {"totalCount": 1}}, "they are there"


async def test_no_hidden_value_is_ever_public(store: Store, analysis: AnalysisService) -> None:
    for question, cls in zip(lists(), NODE_TYPES, strict=True):
        result = await schema.execute(question, context_value=Context(store, analysis, PUBLIC))
        assert result.data
        [page] = result.data.values()
        for edge in page["edges"] if page else ():
            for column in columns(cls):
                if column.rules.privacy > 0:
                    camel = "".join(w.title() if i else w for i, w in enumerate(column.name.split("_")))
                    assert edge["node"][camel] is None
