# SPDX-License-Identifier: EUPL-1.2
"""The live snapshot: the structure of a store's graph as it is now, without a rebuild for every write.

    live = Live(store)
    snapshot = await live.current()        # at least as new as the store was at the call: you see what you wrote

Nothing happens until somebody asks. Then all writes since the last time are taken together: what they touched is read
again and merged into the arrays, and only the relation types that were touched (or whose ends gained nodes) get new
matrices. Many who ask at once wait for one refresh. Everything is read whole when the changes do not say all: at a bulk
load, after an erasure, and where too much was touched.

    snapshot = await live.on(day)          # with the relations that held on that day

Beside today's the snapshot of one other day is kept, and follows the changes likewise: of a large city each takes a
gigabyte. It goes when another day is asked for, and when today's is read whole, so that nobody who was erased stays.
Its first reading goes on when nobody waits for it any more, for who asks again, until another day is asked for.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from graph_api.analysis.merge import Seen, merged
from graph_api.analysis.snapshot import Snapshot, build
from graph_api.analysis.work import Shared
from graph_api.store.port import Arrays, Store
from schema.base import Node
from schema.change import Ref
from schema.privacy import STAFF
from schema.query import MAX_PAGE, RelationId
from schema.registry import NETWORK_TYPES, RELATION_TYPES

MOST_TOUCHED: Final = 5000
"""Past this many nodes and relations, reading everything is simpler and not much slower."""


def _today() -> date:
    return datetime.now(UTC).date()


class Live:
    """Keeps the snapshot of one store. Its revision is a floor: parts of later writes may be in it already, and writes
    that are no part of the network do not make a new one."""

    def __init__(self, store: Store, today: Callable[[], date] = _today, day: date | None = None) -> None:
        """`day`: it is of that day, whatever day it is today."""
        self._store = store
        self._today = today
        self._day = day
        self._then: Live | None = None
        self._then_asked = asyncio.Lock()
        self._first: dict[date, asyncio.Task[Snapshot]] = {}
        self._shared = Shared()
        self._held: tuple[Arrays, Snapshot] | None = None
        self._refreshing = asyncio.Lock()

    async def current(self) -> Snapshot:
        """The snapshot, as the highest level sees it, of today and of a revision no older than the store's now."""
        revision, day = await self._store.revision(), self._day or self._today()
        if (snapshot := self._fresh(revision, day)) is not None:
            return snapshot
        async with self._refreshing:
            if (snapshot := self._fresh(revision, day)) is not None:
                return snapshot
            self._held = await self._refreshed(self._held, revision, day)
            return self._held[1]

    async def on(self, day: date) -> Snapshot:
        """The same of another day: all nodes, with the relations that held on that day. One is read at a time."""
        if day == self._today():
            return await self.current()
        async with self._then_asked:
            then = self._then
            if then is None or then._day != day:
                self._shared.give_up()
                then = self._then = Live(self._store, day=day)
            if then._held is None:
                await self._shared.once(then._first, day, then.current)
            return await then.current()

    def _fresh(self, revision: int, day: date) -> Snapshot | None:
        if self._held is None:
            return None
        arrays, snapshot = self._held
        return snapshot if arrays.revision >= revision and snapshot.day == day else None

    async def _refreshed(
        self, held: tuple[Arrays, Snapshot] | None, revision: int, day: date
    ) -> tuple[Arrays, Snapshot]:
        arrays = await self._caught_up(held[0], revision) if held else None
        if arrays and held and _unchanged(arrays, held[0]):
            # Only what is said about the network is new: what rests on it stays, also on that of another day.
            if held[1].day == day:
                return arrays, held[1]
            same = replace(arrays, revision=held[1].revision)
            return arrays, await asyncio.to_thread(build, same, day, (same, held[1]))
        if arrays is None:
            self._then = None
            arrays, held = await self._store.arrays(NETWORK_TYPES, RELATION_TYPES, self._day), None
        return arrays, await asyncio.to_thread(build, arrays, day, held)

    async def _caught_up(self, arrays: Arrays, wanted: int) -> Arrays | None:
        """The arrays with all changes since, up to the wanted revision at least; None when the changes do not say
        everything."""
        touched: set[Ref] = set()
        revision = arrays.revision
        while changes := await self._store.changes(revision, MAX_PAGE, STAFF):
            for change in changes:
                # A revision that is missing, or names nothing, is one of which something was erased.
                if change.revision != revision + 1 or not change.touched:
                    return None
                revision = change.revision
                touched.update(change.touched)
            if len(touched) > MOST_TOUCHED:
                return None
        seen = await self._read(touched)
        if seen is None or revision < wanted:
            return None
        return await asyncio.to_thread(merged, arrays, revision, seen)

    async def _read(self, touched: Iterable[Ref]) -> Seen | None:
        """What was touched, as it is now; None when some of it is gone."""
        seen = Seen(self._day)
        ids = [ref for ref in touched if isinstance(ref, RelationId)]
        nodes: dict[type[Node], list[int]] = {}
        for ref in touched:
            if not isinstance(ref, RelationId) and ref[0] in NETWORK_TYPES:
                nodes.setdefault(ref[0], []).append(ref[1])
        for relation in await self._store.relations(ids, STAFF) if ids else ():
            if relation is None:
                return None
            seen.add_relation(relation)
        for cls, keys in nodes.items():
            for node in await self._store.get(cls, keys, STAFF):
                if node is None:
                    return None
                seen.add_node(node)
        return seen


def _unchanged(arrays: Arrays, before: Arrays) -> bool:
    """Whether all arrays are still the same objects."""
    nodes = all(arrays.nodes[cls] is found for cls, found in before.nodes.items())
    return nodes and all(arrays.relations[cls] is found for cls, found in before.relations.items())
