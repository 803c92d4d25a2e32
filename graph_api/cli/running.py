# SPDX-License-Identifier: EUPL-1.2
"""What the commands share: the option --store, the settings, and running what is asynchronous."""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any

import typer

from graph_api.settings import Settings

StoreOption = Annotated[
    str | None,
    typer.Option(help="sqlite:///PATH, neo4j://HOST or bolt://HOST; VERBIND_STORE if not given."),
]


def settings(**given: Any) -> Settings:
    """The settings, with what was given on the command line."""
    return Settings(**{name: value for name, value in given.items() if value is not None})


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end, on uvloop where there is one."""
    try:
        from uvloop import new_event_loop
    except ImportError:  # Windows
        new_event_loop = asyncio.new_event_loop
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(work)
