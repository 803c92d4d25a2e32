# SPDX-License-Identifier: EUPL-1.2
"""What staff decide about opportunities is kept alike on every store, with its history, and is there when reopened."""

import asyncio
from typing import cast

import pytest

from graph_api.analysis.opportunities.service import OpportunityService
from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from schema.change import ChangeSet
from schema.initiative import Initiative
from schema.opportunity import PairId, Wanted
from schema.organisation import LegalForm, Organisation, Runs
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.query import Filter
from schema.resident import ParticipatesIn, Resident
from schema.services import Graph
from schema.verdict import Verdict, verdict_key
from tests.store.homes import Home

pytestmark = pytest.mark.anyio

PAIR = PairId((Initiative, 1), (Initiative, 2))
GRAPH = ChangeSet(
    [
        Initiative(key=1, title="Moestuin"),
        Initiative(key=2, title="Schooltuin"),
        Organisation(key=3, name="Dorpshuis", legal_form=LegalForm.STICHTING),
        Resident(key=4, pseudonym="inwoner-4"),
        Resident(key=5, pseudonym="inwoner-5"),
    ],
    [*(Runs(source=3, target=key) for key in (1, 2)), *(ParticipatesIn(source=4, target=key) for key in (1, 2))],
)


def opportunities(graph: Graph) -> OpportunityService:
    return AnalysisService(cast("Store", graph)).opportunities


async def offered(service: OpportunityService, viewer: Viewer = STAFF) -> list[str]:
    return [str(each.id) for each in (await service.find(Wanted(), 20, 0, viewer)).items]


async def test_a_decision_is_a_node_with_a_history(graph: Graph) -> None:
    await graph.write(GRAPH, STAFF)
    service = opportunities(graph)
    assert await offered(service) == [str(PAIR)]
    seen = await service.get(PAIR, PUBLIC)
    assert await service.decide(PAIR, "DISMISSED", "Nu niet", Viewer(STAFF.privacy, "Els"))
    assert await offered(service) == []
    assert await offered(service, PUBLIC) == [str(PAIR)]
    found = await service.decide(PAIR, "INTRODUCED", None, Viewer(STAFF.privacy, "Jan"))
    assert found is not None
    assert found.decision is not None
    assert (found.decision.outcome, found.decision.by) == ("INTRODUCED", "Jan")
    assert await service.get(PAIR, PUBLIC) == seen
    versions = await graph.history((Verdict, verdict_key(str(PAIR))), STAFF)
    told = [(v.actor, cast("Verdict", v.record).outcome.value, cast("Verdict", v.record).reason) for v in versions]
    assert told == [("Jan", "INTRODUCED", None), ("Els", "DISMISSED", "Nu niet")]
    assert await graph.history((Verdict, verdict_key(str(PAIR))), PUBLIC) == []
    assert await graph.changes(1, 10, PUBLIC) == []
    assert len(await graph.changes(1, 10, STAFF)) == 2


async def test_a_decision_lasts(home: Home) -> None:
    async with home.open() as store:
        await store.write(GRAPH, STAFF)
        await opportunities(store).decide(PAIR, "DISMISSED", "Nu niet", STAFF)
    async with home.open() as store:
        service = opportunities(store)
        assert await offered(service) == []
        await store.write(ChangeSet(relations=[ParticipatesIn(source=5, target=key) for key in (1, 2)]), STAFF)
        page = await service.find(Wanted(), 20, 0, STAFF)
        [again] = page.items
        assert again.decision is not None
        assert [text.nl for text in again.decision.changed] == ["Meer vrijwilligers van beide: 2, eerder 1"]
        assert (page.total, page.more) == (1, False)
        assert (await store.counts())["Verdict"] == 1


async def test_what_cannot_be_decided(graph: Graph) -> None:
    await graph.write(GRAPH, STAFF)
    service = opportunities(graph)
    with pytest.raises(ValueError, match="needs a reason"):
        await service.decide(PAIR, "DISMISSED", " ", STAFF)
    with pytest.raises(ValueError, match="not a valid"):
        await service.decide(PAIR, "FORGOTTEN", None, STAFF)
    assert await service.decide(PAIR, "INTRODUCED", None, PUBLIC) is None
    assert await service.decide(PairId((Initiative, 1), (Initiative, 99)), "INTRODUCED", None, STAFF) is None
    assert (await graph.keys(Verdict, Filter(), STAFF)).tolist() == []


async def test_who_waits_for_a_list_gets_it_though_the_graph_changes(graph: Graph) -> None:
    await graph.write(GRAPH, STAFF)
    service = opportunities(graph)
    level = await service.current(STAFF)
    waiting = [asyncio.create_task(level.listed(Wanted())) for _ in range(3)]
    await asyncio.sleep(0)
    await graph.write(ChangeSet([Initiative(key=9, title="Iets anders")]), STAFF)
    assert await service.current(STAFF) is not level
    assert [len(found) for found in await asyncio.gather(*waiting)] == [1, 1, 1]
