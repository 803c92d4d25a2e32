# SPDX-License-Identifier: EUPL-1.2
"""Finding nodes by a filter: a page in an order with the exact total, all keys or places, all ends of relations."""

import sqlite3
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from graph_api.store.asking import UNKNOWN_DAY, check_order, check_page
from graph_api.store.layout import dated, decoder, spatial
from graph_api.store.sqlite.arrays import numbers
from graph_api.store.sqlite.conditions import Conditions, conditions, distance
from graph_api.store.sqlite.ddl import lasting, names
from graph_api.store.text import search
from schema.base import Node, Relation
from schema.privacy import Privacy, Viewer
from schema.query import Filter, Order, Page, Pairs, Places, Position, Slice

N = TypeVar("N", bound=Node)

_ORDER_BY: Final = {
    Order.KEY: "key",
    Order.TITLE: "heading, key",
    Order.NEWEST: "since DESC, key",
    Order.OLDEST: "day, key",
    Order.NEAREST: "metres, key",
    Order.RELEVANCE: "title_hit DESC, heading, key",
}
_AFTER: Final = {
    Order.KEY: "key > :after_0",
    Order.TITLE: "(heading, key) > (:after_0, :after_1)",
    Order.NEWEST: "since <= :after_0 AND (since < :after_0 OR key > :after_1)",
    Order.OLDEST: "(day, key) > (:after_0, :after_1)",
    Order.NEAREST: "(metres, key) > (:after_0, :after_1)",
    Order.RELEVANCE: "(-title_hit, heading, key) > (-:after_0, :after_1, :after_2)",
}

_POINT: Final = np.dtype([("key", np.int64), ("lon", np.float64), ("lat", np.float64)])


def find(
    connection: sqlite3.Connection, cls: type[N], where: Filter, order: Order, page: Page, viewer: Viewer
) -> Slice[N]:
    """A page of what matches. Raises ValueError for a filter, order or page that cannot be answered."""
    rows = connection.execute(*statement(cls, where, order, page, viewer.privacy)).fetchall()
    width = len(_ORDER_BY[order].split(", "))
    decode = decoder(cls, viewer.privacy)
    shown = [row for row in rows if row[1] is not None][: page.first]
    unknown = UNKNOWN_DAY.get(order)
    positions = [(*(None if value == unknown else value for value in row[2 : 1 + width]), row[1]) for row in shown]
    nodes: list[N] = [decode(row[1 + width :]) for row in shown]
    return Slice(nodes, positions, rows[0][0], more=rows[-1][1] is not None and len(rows) > page.first)


def keys(connection: sqlite3.Connection, cls: type[Node], where: Filter, viewer: Viewer) -> npt.NDArray[np.int64]:
    """The keys of all that match, ascending."""
    found = conditions(cls, where, viewer.privacy)
    sql = (
        f"{_with(found)} SELECT json_group_array(key) FROM ("
        f'SELECT t.key FROM "{cls.__name__}" AS t WHERE {found.where} ORDER BY t.key)'
    )
    return numbers(connection.execute(sql, found.bound).fetchone()[0])


def places(connection: sqlite3.Connection, cls: type[Node], where: Filter, viewer: Viewer) -> Places:
    """The points of all that match and have one, by key."""
    found = conditions(cls, where, viewer.privacy)
    name = spatial(cls)
    if name is None:
        return Places(np.empty(0, np.int64), np.empty(0), np.empty(0))
    sql = (
        f'{_with(found)} SELECT t.key, t."{name}_lon", t."{name}_lat" FROM "{cls.__name__}" AS t '
        f'WHERE {found.where} AND t."{name}_lon" IS NOT NULL ORDER BY t.key'
    )
    rows = np.fromiter(connection.execute(sql, found.bound), _POINT)
    return Places(*(np.ascontiguousarray(rows[column]) for column in ("key", "lon", "lat")))


def ends(connection: sqlite3.Connection, relation: type[Relation], where: Filter, viewer: Viewer) -> Pairs:
    """The ends of all relations that last and whose source matches, by source, then target."""
    source = relation.__ends__.source
    found = conditions(source, where, viewer.privacy)
    limit = (
        ""
        if where == Filter()
        else f' AND r.source IN (SELECT t.key FROM "{source.__name__}" AS t WHERE {found.where})'
    )
    sql = (
        f"{_with(found)} SELECT json_group_array(source), json_group_array(target) FROM ("
        f'SELECT r.source, r.target FROM "{relation.__name__}" AS r '
        f"WHERE {lasting(relation, 'r', viewer.privacy)}{limit} ORDER BY r.source, r.target)"
    )
    sources, targets = connection.execute(sql, found.bound).fetchone()
    return Pairs(numbers(sources), numbers(targets))


def statement(
    cls: type[Node], where: Filter, order: Order, page: Page, privacy: Privacy
) -> tuple[str, dict[str, object]]:
    """One statement and its values: what matches, its count, the page of it, and the rows of that page.

    What a text, place or relation selects is worked out once, for the count and the page; what is read along an index
    is not set aside, so that a page of a whole table costs no more than the page and a count.
    """
    check_order(cls, where, order)
    check_page(page, order)
    found = conditions(cls, where, privacy)
    found.bound |= _position(order, page.after) | {"limit": page.first + 1}
    table = f'"{cls.__name__}" AS t'
    values = _values(cls, where, order)
    after = _AFTER[order] if page.after is not None else "TRUE"
    kept = "MATERIALIZED" if found.selective else "NOT MATERIALIZED"
    sorted_by = _ORDER_BY[order]
    sql = (
        f"{_with(found, f'hit AS {kept} (SELECT {values} FROM {table} WHERE {found.where})')} "
        f"SELECT n.total, p.*, {names(cls, 't')} FROM (SELECT count(*) AS total FROM hit) AS n "
        f"LEFT JOIN (SELECT * FROM hit WHERE {after} ORDER BY {sorted_by} LIMIT :limit) AS p "
        f"LEFT JOIN {table} ON t.key = p.key "
        f"ORDER BY {', '.join('p.' + part for part in sorted_by.split(', '))}"
    )
    return sql, found.bound


def _values(cls: type[Node], where: Filter, order: Order) -> str:
    """The key and the values to sort by."""
    if order is Order.NEWEST:
        return f"t.key, ifnull(t.since, '{UNKNOWN_DAY[order]}') AS since"
    if order is Order.OLDEST:
        return f"t.key, ifnull(t.\"{dated(cls)}\", '{UNKNOWN_DAY[order]}') AS day"
    if order is Order.TITLE:
        return "t.key, t.heading"
    if order is Order.NEAREST:
        return f"t.key, CAST(round({distance(cls)}) AS INTEGER) AS metres"
    if order is Order.RELEVANCE:
        return f"t.key, {_title_hit(cls, where.text or '')} AS title_hit, t.heading"
    return "t.key"


def _title_hit(cls: type[Node], text: str) -> str:
    if not search(text):
        return "1"
    return f't.key IN (SELECT rowid FROM "{cls.__name__}_text" WHERE "{cls.__name__}_text" MATCH :title)'


def _with(found: Conditions, *tables: str) -> str:
    every = [*found.tables, *tables]
    return f"WITH RECURSIVE {', '.join(every)}" if every else ""


def _position(order: Order, after: Position | None) -> dict[str, Any]:
    """The values of a position."""
    return {f"after_{index}": UNKNOWN_DAY[order] if value is None else value for index, value in enumerate(after or ())}
