# SPDX-License-Identifier: EUPL-1.2
"""`verbind analyse …`: what the network tells, printed, and written to a file for who wants to go on with it."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from graph_api.cli.printing import Out, show
from graph_api.cli.running import StoreOption, progress, run, settings, store_of
from graph_api.cli.selecting import AreaOption, MunicipalityOption, TextOption, ThemeOption, chosen, selected

if TYPE_CHECKING:
    from graph_api.analysis.service import AnalysisService
    from graph_api.export.tables import Table
    from graph_api.store.port import Store
    from schema.privacy import Viewer
    from schema.query import Filter

T = TypeVar("T")

analyse = typer.Typer(
    name="analyse",
    help="What the network tells: printed, and with --out written to a file.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

StaffOption = Annotated[bool, typer.Option("--staff/--public", help="What staff see, or what everybody may see.")]
LevelOption = Annotated[str, typer.Option(help="MUNICIPALITY, DISTRICT, WIJK, DORP or BUURT.")]
ProjectionOption = Annotated[str, typer.Option(help="FULL, or INITIATIVES by what they share.")]
First = Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")]


@analyse.command("blind-spots")
def blind_spots(
    level: LevelOption,
    measure: Annotated[str, typer.Option(help="INITIATIVES, SUPPORT or, with --staff, INITIATORS.")] = "INITIATIVES",
    area: AreaOption = None,
    municipality: MunicipalityOption = None,
    theme: ThemeOption = None,
    text: TextOption = None,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Areas with fewer initiatives than their number of residents suggests."""
    from graph_api.export import figures
    from schema.area import AreaLevel
    from schema.blind_spot import BlindSpotMeasure

    of, counted = chosen("--level", level, AreaLevel), chosen("--measure", measure, BlindSpotMeasure)
    if counted is BlindSpotMeasure.INITIATORS and not staff:
        raise ValueError("initiators are residents, whom only --staff may count")

    async def ask(analysis: AnalysisService, where: Filter, viewer: Viewer) -> Table:
        return figures.blind_spots(await analysis.blind_spots(of, counted, where, viewer))

    _table(ask, store, staff, out, (area, municipality, theme, text))


@analyse.command("theme-blind-spots")
def theme_blind_spots(
    level: LevelOption,
    first: First = 1000,
    area: AreaOption = None,
    municipality: MunicipalityOption = None,
    theme: ThemeOption = None,
    text: TextOption = None,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Themes that are rarer in an area than elsewhere."""
    from graph_api.export import figures
    from schema.area import AreaLevel

    of = chosen("--level", level, AreaLevel)

    async def ask(analysis: AnalysisService, where: Filter, viewer: Viewer) -> Table:
        return figures.theme_blind_spots(await analysis.theme_blind_spots(of, where, first, viewer))

    _table(ask, store, staff, out, (area, municipality, theme, text))


@analyse.command()
def centrality(
    measure: Annotated[str, typer.Option(help="Such as DEGREE, PAGERANK or BETWEENNESS.")] = "DEGREE",
    type: Annotated[
        str | None, typer.Option(help="Nodes of this type, such as ORGANISATION; all if not given.")
    ] = None,
    projection: ProjectionOption = "FULL",
    first: First = 1000,
    area: AreaOption = None,
    municipality: MunicipalityOption = None,
    theme: ThemeOption = None,
    text: TextOption = None,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """The most central nodes of the network, or of what an area or a theme is joined to."""
    from graph_api.export import figures
    from schema.enums import CentralityMeasure, NodeType
    from schema.registry import NODE_BY_NAME
    from schema.selection import Projection, Selection

    by, shape = chosen("--measure", measure, CentralityMeasure), chosen("--projection", projection, Projection)
    ranked = None if type is None else NODE_BY_NAME[chosen("--type", type, NodeType).value]

    async def ask(analysis: AnalysisService, where: Filter, viewer: Viewer) -> Table:
        selection = Selection(where, shape)
        return figures.centrality(await analysis.shape.centrality(by.value, ranked, selection, first, viewer))

    _table(ask, store, staff, out, (area, municipality, theme, text))


@analyse.command()
def communities(
    projection: ProjectionOption = "FULL",
    first: First = 1000,
    area: AreaOption = None,
    municipality: MunicipalityOption = None,
    theme: ThemeOption = None,
    text: TextOption = None,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Initiatives that are joined more among themselves than chance would have it."""
    from graph_api.export import figures
    from schema.selection import Projection, Selection

    shape = chosen("--projection", projection, Projection)

    async def ask(analysis: AnalysisService, where: Filter, viewer: Viewer) -> Table:
        return figures.communities(await analysis.shape.communities(Selection(where, shape), first, viewer))

    _table(ask, store, staff, out, (area, municipality, theme, text))


@analyse.command()
def fragility(
    projection: ProjectionOption = "FULL",
    first: First = 1000,
    area: AreaOption = None,
    municipality: MunicipalityOption = None,
    theme: ThemeOption = None,
    text: TextOption = None,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Where the network falls apart when one goes, and the fewest connections that mend it."""
    from graph_api.export import figures
    from schema.selection import Projection, Selection

    shape = chosen("--projection", projection, Projection)

    async def ask(analysis: AnalysisService, where: Filter, viewer: Viewer) -> Table:
        return figures.fragility(await analysis.shape.fragility(Selection(where, shape), first, viewer))

    _table(ask, store, staff, out, (area, municipality, theme, text))


@analyse.command()
def opportunities(
    kind: Annotated[str | None, typer.Option(help="Such as SHARED_PEOPLE or COMPLEMENTARY; all if not given.")] = None,
    first: First = 100,
    area: AreaOption = None,
    municipality: MunicipalityOption = None,
    theme: ThemeOption = None,
    text: TextOption = None,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Connections worth making, best first, with the reasons."""
    from graph_api.export import figures
    from graph_api.export.content import initiatives
    from schema.opportunity import OpportunityKind, Wanted

    kinds = None if kind is None else (chosen("--kind", kind, OpportunityKind),)

    async def work(opened: Store, where: Filter, viewer: Viewer) -> None:
        wanted = Wanted(initiatives=await initiatives(opened, where, viewer), kinds=kinds)
        service = _analysis(opened).opportunities
        while (found := await service.find(wanted, first, 0, viewer)).pending:
            pass  # of many it answers with what there is
        show(figures.opportunities(found), out)

    _run(work, store, staff, (area, municipality, theme, text))


@analyse.command()
def export(
    file: Annotated[
        Path, typer.Argument(help="Its name's end says how: .jsonl .graphml .gexf .cyjs .zip .geojson .xlsx")
    ],
    area: AreaOption = None,
    municipality: MunicipalityOption = None,
    theme: ThemeOption = None,
    text: TextOption = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Write the network, or what an area or a theme is joined to, for another program."""
    from graph_api.export.formats import FORMAT_BY_SUFFIX

    if file.suffix[1:] not in FORMAT_BY_SUFFIX:
        known = ", ".join(f".{suffix}" for suffix in FORMAT_BY_SUFFIX)
        raise ValueError(f"{file}: its name must end in one of {known}")

    async def work(opened: Store, where: Filter, viewer: Viewer) -> None:
        from graph_api.export.content import selection
        from schema.query import Filter

        chosen = None
        if where != Filter():
            chosen = await selection(opened, await _analysis(opened).snapshot(viewer), where, viewer)
        with progress(file.name) as report:
            done = 0
            unfinished = file.with_name(f".{file.name}.{os.getpid()}")
            try:
                with unfinished.open("wb") as written:
                    async for part in FORMAT_BY_SUFFIX[file.suffix[1:]].write(opened, viewer, chosen):
                        done += written.write(part)
                        report(done, None)
                unfinished.replace(file)
            finally:
                unfinished.unlink(missing_ok=True)
        typer.echo(f"Wrote {file} ({done:,} bytes, as {'staff' if staff else 'everybody'} may see it)")

    _run(work, store, staff, (area, municipality, theme, text))


Selected = tuple[list[str] | None, str | None, list[str] | None, str | None]
"""Areas, municipality, themes and text, as they were typed."""


def _table(
    ask: Callable[[AnalysisService, Filter, Viewer], Awaitable[Table]],
    store: str | None,
    staff: bool,
    out: Path | None,
    given: Selected,
) -> None:
    """Ask for a table, print it, and write it to a file where one is named."""

    async def work(opened: Store, where: Filter, viewer: Viewer) -> None:
        show(await ask(_analysis(opened), where, viewer), out)

    _run(work, store, staff, given)


def _analysis(store: Store) -> AnalysisService:
    """The analysis as the server has it, with what `verbind learn` learned."""
    from graph_api.analysis.opportunities.weights import current
    from graph_api.analysis.service import AnalysisService

    return AnalysisService(store, current(settings().weights))


def _run(
    work: Callable[[Store, Filter, Viewer], Awaitable[None]], store: str | None, staff: bool, given: Selected
) -> None:
    async def opened() -> None:
        from schema.privacy import PUBLIC, STAFF

        viewer = STAFF if staff else PUBLIC
        async with store_of(settings(store=store)) as graph:
            await work(graph, await selected(graph, *given), viewer)

    run(opened())
