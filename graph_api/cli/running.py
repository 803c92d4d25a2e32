# SPDX-License-Identifier: EUPL-1.2
"""What the commands share: the option --store, the settings and what they name, progress on the terminal."""

import asyncio
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from graph_api.settings import Settings

if TYPE_CHECKING:
    from graph_api.store.port import Store
    from loaders.loaded import Progress as Report

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


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end, on uvloop where there is one."""
    try:
        from uvloop import new_event_loop
    except ImportError:  # Windows
        new_event_loop = asyncio.new_event_loop
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(work)


@contextmanager
def progress(title: str) -> Generator["Report"]:
    """A bar on the terminal, moved by calling what this gives with how much was done, and of how much if known."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal)
    with bar:
        task = bar.add_task(title, total=None)

        def report(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield report


def complain(message: str) -> None:
    """Say what went wrong, on standard error."""
    Console(stderr=True).print(f"verbind: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
