# SPDX-License-Identifier: EUPL-1.2
"""The data: the demo municipality at any size, as change sets or as a SQLite file that is made once and kept."""

import asyncio
import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph_api.store.opening import open_store
from graph_api.store.sqlite.ddl import everything
from loaders import demo
from schema.change import ChangeSet
from schema.registry import RELATION_TYPES


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a city, and how many rounds are measured on it."""

    initiatives: int
    residents: int
    rounds: int


def change_sets(scale: Scale) -> list[ChangeSet]:
    """All of them at once, so that making them is no part of what is measured."""
    return list(demo.change_sets(scale.initiatives, scale.residents))


def stored(scale: Scale, cache: Path) -> Path:
    """The city in a SQLite file, made where it is not there yet, or where the code that makes it has changed."""
    path = cache.absolute() / f"city-{scale.initiatives}-{scale.residents}-{_digest()}.db"
    if path.exists():
        return path
    cache.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{making}{suffix}").unlink(missing_ok=True)
    asyncio.run(_write(scale, making))
    return making.rename(path)  # whole or not at all


async def _write(scale: Scale, path: Path) -> None:
    async with open_store(f"sqlite:///{path}") as store:
        await demo.load_demo(store, scale.initiatives, scale.residents)


def _digest() -> str:
    """Of all that decides what is in the file."""
    digest = hashlib.blake2b(digest_size=6)
    for source in sorted(Path(demo.__path__[0]).glob("*.*")):
        digest.update(source.read_bytes())
    for statement in everything():
        digest.update(statement.encode())
    return digest.hexdigest()


def counts(path: Path) -> dict[str, int]:
    """How large the city in a file is."""
    with closing(sqlite3.connect(path)) as connection:

        def count(*tables: str) -> int:
            return sum(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables)

        return {
            "initiatives": count("Initiative"),
            "residents": count("Resident"),
            "organisations": count("Organisation"),
            "relations": count(*(cls.__name__ for cls in RELATION_TYPES)),
        }
