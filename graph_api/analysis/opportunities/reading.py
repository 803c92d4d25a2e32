# SPDX-License-Identifier: EUPL-1.2
"""Reading: what is known of parties, kept as it is read, so that after a write only what it touched is read again."""

import asyncio
from collections.abc import Iterable
from typing import Final

from graph_api.analysis.opportunities.assembling import assembled
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.lexicon import Lexicon
from graph_api.analysis.opportunities.records import READ, Kept, Records, kept, records, together
from graph_api.analysis.snapshot import Snapshot
from schema.area import Area
from schema.base import Node
from schema.change import Change
from schema.initiative import Initiative, LocatedIn
from schema.privacy import STAFF
from schema.query import MAX_PAGE, Filter, Order, Page, Position, RelationId
from schema.services import Graph

MOST_TOUCHED: Final = 5000
"""Past this many nodes, reading everything is simpler and not much slower."""


class Reader:
    """Keeps what was read of one store. Only public columns are kept; whose they are is for the snapshot to say."""

    def __init__(self, store: Graph) -> None:
        self._store = store
        self._lexicon = Lexicon()
        self._kept: Kept | None = None
        self._reading = asyncio.Lock()

    async def facts(self, snapshot: Snapshot) -> Facts:
        """What is known of the parties of a snapshot of this store, as the snapshot's level sees it: of its revision,
        with perhaps parts of later ones. Raises ValueError when the snapshot is of another store."""
        known = await self._current(snapshot.revision)
        return await asyncio.to_thread(assembled, snapshot, known)

    async def _current(self, revision: int) -> Kept:
        async with self._reading:
            if self._kept is None or self._kept.revision < revision:
                found = await self._caught_up(self._kept) if self._kept else None
                self._kept = found or await self._all()
            return self._kept

    async def _all(self) -> Kept:
        """Everything, read anew; terms that are no longer used are forgotten."""
        revision, self._lexicon = await self._store.revision(), Lexicon()
        found = {cls: await self._whole(cls) for cls in READ}
        return kept(revision, found, self._lexicon)

    async def _whole(self, cls: type[Node]) -> Records:
        pages = [records((), self._lexicon)]
        after: Position | None = None
        while True:
            page = await self._store.find(cls, Filter(), Order.KEY, Page(MAX_PAGE, after), STAFF)
            pages.append(await asyncio.to_thread(records, page.nodes, self._lexicon))
            if not page.more:
                return await asyncio.to_thread(together, pages)
            after = page.positions[-1]

    async def _caught_up(self, before: Kept) -> Kept | None:
        """What was kept with all changes since; None when the changes do not say everything."""
        revision, changed = await self._store.revision(), list[Change]()
        while changes := await self._store.changes(
            max((before.revision, *(c.revision for c in changed))), MAX_PAGE, STAFF
        ):
            changed += changes
            if len(changed) > MOST_TOUCHED or any(change.touched is None for change in changes):
                return None
        touched = await self._touched(changed)
        if sum(map(len, touched.values())) > MOST_TOUCHED:
            return None
        found = dict(before.records)
        for cls, keys in touched.items():
            found[cls] = await self._again(cls, found[cls], keys)
        # Only residents can be erased, of which nothing is kept: revisions that are missing tell nothing here.
        return kept(max((revision, *(c.revision for c in changed))), found, self._lexicon)

    async def _touched(self, changed: Iterable[Change]) -> dict[type[Node], set[int]]:
        """The keys of nodes to read again: a write to an area or to where an initiative is may move initiatives."""
        found: dict[type[Node], set[int]] = {}
        for ref in (ref for change in changed for ref in change.touched or ()):
            if not isinstance(ref, RelationId):
                found.setdefault(ref[0], set()).add(ref[1])
            elif ref.type is LocatedIn:
                found.setdefault(Initiative, set()).add(ref.source)
        if areas := found.get(Area):
            located = await self._store.ends(LocatedIn, Filter(areas=tuple(sorted(areas))), STAFF)
            found.setdefault(Initiative, set()).update(located.source.tolist())
        return {cls: keys for cls, keys in found.items() if cls in READ}

    async def _again(self, cls: type[Node], before: Records, keys: set[int]) -> Records:
        found = await self._store.get(cls, sorted(keys), STAFF)
        nodes = [node for node in found if node is not None]
        return await asyncio.to_thread(lambda: before.merged(records(nodes, self._lexicon)))
