# SPDX-License-Identifier: EUPL-1.2
"""Reading by key: nodes, relations, neighbours, and what was written when.

Rows are collected on the server into one record: to the driver a record costs far more than a value in a list.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar, cast

import orjson

from graph_api.store.asking import check_page
from graph_api.store.layout import decoder, layout
from graph_api.store.neo4j.connection import Connection
from graph_api.store.neo4j.cypher import ACTIVE, hidden, relation, seek, shown, visible, whole
from graph_api.store.writing import canonical
from schema.base import Node, Relation
from schema.change import Change, Ref, Version
from schema.privacy import Privacy, Viewer
from schema.query import Direction, Keys, Order, Page, RelationId, Slice
from schema.registry import NODE_BY_NAME, RELATION_BY_NAME, label

N = TypeVar("N", bound=Node)


async def get(connection: Connection, cls: type[N], keys: Keys, viewer: Viewer) -> list[N | None]:
    """One entry per key, in key order."""
    if hidden(cls, viewer.privacy):
        return [None for _ in keys]
    rows = await connection.read(
        f"UNWIND $keys AS key {seek('n', cls.__name__, 'key')} "
        f"WHERE {visible(cls, 'n', viewer.privacy)} RETURN collect({shown(cls, 'n')})",
        keys=list(set(keys)),
    )
    decode = decoder(cls, viewer.privacy)
    found: dict[int, N] = {row[0]: decode(row) for row in rows[0][0]}
    return [found.get(key) for key in keys]


async def relations(connection: Connection, ids: Sequence[RelationId], viewer: Viewer) -> list[Relation | None]:
    """One entry per id, in order."""
    wanted = [cast("RelationId", canonical(id)) for id in ids]
    by_type: dict[type[Relation], list[list[int]]] = {}
    for id in dict.fromkeys(id for id in wanted if not hidden(id.type, viewer.privacy)):
        by_type.setdefault(id.type, []).append([id.source, id.target])
    if not by_type:
        return [None for _ in ids]
    parts = [
        f"UNWIND $ids{i} AS id {relation(cls, 'id[0]', 'id[1]')} WHERE {visible(cls, 'r', viewer.privacy)} "
        f"RETURN '{cls.__name__}' AS type, collect({shown(cls, 'r')}) AS rows"
        for i, cls in enumerate(by_type)
    ]
    given = {f"ids{i}": pairs for i, pairs in enumerate(by_type.values())}
    found: dict[RelationId, Relation] = {}
    for name, rows in await connection.read(" UNION ALL ".join(parts), **given):
        cls = RELATION_BY_NAME[name]
        decode = decoder(cls, viewer.privacy)
        found |= {RelationId(cls, row[0], row[1]): decode(row) for row in rows}
    return [found.get(id) for id in wanted]


async def neighbours(
    connection: Connection,
    relation: type[Relation],
    direction: Direction,
    keys: Keys,
    page: Page,
    viewer: Viewer,
    active_on: date | None,
) -> list[Slice[Node]]:
    """One slice per key. A relation is as private as its ends, so that its privacy is all there is to check."""
    check_page(page, Order.KEY)
    if hidden(relation, viewer.privacy):
        return [Slice([], [], 0, more=False) for _ in keys]
    _, there = _ends(relation, direction)
    rows = await connection.read(
        _walk(relation, direction, visible(relation, "r", viewer.privacy), dated=active_on is not None),
        keys=list(set(keys)),
        after=page.after[0] if page.after else -1,
        limit=page.first + 1,
        active_on=active_on.isoformat() if active_on else None,
    )
    decode, decode_relation = decoder(there, viewer.privacy), decoder(relation, viewer.privacy)
    found: dict[int, Slice[Node]] = {}
    for key, total, pairs in rows[0][0]:
        found[key] = Slice(
            [decode(node) for node, _ in pairs[: page.first]],
            [(node[0],) for node, _ in pairs[: page.first]],
            total,
            len(pairs) > page.first,
            [decode_relation(r) for _, r in pairs[: page.first]],
        )
    return [found.get(key) or Slice([], [], 0, more=False) for key in keys]


def _ends(relation: type[Relation], direction: Direction) -> tuple[type[Node], type[Node]]:
    """The types where a walk starts and where it leads."""
    ends = relation.__ends__
    return (ends.source, ends.target) if direction is Direction.OUT or ends.symmetric else (ends.target, ends.source)


def _walk(relation: type[Relation], direction: Direction, seen: str, *, dated: bool) -> str:
    here, there = _ends(relation, direction)
    arrow, other = ("-{}->", "r.target") if direction is Direction.OUT else ("<-{}-", "r.source")
    if relation.__ends__.symmetric:
        arrow, other = "-{}-", "CASE WHEN r.source = a.key THEN r.target ELSE r.source END"
    seen += f" AND {ACTIVE.format('r')}" if dated else ""
    walk = f"MATCH (a){arrow.format(f'[r:{label(relation)}]')}(b) WHERE {seen}"
    return (
        f"UNWIND $keys AS key {seek('a', here.__name__, 'key')} "
        f"CALL (a) {{ {walk} RETURN count(r) AS total }} "
        f"CALL (a) {{ {walk} WITH r, b, {other} AS other WHERE other > $after ORDER BY other LIMIT $limit "
        f"RETURN collect([{shown(there, 'b')}, {shown(relation, 'r')}]) AS pairs }} "
        "RETURN collect([key, total, pairs])"
    )


async def history(connection: Connection, ref: Ref, viewer: Viewer) -> list[Version]:
    """All versions, newest first."""
    ref = canonical(ref)
    if isinstance(ref, RelationId):
        cls, source, target = ref.type, ref.source, ref.target
        match, variable = relation(ref.type, "$source", "$target"), "r"
    else:
        (cls, source), target = ref, None
        match, variable = seek("n", cls.__name__, "$source"), "n"
    if hidden(cls, viewer.privacy):
        return []
    rows = await connection.read(
        f"{match} WHERE {visible(cls, variable, viewer.privacy)} WITH {whole(cls, variable)} AS row "
        "CALL (row) { RETURN row[$at] AS revision, row AS body UNION ALL "
        f"{seek('f', 'Former', '$source')} WHERE f.type = $type AND (f.target = $target OR $target IS NULL) "
        "RETURN f.revision AS revision, f.body AS body } "
        f"{seek('v', 'Revision', 'revision', 'revision')} "
        "RETURN revision, body, v.at, v.actor, v.origin ORDER BY revision DESC",
        source=source,
        target=target,
        type=cls.__name__,
        at=layout(cls).names.index("revision"),
    )
    return [version for row in rows if (version := _version(cls, row, viewer.privacy))]


def _version(cls: type[Node] | type[Relation], found: list[Any], privacy: Privacy) -> Version | None:
    revision, body, at, actor, origin = found
    row = orjson.loads(body) if isinstance(body, str) else body
    if row[layout(cls).names.index("privacy")] > privacy:
        return None
    return Version(revision, datetime.fromisoformat(at), actor, origin, decoder(cls, privacy)(row))


async def changes(connection: Connection, since: int, first: int, viewer: Viewer) -> list[Change]:
    """Revisions after `since`, oldest first."""
    suffix = "_public" if viewer.privacy is Privacy.PUBLIC else ""
    rows = await connection.read(
        f"MATCH (v:Revision) WHERE v.revision > $since AND v.created{suffix} + v.changed{suffix} > 0 "
        f"RETURN v.revision, v.at, v.actor, v.origin, v.created{suffix}, v.changed{suffix}, v.touched "
        "ORDER BY v.revision LIMIT $first",
        since=since,
        first=max(first, 0),
    )
    return [
        Change(number, datetime.fromisoformat(at), actor, origin, created, changed, _touched(touched, viewer.privacy))
        for number, at, actor, origin, created, changed, touched in rows
    ]


def _touched(text: str | None, privacy: Privacy) -> tuple[Ref, ...] | None:
    if text is None:
        return None
    return tuple(
        (NODE_BY_NAME[name], key) if target is None else RelationId(RELATION_BY_NAME[name], key, target)
        for name, key, target, level, _ in orjson.loads(text)
        if level <= privacy
    )


async def revision(connection: Connection) -> int:
    """The number of the last revision."""
    return (await connection.read("MATCH (s:Store) RETURN s.revision"))[0][0]
