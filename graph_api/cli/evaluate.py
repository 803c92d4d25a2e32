# SPDX-License-Identifier: EUPL-1.2
"""`verbind eval`: how well connections are found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from graph_api.cli.opportunities import opportunities
from graph_api.cli.running import complain, progress

if TYPE_CHECKING:
    from graph_api.analysis.kernels import Floats

evaluate = typer.Typer(name="eval", help="Measure how well connections are found.", no_args_is_help=True)
evaluate.command()(opportunities)


@evaluate.command()
def links(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE.mat", help="Networks: MATLAB files with the matrix `net`.")
    ],
    splits: Annotated[int, typer.Option(min=1, help="How many times links are held out.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="The same seed holds out the same links.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a network, on a line of its own.")] = False,
) -> None:
    """Predict held-out links of a network, by the protocol of Zhang and Chen (2018).

    Of each method the AUC x 100, mean and standard deviation over the splits. The ensemble needs the extra `eval`.
    """
    from graph_api.evaluation.links import ensemble
    from graph_api.evaluation.links.mat import read
    from graph_api.evaluation.links.protocol import evaluate as measured

    with progress("Reading the networks", told=True):
        networks = [(path, read(path)) for path in files]  # all, so that a bad file is told before the work
    if not ensemble.available():
        complain(f"{ensemble.NEEDED}. It is left out")
    found: list[dict[str, Any]] = []
    for path, matrix in networks:
        with progress(f"Measuring {path.stem}", told=True) as report:
            try:
                each = summary(path.stem, measured(matrix, splits, seed, report))
            except ValueError as error:
                raise ValueError(f"{path}: {error}") from error
        found.append(each)
        if as_json:
            typer.echo(orjson.dumps(each))
    if not as_json:
        _table(found)


def summary(network: str, found: dict[str, Floats]) -> dict[str, Any]:
    """What is printed of one network: for each method the mean over the splits, and the deviation of a sample."""
    splits = len(next(iter(found.values())))
    auc = {
        method: {"mean": round(float(of.mean()), 2), "std": round(float(of.std(ddof=min(1, splits - 1))), 2)}
        for method, of in found.items()
    }
    return {"network": network, "splits": splits, "auc": auc}


def _table(found: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("AUC x 100", box=None, pad_edge=False, padding=(0, 2, 0, 0))  # five methods fit 80 columns
    for method in found[0]["auc"]:
        table.add_column(method.replace("_", " "), justify="right")
    for each in found:
        cells = (f"{of['mean']:.2f} ± {of['std']:.2f}" for of in each["auc"].values())
        table.add_row(each["network"], *cells)
    Console().print(table)
