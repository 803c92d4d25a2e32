# SPDX-License-Identifier: EUPL-1.2
"""Asking the analysis of a store, as staff or as everybody, with progress."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from graph_api.cli.running import Report, progress, run, settings, store_of
from graph_api.cli.selecting import Where

if TYPE_CHECKING:
    from graph_api.analysis.service import AnalysisService
    from graph_api.store.port import Store
    from schema.privacy import Viewer
    from schema.query import Filter

T = TypeVar("T")

StaffOption = Annotated[bool, typer.Option("--staff/--public", help="What staff see, or what everybody may see.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """A store that is open with its analysis, which initiatives it is about, who asks, and who hears of progress."""

    graph: Store
    analysis: AnalysisService
    where: Filter
    viewer: Viewer
    report: Report


def answered(ask: Callable[[Asked], Awaitable[T]], where: Where, staff: bool, store: str | None) -> T:
    """What is answered. Raises ValueError for a filter that names what is not there."""

    async def work() -> T:
        from schema.privacy import PUBLIC, STAFF

        viewer = STAFF if staff else PUBLIC
        async with store_of(settings(store=store)) as graph:
            chosen = await where.filter(graph)
            with progress("Reading the graph", told=True) as report:
                return await ask(Asked(graph, _analysis(graph, report), chosen, viewer, report))

    return run(work())


def _analysis(store: Store, report: Report) -> AnalysisService:
    """The analysis as the server has it, with what `verbind learn` learned."""
    from graph_api.analysis.opportunities.weights import current
    from graph_api.analysis.service import AnalysisService
    from graph_api.analysis.work import Work

    def hear(name: str, done: int, total: int) -> None:
        report(done, total or None, f"Computing {name.partition(' ')[0]}")

    return AnalysisService(store, current(settings().weights), Work(hear))
