# SPDX-License-Identifier: EUPL-1.2
"""A graph in dictionaries: what the stores must do, as plainly as it can be said. Slow, and trusted."""

import asyncio
import copy
import dataclasses
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self, TypeVar, cast

import numpy as np
import numpy.typing as npt

from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from schema.base import Node, Relation
from schema.change import TOUCHED_LIMIT, Change, ChangeSet, Problem, Receipt, Ref, Refused, Version
from schema.declare import columns
from schema.initiative import Initiative
from schema.privacy import Privacy, Viewer
from schema.query import (
    MAX_PAGE,
    Direction,
    Filter,
    Keys,
    Order,
    Page,
    Pairs,
    Places,
    Position,
    RelationId,
    Slice,
)
from schema.resident import Resident
from schema.validation import validate
from tests.store.conditions import is_active, matches, place_of, point_of, position, refuse, sort_key

N = TypeVar("N", bound=Node)
Record = Node | Relation
WHOLE = Viewer(Privacy.STAFF, "model")


@dataclass(frozen=True)
class Touch:
    ref: Ref
    privacy: Privacy
    created: bool


@dataclass(frozen=True)
class Entry:
    """One revision in the log."""

    revision: int
    at: datetime
    actor: str
    origin: str | None
    touches: tuple[Touch, ...]


class Model:
    """The port without dump and restore. Records are copied in and out, so nobody can change what is kept."""

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.links: dict[RelationId, Relation] = {}
        self.formers: dict[Ref, list[tuple[Privacy, Version]]] = {}
        self.log: list[Entry] = []
        self.last = 0
        self.tokens: dict[str, tuple[Any, Receipt]] = {}
        self.grown = asyncio.Condition()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def ping(self) -> None:
        pass

    # What there is, and who may see it

    def related(self, relation: type[Relation]) -> list[Relation]:
        return [link for link in self.links.values() if type(link) is relation]

    def privacy(self, record: Record) -> Privacy:
        if isinstance(record, Node):
            return type(record).privacy_of(record)
        ends = self.nodes[record.source], self.nodes[record.target]
        return max(type(record).__ends__.privacy, *(type(end).privacy_of(end) for end in ends))

    def stored(self, ref: Ref) -> Record | None:
        if isinstance(ref, RelationId):
            return self.links.get(ref)
        node = self.nodes.get(ref[1])
        return node if type(node) is ref[0] else None

    def visible(self, type_: type[N], viewer: Viewer) -> list[N]:
        found = [node for node in self.nodes.values() if type(node) is type_]
        return [cast("N", self.placed(node)) for node in found if self.privacy(node) <= viewer.privacy]

    def placed(self, record: Record) -> Record:
        if isinstance(record, Initiative):
            return dataclasses.replace(record, place=place_of(record, self))
        return record

    # Reading

    async def get(self, type: type[N], keys: Keys, viewer: Viewer) -> list[N | None]:
        found = {node.key: node for node in self.visible(type, viewer)}
        return [show(found[key], viewer) if key in found else None for key in keys]

    async def relations(self, ids: Sequence[RelationId], viewer: Viewer) -> list[Relation | None]:
        found = [self.links.get(canonical(id_)) for id_ in ids]
        return [show(r, viewer) if r and self.privacy(r) <= viewer.privacy else None for r in found]

    async def neighbours(
        self,
        relation: type[Relation],
        direction: Direction,
        keys: Keys,
        page: Page,
        viewer: Viewer,
        active_on: date | None = None,
    ) -> list[Slice[Node]]:
        links = [link for link in self.related(relation) if active_on is None or is_active(link, active_on)]
        return [self._neighbours(links, direction, key, page, viewer) for key in keys]

    def _neighbours(
        self, links: list[Relation], direction: Direction, key: int, page: Page, viewer: Viewer
    ) -> Slice[Node]:
        joined: dict[int, Relation] = {}
        for link in links:
            if self.privacy(link) > viewer.privacy:
                continue
            symmetric = type(link).__ends__.symmetric
            if link.source == key and (symmetric or direction is Direction.OUT):
                joined[link.target] = link
            if link.target == key and (symmetric or direction is Direction.IN):
                joined[link.source] = link
        nodes = sorted((self.nodes[other] for other in joined), key=lambda node: node.key)
        found = paged([((node.key,), node) for node in nodes], lambda p: p, page)
        relations = [show(joined[node.key], viewer) for node in found.nodes]
        found.nodes = [show(self.placed(node), viewer) for node in found.nodes]
        found.relations = relations
        return found

    async def find(self, type: type[N], where: Filter, order: Order, page: Page, viewer: Viewer) -> Slice[N]:
        found = [(position(node, where, order), node) for node in self._matching(type, where, order, viewer)]
        return paged(found, sort_key(order), page, viewer)

    def _matching(self, type: type[N], where: Filter, order: Order, viewer: Viewer) -> list[N]:
        refuse(type, where, order)
        return [node for node in self.visible(type, viewer) if matches(node, where, self)]

    async def keys(self, type: type[Node], where: Filter, viewer: Viewer) -> npt.NDArray[np.int64]:
        return np.array(sorted(node.key for node in self._matching(type, where, Order.KEY, viewer)), np.int64)

    async def places(self, type: type[Node], where: Filter, viewer: Viewer) -> Places:
        nodes = sorted(self._matching(type, where, Order.KEY, viewer), key=lambda node: node.key)
        found = [(node.key, point) for node in nodes if (point := point_of(node))]
        return Places(
            np.array([key for key, _ in found], np.int64),
            np.array([point.lon for _, point in found], np.float64),
            np.array([point.lat for _, point in found], np.float64),
        )

    async def ends(self, relation: type[Relation], where: Filter, viewer: Viewer) -> Pairs:
        sources = {node.key for node in self._matching(relation.__ends__.source, where, Order.KEY, viewer)}
        lasting = [r for r in self.related(relation) if r.until is None and self.privacy(r) <= viewer.privacy]
        pairs = sorted((r.source, r.target) for r in lasting if r.source in sources)
        return Pairs(np.array([s for s, _ in pairs], np.int64), np.array([t for _, t in pairs], np.int64))

    async def arrays(
        self, nodes: Sequence[type[Node]], relations: Sequence[type[Relation]], day: date | None = None
    ) -> Arrays:
        return Arrays(
            self.last,
            {cls: self._node_arrays(cls) for cls in nodes},
            {cls: self._relation_arrays(cls, day) for cls in relations},
        )

    def _node_arrays(self, cls: type[Node]) -> NodeArrays:
        found = sorted(self.visible(cls, WHOLE), key=lambda node: node.key)
        return NodeArrays(
            np.array([node.key for node in found], np.int64), np.array([self.privacy(n) for n in found], np.uint8)
        )

    def _relation_arrays(self, cls: type[Relation], day: date | None) -> RelationArrays:
        then = [link for link in self.related(cls) if day is None or is_active(link, day)]
        found = sorted(then, key=lambda r: (r.source, r.target))
        days = [(r.until - date(1970, 1, 1)).days if r.until else OPEN for r in found]
        return RelationArrays(
            np.array([r.source for r in found], np.int64),
            np.array([r.target for r in found], np.int64),
            np.array([self.privacy(r) for r in found], np.uint8),
            np.array([getattr(r, "weight", 1) for r in found], np.float32),
            np.array(days, np.int32),
        )

    @asynccontextmanager
    async def reading(self, viewer: Viewer) -> AsyncGenerator["ModelReading"]:
        then = copy.copy(self)
        then.nodes, then.links = dict(self.nodes), dict(self.links)
        yield ModelReading(then, viewer, self.last)

    # Writing

    async def write(self, changes: ChangeSet, viewer: Viewer) -> Receipt:
        given = checked(changes)
        if changes.token in self.tokens:
            contents, receipt = self.tokens[changes.token]
            if contents != given:
                raise Refused([Problem(("token",), "TOKEN", "used for other contents")])
            return dataclasses.replace(receipt, replayed=True)
        self._check_expected(changes)
        self._check_keys(changes, given)
        self._check_ends(changes, given)
        receipt = self._apply(given, changes.origin, viewer)
        if changes.token and receipt.created + receipt.changed:
            self.tokens[changes.token] = given, receipt
        async with self.grown:
            self.grown.notify_all()
        return receipt

    def _check_expected(self, changes: ChangeSet) -> None:
        problems: list[Problem] = []
        for ref, expected in changes.expect.items():
            record = self.stored(canonical(ref))
            actual = record.revision if record else 0
            if actual != expected:
                ref = canonical(ref)
                name = (ref.type, ref.source, ref.target) if isinstance(ref, RelationId) else ref
                path = ("expect", name[0].__name__, *name[1:])
                problems.append(Problem(path, "CONFLICT", f"has {actual}"))
        if problems:
            raise Refused(problems)

    def _check_keys(self, changes: ChangeSet, given: dict[Ref, Record]) -> None:
        types = {node.key: {type(node)} for node in self.nodes.values()}
        for record in given.values():
            if isinstance(record, Node):
                types.setdefault(record.key, set()).add(type(record))
        problems = [
            Problem(("nodes", index, "key"), "INVALID", "belongs to a node of another type")
            for index, node in enumerate(changes.nodes)
            if len(types[node.key]) > 1
        ]
        if problems:
            raise Refused(problems)

    def _check_ends(self, changes: ChangeSet, given: dict[Ref, Record]) -> None:
        problems: list[Problem] = []
        for index, link in enumerate(changes.relations):
            ends = type(link).__ends__
            for name, cls, key in (("source", ends.source, link.source), ("target", ends.target, link.target)):
                if (cls, key) not in given and self.stored((cls, key)) is None:
                    problems.append(Problem(("relations", index, name), "MISSING", f"no {cls.__name__}"))
        if problems:
            raise Refused(problems)

    def _apply(self, given: dict[Ref, Record], origin: str | None, viewer: Viewer) -> Receipt:
        before = {ref: there for ref in given if (there := self.stored(ref))}
        changed = {ref for ref, there in before.items() if not equal(there, given[ref])}
        created = given.keys() - before.keys()
        if not created | changed:
            return Receipt(self.last, 0, 0)
        for ref in changed:
            self.formers.setdefault(ref, []).insert(0, (self.privacy(before[ref]), self._version(before[ref])))
        self.last += 1
        for ref in created | changed:
            record = copy.deepcopy(given[ref])
            record.revision = self.last
            self._keep(ref, record)
        touches = tuple(Touch(ref, self.privacy(given[ref]), ref in created) for ref in created | changed)
        self.log.append(Entry(self.last, datetime.now(UTC), viewer.name, origin, touches))
        names = {ref: (ref.type if isinstance(ref, RelationId) else ref[0]).__name__ for ref in given}
        made, altered = (Counter(names[ref] for ref in refs) for refs in (created, changed))
        by_type = {name: (made[name], altered[name]) for name in set(names.values())}
        return Receipt(self.last, len(created), len(changed), by_type=by_type)

    def _keep(self, ref: Ref, record: Record) -> None:
        if isinstance(record, Node):
            self.nodes[record.key] = record
        else:
            self.links[cast("RelationId", ref)] = record

    def _version(self, record: Record) -> Version:
        entry = next(entry for entry in self.log if entry.revision == record.revision)
        return Version(entry.revision, entry.at, entry.actor, entry.origin, self.placed(record))

    async def erase(self, resident: int, viewer: Viewer) -> bool:
        if type(self.nodes.get(resident)) is not Resident:
            return False

        def gone(ref: Ref) -> bool:
            return ref == (Resident, resident) or (isinstance(ref, RelationId) and resident in (ref.source, ref.target))

        self.links = {ref: link for ref, link in self.links.items() if not gone(ref)}
        del self.nodes[resident]
        self.formers = {ref: versions for ref, versions in self.formers.items() if not gone(ref)}
        self.log = [
            dataclasses.replace(entry, touches=tuple(touch for touch in entry.touches if not gone(touch.ref)))
            for entry in self.log
        ]
        self.last += 1
        self.log.append(Entry(self.last, datetime.now(UTC), viewer.name, None, ()))
        return True

    # What was written

    async def history(self, ref: Ref, viewer: Viewer) -> list[Version]:
        ref = canonical(ref)
        record = self.stored(ref)
        if record is None or self.privacy(record) > viewer.privacy:
            return []
        former = [version for level, version in self.formers.get(ref, []) if level <= viewer.privacy]
        versions = [self._version(record), *former]
        return [dataclasses.replace(version, record=show(version.record, viewer)) for version in versions]

    async def changes(self, since: int, first: int, viewer: Viewer) -> list[Change]:
        later = [told(entry, viewer) for entry in self.log if entry.revision > since]
        return [change for change in later if change.created + change.changed > 0][:first]

    async def revision(self) -> int:
        return self.last

    async def watch(self, since: int, viewer: Viewer) -> AsyncIterator[Change]:
        while True:
            for change in await self.changes(since, MAX_PAGE, viewer):
                since = change.revision
                yield change
            async with self.grown:
                if not await self.changes(since, 1, viewer):
                    await self.grown.wait()


@dataclass(frozen=True)
class ModelReading:
    model: Model
    viewer: Viewer
    revision: int

    async def records(self, cls: Any, keys: Keys | None = None) -> AsyncGenerator[list[Any]]:
        found: list[Any] = self.model.visible(cls, self.viewer) if issubclass(cls, Node) else self.model.related(cls)
        found = [record for record in found if self.model.privacy(record) <= self.viewer.privacy]
        chosen = [each for each in found if keys is None or identity(each)[0] in keys]
        for record in sorted(chosen, key=identity):
            yield [show(record, self.viewer)]


def identity(record: Record) -> tuple[int, ...]:
    """What a record is sorted by."""
    return (record.key,) if isinstance(record, Node) else (record.source, record.target)


def show(record: Any, viewer: Viewer) -> Any:
    """A copy of a record without the fields that the viewer may not see."""
    hidden = [column.name for column in columns(type(record)) if column.rules.privacy > viewer.privacy]
    return dataclasses.replace(copy.deepcopy(record), **dict.fromkeys(hidden))


def told(entry: Entry, viewer: Viewer) -> Change:
    """A revision as the viewer may know it."""
    seen = [touch for touch in entry.touches if touch.privacy <= viewer.privacy]
    created = sum(touch.created for touch in seen)
    few = len(entry.touches) <= TOUCHED_LIMIT
    refs = tuple(touch.ref for touch in seen) if few else None
    return Change(entry.revision, entry.at, entry.actor, entry.origin, created, len(seen) - created, refs)


def canonical(ref: Any) -> Any:
    """A reference with the ends of a symmetric relation in ascending order."""
    if isinstance(ref, RelationId) and ref.type.__ends__.symmetric:
        return RelationId(ref.type, *sorted((ref.source, ref.target)))
    return ref


def equal(a: Record, b: Record) -> bool:
    """Whether all that is given (not revision, not what is derived) is the same."""
    return all(getattr(a, c.name) == getattr(b, c.name) for c in columns(type(a)) if not c.rules.derived)


def checked(changes: ChangeSet) -> dict[Ref, Record]:
    """Copies of what is given, by reference, symmetric relations in canonical order. Raises Refused if INVALID."""
    given: dict[Ref, Record] = {}
    problems: list[Problem] = []
    for name, records in (("nodes", changes.nodes), ("relations", changes.relations)):
        for index, record in enumerate(records):
            if wrong := validate(record, (name, index)):
                problems += wrong
                continue
            record = copy.deepcopy(record)
            if isinstance(record, Node):
                ref: Ref = (type(record), record.key)
                keys = [record.key]
            else:
                ref = id_ = canonical(RelationId(type(record), record.source, record.target))
                keys = record.source, record.target = id_.source, id_.target
            problems += [Problem((name, index, "key"), "INVALID", "no key") for key in keys if not 0 <= key < 2**63]
            if ref in given and not equal(given[ref], record):
                problems.append(Problem((name, index), "INVALID", "given twice"))
            given[ref] = record
    if problems:
        raise Refused(problems)
    return given


def paged(found: Iterable[tuple[Position, Any]], by: Any, page: Page, viewer: Viewer | None = None) -> Slice[Any]:
    """The page after a position, of what was found in any order."""
    if not 0 <= page.first <= MAX_PAGE:
        raise ValueError(f"first is {page.first}; from 0 to {MAX_PAGE}")
    ordered = sorted(found, key=lambda pair: by(pair[0]))
    after = [pair for pair in ordered if page.after is None or by(pair[0]) > by(page.after)]
    shown = after[: page.first]
    nodes = [show(node, viewer) if viewer else node for _, node in shown]
    return Slice(nodes, [p for p, _ in shown], len(ordered), len(after) > page.first)
