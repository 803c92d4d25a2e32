# SPDX-License-Identifier: EUPL-1.2
"""A small municipality, on every store there is, and a way to ask it things."""

import shutil
from collections.abc import AsyncIterator, Awaitable
from datetime import date
from pathlib import Path
from typing import Any, Protocol, cast

import pytest

from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from graph_api.store.sqlite.store import SQLiteStore
from schema.api import schema
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.context import Context
from schema.geometry import Geometry, Point
from schema.initiative import About, ConnectedTo, Initiative, InitiativeStatus, LocatedIn, SharesBackers
from schema.municipality import Municipality
from schema.organisation import LegalForm, Organisation, OrganisationKind, Runs, Supports
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.resident import Initiates, LivesIn, ParticipatesIn, Resident
from schema.resource import ResourceKind
from schema.theme import Theme
from tests.store.model import Model

SQUARE = Geometry(type="Polygon", coordinates=[[[6.5, 53.0], [6.7, 53.0], [6.7, 53.2], [6.5, 53.2], [6.5, 53.0]]])

NODES: list[Node] = [
    Municipality(key=1, name="Kwekerdam", code="GM9999"),
    Area(key=2, name="Noord", level=AreaLevel.WIJK, code="WK999901", centre=Point(lon=6.6, lat=53.1), geometry=SQUARE),
    Area(key=3, name="De Hoek", level=AreaLevel.BUURT, code="BU99990101", centre=Point(lon=6.61, lat=53.11)),
    Theme(key=4, name="Groen"),
    Theme(key=5, name="Sport"),
    Initiative(
        key=10,
        title="Buurttuin de Hoek",
        summary="Samen tuinieren.",
        since=date(2023, 4, 1),
        contact="tuin@example.org",
        location=Point(lon=6.612, lat=53.112),
    ),
    Initiative(key=11, title="Ärtsen voor de buurt", since=date(2024, 1, 1), status=InitiativeStatus.IDEA),
    Initiative(
        key=12,
        title="Voetbalveld",
        summary="Een veld naast de buurttuin.",
        since=date(2020, 1, 1),
        until=date(2022, 12, 31),
        status=InitiativeStatus.ENDED,
    ),
    Organisation(
        key=20, name="Dorpsbelangen Noord", kind=OrganisationKind.VILLAGE_INTEREST, legal_form=LegalForm.VERENIGING
    ),
    Organisation(key=21, name="Hovenier Jansen", kind=OrganisationKind.BUSINESS, legal_form=LegalForm.EENMANSZAAK),
    Resident(key=30, pseudonym="inwoner-30"),
    Resident(key=31, pseudonym="inwoner-31", name="Ada", contact="ada@example.org", consent_on=date(2024, 1, 1)),
]
RELATIONS: list[Relation] = [
    BelongsTo(source=2, target=1),
    PartOf(source=3, target=2),
    LocatedIn(source=10, target=3, since=date(2023, 4, 1)),
    LocatedIn(source=11, target=2),
    LocatedIn(source=12, target=3),
    About(source=10, target=4),
    About(source=12, target=5, since=date(2020, 1, 1), until=date(2022, 12, 31)),
    ConnectedTo(source=10, target=11, how="Op de braderie"),
    SharesBackers(source=11, target=12, backers=12, weight=0.5),
    Runs(source=20, target=10),
    Runs(source=21, target=11),
    Supports(source=20, target=11, kind=ResourceKind.MONEY),
    Initiates(source=30, target=10),
    ParticipatesIn(source=31, target=10, task="Snoeien"),
    LivesIn(source=30, target=3),
]


class Asked(Protocol):
    """Asks one thing of the API: the variables, and who asks."""

    def __call__(self, query: str, viewer: Viewer = PUBLIC, **variables: Any) -> Awaitable[Any]: ...


WRITTEN = ChangeSet(NODES, RELATIONS, origin="test")


@pytest.fixture(scope="session")
async def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The municipality in a file, to copy: writing it takes longer than most tests."""
    path = tmp_path_factory.mktemp("api") / "graph.db"
    async with SQLiteStore(path) as store:
        await store.write(WRITTEN, STAFF)
    return path


@pytest.fixture(params=["model", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path, written: Path) -> AsyncIterator[Store]:
    """The municipality, in memory and in a file."""
    if request.param == "model":
        model = Model()
        await model.write(WRITTEN, STAFF)
        yield cast("Store", model)
        return
    copy = Path(shutil.copy(written, tmp_path))
    async with SQLiteStore(copy) as store:
        yield store


@pytest.fixture
def analysis(store: Store) -> AnalysisService:
    """What the network of the municipality tells."""
    return AnalysisService(store)


@pytest.fixture
def ask(store: Store, analysis: AnalysisService) -> Asked:
    """Ask what must be answered without errors; gives the data."""

    async def answer(query: str, viewer: Viewer = PUBLIC, **variables: Any) -> Any:
        result = await schema.execute(query, variables, Context(store, analysis, viewer))
        assert result.errors is None, result.errors
        return result.data

    return answer


@pytest.fixture
def fail(store: Store, analysis: AnalysisService) -> Asked:
    """Ask what must fail with one error; gives that error as a client sees it."""

    async def answer(query: str, viewer: Viewer = PUBLIC, **variables: Any) -> Any:
        result = await schema.execute(query, variables, Context(store, analysis, viewer))
        assert result.errors, "no error"
        assert len(result.errors) == 1, result.errors
        return result.errors[0].formatted

    return answer
