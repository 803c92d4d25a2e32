# SPDX-License-Identifier: EUPL-1.2
"""`verbind eval opportunities`: how well connections are found in the graph of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from graph_api.cli.running import StoreOption, progress, run, settings, store_of

if TYPE_CHECKING:
    from rich.table import Table

    from graph_api.store.port import Store

_TITLES = {
    "split_people": "Half of the residents held out",
    "newcomers": "Half of the residents held out, and all of a fifth of the initiatives",
    "held_out_connections": "Connections held out, a fifth at a time",
    "over_time": "The last year held out",
}

_FEW = 10
"""Of fewer initiatives than this a table would tell nothing."""


def opportunities(
    store: StoreOption = None,
    splits: Annotated[int, typer.Option(min=1, help="How often residents are split.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="Another number, other splits.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Hide part of the graph, and count how much of it opportunities find again: Recall@20 and MRR against all
    candidates, for the score, each signal alone, the score without each, and methods that are well known."""
    run(_evaluate(store_of(settings(store=store)), splits, seed, as_json))


async def _evaluate(store: Store, splits: int, seed: int, as_json: bool) -> None:
    from graph_api.analysis.opportunities.weights import Weights
    from graph_api.evaluation.opportunities import report
    from graph_api.evaluation.opportunities.reading import read_graph

    with progress("Reading the graph", told=True) as bar:
        async with store:
            graph = await read_graph(store, Weights())
        bar(0, None, "Measuring")
        found = report.as_json(report.evaluate(graph, splits, seed, bar))
    if as_json:
        typer.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2))
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console()
    console.print(
        f"Revision {found['revision']}: {found['initiatives']} initiatives, and {found['residents']} residents who are "
        "in any relation"
    )
    for name, protocol in found["protocols"].items():
        if protocol is None:
            console.print(f"\n{_TITLES[name]}: not measured, for there are {found['lacking'][name]}")
            continue
        console.print(_table(_TITLES[name], protocol))
        if (cold := protocol["cold_pairs"]) and cold["initiatives"] >= _FEW:
            console.print(_table(f"{_TITLES[name]}: pairs that share nobody in what is seen", cold))


def _table(title: str, board: dict[str, Any]) -> Table:
    from rich.table import Table

    trials = f", trials: {board['trials']}" if "trials" in board else ""
    table = Table(title=f"\n{title}\n{board['initiatives']} initiatives, {board['pairs']} pairs to find{trials}")
    for column in ("method", "Recall@20", "95%", "MRR", "95%"):
        table.add_column(column, justify="left" if column == "method" else "right")
    for method, recall in board["recall_at_20"].items():
        if recall:
            table.add_row(method, *_cells(recall), *_cells(board["mrr"][method]))
    return table


def _cells(measure: dict[str, float]) -> tuple[str, str]:
    return f"{measure['mean']:.3f}", f"{measure['low']:.3f}-{measure['high']:.3f}"
