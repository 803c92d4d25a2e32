# SPDX-License-Identifier: EUPL-1.2
"""Reading by key: nodes, relations, neighbours; each for many keys in one statement."""

import functools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar, cast

import orjson

from graph_api.store.layout import decoder, layout
from graph_api.store.sqlite.ddl import names, visible
from graph_api.store.writing import canonical
from schema.base import Node, Relation
from schema.privacy import Privacy, Viewer
from schema.query import MAX_PAGE, Direction, Keys, Page, RelationId, Slice

N = TypeVar("N", bound=Node)


def many(values: Iterable[object]) -> str:
    """Any number of values as one that a statement takes apart with json_each."""
    return orjson.dumps(list(values)).decode()


def checked(page: Page) -> Page:
    """The page. Raises ValueError where it asks for too much."""
    if not 0 <= page.first <= MAX_PAGE:
        raise ValueError(f"first is {page.first}; from 0 to {MAX_PAGE}")
    return page


def get(connection: sqlite3.Connection, type: type[N], keys: Keys, viewer: Viewer) -> list[N | None]:
    """One entry per key, in key order."""
    decode = decoder(type, viewer.privacy)
    rows = connection.execute(
        _get_sql(type, viewer.privacy), {"keys": many(keys), "privacy": int(viewer.privacy)}
    ).fetchall()
    found: dict[int, N] = {row[0]: decode(row) for row in rows}
    return [found.get(key) for key in keys]


def relations(connection: sqlite3.Connection, ids: Sequence[RelationId], viewer: Viewer) -> list[Relation | None]:
    """One entry per id, in order; one statement for each type among them."""
    wanted: dict[type[Relation], list[tuple[int, int]]] = defaultdict(list)
    stored = [cast("RelationId", canonical(id_)) for id_ in ids]
    for id_ in stored:
        wanted[id_.type].append((id_.source, id_.target))
    found: dict[RelationId, Relation] = {}
    for cls, pairs in wanted.items():
        decode = decoder(cls, viewer.privacy)
        bound = {"pairs": many(pairs), "privacy": int(viewer.privacy)}
        for row in connection.execute(_relations_sql(cls, viewer.privacy), bound).fetchall():
            found[RelationId(cls, row[0], row[1])] = decode(row)
    return [found.get(id_) for id_ in stored]


def neighbours(
    connection: sqlite3.Connection,
    relation: type[Relation],
    direction: Direction,
    keys: Keys,
    page: Page,
    viewer: Viewer,
    active_on: date | None,
) -> list[Slice[Node]]:
    """One slice per key, by the key of the node at the other end."""
    bound = {
        "keys": many(keys),
        "privacy": int(viewer.privacy),
        "after": _key_after(page),
        "limit": checked(page).first + 1,
        "day": active_on.isoformat() if active_on else None,
    }
    statement = _neighbours_sql(relation, direction, viewer.privacy, active_on is not None)
    node_type, width = other_end(relation, direction), len(_read_names(relation))
    decode_relation, decode_node = decoder(relation, viewer.privacy), decoder(node_type, viewer.privacy)
    slices: list[Slice[Node]] = [Slice([], [], 0, more=False) for _ in keys]
    for row in connection.execute(statement, bound).fetchall():
        found = slices[cast("int", row[0])]
        found.total = row[1]
        if row[2] is None:
            continue
        if len(found.nodes) == page.first:
            found.more = True
            continue
        node = decode_node(row[2 + width :])
        found.nodes.append(node)
        found.relations.append(decode_relation(row[2 : 2 + width]))
        found.positions.append((node.key,))
    return slices


def other_end(relation: type[Relation], direction: Direction) -> type[Node]:
    """The type of node that a walk arrives at."""
    ends = relation.__ends__
    return ends.target if direction is Direction.OUT or ends.symmetric else ends.source


def _key_after(page: Page) -> int:
    if page.after is None:
        return -1
    match page.after:
        case (int(key),):
            return key
        case _:
            raise ValueError("this position does not belong to a page of neighbours")


@functools.cache
def _read_names(cls: type[Relation]) -> tuple[str, ...]:
    parts = layout(cls)
    return parts.names[: -len(parts.derived)]


@functools.cache
def _get_sql(cls: type[Node], privacy: Privacy) -> str:
    return (
        f'SELECT {names(cls, "t")} FROM json_each(:keys) AS k JOIN "{cls.__name__}" AS t ON t.key = k.value '
        f"WHERE {visible(cls, 't', privacy)}"
    )


@functools.cache
def _relations_sql(cls: type[Relation], privacy: Privacy) -> str:
    return (
        f'SELECT {names(cls, "r")} FROM json_each(:pairs) AS k JOIN "{cls.__name__}" AS r '
        f"ON r.source = k.value ->> 0 AND r.target = k.value ->> 1 WHERE {visible(cls, 'r', privacy)}"
    )


@functools.cache
def _neighbours_sql(relation: type[Relation], direction: Direction, privacy: Privacy, dated: bool) -> str:
    """Per key: its total, and the first few at the other end, found in an index; then their rows."""
    symmetric = relation.__ends__.symmetric
    walks = [("source", "target"), ("target", "source")]
    used = walks if symmetric else walks[:1] if direction is Direction.OUT else walks[1:]
    condition = visible(relation, "w", privacy)
    if dated:
        condition += " AND ifnull(w.since <= :day, TRUE) AND ifnull(w.until >= :day, TRUE)"
    table = f'"{relation.__name__}" AS w'
    totals = " + ".join(f"(SELECT count(*) FROM {table} WHERE w.{near} = j.value AND {condition})" for near, _ in used)
    others = " UNION ALL ".join(
        f"SELECT w.{far} AS other FROM {table} WHERE w.{near} = k.node AND w.{far} > :after AND {condition}"
        for near, far in used
    )
    near, far = ("min(k.node, t.key)", "max(k.node, t.key)") if symmetric else ("k.node", "t.key")
    source, target = (near, far) if used[0][0] == "source" else (far, near)
    return (
        f"WITH k AS MATERIALIZED (SELECT j.key AS i, j.value AS node, {totals} AS total FROM json_each(:keys) AS j) "
        f"SELECT k.i, k.total, {names(relation, 'r')}, {names(other_end(relation, direction), 't')} FROM k "
        f'LEFT JOIN "{other_end(relation, direction).__name__}" AS t '
        f"ON t.key IN (SELECT other FROM ({others}) ORDER BY other LIMIT :limit) "
        f'LEFT JOIN "{relation.__name__}" AS r ON r.source = {source} AND r.target = {target} '
        "ORDER BY k.i, t.key"
    )
