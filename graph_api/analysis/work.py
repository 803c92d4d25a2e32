# SPDX-License-Identifier: EUPL-1.2
"""Long computations: off the event loop, with progress, and broken off when nobody waits for them any more.

    found = await work.run("communities", lambda report: leiden(network, report))

`report(done, total)` is called from the computing thread, between steps; it raises Stopped when the one who asked has
gone, so that the thread ends there.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")

Report = Callable[[int, int], None]
"""Called with how many steps are done, and of how many."""


class Stopped(Exception):  # noqa: N818 - nothing went wrong: nobody waits
    """The computation was broken off."""


def unreported(_done: int, _total: int) -> None:
    """For whom progress is of no interest."""


@dataclass(slots=True, eq=False)
class Task:
    """One computation under way."""

    name: str
    done: int = 0
    total: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def report(self, done: int, total: int) -> None:
        """Note progress. Raises Stopped."""
        if self.stop.is_set():
            raise Stopped
        self.done, self.total = done, total


class Work:
    """The computations of one service that are under way."""

    def __init__(self) -> None:
        self._tasks: list[Task] = []

    def __iter__(self) -> Iterator[Task]:
        return iter(list(self._tasks))

    async def run(self, name: str, compute: Callable[[Report], T]) -> T:
        """Compute in a thread; when this is cancelled, so is the computation."""
        task = Task(name)
        self._tasks.append(task)
        try:
            return await asyncio.to_thread(compute, task.report)
        finally:
            task.stop.set()
            self._tasks.remove(task)
