# SPDX-License-Identifier: EUPL-1.2
"""`verbind demo`, and the demo municipality that `verbind serve --demo` begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph_api.cli.running import StoreOption, progress, run, settings, store_of

if TYPE_CHECKING:
    from graph_api.store.port import Store
    from loaders.loaded import Report


def demo(
    initiatives: Annotated[int, typer.Option(min=1, max=100_000, help="How many initiatives.")] = 200,
    seed: Annotated[int, typer.Option(help="Another number, another municipality.")] = 1,
    store: StoreOption = None,
) -> None:
    """Make a municipality that does not exist, with its residents, organisations and initiatives."""
    run(_demo(store_of(settings(store=store)), initiatives, seed))


async def _demo(store: Store, initiatives: int, seed: int) -> None:
    async with store:
        report = await make(store, initiatives, seed)
    typer.echo(f"Made {report.created}, changed {report.changed} (revision {report.revision})")


async def make(store: Store, initiatives: int = 200, seed: int = 1) -> Report:
    """Write the demo municipality, with progress on the terminal."""
    from loaders.demo.generate import load_demo

    with progress("Making the demo municipality") as report:
        return await load_demo(store, initiatives, seed=seed, progress=report)
