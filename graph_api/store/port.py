# SPDX-License-Identifier: EUPL-1.2
"""The port: what every store can do. SQLite and Neo4j both pass one suite of contract tests."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt

from graph_api.store.layout import Row
from schema.base import Node, Relation
from schema.declare import Kind, columns
from schema.privacy import Viewer
from schema.query import Keys
from schema.services import Graph

R = TypeVar("R", bound=Node | Relation)

OPEN: Final = np.iinfo(np.int32).max
"""The `until` of a relation that has not ended."""

REVISIONS: Final = "revision"
"""Columns: revision, at (ISO 8601 UTC), actor, origin, token, digest, created, changed, created_public, changed_public,
touched (JSON list of [type, key or source, target or null, privacy, 1 if created else 0], or null when too many).
digest identifies the change set that a token was used for."""

FORMERS: Final = "former"
"""Former versions. Columns: type, key (or source), target (or null), revision that it had, body (JSON list: its
identity, revision, declared and derived values in layout order)."""


FORMER_NAMES: Final = ("type", "key", "target", "revision", "body")
REVISION_NAMES: Final = (
    "revision",
    "at",
    "actor",
    "origin",
    "token",
    "digest",
    "created",
    "changed",
    "created_public",
    "changed_public",
    "touched",
)


class StoreError(Exception):
    """The store cannot be used as it is: locked, out of reach, damaged, unfit, or newer than this program.

    The message is for the one who runs the service; it never holds data.
    """


@dataclass(frozen=True, slots=True)
class NodeArrays:
    """All nodes of a type, by ascending key: keys int64 (n), privacy uint8 (n)."""

    keys: npt.NDArray[np.int64]
    privacy: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class RelationArrays:
    """All relations of a type, by ascending source, then target: source and target keys int64 (n), privacy uint8 (n),
    weight float32 (n; ones where the type has no `weight`), until in days since 1970-01-01, int32 (n), or OPEN."""

    source: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]
    privacy: npt.NDArray[np.uint8]
    weight: npt.NDArray[np.float32]
    until: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Arrays:
    """The graph's structure at one revision."""

    revision: int
    nodes: dict[type[Node], NodeArrays]
    relations: dict[type[Relation], RelationArrays]


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of one table: a declared type's name (rows in layout order), REVISIONS or FORMERS."""

    table: str
    rows: list[Row]


class Reading(Protocol):
    """All that a viewer sees, as it was at one revision, however long reading takes and whatever is written meanwhile.

    Residents that are erased while it is read may be absent.
    """

    @property
    def revision(self) -> int:
        """The revision that it is of."""
        ...

    def records(self, cls: type[R], keys: Keys | None = None) -> AsyncIterator[list[R]]:
        """All of a type, a page at a time: nodes by key, relations by source, then target, each with what the viewer
        may see of it. With `keys` (ascending) only the nodes that have these, or the relations from these sources."""
        ...


def page_size(cls: type[Node] | type[Relation]) -> int:
    """The most records of a type in a page; few where each may have an outline of thousands of points."""
    return 50 if any(column.kind is Kind.GEOMETRY for column in columns(cls)) else 1000


class Store(Graph, Protocol):
    """A graph that is kept. Open it with `async with`; opening applies the migrations that it lacks."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def ping(self) -> None:
        """Raises when the store cannot answer."""
        ...

    async def arrays(
        self, nodes: Sequence[type[Node]], relations: Sequence[type[Relation]], day: date | None = None
    ) -> Arrays:
        """The structure of these types, read at one revision. With `day` only relations that hold on that day: since <=
        day <= until, unknown bounds being open."""
        ...

    def reading(self, viewer: Viewer) -> AbstractAsyncContextManager[Reading]:
        """Records in bulk, from one revision; reading ends where the context is left, by error or cancellation too."""
        ...

    def dump(self) -> AsyncIterator[Rows]:
        """Everything, at one revision, for a copy: nodes in the order of NODE_TYPES, relations, formers, revisions."""
        ...

    async def restore(self, rows: AsyncIterator[Rows]) -> None:
        """Take over a dump. Raises ValueError when this store is not empty. A restore that was broken off leaves the
        store marked unfit: opening it again raises and says so."""
        ...

    async def counts(self) -> dict[str, int]:
        """How many rows each table has, by the names that `Rows.table` uses."""
        ...
