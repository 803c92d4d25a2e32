# SPDX-License-Identifier: EUPL-1.2
"""Long computations: off the event loop, with progress, and broken off when nobody waits for them any more.

    found = await work.run("communities", lambda report: leiden(network, report))

`report(done, total)` is called from the computing thread, between steps; it raises Stopped when the one who asked has
gone, so that the thread ends there.

What several may wait for, or what may take longer than anyone waits, is begun as `Shared`: it goes on for who asks
again, until it is in the way of something else.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

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


class Shared:
    """Computations that go on whether anyone waits for them or not, until they are given up."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[Any]] = set()
        self._waiting: Counter[asyncio.Task[Any]] = Counter()

    def begin(self, computation: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin one."""
        task = asyncio.create_task(computation)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    @contextmanager
    def waiting(self, task: asyncio.Task[Any]) -> Generator[None]:
        """While someone waits for it, it is not given up. Who waits must not cancel it."""
        self._waiting[task] += 1
        try:
            yield
        finally:
            self._waiting[task] -= 1
            if not self._waiting[task]:
                del self._waiting[task]

    def give_up(self) -> None:
        """Break off what nobody waits for."""
        for task in self._under_way - self._waiting.keys():
            task.cancel()


def failed(task: asyncio.Task[Any]) -> bool:
    """Whether a computation will give nothing, or gave nothing."""
    return task.cancelling() > 0 or (task.done() and (task.cancelled() or task.exception() is not None))
