# SPDX-License-Identifier: EUPL-1.2
"""What every store does alike in a write: check what is given, compare it with what is there, and record it.

A store calls `prepare`, then inside its transaction: `seen_before` (a token), `conflicts` (expected revisions),
`with_privacy` (relations of hidden nodes), `difference` for each table with the rows that are there, writes those
rows, and ends with `revision_row`.
"""

import functools
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, cast

import orjson

from graph_api.store.layout import Row, Value, derived, encoder, layout, varies
from schema.base import Node, Relation
from schema.change import TOUCHED_LIMIT, ChangeSet, Problem, Receipt, Ref, Refused
from schema.declare import columns
from schema.privacy import Privacy
from schema.query import RelationId
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.validation import validate

Identity = int | tuple[int, int]
"""A node's key, or a relation's source and target."""

_TOP = 2**63


@dataclass(frozen=True, slots=True)
class Table:
    """The rows given for one type, by identity: in layout order, but without a revision."""

    type: type[Node] | type[Relation]
    rows: dict[Identity, Row]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A valid change set: nodes before relations, in the order of the registry."""

    tables: tuple[Table, ...]
    expect: dict[Ref, int]
    token: str | None
    digest: str | None
    origin: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a table is new, and what is there but differs."""

    created: list[Identity]
    changed: list[Identity]


def prepare(changes: ChangeSet) -> Prepared:
    """Validate and encode a change set. Raises Refused with every problem found."""
    problems: list[Problem] = []
    found: dict[type, dict[Identity, Row]] = {}
    for field, records in (("nodes", changes.nodes), ("relations", changes.relations)):
        for index, record in enumerate(records):
            if wrong := validate(record, (field, index)):
                problems += wrong  # what breaks its rules may have no form as a row
                continue
            identity, row = _rows(type(record))(record)
            rows = found.setdefault(type(record), {})
            if rows.setdefault(identity, row) != row:
                problems.append(Problem((field, index), "INVALID", "given twice, with different contents"))
        problems += _key_problems(field, records)
    if problems:
        raise Refused(problems)
    tables = tuple(Table(cls, found[cls]) for cls in (*NODE_TYPES, *RELATION_TYPES) if cls in found)
    digest = _digest(tables) if changes.token else None
    return Prepared(
        tables, {canonical(ref): r for ref, r in changes.expect.items()}, changes.token, digest, changes.origin
    )


def canonical(ref: Ref) -> Ref:
    """The reference under which a relation is stored: of a symmetric type, the smaller key comes first."""
    if isinstance(ref, RelationId) and ref.type.__ends__.symmetric and ref.source > ref.target:
        return RelationId(ref.type, ref.target, ref.source)
    return ref


def reference(cls: type[Node] | type[Relation], identity: Identity) -> Ref:
    """The reference to a row of a table."""
    if isinstance(identity, tuple):
        return RelationId(cast("type[Relation]", cls), *identity)
    return cast("type[Node]", cls), identity


def seen_before(prepared: Prepared, digest: str, receipt: Receipt) -> Receipt:
    """The receipt of the write that used this token. Raises Refused when that write held something else."""
    if digest != prepared.digest:
        raise Refused([Problem(("token",), "TOKEN", "this idempotency key was used for other contents")])
    return Receipt(receipt.revision, receipt.created, receipt.changed, replayed=True)


def conflicts(expect: Mapping[Ref, int], revisions: Mapping[Ref, int]) -> None:
    """Raises Refused where a revision is not the expected one; what is absent has revision 0."""
    problems: list[Problem] = []
    for ref, expected in expect.items():
        actual = revisions.get(ref, 0)
        if actual != expected:
            problems.append(Problem(_path(ref), "CONFLICT", f"expected revision {expected}, but it has {actual}"))
    if problems:
        raise Refused(problems)


def ends_to_check(prepared: Prepared) -> dict[type[Node], set[int]]:
    """Ends of given relations whose privacy differs from row to row and is not given here: by type, their keys."""
    known = {table.type: table.rows for table in prepared.tables}
    found: dict[type[Node], set[int]] = {}
    for cls, position, end in _private_ends(prepared):
        keys = {row[position] for row in known[cls].values()} - known.get(end, {}).keys()
        found.setdefault(end, set()).update(cast("set[int]", keys))
    return {end: keys for end, keys in found.items() if keys}


def outside_ends(changes: ChangeSet) -> dict[type[Node], set[int]]:
    """Ends of given relations that are not given themselves and so must be there: by type, their keys."""
    given = {(type(node), node.key) for node in changes.nodes}
    found: dict[type[Node], set[int]] = {}
    for relation in changes.relations:
        ends = type(relation).__ends__
        for cls, key in ((ends.source, relation.source), (ends.target, relation.target)):
            if (cls, key) not in given:
                found.setdefault(cls, set()).add(key)
    return found


def missing(changes: ChangeSet, absent: Mapping[type[Node], Set[int]]) -> list[Problem]:
    """The problems with relations of which an end is absent; `absent` holds, by type, such keys of `outside_ends`."""
    problems: list[Problem] = []
    for index, relation in enumerate(changes.relations):
        ends = type(relation).__ends__
        for name, cls, key in (("source", ends.source, relation.source), ("target", ends.target, relation.target)):
            if key in absent.get(cls, ()):
                problems.append(
                    Problem(("relations", index, name), "MISSING", f"there is no {cls.__name__} with key {key}")
                )
    return problems


def with_privacy(prepared: Prepared, stored: Mapping[int, int]) -> Prepared:
    """The change set with each relation as private as its most private end.

    `stored` holds the privacy of the nodes that `ends_to_check` named (those that are absent may be left out).
    """
    levels = dict(stored)
    for table in prepared.tables:
        if issubclass(table.type, Node):
            at = _privacy_at(table.type)
            levels.update({cast("int", key): cast("int", row[at]) for key, row in table.rows.items() if row[at]})
    affected = {cls for cls, _, _ in _private_ends(prepared)}
    tables = tuple(_raise(t, levels) if levels and t.type in affected else t for t in prepared.tables)
    return Prepared(tables, prepared.expect, prepared.token, prepared.digest, prepared.origin)


def difference(table: Table, stored: Mapping[Identity, Row]) -> Difference:
    """Compare given rows with those stored (in layout order, with their revision) under the same identities."""
    values = _comparable(table.type)
    created: list[Identity] = []
    changed: list[Identity] = []
    for identity, row in table.rows.items():
        there = stored.get(identity)
        if there is None:
            created.append(identity)
        elif values(row) != values(_without_revision(table.type, there)):
            changed.append(identity)
    return Difference(created, changed)


def with_revision(cls: type[Node] | type[Relation], row: Row, revision: int) -> Row:
    """A given row in full layout order."""
    at = len(layout(cls).identity)
    return (*row[:at], revision, *row[at:])


def former_row(cls: type[Node] | type[Relation], row: Row) -> Row:
    """What is kept of a stored row (layout order) that is about to be changed: a row of FORMERS."""
    width = len(layout(cls).identity)
    target = row[1] if width == 2 else None
    return (cls.__name__, row[0], target, row[width], orjson.dumps(row).decode())


def revision_row(
    revision: int, actor: str, prepared: Prepared, differences: Iterable[tuple[Table, Difference]]
) -> tuple[Row, Receipt]:
    """The row of REVISIONS for a write that changed something, and its receipt."""
    touched: list[tuple[str, Value, Value, int, int]] = []
    counts = {(created, level): 0 for created in (0, 1) for level in Privacy}
    pairs = list(differences)
    total = sum(len(found.created) + len(found.changed) for _, found in pairs)
    for table, found in pairs:
        at = _privacy_at(table.type)
        for created, identities in ((1, found.created), (0, found.changed)):
            rows = [table.rows[identity] for identity in identities]
            for level, count in Counter(map(itemgetter(at), rows)).items():
                counts[created, Privacy(cast("int", level))] += count
            if total <= TOUCHED_LIMIT:
                pair = len(layout(table.type).identity) == 2
                touched += [
                    (table.type.__name__, row[0], row[1] if pair else None, cast("int", row[at]), created)
                    for row in rows
                ]
    created, changed = (sum(counts[c, level] for level in Privacy) for c in (1, 0))
    row: Row = (
        revision,
        datetime.now(UTC).isoformat(),
        actor,
        prepared.origin,
        prepared.token,
        prepared.digest,
        created,
        changed,
        counts[1, Privacy.PUBLIC],
        counts[0, Privacy.PUBLIC],
        orjson.dumps(touched).decode() if total <= TOUCHED_LIMIT else None,
    )
    by_type = {table.type.__name__: (len(found.created), len(found.changed)) for table, found in pairs}
    return row, Receipt(revision, created, changed, by_type=by_type)


def erasure_row(revision: int, actor: str) -> Row:
    """The row of REVISIONS for an erasure: that, when and by whom something was erased, and nothing of what."""
    return (revision, datetime.now(UTC).isoformat(), actor, None, None, None, 0, 0, 0, 0, "[]")


@functools.cache
def _rows(cls: type[Node] | type[Relation]) -> Callable[[Any], tuple[Identity, Row]]:
    """Makes `row(record)`: a record's identity and row. Found once for a type: a bulk load makes millions of rows."""
    encode = encoder(cls)
    if issubclass(cls, Node):
        return lambda node: (node.key, encode(node) + derived(node))
    symmetric, privacy = cls.__ends__.symmetric, (int(cls.__ends__.privacy),)

    def row(relation: Relation) -> tuple[Identity, Row]:
        values = encode(relation) + privacy
        source, target = relation.source, relation.target
        if symmetric and source > target:
            return (target, source), (target, source, *values[2:])
        return (source, target), values

    return row


def _key_problems(field: str, records: Sequence[Node | Relation]) -> Iterable[Problem]:
    for index, record in enumerate(records):
        for key in (record.key,) if isinstance(record, Node) else (record.source, record.target):
            if not 0 <= key < _TOP:
                yield Problem((field, index, "key"), "INVALID", f"{key} is not a key: from 0 up to 2**63 - 1")


def _path(ref: Ref) -> tuple[str | int, ...]:
    if isinstance(ref, RelationId):
        return ("expect", ref.type.__name__, ref.source, ref.target)
    return ("expect", ref[0].__name__, ref[1])


def _digest(tables: Iterable[Table]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for table in tables:
        digest.update(orjson.dumps([table.type.__name__, sorted(table.rows.values(), key=repr)]))
    return digest.hexdigest()


@functools.cache
def _privacy_at(cls: type[Node] | type[Relation]) -> int:
    """Where a given row (without revision) holds its privacy."""
    names = layout(cls).names
    return names.index("privacy") - 1


def _raise(table: Table, levels: Mapping[int, int]) -> Table:
    at = _privacy_at(table.type)

    def raised(row: Row) -> Row:
        level = max(cast("int", row[at]), levels.get(cast("int", row[0]), 0), levels.get(cast("int", row[1]), 0))
        return row if level == row[at] else (*row[:at], level, *row[at + 1 :])

    return Table(table.type, {identity: raised(row) for identity, row in table.rows.items()})


def _private_ends(prepared: Prepared) -> Iterable[tuple[type[Relation], int, type[Node]]]:
    """Given relation types that are less private than some nodes at their source (0) or target (1) may be."""
    for table in prepared.tables:
        if issubclass(table.type, Relation):
            ends = table.type.__ends__
            for position, end in enumerate((ends.source, ends.target)):
                if varies(end) and ends.privacy < max(Privacy):
                    yield table.type, position, end


@functools.cache
def _comparable(cls: type[Node] | type[Relation]) -> Callable[[Row], Any]:
    """The given values of a row without revision: neither identity nor anything derived."""
    ignored = {column.name for column in columns(cls) if column.rules.derived}
    width = len(layout(cls).identity)
    names = [name for name in layout(cls).declared if name.removesuffix("_lon").removesuffix("_lat") not in ignored]
    return itemgetter(*(width + layout(cls).declared.index(name) for name in names))


def _without_revision(cls: type[Node] | type[Relation], row: Row) -> Row:
    at = len(layout(cls).identity)
    return (*row[:at], *row[at + 1 :])
