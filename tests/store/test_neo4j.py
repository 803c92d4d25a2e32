# SPDX-License-Identifier: EUPL-1.2
"""What is special to Neo4j: constraints and indexes, plans, locks, and what it says when it cannot serve."""

import asyncio
import contextlib
import itertools
import struct
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j import AsyncDriver, AsyncGraphDatabase
from neo4j.exceptions import Neo4jError, TransientError

from graph_api.store.layout import full_text, heading
from graph_api.store.neo4j.connection import Connection
from graph_api.store.neo4j.migrations import MIGRATIONS
from graph_api.store.neo4j.store import Neo4jStore
from graph_api.store.port import StoreError
from schema.change import ChangeSet
from schema.declare import columns
from schema.geometry import Box, Point
from schema.initiative import About, Initiative, InitiativeStatus, LocatedIn, LocationPrecision
from schema.privacy import PUBLIC, STAFF
from schema.query import Direction, Filter, Near, Order, Page, RelationId
from schema.registry import NODE_TYPES
from schema.theme import Theme
from tests.neo4j_server import server
from tests.store.homes import Neo4jHome
from tests.store.village import WIJK, area

pytestmark = [pytest.mark.anyio, pytest.mark.neo4j]


@pytest.fixture
async def store(neo4j_url: str) -> AsyncGenerator[Neo4jStore]:
    await Neo4jHome(neo4j_url).empty()
    async with Neo4jStore(neo4j_url) as store:
        yield store


@pytest.fixture
async def driver(neo4j_url: str) -> AsyncGenerator[AsyncDriver]:
    """A way in beside the store."""
    async with AsyncGraphDatabase.driver(neo4j_url, notifications_min_severity="OFF") as driver:
        yield driver


async def ask(driver: AsyncDriver, statement: Any, **parameters: Any) -> list[list[Any]]:
    return [record.values() for record in (await driver.execute_query(statement, parameters)).records]


# Constraints and indexes


async def test_what_is_declared_has_constraints_and_indexes(store: Neo4jStore, driver: AsyncDriver) -> None:
    listing = "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type WHERE type ENDS WITH 'UNIQUENESS'"
    unique = [row[:2] for row in await ask(driver, listing)]
    for label in ("Entity", *(cls.__name__ for cls in NODE_TYPES)):
        assert [[label], ["key"]] in unique
    indexes = await ask(driver, "SHOW INDEXES YIELD type, labelsOrTypes, properties, state, options")
    assert {row[3] for row in indexes} == {"ONLINE"}
    there = [row[:3] for row in indexes]
    for cls in NODE_TYPES:
        for column in columns(cls):
            if column.rules.indexed:
                assert ["RANGE", [cls.__name__], [column.name]] in there
            if column.rules.spatial:
                assert ["POINT", [cls.__name__], ["point"]] in there
        assert (["FULLTEXT", [cls.__name__], ["terms"]] in there) == bool(full_text(cls))
    analyzers = {row[4]["indexConfig"]["fulltext.analyzer"] for row in indexes if row[0] == "FULLTEXT"}
    assert analyzers == {"whitespace"}


async def test_a_key_belongs_to_one_node_of_the_whole_graph(store: Neo4jStore, driver: AsyncDriver) -> None:
    await store.write(ChangeSet([Theme(key=1, name="x")]), STAFF)
    with pytest.raises(Neo4jError, match="already exists"):
        await ask(driver, "CREATE (:Entity:Area {key: 1})")


async def test_opening_again_changes_nothing(store: Neo4jStore, driver: AsyncDriver, neo4j_url: str) -> None:
    await store.write(ChangeSet([Theme(key=1, name="x")]), STAFF)
    statements = ("MATCH (s:Store) RETURN properties(s)", "SHOW INDEXES YIELD name", "SHOW CONSTRAINTS YIELD name")
    before = [await ask(driver, statement) for statement in statements]
    async with Neo4jStore(neo4j_url):
        pass
    assert [await ask(driver, statement) for statement in statements] == before


async def test_a_graph_without_verdicts_gets_their_index(driver: AsyncDriver, neo4j_url: str) -> None:
    """As version 1 made it, before there were any."""
    async with Neo4jStore(neo4j_url):
        pass
    listing = "SHOW INDEXES YIELD name WHERE name STARTS WITH 'Verdict' RETURN name ORDER BY name"
    names = await ask(driver, listing)
    for (name,) in names:
        await ask(driver, f"DROP {'CONSTRAINT' if name.endswith('unique') else 'INDEX'} {name}")
    await ask(driver, "MATCH (s:Store) SET s.version = 1")
    assert await ask(driver, listing) == []
    async with Neo4jStore(neo4j_url):
        assert await ask(driver, listing) == names
        assert len(names) == 3


async def test_many_open_an_empty_database_at_once(neo4j_url: str, driver: AsyncDriver) -> None:
    server.empty(neo4j_url)

    async def open_and_write(key: int) -> None:
        async with Neo4jStore(neo4j_url) as store:
            await store.write(ChangeSet([Theme(key=key, name="x")]), STAFF)

    await asyncio.gather(*(open_and_write(key) for key in range(4)))
    assert await ask(driver, "MATCH (s:Store) RETURN s.version, s.revision") == [[len(MIGRATIONS), 4]]


# Plans


def operators(plan: dict[str, Any]) -> list[str]:
    """The operators of a plan, those of the children too."""
    found = [plan["operatorType"].partition("@")[0]]
    return found + [name for child in plan.get("children", []) for name in operators(child)]


async def spied(
    store: Neo4jStore, driver: AsyncDriver, monkeypatch: pytest.MonkeyPatch, ask_store: Callable[[Neo4jStore], Any]
) -> list[str]:
    """The operators of the plans of all that the store asks the database while it answers."""
    asked: list[tuple[Any, dict[str, Any]]] = []
    read = Connection.read

    async def spy(self: Connection, statement: str, **parameters: Any) -> Any:
        asked.append((f"CYPHER replan=force EXPLAIN {statement}", parameters))
        return await read(self, statement, **parameters)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "read", spy)
        await ask_store(store)
    assert len(asked) == 1, "one round trip"
    statement, parameters = asked[0]
    summary = (await driver.execute_query(statement, parameters)).summary
    assert summary.plan is not None
    return operators(summary.plan)


CENTRE = Point(lon=6.5, lat=53.0)
PLANS: dict[str, tuple[Callable[[Neo4jStore], Any], str]] = {
    "get": (lambda s: s.get(Theme, [1, 2], PUBLIC), "NodeUniqueIndexSeek"),
    "relations": (lambda s: s.relations([RelationId(About, 1001, 1)], PUBLIC), "NodeUniqueIndexSeek"),
    "neighbours": (lambda s: s.neighbours(About, Direction.IN, [1], Page(), PUBLIC), "NodeUniqueIndexSeek"),
    "history": (lambda s: s.history((Theme, 1), PUBLIC), "NodeUniqueIndexSeek"),
    "text": (lambda s: s.find(Initiative, Filter(text="tuin"), Order.RELEVANCE, Page(), PUBLIC), "ProcedureCall"),
    "box": (lambda s: s.places(Initiative, Filter(box=Box(6.5, 53.0, 6.51, 53.01)), PUBLIC), "NodeIndexSeekByRange"),
    "near": (
        lambda s: s.find(Initiative, Filter(near=Near(CENTRE, 500)), Order.NEAREST, Page(), PUBLIC),
        "NodeIndexSeekByRange",
    ),
    "areas": (lambda s: s.ends(About, Filter(areas=(WIJK,)), PUBLIC), "VarLengthExpand(Pruning,BFS,All)"),
    "themes": (lambda s: s.find(Initiative, Filter(themes=(1,)), Order.KEY, Page(), PUBLIC), "NodeUniqueIndexSeek"),
    "status": (
        lambda s: s.find(
            Initiative, Filter(equals=(("status", (InitiativeStatus.ENDED,)),)), Order.KEY, Page(), PUBLIC
        ),
        "NodeIndexSeek",
    ),
}


@pytest.fixture
async def filled(store: Neo4jStore) -> Neo4jStore:
    """Enough initiatives, far apart, for an index to be worth it."""
    initiatives = [
        Initiative(
            key=1000 + n,
            title=f"Tuin {n}",
            status=InitiativeStatus.ENDED if n % 100 == 0 else InitiativeStatus.ACTIVE,
            location=Point(lon=4 + n / 200, lat=51 + n / 200),
            location_precision=LocationPrecision.VENUE,
        )
        for n in range(600)
    ]
    themes = [Theme(key=1, name="groen"), Theme(key=2, name="zorg")]
    relations = [About(source=1000 + n, target=1 + n % 2) for n in range(600)]
    located = [LocatedIn(source=1000 + n, target=WIJK) for n in range(20)]
    await store.write(ChangeSet([area(WIJK), *themes, *initiatives], [*relations, *located]), STAFF)
    return store


async def test_questions_are_one_statement_that_uses_an_index(
    filled: Neo4jStore, driver: AsyncDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, (ask_store, operator) in PLANS.items():
        found = await spied(filled, driver, monkeypatch, ask_store)
        assert operator in found, name
        assert not {"AllNodesScan", "NodeByLabelScan"} & set(found), name


# Text and order


async def test_words_that_are_signs_to_lucene(store: Neo4jStore) -> None:
    """Capitals in fancy dress are folded to plain ones: so a word can be AND."""
    titles = [
        "\U0001d400\U0001d40d\U0001d403 meer",
        "\U0001d40d\U0001d40e\U0001d413",
        "tuin",
        "١٢ مدينة",
        "北京 花園",
        "ไทย",
    ]
    await store.write(ChangeSet([Theme(key=n, name=title) for n, title in enumerate(titles)]), STAFF)
    for n, title in enumerate(titles):
        for text in (title, f"{title} "):
            found = await store.find(Theme, Filter(text=text), Order.RELEVANCE, Page(), PUBLIC)
            assert [node.key for node in found.nodes] == [n]


async def test_more_words_than_lucene_takes(store: Neo4jStore) -> None:
    words = [f"woord{n}" for n in range(1500)]
    short = Initiative(key=1, title="kort", summary=" ".join(words[:250]))
    whole = Initiative(key=2, title="heel", summary=" ".join(words[250:400]) + " " + short.summary)
    await store.write(ChangeSet([short, whole]), STAFF)
    for asked, keys in ((words[:250], [1, 2]), (words[:400], [2]), (words, [])):
        found = await store.find(Initiative, Filter(text=" ".join(asked)), Order.KEY, Page(), PUBLIC)
        assert [node.key for node in found.nodes] == keys


@given(st.lists(st.text(), max_size=4))
def test_headings_sort_alike_by_code_point_and_by_utf_16(titles: list[str]) -> None:
    headings = [heading(title.encode(errors="replace").decode()) for title in titles]
    assert sorted(headings) == sorted(headings, key=lambda text: text.encode("utf-16-be"))


# Transactions


async def test_a_writer_waits_for_another_and_sees_what_it_wrote(store: Neo4jStore, driver: AsyncDriver) -> None:
    async with driver.session() as session:
        other = await session.begin_transaction()
        await other.run("MATCH (s:Store) SET s.locked = true, s.revision = 41")
        writing = asyncio.create_task(store.write(ChangeSet([Theme(key=1, name="x")]), STAFF))
        done, _ = await asyncio.wait([writing], timeout=0.5)
        assert not done
        await other.commit()
    assert (await writing).revision == 42


async def test_arrays_are_of_one_revision_while_others_write(store: Neo4jStore) -> None:
    """Each write adds a theme and an initiative about it: never is there one without the other."""

    async def write_on() -> None:
        for n in range(30):
            records = [Theme(key=n, name="x"), Initiative(key=1000 + n, title="x")]
            await store.write(ChangeSet(records, [About(source=1000 + n, target=n)]), STAFF)

    writing = asyncio.create_task(write_on())
    while not writing.done():
        arrays = await store.arrays([Theme, Initiative], [About])
        sizes = {len(part.keys) for part in arrays.nodes.values()} | {len(arrays.relations[About].source)}
        assert sizes == {arrays.revision}
    await writing


async def test_a_transient_failure_is_tried_again(store: Neo4jStore) -> None:
    tried: list[int] = []

    async def work(tx: object) -> str:
        tried.append(1)
        if len(tried) == 1:
            raise TransientError
        return "done"

    connection = store._connection  # pyright: ignore[reportPrivateUsage] # no other way to fail on purpose
    assert await connection.write(work) == "done"
    assert len(tried) == 2


async def test_a_deadlock_ends(store: Neo4jStore, driver: AsyncDriver) -> None:
    """The store holds its lock and wants a theme that another has, who wants the lock: one of them gives way."""
    await store.write(ChangeSet([Theme(key=1, name="x")]), STAFF)
    async with driver.session() as session:
        other = await session.begin_transaction()
        await other.run("MATCH (t:Theme {key: 1}) SET t.held = true")
        writing = asyncio.create_task(store.write(ChangeSet([Theme(key=1, name="y")]), STAFF))
        await asyncio.wait([writing], timeout=0.5)
        with contextlib.suppress(TransientError):  # it is either this one or the store's that is ended
            await other.run("MATCH (s:Store) SET s.locked = true")
        await other.close()
    assert (await writing).revision == 2


# What it says when it cannot serve


async def refusal(url: str, **settings: Any) -> str:
    with pytest.raises(StoreError) as error:
        async with Neo4jStore(url, **settings):
            pass
    return str(error.value)


async def test_nobody_there() -> None:
    port = server.free_port()
    assert await refusal(f"bolt://127.0.0.1:{port}") == f"Neo4j at bolt://127.0.0.1:{port}: it cannot be reached"


async def test_no_such_database(neo4j_url: str) -> None:
    assert "there is no database 'nergens'" in await refusal(neo4j_url, database="nergens")


async def test_an_address_that_cannot_be_used() -> None:
    assert "cannot be used" in await refusal("neo4j+x://localhost")


async def test_a_newer_version(store: Neo4jStore, driver: AsyncDriver, neo4j_url: str) -> None:
    await ask(driver, "MATCH (s:Store) SET s.version = s.version + 98")
    assert f"version {98 + len(MIGRATIONS)}" in await refusal(neo4j_url)
    await ask(driver, "MATCH (s:Store) SET s.version = s.version - 98")


async def test_a_graph_of_something_else(store: Neo4jStore, driver: AsyncDriver, neo4j_url: str) -> None:
    await ask(driver, "MATCH (s:Store) REMOVE s:Store SET s:Shop")
    assert "something else" in await refusal(neo4j_url)
    await ask(driver, "MATCH (s:Shop) REMOVE s:Shop SET s:Store")


async def test_a_wrong_password() -> None:
    async with _doorman() as url:
        said = await refusal(url, auth=("neo4j", "geheim123"))
    assert said == f"Neo4j at {url}: the user name or password is wrong"


async def test_a_server_that_goes_away(store: Neo4jStore, neo4j_url: str) -> None:
    """Through a relay that breaks: what is asked then fails in words, and soon."""
    async with _relay(neo4j_url) as (url, broken), Neo4jStore(url) as relayed:
        await relayed.write(ChangeSet([Theme(key=1, name="x")]), STAFF)
        broken()
        with pytest.raises(StoreError, match="cannot be reached"):
            await relayed.ping()
    await store.ping()


@contextlib.asynccontextmanager
async def _relay(url: str) -> AsyncGenerator[tuple[str, Callable[[], None]]]:
    """An address that leads to the server, and a way to break it."""
    host, port = url.rpartition("/")[2].split(":")
    ends: list[asyncio.StreamWriter] = []

    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, outer = await asyncio.open_connection(host, int(port))
        ends.extend((writer, outer))
        await asyncio.gather(_pump(reader, outer), _pump(inner, writer), return_exceptions=True)

    listening = await asyncio.start_server(join, "127.0.0.1", 0)

    def broken() -> None:
        listening.close()
        for end in ends:
            end.transport.abort()

    yield f"bolt://127.0.0.1:{listening.sockets[0].getsockname()[1]}", broken
    broken()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def _doorman() -> AsyncGenerator[str]:
    """A server of the Bolt protocol, 5.4, that lets nobody in: enough of it to answer a login.

    The test server asks for no password, so it cannot refuse one.
    """

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(20)  # the magic number, and four versions that the client offers
        writer.write(bytes([0, 0, 4, 5]))
        for tag, answer in (
            (0x70, {"server": "Neo4j/5.26.0", "connection_id": "1"}),  # SUCCESS, to HELLO
            (0x7F, {"code": "Neo.ClientError.Security.Unauthorized", "message": "wrong"}),  # FAILURE, to LOGON
        ):
            await _message(reader)
            packed = bytes([0xB1, tag, 0xA0 + len(answer)]) + b"".join(map(_packed, itertools.chain(*answer.items())))
            writer.write(struct.pack(">H", len(packed)) + packed + b"\0\0")
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with listening:
        yield f"bolt://127.0.0.1:{listening.sockets[0].getsockname()[1]}"


def _packed(text: str) -> bytes:
    """A text as PackStream writes it: the mark of a text, its length in one byte, UTF-8."""
    return bytes([0xD0, len(text)]) + text.encode()


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One message, of chunks that each say how long they are; an empty chunk ends it."""
    message = b""
    while size := int.from_bytes(await reader.readexactly(2), "big"):
        message += await reader.readexactly(size)
    return message
