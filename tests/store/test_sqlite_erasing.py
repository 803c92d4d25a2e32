# SPDX-License-Identifier: EUPL-1.2
"""The bytes of erased residents are gone from the file of the SQLite store."""

import random
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from graph_api.store.layout import full_text
from graph_api.store.port import StoreError
from graph_api.store.sqlite import connection
from graph_api.store.sqlite.connection import connect
from graph_api.store.sqlite.store import SQLiteStore
from schema.privacy import STAFF
from schema.query import Direction, Page
from schema.resident import ParticipatesIn, Resident
from tests.store.village import village, write

pytestmark = pytest.mark.anyio


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.db"


def _bytes(path: Path) -> bytes:
    """Everything on the disk: the file and its write-ahead log."""
    log = path.with_name("graph.db-wal")
    return path.read_bytes() + (log.read_bytes() if log.exists() else b"")


def test_no_text_of_a_resident_is_indexed_as_words() -> None:
    """The full-text index is not emptied of a resident, because none is ever in it."""
    assert full_text(Resident) == ()


def _residents(count: int) -> list[Resident]:
    chance = random.Random(8)
    return [
        Resident(
            key=chance.getrandbits(63),
            pseudonym=f"bewoner-{n}-pseudoniem",
            name=f'Vóórnaam{n}. "Achternaam{n}."',
            contact=f"adres{n}@example.nl",
            consent_on=date(2024, 1, 2),
        )
        for n in range(count)
    ]


async def test_the_bytes_of_the_erased_are_gone_from_the_file(path: Path) -> None:
    """In small writes, so that pages are split and leave copies; with versions before; with relations that tell."""
    residents = _residents(600)
    erased = residents[::40]
    async with SQLiteStore(path) as store:
        await store.write(village(), STAFF)
        for start in range(0, 600, 20):
            some = residents[start : start + 20]
            tasks = [ParticipatesIn(source=r.key, target=30, task=f"taak van {r.name}") for r in some]
            await write(store, *some, *tasks)
        for resident in residents[::3]:
            await write(store, Resident(key=resident.key, pseudonym=resident.pseudonym))
        for resident in erased:
            assert await store.erase(resident.key, STAFF)
            assert not _traces(resident, _bytes(path))
        assert (await store.counts())["Resident"] == 2 + 600 - len(erased)
        (left,) = await store.neighbours(ParticipatesIn, Direction.IN, [30], Page(0), STAFF)
        assert left.total == 601 - len(erased)
    kept = _bytes(path)
    assert not [resident for resident in erased if _traces(resident, kept)]
    assert all(_traces(resident, kept) for resident in residents if resident not in erased)


def _traces(resident: Resident, content: bytes) -> list[bytes]:
    """What there is of a resident: parts of the name (also as JSON writes it), other texts, the key."""
    assert resident.name
    assert resident.pseudonym
    assert resident.contact
    first, last, _ = resident.name.split('"')
    texts = [first.encode(), last.encode(), resident.pseudonym.encode(), resident.contact.encode()]
    numbers = [str(resident.key).encode(), resident.key.to_bytes(8, "big")]
    return [trace for trace in (*texts, *numbers) if trace in content]


async def test_copies_in_the_unused_bytes_of_the_file_go_too(path: Path) -> None:
    """As page splits leave them, but here for certain: rows deleted without being overwritten."""
    async with SQLiteStore(path) as store:
        await store.write(village(), STAFF)
        other = connect(path)
        other.execute("PRAGMA secure_delete = OFF")
        other.execute("CREATE TABLE copy AS SELECT * FROM Resident")
        other.execute("DROP TABLE copy")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        other.close()
        assert _bytes(path).count(b"Bea Bakker") == 2
        assert await store.erase(50, STAFF)
        assert b"Bea Bakker" not in _bytes(path)


async def test_a_reader_that_keeps_the_erased_is_told_of_and_outlived(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LOCK_SECONDS", 0.05)
    async with SQLiteStore(path) as store:
        await store.write(village(), STAFF)
        reader = connect(path)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM Resident").fetchone()
        with pytest.raises(StoreError, match="keeps erased bytes"):
            await store.erase(50, STAFF)
        assert await store.get(Resident, [50], STAFF) == [None]
        reader.close()
        assert b"Bakker" in _bytes(path)
        assert not await store.erase(50, STAFF)
        assert b"Bakker" not in _bytes(path)


async def test_what_a_crash_left_is_cleaned_at_opening(path: Path) -> None:
    """The mark that is made with an erasure, and taken away when the file is clean, has the file written anew."""
    async with SQLiteStore(path) as store:
        await store.write(village(), STAFF)
    crashed = sqlite3.connect(path)
    crashed.execute("PRAGMA secure_delete = OFF")
    for table, column in (("Initiates", "source"), ("ParticipatesIn", "source"), ("Resident", "key")):
        crashed.execute(f"DELETE FROM {table} WHERE {column} = 50")
    crashed.execute("INSERT INTO meta VALUES ('unclean', 'true')")
    crashed.commit()
    crashed.close()
    assert b"Bakker" in _bytes(path)
    async with SQLiteStore(path):
        pass
    assert b"Bakker" not in _bytes(path)
    assert not connect(path).execute("SELECT * FROM meta").fetchall()
