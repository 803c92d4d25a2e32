# SPDX-License-Identifier: EUPL-1.2
"""Finding nodes: pages in an order, keys, points for a map, ends for an analysis."""

from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from graph_api.store.asking import UNKNOWN_DAY, check_order, check_page
from graph_api.store.layout import dated, decoder, spatial
from graph_api.store.neo4j.conditions import Match, has_all, matching, metres, padded
from graph_api.store.neo4j.connection import Connection
from graph_api.store.neo4j.cypher import shown, visible
from graph_api.store.text import search
from schema.base import Node, Relation
from schema.privacy import Viewer
from schema.query import Filter, Order, Page, Pairs, Places, Slice
from schema.registry import label

N = TypeVar("N", bound=Node)

_FALLING: Final = {Order.NEWEST, Order.RELEVANCE}
"""Orders of which the first sort value falls."""
_ALONG: Final = {Order.KEY: "n.key >= 0", Order.TITLE: "n.heading >= ''"}
"""What makes Neo4j read along an index, so that a page of all nodes costs no more than the page."""


async def find(
    connection: Connection, cls: type[N], where: Filter, order: Order, page: Page, viewer: Viewer
) -> Slice[N]:
    """A page of what matches, sorted, and how many match."""
    check_order(cls, where, order)
    check_page(page, order)
    match = matching(cls, where, viewer)
    parameters = match.parameters | {"limit": page.first + 1, "title": padded(search(where.text or ""))}
    parameters |= {
        f"after{i}": UNKNOWN_DAY[order] if value is None else value for i, value in enumerate(page.after or ())
    }
    rows = await connection.read(_statement(cls, match, order, after=page.after is not None), **parameters)
    total, found = rows[0]
    on_page = found[: page.first]
    decode = decoder(cls, viewer.privacy)
    return Slice(
        [decode(row) for _, row in on_page],
        [(*_position(sort, order), row[0]) for sort, row in on_page],
        total,
        len(found) > page.first,
    )


def _statement(cls: type[Node], match: Match, order: Order, *, after: bool) -> str:
    """The count and the page, in one statement.

    What an index selects is worked out once, for both. All nodes of a type are not set aside: they are counted, and
    read along an index as far as the page goes.
    """
    values = [*_sort_values(cls, order), "n.key"]
    names = values if match.all else [f"s{i}" for i in range(len(values))]
    falling = [order in _FALLING, False, False]
    if match.all:
        count = f"CALL () {{ {match.clauses} RETURN count(n) AS total }} CALL () {{ {match.clauses}"
        count += f" AND {_ALONG[order]}" if order in _ALONG else ""
    else:
        given = ", ".join(f"{value} AS {name}" for value, name in zip(values, names, strict=True))
        count = f"{match.clauses} WITH collect(n) AS found CALL (found) {{ UNWIND found AS n WITH n, {given} WHERE true"
    sorted_by = ", ".join(f"{name}{' DESC' * falls}" for name, falls in zip(names, falling, strict=False))
    return (
        f"{count} {f'AND {_after(names, falling)}' * after} WITH * ORDER BY {sorted_by} LIMIT $limit "
        f"RETURN collect([[{', '.join(names[:-1])}], {shown(cls, 'n')}]) AS page }} "
        f"RETURN {'total' if match.all else 'size(found)'}, page"
    )


def _after(names: list[str], falling: list[bool], i: int = 0) -> str:
    """The condition that a node comes after a position: the first value that differs decides."""
    name, sign = names[i], "<" if falling[i] else ">"
    if i == len(names) - 1:
        return f"{name} {sign} $after{i}"
    return f"{name} {sign}= $after{i} AND ({name} {sign} $after{i} OR ({_after(names, falling, i + 1)}))"


def _position(sort: list[Any], order: Order) -> list[Any]:
    unknown = UNKNOWN_DAY.get(order)
    return [None if value == unknown else value for value in sort]


def _sort_values(cls: type[Node], order: Order) -> list[str]:
    """What an order sorts by before the key."""
    if order is Order.NEAREST:
        return [f"toInteger(round({metres(cls)}))"]
    return {
        Order.KEY: [],
        Order.TITLE: ["n.heading"],
        Order.NEWEST: [f"coalesce(n.since, '{UNKNOWN_DAY[Order.NEWEST]}')"],
        Order.OLDEST: [f"coalesce(n.{dated(cls)}, '{UNKNOWN_DAY[Order.OLDEST]}')"],
        Order.RELEVANCE: [f"CASE WHEN {has_all('n.title_terms', 'title')} THEN 1 ELSE 0 END", "n.heading"],
    }[order]


async def keys(connection: Connection, cls: type[Node], where: Filter, viewer: Viewer) -> npt.NDArray[np.int64]:
    """The keys of all that match, ascending."""
    match = matching(cls, where, viewer)
    rows = await connection.read(f"{match.clauses} RETURN collect(n.key)", **match.parameters)
    return np.sort(np.array(rows[0][0], np.int64))


async def places(connection: Connection, cls: type[Node], where: Filter, viewer: Viewer) -> Places:
    """The points of all that match and have one."""
    match = matching(cls, where, viewer)
    name = spatial(cls)
    if name is None:
        return Places(np.empty(0, np.int64), np.empty(0), np.empty(0))
    rows = await connection.read(
        f"{match.clauses} AND n.{name}_lon IS NOT NULL "
        f"RETURN collect(n.key), collect(n.{name}_lon), collect(n.{name}_lat)",
        **match.parameters,
    )
    keys = np.array(rows[0][0], np.int64)
    order = np.argsort(keys)
    lon, lat = (np.array(values, np.float64)[order] for values in rows[0][1:])
    return Places(keys[order], lon, lat)


async def ends(connection: Connection, relation: type[Relation], where: Filter, viewer: Viewer) -> Pairs:
    """The ends of the relations that last and of which the source matches."""
    match = matching(relation.__ends__.source, where, viewer)
    rows = await connection.read(
        f"{match.clauses} MATCH (n)-[r:{label(relation)}]->() "
        f"WHERE r.until IS NULL AND {visible(relation, 'r', viewer.privacy)} "
        "RETURN collect(r.source), collect(r.target)",
        **match.parameters,
    )
    source, target = (np.array(keys, np.int64) for keys in rows[0])
    order = np.lexsort((target, source))
    return Pairs(source[order], target[order])
