# SPDX-License-Identifier: EUPL-1.2
"""`verbind erase`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph_api.cli.running import StoreOption, run, settings, store_of

if TYPE_CHECKING:
    from graph_api.store.port import Store


def erase(
    resident: Annotated[str, typer.Argument(help="The resident's id, such as Resident:123.", metavar="RESIDENT_ID")],
    store: StoreOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Erase a resident: all its relations and every trace in the history. It cannot be undone."""
    from schema.ids import parse_key
    from schema.resident import Resident

    key = parse_key(Resident, resident)
    if not yes:
        typer.confirm(f"Erase {resident} for good?", abort=True)
    run(_erase(store_of(settings(store=store)), key, resident))


async def _erase(store: Store, key: int, id: str) -> None:
    from schema.privacy import STAFF

    async with store:
        if not await store.erase(key, STAFF):
            raise ValueError(f"there is no {id} in this store")
    typer.echo(f"{id} was erased")
