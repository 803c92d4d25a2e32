# SPDX-License-Identifier: EUPL-1.2
"""The connection to Neo4j: managed transactions that are tried again, and failures in words."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, LiteralString, TypeVar, cast

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncResult,
    AsyncSession,
    AsyncTransaction,
    RoutingControl,
)
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
)

from graph_api.store.port import StoreError

T = TypeVar("T")
Transaction = AsyncManagedTransaction | AsyncTransaction
Answer = list[list[Any]]
# The driver's own types leave its settings untyped.
_driver = cast("Callable[..., AsyncDriver]", AsyncGraphDatabase.driver)  # pyright: ignore[reportUnknownMemberType]

CONNECT_SECONDS: Final = 10
RETRY_SECONDS: Final = 20
"""How long a transaction is tried again when the server is away or another transaction is in its way."""


async def run(tx: Transaction, statement: str, **parameters: Any) -> Answer:
    """Run one statement. Statements are made of names from the declarations; every value is a parameter."""
    result = await tx.run(cast("LiteralString", statement), parameters)
    return await result.values()


async def lock(tx: Transaction) -> int:
    """Keep all other writers waiting until the end of this transaction; gives the last revision.

    The revision is read by a statement of its own: within one, Neo4j may have read it before it had the lock.
    """
    await run(tx, "MATCH (s:Store) SET s.locked = true")
    return (await run(tx, "MATCH (s:Store) RETURN s.revision"))[0][0]


class Connection:
    """Connections to one database. Reads see what this connection wrote before, in a cluster too (bookmarks)."""

    def __init__(self, url: str, auth: tuple[str, str] | None, database: str | None) -> None:
        self._url = url
        self._database = database
        with self._in_words():
            self._driver = _driver(
                url,
                auth=auth,
                connection_timeout=CONNECT_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
                fetch_size=10_000,
                notifications_min_severity="OFF",
                user_agent="verbind",
            )

    async def open(self) -> None:
        """Reach the server, without trying again. Raises StoreError."""
        try:
            await self.ping()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Let go of the server."""
        await self._driver.close()

    async def ping(self) -> None:
        """One short question, not tried again. Raises StoreError when it is not answered."""
        with self._in_words():
            async with self._session(READ_ACCESS) as session:
                await (await session.run("RETURN 1")).consume()

    async def read(self, statement: str, **parameters: Any) -> Answer:
        """One statement in a transaction that only reads."""
        return await self._query(statement, parameters, RoutingControl.READ)

    async def execute(self, statement: str, **parameters: Any) -> Answer:
        """One statement in a transaction that writes."""
        return await self._query(statement, parameters, RoutingControl.WRITE)

    async def write(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        """Do work in one transaction that writes; it may be done again from the start."""
        with self._in_words():
            async with self._session(WRITE_ACCESS) as session:
                return await session.execute_write(work)

    @asynccontextmanager
    async def standing_still(self) -> AsyncGenerator[tuple[AsyncTransaction, int]]:
        """A transaction in which nobody else writes, and the last revision. Undone at the end, unless it was committed.

        Neo4j reads what is committed while it reads; only the lock that writers take makes many reads one view.
        """
        with self._in_words():
            async with self._session(WRITE_ACCESS) as session, await session.begin_transaction() as tx:
                revision = await lock(tx)
                yield tx, revision
                await tx.close()

    async def _query(self, statement: str, parameters: dict[str, Any], routing: RoutingControl) -> Answer:
        """The driver begins, asks and tries again by itself, in fewer messages than a transaction of our own takes."""
        with self._in_words():
            return await self._driver.execute_query(
                cast("LiteralString", statement),
                parameters,
                routing_=routing,
                database_=self._database,
                result_transformer_=AsyncResult.values,
            )

    def _session(self, access: str) -> AsyncSession:
        return cast("Any", self._driver).session(
            database=self._database,
            default_access_mode=access,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    @contextmanager
    def _in_words(self) -> Generator[None]:
        """Raise StoreError, in a sentence without secrets or data, for whatever goes wrong with the server."""
        try:
            yield
        except (DriverError, Neo4jError) as error:
            raise StoreError(f"Neo4j at {self._url}: {self._words(error)}") from error

    def _words(self, error: Exception) -> str:
        if isinstance(error, AuthError):
            return "the user name or password is wrong"
        if isinstance(error, IncompleteCommit):
            return "the connection broke while it was asked to commit; what was written may be there or not"
        if isinstance(error, ServiceUnavailable):
            return "it cannot be reached"
        if isinstance(error, ConfigurationError):
            return f"the address or login cannot be used ({error})"
        if isinstance(error, ClientError) and error.code == "Neo.ClientError.Database.DatabaseNotFound":
            return f"there is no database {self._database!r}"
        return f"it answers {error.code}" if isinstance(error, Neo4jError) else str(error)
