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
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Generator, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

K = TypeVar("K")
T = TypeVar("T")

TURN: Final = 0.2
"""Seconds that one computation takes before it is another's turn."""

Report = Callable[[int, int], None]
"""Called with how many steps are done, and of how many."""


Hear = Callable[[str, int, int], None]
"""Called with the name of a computation, how many steps are done, and of how many: 0 where that is not known yet."""


class Stopped(Exception):  # noqa: N818 - nothing went wrong: nobody waits
    """The computation was broken off."""


def unreported(_done: int, _total: int) -> None:
    """For whom progress is of no interest."""


def unheard(_name: str, _done: int, _total: int) -> None:
    """For where nobody follows the computations."""


@dataclass(slots=True, eq=False)
class Task:
    """One computation under way."""

    name: str
    hear: Hear
    done: int = 0
    total: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def report(self, done: int, total: int) -> None:
        """Note progress. Raises Stopped."""
        if self.stop.is_set():
            raise Stopped
        self.done, self.total = done, total
        self.hear(self.name, done, total)

    def turn(self, steps: Iterator[tuple[int, int]]) -> bool:
        """Take steps for TURN seconds; whether there are more. Raises Stopped."""
        until = time.monotonic() + TURN
        for step in steps:
            self.report(*step)
            if time.monotonic() >= until:
                return True
        return False


class Work:
    """The computations of one service that are under way."""

    def __init__(self, hear: Hear = unheard) -> None:
        """`hear`: told when one begins, and of each step."""
        self._tasks: list[Task] = []
        self._hear = hear

    def __iter__(self) -> Iterator[Task]:
        return iter(list(self._tasks))

    async def run(self, name: str, compute: Callable[[Report], T]) -> T:
        """Compute in a thread; when this is cancelled, so is the computation."""
        with self._task(name) as task:
            return await asyncio.to_thread(compute, task.report)

    async def by_turns(self, name: str, steps: Iterator[tuple[int, int]], threads: Executor) -> None:
        """Take all steps, by turns with others in the same threads. A step gives how many are done, and of how many."""
        with self._task(name) as task:
            while await asyncio.get_running_loop().run_in_executor(threads, task.turn, steps):
                pass

    @contextmanager
    def _task(self, name: str) -> Generator[Task]:
        task = Task(name, self._hear)
        self._hear(name, 0, 0)
        self._tasks.append(task)
        try:
            yield task
        finally:
            task.stop.set()
            self._tasks.remove(task)


class Shared:
    """Computations that go on whether anyone waits for them or not, until they are given up."""

    def __init__(self, linger: float = 0.0) -> None:
        """`linger`: for so many seconds after someone waited for one, nobody's waiting is no reason to give it up."""
        self._linger = linger
        self._under_way: dict[asyncio.Task[Any], float] = {}
        self._waiting: Counter[asyncio.Task[Any]] = Counter()

    def begin(self, computation: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin one."""
        task = asyncio.create_task(computation)
        self._under_way[task] = time.monotonic()
        task.add_done_callback(self._under_way.pop)
        return task

    async def once(self, kept: dict[K, asyncio.Task[Any]], key: K, compute: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What is kept under a key: computed where it is not, or where that failed. What nobody waits for gives way."""
        task = kept.get(key)
        if task is None or failed(task):
            self.give_up()
            task = kept[key] = self.begin(compute())
        with self.waiting(task):
            return await asyncio.shield(task)

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
                if task in self._under_way:
                    self._under_way[task] = time.monotonic()

    def give_up(self) -> None:
        """Break off what nobody waits for."""
        long_ago = time.monotonic() - self._linger
        for task, last in self._under_way.items():
            if last <= long_ago:
                self.drop(task)

    def drop(self, task: asyncio.Task[Any]) -> None:
        """Break one off, unless someone waits for it."""
        if task not in self._waiting:
            task.cancel()


def failed(task: asyncio.Task[Any]) -> bool:
    """Whether a computation will give nothing, or gave nothing."""
    return task.cancelling() > 0 or (task.done() and (task.cancelled() or task.exception() is not None))
