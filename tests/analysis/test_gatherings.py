# SPDX-License-Identifier: EUPL-1.2
"""Lists of thousands are made beside all else that is asked, by turns, and not for nobody."""

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from graph_api.analysis.opportunities import gatherings, level, listing
from graph_api.analysis.opportunities.search import Search
from graph_api.analysis.service import AnalysisService
from schema.api import schema
from schema.base import Node
from schema.change import ChangeSet
from schema.context import Context
from schema.initiative import Initiative
from schema.organisation import LegalForm, Organisation, Runs
from schema.privacy import PUBLIC, STAFF, Viewer
from tests.store.model import Model

pytestmark = pytest.mark.anyio

LIST = """query ($kind: OpportunityKind, $minScore: Float! = 0) {
  opportunities(kind: $kind, minScore: $minScore) { nodes { id score } pending missing } }"""
OWN = '{ initiative(id: "Initiative:1") { opportunities { nodes { id } } } }'
PROGRESS = "{ analysisProgress { name done total } }"
KINDS = ("SHARED_PEOPLE", "SIMILAR", "COMPLEMENTARY")


class Slow:
    """A search that takes its time over lists of many: each party waits until it is let go."""

    def __init__(self) -> None:
        self._gate = threading.Semaphore(0)
        self.done = 0

    def go(self, parties: int = 1000) -> None:
        self._gate.release(parties)

    def again(self) -> None:
        self._gate = threading.Semaphore(0)

    def wait(self) -> None:
        assert self._gate.acquire(timeout=20)
        self.done += 1


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made, ranked = Slow(), Search.ranked

    def slowly(self: Search, one: int, first: int, wanted: Any) -> Any:
        if wanted.parties is None:
            made.wait()
        return ranked(self, one, first, wanted)

    monkeypatch.setattr(Search, "ranked", slowly)
    monkeypatch.setattr(listing, "MANY", 0)
    monkeypatch.setattr(level, "PATIENCE", 0.01)
    return made


Served = tuple[Model, AnalysisService]


@asynccontextmanager
async def served(slow: Slow) -> AsyncIterator[Served]:
    """A village of which one organisation runs all. At the end all lists are made."""
    initiatives: list[Node] = [Initiative(key=key, title="Tuin") for key in range(1, 5)]
    house = Organisation(key=9, name="Dorpshuis", legal_form=LegalForm.STICHTING)
    model = Model()
    await model.write(ChangeSet([*initiatives, house], [Runs(source=9, target=key) for key in range(1, 5)]), STAFF)
    of = model, AnalysisService(cast("Any", model))
    yield of
    slow.go()
    await progress(of)


@pytest.fixture
async def of(slow: Slow) -> AsyncIterator[Served]:
    async with served(slow) as made:
        yield made


async def ask(of: Served, query: str, viewer: Viewer = PUBLIC, **variables: Any) -> Any:
    result = await schema.execute(query, variables, Context(cast("Any", of[0]), of[1], viewer))
    assert result.errors is None, result.errors
    return result.data


@asynccontextmanager
async def asking(of: Served, **variables: Any) -> AsyncIterator[None]:
    """While a list is being waited for."""
    task = asyncio.create_task(ask(of, LIST, **variables))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def progress(of: Served, *expected: int) -> None:
    """Wait until lists are under way that are so far."""
    found: list[int] | None = None
    async with asyncio.timeout(20):
        while found != [*expected]:
            await asyncio.sleep(0.01)
            found = [each["done"] for each in (await ask(of, PROGRESS, STAFF))["analysisProgress"]]


async def test_many_lists_at_once_do_not_delay_another_question(of: Served, slow: Slow) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2))
    lists = [asyncio.create_task(ask(of, LIST, kind=kind)) for kind in KINDS]
    await progress(of, 0, 0, 0)
    async with asyncio.timeout(10):
        own = await ask(of, OWN)
    assert len(own["initiative"]["opportunities"]["nodes"]) == 3
    assert not any(each.done() for each in lists)
    slow.go()
    await asyncio.gather(*lists)


async def test_lists_of_many_are_made_by_turns(of: Served, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_api.analysis.work.TURN", 0)
    async with asking(of, kind="SIMILAR"), asking(of, kind="COMPLEMENTARY"):
        for expected in ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2)):
            await progress(of, *expected)
            slow.go(1)


async def test_those_who_want_other_scores_wait_for_one_list(of: Served, slow: Slow) -> None:
    slow.go()
    while (found := (await ask(of, LIST))["opportunities"])["pending"]:
        pass
    done, scores = slow.done, sorted({each["score"] for each in found["nodes"]})
    for least in (*scores, scores[-1] + 1):
        some = (await ask(of, LIST, minScore=least))["opportunities"]
        assert some["nodes"] == [each for each in found["nodes"] if each["score"] >= least]
    assert slow.done == done == 4


async def test_that_many_have_none_of_a_kind_is_said_without_another_list(of: Served, slow: Slow) -> None:
    slow.go()
    while (found := (await ask(of, LIST, kind="JOINT_ASK"))["opportunities"])["pending"]:
        pass
    assert found["missing"] == ["Van deze soort is er geen kans."]
    assert slow.done == 4


async def test_the_lists_that_were_asked_for_last_are_kept(
    of: Served, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(level, "MOST_OF_MANY", 2)
    slow.go()
    one, other, third = KINDS
    for kind, made in ((one, 4), (other, 8), (one, 8), (third, 12), (one, 12), (other, 16)):
        while (await ask(of, LIST, kind=kind))["opportunities"]["pending"]:
            pass
        assert slow.done == made


async def test_a_list_nobody_asks_for_goes_on_until_it_is_in_the_way(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    for linger, left in ((60, [0, 0]), (0, [0])):
        monkeypatch.setattr(gatherings, "LINGER", linger)
        async with served(slow) as of:
            async with asking(of, kind="SHARED_PEOPLE"):
                await progress(of, 0)
            await asyncio.sleep(0.1)
            await progress(of, 0)
            async with asking(of, kind="SIMILAR"):
                await asyncio.sleep(0.1)
                await progress(of, *left)
        slow.again()


async def test_a_list_of_how_it_was_is_not_made_for_nobody(of: Served, slow: Slow) -> None:
    async with asking(of):
        await progress(of, 0)
        await of[0].write(ChangeSet([Initiative(key=5, title="Tuin")]), STAFF)
        await ask(of, OWN)
        await asyncio.sleep(0.1)
        await progress(of, 0)
    await progress(of)
    assert not slow.done


async def test_so_many_lists_are_made_at_a_time(of: Served, slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gatherings, "MOST", 2)
    async with asking(of, kind=KINDS[0]), asking(of, kind=KINDS[1]):
        await progress(of, 0, 0)
        refused = await schema.execute(LIST, {"kind": KINDS[2]}, Context(cast("Any", of[0]), of[1], PUBLIC))
        assert refused.errors
        [error] = refused.errors
        assert "2 lists of opportunities of more than" in error.message
        assert error.extensions == {"code": "BUSY"}
        assert (await ask(of, OWN))["initiative"]
        async with asking(of, kind=KINDS[0]):
            await progress(of, 0, 0)
        async with asking(of, kind=KINDS[2], viewer=STAFF):
            await progress(of, 0, 0, 0)
            slow.go()
            await progress(of)
    assert (await ask(of, LIST, kind=KINDS[2]))["opportunities"]
