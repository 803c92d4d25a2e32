# SPDX-License-Identifier: EUPL-1.2
"""`verbind copy`: a graph from one store to another, whole and checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from graph_api.cli.running import progress, run, settings, store_of

if TYPE_CHECKING:
    from graph_api.store.port import Rows, Store
    from loaders.loaded import Progress

_ADDRESS = "sqlite:///PATH, neo4j://HOST or bolt://HOST."


class Tally:
    """Of rows: how many per table, and a checksum of each table that does not depend on their order.

    The checksum is the sum, modulo 2^128, of a hash of each row; a row that is missing, changed, or there twice shows.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.sums: Counter[str] = Counter()

    def add(self, rows: Rows) -> None:
        """Count these rows in."""
        self.counts[rows.table] += len(rows.rows)
        digests = (hashlib.blake2b(orjson.dumps(row), digest_size=16).digest() for row in rows.rows)
        total = sum(int.from_bytes(digest) for digest in digests)
        self.sums[rows.table] = (self.sums[rows.table] + total) % 2**128

    def differences(self, other: Tally) -> list[str]:
        """What differs, in words."""
        found: list[str] = []
        for table in sorted(self.counts.keys() | other.counts.keys()):
            if self.counts[table] != other.counts[table]:
                found.append(f"{table} has {other.counts[table]} rows instead of {self.counts[table]}")
            elif self.sums[table] != other.sums[table]:
                found.append(f"{table} has rows that differ")
        return found


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help=_ADDRESS)],
    target: Annotated[str, typer.Argument(metavar="TO", help=f"An empty store: {_ADDRESS}")],
) -> None:
    """Copy a graph with its history to an empty store, then compare every row.

    The user and password of Neo4j are VERBIND_NEO4J_USER and VERBIND_NEO4J_PASSWORD, the same for both.
    """
    if source == target:
        raise ValueError(f"{source} is both FROM and TO")
    path = source.removeprefix("sqlite:///")
    if path != source and not Path(path).is_file():
        raise ValueError(f"{source}: there is no such file")
    run(_copy(store_of(settings(store=source)), store_of(settings(store=target))))


async def _copy(source: Store, target: Store) -> None:
    async with source, target:
        total = sum((await source.counts()).values())
        read, written = Tally(), Tally()
        with progress("Copying") as report:
            await target.restore(_tallied(source.dump(), read, report, total))
        with progress("Checking") as report:
            async for _ in _tallied(target.dump(), written, report, total):
                pass
    differences = read.differences(written)
    if differences:
        raise ValueError(f"the copy is not equal: {'; '.join(differences)}. Do not use it")
    tables = sum(1 for count in read.counts.values() if count)
    typer.echo(f"Copied {read.counts.total()} rows in {tables} tables; counts and checksums of the copy are equal")


async def _tallied(dump: AsyncIterator[Rows], tally: Tally, report: Progress, total: int) -> AsyncIterator[Rows]:
    async for rows in dump:
        tally.add(rows)
        yield rows
        report(tally.counts.total(), total)
