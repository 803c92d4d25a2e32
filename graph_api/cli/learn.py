# SPDX-License-Identifier: EUPL-1.2
"""`verbind learn`: the weights of opportunities, from the graph of a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_api.cli.running import StoreOption, progress, run, settings, store_of

if TYPE_CHECKING:
    from graph_api.evaluation.learning import Lesson
    from graph_api.store.port import Store


def learn(
    store: StoreOption = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; VERBIND_WEIGHTS if not given.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Another number, other folds.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Write them also where the defaults are as good.")] = False,
) -> None:
    """Learn how much each kind of evidence counts, from connections (or what residents join) held out of the graph."""
    chosen = settings(store=store)
    run(_learn(store_of(chosen), chosen.weights, out, seed, force))


async def _learn(store: Store, used: Path, out: Path | None, seed: int, force: bool) -> None:
    from graph_api.analysis.opportunities.weights import Weights, save
    from graph_api.evaluation import learning
    from graph_api.evaluation.opportunities.reading import read_graph

    with progress("Reading the graph", told=True) as report:
        async with store:
            graph = await read_graph(store, Weights())
        report(0, None, "Learning")
        lesson = learning.learn(graph.arrays, graph.day, graph.signals, seed, report)
    _print(lesson)
    if not lesson.better and not force:
        typer.echo("The defaults find as much, so they are kept and nothing is written; --force writes these weights.")
        return
    out = out or used
    save(learning.signed(lesson, graph.arrays.revision, graph.day, seed), out)
    when = "from its next start" if out == used else f"where VERBIND_WEIGHTS={out}"
    typer.echo(f"Wrote {out}, which `verbind serve` uses {when}")


def _print(lesson: Lesson) -> None:
    from rich.console import Console
    from rich.table import Table

    console, defaults = Console(), _defaults()
    weights = Table(title=f"\nWeights learned from {lesson.links} {_SOURCES[lesson.source]}")
    for column in ("signal", "default", "learned"):
        weights.add_column(column, justify="left" if column == "signal" else "right")
    for signal, weight in lesson.weights.of.items():
        weights.add_row(signal.name.lower(), f"{defaults[signal.name]:.2f}", f"{weight:.2f}")
    console.print(weights)
    folds = Table(title="\nCross-validation: on folds that were not learned from")
    for column in ("fold", "scored by", "AUC", "Recall@20", "MRR"):
        folds.add_column(column, justify="left" if column == "scored by" else "right")
    rows = [(str(place + 1), fold) for place, fold in enumerate(lesson.folds)]
    for name, fold in (*rows, ("mean", {way: lesson.mean(way) for way in lesson.folds[0]})):
        for way, score in fold.items():
            figures = (score.auc, score.recall_at_20, score.mrr)
            folds.add_row(name, way.replace("_", " "), *(f"{figure:.3f}" for figure in figures))
    console.print(folds)


_SOURCES = {
    "connections": "connections, each held out once",
    "people": "pairs that residents join, each resident held out once",
}


def _defaults() -> dict[str, float]:
    from graph_api.analysis.opportunities.weights import DEFAULTS

    return {signal.name: weight for signal, weight in DEFAULTS.items()}
