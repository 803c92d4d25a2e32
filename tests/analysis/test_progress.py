# SPDX-License-Identifier: EUPL-1.2
"""Of all that may take long staff see how far it is, and it ends when it is in the way and nobody waits."""

import asyncio
import threading
from typing import Any, cast

import pytest

from graph_api.analysis.service import AnalysisService
from graph_api.analysis.work import Stopped, Task
from schema.api import schema
from schema.area import Area, AreaLevel
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.context import Context
from schema.initiative import About, Initiative, LocatedIn
from schema.organisation import LegalForm, Organisation, Runs
from schema.privacy import STAFF
from schema.theme import Theme
from tests.store.model import Model

pytestmark = pytest.mark.anyio

COMMUNITIES = "{ communities { total gaps { found } } }"
FRAGILITY = "{ fragility { repairsTotal repairs { text } } }"
WHAT_IF = '{{ whatIf(remove: [{{a: "Initiative:{}"}}]) {{ after {{ largest }} }} }}'
PROGRESS = "{ analysisProgress { name done total } }"
OTHER = "{ centrality(measure: DEGREE) { rank } }"


def villages() -> ChangeSet:
    """Three, each of two clubs that run four of its initiatives together, and one of them a fifth."""
    nodes: list[Node] = []
    relations: list[Relation] = []
    for village in (1, 2, 3):
        nodes += [Theme(key=village, name=f"Thema {village}")]
        nodes += [Area(key=village + 10, name=f"Dorp {village}", level=AreaLevel.DORP, code=f"D{village}")]
        clubs = [village * 100 + number for number in (91, 92)]
        nodes += [Organisation(key=key, name=f"Club {key}", legal_form=LegalForm.VERENIGING) for key in clubs]
        for key in range(village * 100 + 1, village * 100 + 6):
            nodes.append(Initiative(key=key, title=f"Tuin {key}"))
            relations += [LocatedIn(source=key, target=village + 10), About(source=key, target=village)]
            relations += [Runs(source=club, target=key) for club in clubs if key % 100 < 5 or club == clubs[0]]
        relations.append(About(source=village * 100 + 1, target=village % 3 + 1))
    return ChangeSet(nodes, relations)


class Halted:
    """Halts what is computed under a name after its second step, and sees it stopped."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.stopped = threading.Event(), threading.Event()
        report, steps = Task.report, list[int]()

        def halting(task: Task, done: int, total: int) -> None:
            try:
                report(task, done, total)
            except Stopped:
                self.stopped.set()
                raise
            if task.name == name:
                steps.append(done)
                assert len(steps) != 2 or self.go.wait(20)

        monkeypatch.setattr(Task, "report", halting)


@pytest.mark.parametrize(
    ("query", "name", "other"),
    [
        (COMMUNITIES, "communities", OTHER),
        (COMMUNITIES, "groups", OTHER),
        (COMMUNITIES, "gaps", OTHER),
        (FRAGILITY, "fragility", OTHER),
        (FRAGILITY, "repairs 10", OTHER),
        (WHAT_IF.format(101), "what if", WHAT_IF.format(102)),
    ],
)
async def test_how_far_it_is_and_its_end(query: str, name: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, halted = Model(), Halted(name, monkeypatch)
    await model.write(villages(), STAFF)
    service = AnalysisService(cast("Any", model))

    async def ask(asked: str) -> Any:
        result = await schema.execute(asked, context_value=Context(cast("Any", model), service, STAFF))
        assert result.errors is None, result.errors
        return result.data

    waiting = asyncio.create_task(ask(query))
    task: dict[str, Any] = {"done": 0}
    async with asyncio.timeout(20):
        while not task["done"]:
            await asyncio.sleep(0.01)
            found = (await ask(PROGRESS))["analysisProgress"]
            task = next((each for each in found if each["name"] == name), task)
    assert task["done"] == 1
    assert task["total"] > 2
    waiting.cancel()
    await asyncio.wait([waiting])
    elsewhere = asyncio.create_task(ask(other))
    await asyncio.sleep(0.05)
    halted.go.set()
    assert await asyncio.to_thread(halted.stopped.wait, 20)
    assert await elsewhere
    assert (await ask(PROGRESS))["analysisProgress"] == []
