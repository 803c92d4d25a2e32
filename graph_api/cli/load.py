# SPDX-License-Identifier: EUPL-1.2
"""`verbind load`."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_api.cli.running import StoreOption, complain, progress, run, settings, store_of

if TYPE_CHECKING:
    from graph_api.store.port import Store
    from loaders.loaded import Options, Report


class Ballots(enum.Enum):
    """As the loaders call it."""

    SHARED = "shared"
    KEEP = "keep"


class Level(enum.Enum):
    """As the schema calls it."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    WIJK = "wijk"
    BUURT = "buurt"
    DORP = "dorp"


def load(
    files: Annotated[list[Path], typer.Argument(help="Pabulib budgets (.pb), areas in GeoJSON (.geojson, .json).")],
    ballots: Annotated[
        Ballots,
        typer.Option(help="Keep only what initiatives share, from ten backers up, or each voter too (for research)."),
    ] = Ballots.SHARED,
    municipality: Annotated[
        str | None, typer.Option(help="Where areas lie whose file does not tell: a code such as GM0106, or a name.")
    ] = None,
    level: Annotated[Level | None, typer.Option(help="What areas are whose file does not tell.")] = None,
    store: StoreOption = None,
) -> None:
    """Load files. A file with something wrong is left out as a whole; the others are loaded, and the exit code is 1."""
    from loaders import loaded
    from schema.area import AreaLevel

    options = loaded.Options(
        loaded.Ballots(ballots.value), AreaLevel[level.name] if level else None, municipality or None
    )
    run(_load(files, options, store_of(settings(store=store))))


async def _load(files: list[Path], options: Options, store: Store) -> None:
    from loaders import registry
    from loaders.loaded import LoadError
    from schema.change import Refused

    failed = 0
    async with store:
        for path in files:
            try:
                with progress(path.name) as report:
                    done = await registry.load(path, store, options, report)
                typer.echo(f"{path}: {_told(done)}")
            except LoadError as error:  # it names the file
                failed += 1
                complain(str(error))
            except Refused as error:
                failed += 1
                complain(f"{path}: {error}")
            except OSError as error:
                failed += 1
                complain(f"{path}: {error.strerror}")
    if failed:
        raise typer.Exit(1)


def _told(report: Report) -> str:
    """What was read, made and changed."""
    read = ", ".join(f"{count} {name}" for name, count in report.read.items()) or "nothing"
    return f"read {read}; made {report.created}, changed {report.changed} (revision {report.revision})"
