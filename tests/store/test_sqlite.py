# SPDX-License-Identifier: EUPL-1.2
"""What is special to the SQLite store: its file, its tables, its plans, its connections."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph_api.store.layout import full_text, layout, spatial
from graph_api.store.opening import open_store
from graph_api.store.port import StoreError
from graph_api.store.sqlite import connection, migrations
from graph_api.store.sqlite.connection import connect
from graph_api.store.sqlite.ddl import ALL_TYPES
from graph_api.store.sqlite.find import statement
from graph_api.store.sqlite.store import SQLiteStore
from schema.area import Area, AreaLevel
from schema.change import Refused
from schema.geometry import Box, Point
from schema.initiative import About, Initiative, InitiativeStatus, LocatedIn
from schema.organisation import LegalForm, Organisation, Runs
from schema.privacy import PUBLIC, STAFF, Privacy
from schema.query import Direction, Filter, Near, Order, Page
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Backs, MemberOf, Resident
from schema.theme import Theme
from schema.verdict import Verdict, VerdictOutcome
from tests.store.village import ALL, village, write

pytestmark = pytest.mark.anyio


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "graph.db"


@pytest.fixture
async def store(path: Path) -> AsyncGenerator[SQLiteStore]:
    async with SQLiteStore(path) as store:
        yield store


@pytest.fixture
def raw(store: SQLiteStore, path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of someone else to the file of the store."""
    other = connect(path)
    yield other
    other.close()


# The file


async def test_a_relative_path_and_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_store("sqlite:///new/folder/graph.db") as store:
        await store.write(village(), STAFF)
    assert (tmp_path / "new/folder/graph.db").exists()
    assert not (tmp_path / "new/folder/graph.db-wal").exists(), "closing leaves one file"


async def test_the_promises_about_durability_are_asked_of_sqlite(raw: sqlite3.Connection) -> None:
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
    assert {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas} == pragmas


@pytest.mark.parametrize("content", [b"not a database at all " * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
async def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"letter\.txt is (not a SQLite database|damaged)"):
        await SQLiteStore(path).__aenter__()
    assert path.read_bytes() == content


async def test_a_database_of_something_else(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE customer (id INTEGER)")
    other.close()
    with pytest.raises(StoreError, match="of something else"):
        await SQLiteStore(tmp_path / "other.db").__aenter__()


async def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be made"):
        await SQLiteStore(tmp_path / "file" / "graph.db").__aenter__()


async def test_a_damaged_page(path: Path) -> None:
    async with SQLiteStore(path) as store:
        await write(store, *(Theme(key=n, name=f"thema {n}" * 10) for n in range(2000)))
    _damage(path)
    async with SQLiteStore(path) as store:
        with pytest.raises(StoreError, match="is damaged; restore it from a backup"):
            await store.find(Theme, Filter(), Order.KEY, ALL, PUBLIC)


def _damage(path: Path) -> None:
    """Overwrite the second half of the file."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\xff" * (len(content) // 2))


async def test_a_locked_file(path: Path, raw: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    raw.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(connection, "LOCK_SECONDS", 0.05)
    async with SQLiteStore(path) as store:  # opening and reading wait for nobody
        assert await store.revision() == 0
        with pytest.raises(StoreError, match="is locked by another process"):
            await write(store, Theme(key=1, name="Groen"))
        raw.execute("ROLLBACK")
        assert (await write(store, Theme(key=1, name="Groen"))).created == 1


async def test_a_store_that_is_not_open(path: Path) -> None:
    with pytest.raises(StoreError, match="is not open"):
        await SQLiteStore(path).revision()
    async with SQLiteStore(path) as store:
        pass
    with pytest.raises(StoreError, match="is not open"):
        await store.ping()


# Tables and migrations


async def test_every_declared_column_is_a_column(raw: sqlite3.Connection) -> None:
    for cls in ALL_TYPES:
        stored = {row[1] for row in raw.execute(f'PRAGMA table_info("{cls.__name__}")')}
        assert stored == set(layout(cls).names)
        foreign = {(row[2], row[3]) for row in raw.execute(f'PRAGMA foreign_key_list("{cls.__name__}")')}
        if cls in RELATION_TYPES:
            ends = cls.__ends__
            assert foreign == {(ends.source.__name__, "source"), (ends.target.__name__, "target")}
    strict = dict(
        raw.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    )
    assert {cls.__name__ for cls in ALL_TYPES} | {"meta", "revision", "former"} <= strict.keys()
    assert set(strict.values()) == {1}


async def test_opening_again_changes_nothing(path: Path, store: SQLiteStore, raw: sqlite3.Connection) -> None:
    before = raw.execute("SELECT * FROM sqlite_schema").fetchall(), raw.execute("PRAGMA schema_version").fetchall()
    async with SQLiteStore(path):
        pass
    assert before == (
        raw.execute("SELECT * FROM sqlite_schema").fetchall(),
        raw.execute("PRAGMA schema_version").fetchall(),
    )


async def test_an_older_version_is_migrated_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with SQLiteStore(path) as store:
        await store.write(village(), STAFF)

    def second(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE Theme SET name = name || '!'")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, second))
    for _ in range(2):
        async with SQLiteStore(path) as store:
            assert [t.name for t in await store.get(Theme, [20, 21], PUBLIC) if t] == ["Groen!", "Jeugd!"]
    monkeypatch.undo()
    last = len(migrations.MIGRATIONS)
    with pytest.raises(StoreError, match=rf"has version {last + 1}, which is newer than this program knows \({last}\)"):
        await SQLiteStore(path).__aenter__()


async def test_a_file_without_verdicts_gets_their_table(path: Path) -> None:
    """As version 1 made it, before there were any."""
    async with SQLiteStore(path) as store:
        await store.write(village(), STAFF)
    _alter(path, "DROP TABLE Verdict", "PRAGMA user_version = 1")
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    verdict = Verdict(key=9001, pair="x", outcome=VerdictOutcome.INTRODUCED, by="a", decided_at=moment, revision=2)
    async with SQLiteStore(path) as store:
        await write(store, verdict)
        assert await store.get(Verdict, [9001], STAFF) == [verdict]
        assert await store.get(Verdict, [9001], PUBLIC) == [None]
        assert (await store.find(Verdict, Filter(equals=(("pair", ("x",)),)), Order.KEY, Page(5), STAFF)).total == 1


async def test_a_migration_that_fails_leaves_all_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with SQLiteStore(path) as store:
        await store.write(village(), STAFF)

    def second(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM About")
        connection.execute("SELECT * FROM nowhere")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, second))
        with pytest.raises(StoreError, match="cannot be used: no such table: nowhere"):
            await SQLiteStore(path).__aenter__()
    async with SQLiteStore(path) as store:
        assert (await store.counts())["About"] == 3


async def test_a_new_nullable_column_is_added(path: Path) -> None:
    async with SQLiteStore(path) as store:
        await store.write(village(), STAFF)
    _alter(path, "ALTER TABLE Initiative DROP COLUMN website", "ALTER TABLE ConnectedTo DROP COLUMN how")
    async with SQLiteStore(path) as store:
        (garden,) = await store.get(Initiative, [30], STAFF)
        assert garden is not None
        assert garden.website is None
        garden.website = "https://example.nl"
        await write(store, garden)
        assert await store.get(Initiative, [30], STAFF) != [garden]  # it has a new revision
        assert (await store.get(Initiative, [30], PUBLIC))[0].website == "https://example.nl"  # type: ignore[union-attr]  # just written


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("ALTER TABLE Initiative DROP COLUMN summary", "Initiative.summary is missing and may not be empty"),
        ("ALTER TABLE Theme ADD COLUMN colour TEXT", "Theme.colour is not declared"),
        ("DROP TABLE LivesIn", "table LivesIn is missing"),
        (
            "ALTER TABLE Area DROP COLUMN population; ALTER TABLE Area ADD COLUMN population TEXT",
            "Area.population is TEXT, not INTEGER",
        ),
    ],
)
async def test_another_form_is_refused_by_name(path: Path, change: str, words: str) -> None:
    async with SQLiteStore(path):
        pass
    _alter(path, *change.split("; "))
    with pytest.raises(StoreError, match=words):
        await SQLiteStore(path).__aenter__()


def _alter(path: Path, *statements: str) -> None:
    other = connect(path)
    other.execute("PRAGMA foreign_keys = OFF")
    for sql in statements:
        other.execute(sql)
    other.close()


# Writing


async def test_a_key_belongs_to_one_node_of_whatever_type(store: SQLiteStore) -> None:
    await store.write(village(), STAFF)
    for nodes in ([Theme(key=30, name="Dertig")], [Theme(key=99, name="a"), Resident(key=99, pseudonym="b")]):
        with pytest.raises(Refused) as refusal:
            await write(store, *nodes)
        assert {(p.path, p.code) for p in refusal.value.problems} <= {(("nodes", i, "key"), "INVALID") for i in (0, 1)}
    assert await store.revision() == 1


async def test_the_indexes_that_are_kept_by_hand_stay_right(store: SQLiteStore, raw: sqlite3.Connection) -> None:
    """Full text and R*Tree after many writes: checked by SQLite itself and against the tables."""
    await store.write(village(), STAFF)
    chance = random.Random(4)
    for _ in range(60):
        keys = chance.sample(range(100, 120), 3)
        await write(
            store,
            *(
                Initiative(key=k, title=chance.choice(["Tuin", "Kas", "Koor"]), summary=str(chance.random()))
                for k in keys
            ),
            *(LocatedIn(source=k, target=chance.choice([10, 12, 13, 14, 15])) for k in keys),
            Area(key=12, name=chance.choice("ab"), level=AreaLevel.WIJK, code="12", centre=_point(chance)),
        )
    for cls in NODE_TYPES:
        name = cls.__name__
        if full_text(cls):
            raw.execute(f"INSERT INTO {name}_text ({name}_text, rank) VALUES ('integrity-check', 1)")
        if column := spatial(cls):
            assert raw.execute(f"SELECT rtreecheck('{name}_place')").fetchone() == ("ok",)
            points = raw.execute(
                f"SELECT key, {column}_lon, {column}_lat FROM {name} WHERE {column}_lon NOTNULL"
            ).fetchall()
            boxes = {row[0]: row[1:] for row in raw.execute(f"SELECT key, west, east, south, north FROM {name}_place")}
            assert len(boxes) == len(points) > 0
            assert all(
                boxes[k][0] <= lon <= boxes[k][1] and boxes[k][2] <= lat <= boxes[k][3] for k, lon, lat in points
            )


def _point(chance: random.Random) -> Point | None:
    return chance.choice([None, Point(lon=chance.uniform(3, 7), lat=chance.uniform(50, 53))])


async def test_several_processes_write_at_once(path: Path, store: SQLiteStore) -> None:
    async with SQLiteStore(path) as other:
        writers = [(store, 0), (other, 1)]
        await asyncio.gather(*(write(s, Theme(key=2 * n + odd, name="x")) for n in range(25) for s, odd in writers))
        assert await store.revision() == await other.revision() == 50
        assert (await store.find(Theme, Filter(), Order.KEY, ALL, PUBLIC)).total == 50


# Reading: one statement an operation, along an index


async def test_many_keys_take_one_statement(path: Path, store: SQLiteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    await store.write(village(), STAFF)
    seen: list[str] = []
    usual = connect

    def traced(path: Path, cache_megabytes: int = 16) -> sqlite3.Connection:
        made = usual(path, cache_megabytes)
        made.set_trace_callback(seen.append)
        return made

    monkeypatch.setattr(connection, "connect", traced)
    async with SQLiteStore(path) as counted:
        keys = [30, 31, 32, 30] * 20
        for operation in (
            lambda: counted.get(Initiative, keys, PUBLIC),
            lambda: counted.neighbours(About, Direction.OUT, keys, Page(2), PUBLIC),
            lambda: counted.neighbours(MemberOf, Direction.IN, keys, Page(0), STAFF),
            lambda: counted.find(Initiative, Filter(text="tuin", themes=(20,)), Order.RELEVANCE, ALL, PUBLIC),
            lambda: counted.changes(0, 10, PUBLIC),
        ):
            await operation()
            seen.clear()
            await operation()
            asked = [sql for sql in seen if sql.startswith(("SELECT", "WITH")) and "'main'." not in sql]
            assert len(asked) == 1  # beside what the full-text index asks of its own tables


BOX = Box(6, 52, 7, 53)
NEAR = Near(Point(lon=6.5, lat=53), 2000)


@pytest.mark.parametrize(
    ("where", "order", "index"),
    [
        (Filter(), Order.KEY, "INTEGER PRIMARY KEY"),
        (Filter(), Order.TITLE, "Initiative_heading (heading>?)"),
        (Filter(), Order.NEWEST, "Initiative_since (<expr><?)"),
        (Filter(text="tuin"), Order.RELEVANCE, "Initiative_text VIRTUAL TABLE INDEX"),
        (Filter(box=BOX), Order.TITLE, "Initiative_place VIRTUAL TABLE INDEX"),
        (Filter(near=NEAR), Order.NEAREST, "Initiative_place VIRTUAL TABLE INDEX"),
        (Filter(box=BOX, themes=(1,)), Order.TITLE, "About_target (target=?)"),
        (Filter(areas=(1,)), Order.TITLE, "LocatedIn_target (target=?)"),
        (Filter(municipality=1), Order.TITLE, "PartOf_target (target=?)"),
        (Filter(equals=(("status", (InitiativeStatus.ACTIVE,)),)), Order.TITLE, "Initiative_status (status=?)"),
    ],
)
async def test_finding_goes_along_an_index(raw: sqlite3.Connection, where: Filter, order: Order, index: str) -> None:
    after = {Order.KEY: (5,), Order.RELEVANCE: (1, "a", 5), Order.NEAREST: (3, 5), Order.NEWEST: ("2024-01-01", 5)}
    page = Page(50, after.get(order, ("a", 5)))
    sql, values = statement(Initiative, where, order, page, Privacy.PUBLIC)
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert any(index in step for step in plan), plan
    assert "SCAN t" not in plan, plan


async def test_hidden_organisations_are_counted_out_along_the_index(raw: sqlite3.Connection) -> None:
    sql, values = statement(Organisation, Filter(), Order.TITLE, Page(5), Privacy.PUBLIC)
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert "SCAN t USING COVERING INDEX Organisation_heading" in plan


async def test_weights_that_are_hard_to_write_in_decimals(store: SQLiteStore) -> None:
    await store.write(village(), STAFF)
    weights = [0.1, 1 / 3, 1 + 3 * 2**-24, 2.5e-30, 12345.678, 1.0]
    people = [Resident(key=100 + n, pseudonym="p") for n in range(len(weights))]
    await write(
        store, *people, *(Backs(source=p.key, target=30, weight=w) for p, w in zip(people, weights, strict=True))
    )
    found = (await store.arrays([], [Backs])).relations[Backs].weight
    assert found.tolist() == pytest.approx(weights, rel=1e-7)


async def test_trades_hidden_again(store: SQLiteStore) -> None:
    """A relation follows the privacy of its end though it is not written itself, and keeps its revision."""
    await store.write(village(), STAFF)
    for form, total in ((LegalForm.BV, 1), (LegalForm.VOF, 0), (LegalForm.STICHTING, 1)):
        await write(store, Organisation(key=41, name="Jansen", legal_form=form))
        (runs,) = await store.neighbours(Runs, Direction.OUT, [41], ALL, PUBLIC)
        assert runs.total == total
        assert [r.revision for r in runs.relations] == [1] * total
