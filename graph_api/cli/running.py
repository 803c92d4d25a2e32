# SPDX-License-Identifier: EUPL-1.2
"""What the commands share: the option --store, the settings and what they name, progress on the terminal."""

import asyncio
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, Final, Protocol, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from graph_api.settings import Settings

if TYPE_CHECKING:
    from graph_api.store.port import Store

T = TypeVar("T")

SECONDS: Final = 5.0
"""Between two lines of progress, where there is no terminal."""

StoreOption = Annotated[
    str | None,
    typer.Option(help="sqlite:///PATH, neo4j://HOST or bolt://HOST; VERBIND_STORE if not given."),
]


def settings(**given: Any) -> Settings:
    """The settings, with what was given on the command line."""
    return Settings(**{name: value for name, value in given.items() if value is not None})


def store_of(settings: Settings) -> "Store":
    """The store that the settings name, not yet open. Raises ValueError."""
    from graph_api.store.opening import open_store

    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else None
    return open_store(settings.store, settings.neo4j_user, password, settings.neo4j_database)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, on uvloop where there is one."""
    try:
        from uvloop import new_event_loop
    except ImportError:  # Windows
        new_event_loop = asyncio.new_event_loop
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(work)


class Report(Protocol):
    """Called with how much was done, and of how much if known; with a title where something else begins."""

    def __call__(self, done: int, total: int | None, title: str | None = None) -> None: ...


@contextmanager
def progress(title: str, *, told: bool = False) -> Generator[Report]:
    """What is under way, on standard error: a bar on a terminal, elsewhere lines, of which there is none before SECONDS
    have passed unless it is to be `told` from the start."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(title, told)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        bar.add_task(title, total=None)

        def report(done: int, total: int | None, title: str | None = None) -> None:
            if title and title != bar.tasks[0].description:
                bar.remove_task(bar.task_ids[0])
                bar.add_task(title, total=None)
            bar.update(bar.task_ids[0], completed=done, total=total)

        yield report


class _Lines:
    """Progress in lines: what begins and what is whole at once, what is between no more often than SECONDS."""

    def __init__(self, title: str, told: bool) -> None:
        self._title, self._told = title, told
        self._next = monotonic() + SECONDS
        if told:
            self._tell(title)

    def __call__(self, done: int, total: int | None, title: str | None = None) -> None:
        begins = title is not None and title != self._title
        self._title = title or self._title
        if monotonic() >= self._next or (self._told and (begins or done == total)):
            of = f" of {total:,}" if total else ""
            self._tell(self._title if begins else f"{self._title}: {done:,}{of}")

    def _tell(self, line: str) -> None:
        self._told, self._next = True, monotonic() + SECONDS
        typer.echo(line, err=True)


def complain(message: str) -> None:
    """Say what went wrong, on standard error."""
    Console(stderr=True).print(f"verbind: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
