# SPDX-License-Identifier: EUPL-1.2
"""`verbind analyse …`: what the network tells, printed, and written to a file for who wants to go on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph_api.cli.asking import Asked, StaffOption, answered
from graph_api.cli.exporting import export
from graph_api.cli.printing import Out, show
from graph_api.cli.running import StoreOption
from graph_api.cli.selecting import Network, Where, chosen, grouped

if TYPE_CHECKING:
    from graph_api.export.tables import Table
    from schema.area import AreaLevel
    from schema.blind_spot import BlindSpotMeasure
    from schema.structure import Communities

analyse = typer.Typer(
    name="analyse",
    help="What the network tells: printed, and with --out written to a file.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LevelOption = Annotated[str, typer.Option(help="MUNICIPALITY, DISTRICT, WIJK, DORP or BUURT.")]
SpotMeasureOption = Annotated[str, typer.Option(help="INITIATIVES, SUPPORT or, with --staff, INITIATORS.")]
First = Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")]


@analyse.command("blind-spots")
@grouped
def blind_spots(
    level: LevelOption,
    where: Where,
    measure: SpotMeasureOption = "INITIATIVES",
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Areas with fewer initiatives than their number of residents suggests."""
    from graph_api.export import figures

    areas, counted = _spots(level, measure, staff)

    async def ask(of: Asked) -> Table:
        return figures.blind_spots(await of.analysis.blind_spots(areas, counted, of.where, of.viewer))

    show(answered(ask, where, staff, store), out)


@analyse.command("theme-blind-spots")
@grouped
def theme_blind_spots(
    level: LevelOption,
    where: Where,
    measure: SpotMeasureOption = "INITIATIVES",
    first: First = 1000,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Themes that are rarer in an area than elsewhere."""
    from graph_api.export import figures

    areas, counted = _spots(level, measure, staff)

    async def ask(of: Asked) -> Table:
        found = await of.analysis.theme_blind_spots(areas, counted, of.where, first, of.viewer)
        return figures.theme_blind_spots(found)

    show(answered(ask, where, staff, store), out)


def _spots(level: str, measure: str, staff: bool) -> tuple[AreaLevel, BlindSpotMeasure]:
    """What blind spots are asked for. Raises ValueError."""
    from schema.area import AreaLevel
    from schema.blind_spot import BlindSpotMeasure

    of, counted = chosen("--level", level, AreaLevel), chosen("--measure", measure, BlindSpotMeasure)
    if counted is BlindSpotMeasure.INITIATORS and not staff:
        raise ValueError("initiators are residents, whom only --staff may count")
    return of, counted


@analyse.command()
@grouped
def centrality(
    network: Network,
    where: Where,
    measure: Annotated[str, typer.Option(help="Such as DEGREE, PAGERANK or BETWEENNESS.")] = "DEGREE",
    type: Annotated[
        str | None, typer.Option(help="Nodes of this type, such as ORGANISATION; all if not given.")
    ] = None,
    communities: Annotated[bool, typer.Option("--communities", help="Also the community of each.")] = False,
    first: First = 1000,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """The most central nodes of the network, or of what an area or a theme is joined to."""
    from graph_api.export import figures
    from schema.enums import CentralityMeasure, NodeType
    from schema.registry import NODE_BY_NAME

    by = chosen("--measure", measure, CentralityMeasure)
    ranked = None if type is None else NODE_BY_NAME[chosen("--type", type, NodeType).value]

    async def ask(of: Asked) -> Table:
        shape, selection = of.analysis.shape, network.of(of.where, of.viewer)
        found = await shape.centrality(by.value, ranked, selection, first, of.viewer)
        groups = await shape.groups(selection, figures.parties(found), of.viewer) if communities else None
        return figures.centrality(found, groups)

    show(answered(ask, where, staff, store), out)


@analyse.command()
@grouped
def communities(
    network: Network,
    where: Where,
    first: First = 1000,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Initiatives that are joined more among themselves than chance would have it."""
    from graph_api.export import figures

    show(figures.communities(_divided(network, where, first, staff, store)), out)


@analyse.command()
@grouped
def gaps(
    network: Network,
    where: Where,
    first: First = 1000,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Communities that have something in common and little between them, with who could close the gap."""
    from graph_api.export import figures

    show(figures.gaps(_divided(network, where, first, staff, store)), out)


def _divided(network: Network, where: Where, first: int, staff: bool, store: str | None) -> Communities:
    async def ask(of: Asked) -> Communities:
        return await of.analysis.shape.communities(network.of(of.where, of.viewer), first, of.viewer)

    return answered(ask, where, staff, store)


@analyse.command()
@grouped
def fragility(
    network: Network,
    where: Where,
    first: First = 1000,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Where the network falls apart when one goes, and the fewest connections that mend it."""
    from graph_api.export import figures

    async def ask(of: Asked) -> Table:
        selection = network.of(of.where, of.viewer)
        return figures.fragility(await of.analysis.shape.fragility(selection, first, of.viewer))

    show(answered(ask, where, staff, store), out)


@analyse.command()
@grouped
def opportunities(
    where: Where,
    kind: Annotated[str | None, typer.Option(help="Such as SHARED_PEOPLE or COMPLEMENTARY; all if not given.")] = None,
    min_score: Annotated[float, typer.Option(min=0, help="With at least this score.")] = 0.0,
    not_connected: Annotated[
        bool, typer.Option("--not-connected/--also-connected", help="Without or with those that are connected already.")
    ] = True,
    first: First = 100,
    out: Out = None,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Connections worth making, best first, with the reasons."""
    from graph_api.export import figures
    from graph_api.export.content import initiatives
    from schema.opportunity import OpportunityKind, Wanted

    kinds = None if kind is None else (chosen("--kind", kind, OpportunityKind),)

    async def ask(of: Asked) -> Table:
        some = await initiatives(of.graph, of.where, of.viewer)
        wanted = Wanted(initiatives=some, kinds=kinds, min_score=min_score, not_connected=not_connected)
        while (found := await of.analysis.opportunities.find(wanted, first, 0, of.viewer)).pending:
            pass  # of many it answers with what there is
        return figures.opportunities(found)

    show(answered(ask, where, staff, store), out)


analyse.command()(export)
