# SPDX-License-Identifier: EUPL-1.2
"""kill -9 while it writes, twenty times on one file: every acknowledged write is there, and none is there in part."""

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph_api.store.opening import open_store
from graph_api.store.port import Store
from schema.area import Area
from schema.initiative import About, Initiative, LocatedIn
from schema.privacy import PUBLIC, STAFF
from schema.query import Filter, Order, Page
from schema.theme import Theme
from tests.store.crash_writer import SIZE, change_set

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
TRIALS = 20


def write_and_kill(url: str, moment: float) -> list[int]:
    """The revisions that a writer acknowledged before it was killed, `moment` seconds after its first."""
    command = [sys.executable, "-m", "tests.store.crash_writer", url]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
        lines = [first, *writer.stdout]
    assert writer.returncode == -signal.SIGKILL
    return [int(line) for line in lines if line.endswith("\n")]


async def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "crash.db"
    url = f"sqlite:///{file}"
    chance = random.Random(9)
    acknowledged: list[int] = []
    for _ in range(TRIALS):
        acknowledged += write_and_kill(url, chance.uniform(0, 0.3))
        with contextlib.closing(sqlite3.connect(file)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(acknowledged) == len(set(acknowledged)) >= TRIALS
    async with open_store(url) as store:
        last = await store.revision()
        assert set(acknowledged) <= set(range(1, last + 1))
        assert last <= len(acknowledged) + TRIALS, "at most one write was on its way at each kill"
        counts = await store.counts()
        expected = {"Initiative": SIZE * last, "About": SIZE * last, "LocatedIn": SIZE * last, "Area": last}
        assert {name: counts[name] for name in expected} == expected
        assert (counts["Theme"], counts["former"], counts["revision"]) == (last, last - 1, last)
        assert len((await store.ends(About, Filter(), PUBLIC)).source) == SIZE * last
        assert len((await store.ends(LocatedIn, Filter(), PUBLIC)).source) == SIZE * last
        assert len((await store.places(Initiative, Filter(), PUBLIC)).keys) == SIZE * last
        for number in {1, last, *chance.sample(acknowledged, TRIALS)}:
            await _whole(store, number, last)
        receipt = await store.write(change_set(last), STAFF)
        assert (receipt.revision, receipt.replayed) == (last, True)


async def _whole(store: Store, number: int, last: int) -> None:
    """A change set's rows are in every index."""
    found = await store.find(Initiative, Filter(text=f"reeks{number} "), Order.KEY, Page(500), PUBLIC)
    renamed = (number > 1) - (number < last)
    assert found.total == SIZE + renamed
    assert all(await store.get(Theme, [2 * 10**6 + number], PUBLIC))
    assert all(await store.get(Area, [10**6 + number], PUBLIC))
    inside = await store.find(Initiative, Filter(areas=(10**6 + number,)), Order.KEY, Page(0), PUBLIC)
    assert inside.total == SIZE
