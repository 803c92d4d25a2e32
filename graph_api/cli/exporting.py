# SPDX-License-Identifier: EUPL-1.2
"""`verbind analyse export`: the network as a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_api.cli.asking import Asked, StaffOption, answered
from graph_api.cli.running import StoreOption
from graph_api.cli.selecting import Network, Where, chosen, grouped

if TYPE_CHECKING:
    from graph_api.export.content import Chosen
    from graph_api.export.formats import Format


@grouped
def export(
    file: Annotated[
        Path, typer.Argument(help="Its name's end says how: .jsonl .graphml .gexf .cyjs .zip .geojson .xlsx")
    ],
    network: Network,
    where: Where,
    measure: Annotated[
        list[str] | None,
        typer.Option(help="Give nodes this centrality; may be there more than once."),
    ] = None,
    communities: Annotated[bool, typer.Option("--communities", help="Give nodes their community.")] = False,
    staff: StaffOption = False,
    store: StoreOption = None,
) -> None:
    """Write the network, or what an area or a theme is joined to, for another program.

    With --measure or --communities, --projection, --relation and --node-type say of which network these are.
    """
    from graph_api.export.formats import NO_FIGURES
    from graph_api.export.node_figures import NodeFigures
    from schema.enums import CentralityMeasure

    format = _format(file)
    measures = tuple(chosen("--measure", each, CentralityMeasure) for each in measure or ())
    figured = bool(measures) or communities
    if figured and not format.measured:
        raise ValueError(f"{file}: {NO_FIGURES}")
    if not figured and network != Network():
        raise ValueError("--projection, --relation and --node-type are about figures: give --measure or --communities")

    async def work(of: Asked) -> int:
        wanted = NodeFigures(network.of(of.where, of.viewer), measures, communities)
        figures = await wanted.attributes(of.analysis.shape, of.viewer)
        parts = format.write(of.graph, of.viewer, await _chosen(of), figures)
        unfinished, done = file.with_name(f".{file.name}.{os.getpid()}"), 0
        try:
            with unfinished.open("wb") as written:
                async for part in parts:
                    done += written.write(part)
                    of.report(done, None, f"Writing {file.name}")
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
        return done

    done = answered(work, where, staff, store)
    typer.echo(f"Wrote {file} ({done:,} bytes, as {'staff' if staff else 'everybody'} may see it)")


def _format(file: Path) -> Format:
    from graph_api.export.formats import FORMAT_BY_SUFFIX

    if file.suffix[1:] not in FORMAT_BY_SUFFIX:
        known = ", ".join(f".{suffix}" for suffix in FORMAT_BY_SUFFIX)
        raise ValueError(f"{file}: its name must end in one of {known}")
    return FORMAT_BY_SUFFIX[file.suffix[1:]]


async def _chosen(of: Asked) -> Chosen | None:
    """The nodes that are wanted, None for all."""
    from graph_api.export.content import selection
    from schema.query import Filter

    if of.where == Filter():
        return None
    return await selection(of.graph, await of.analysis.snapshot(of.viewer), of.where, of.viewer)
