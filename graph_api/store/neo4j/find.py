# SPDX-License-Identifier: EUPL-1.2
"""Finding nodes: pages in an order, points for a map, ends for an analysis."""

from typing import Any, Final, TypeVar

import numpy as np

from graph_api.store.asking import check_order, check_page
from graph_api.store.layout import decoder, spatial
from graph_api.store.neo4j.conditions import has_all, matching, metres, padded
from graph_api.store.neo4j.connection import Connection
from graph_api.store.neo4j.cypher import shown, visible
from graph_api.store.text import search
from schema.base import Node, Relation
from schema.privacy import Viewer
from schema.query import Filter, Order, Page, Pairs, Places, Position, Slice
from schema.registry import label

N = TypeVar("N", bound=Node)

_DESCENDING: Final = {Order.NEWEST, Order.RELEVANCE}
"""Orders of which the first sort value falls."""


async def find(
    connection: Connection, cls: type[N], where: Filter, order: Order, page: Page, viewer: Viewer
) -> Slice[N]:
    """A page of what matches, sorted, and how many match."""
    check_order(cls, where, order)
    check_page(page, order)
    match = matching(cls, where, viewer)
    sort = _sort_values(cls, order)
    names = [f"s{i}" for i in range(len(sort))]
    values = ", ".join(["n", *(f"{value} AS {name}" for name, value in zip(names, sort, strict=True))])
    falling = order in _DESCENDING
    by = ", ".join([*(f"{name} DESC" if falling and name == "s0" else name for name in names), "n.key"])
    parameters = match.parameters | {"limit": page.first + 1, "title": padded(search(where.text or ""))}
    rows = await connection.read(
        f"{match.clauses} WITH collect(n) AS found CALL (found) {{ UNWIND found AS n "
        f"WITH {values} {_after(page.after, names, falling, parameters)} "
        f"WITH {', '.join(['n', *names])} ORDER BY {by} LIMIT $limit "
        f"RETURN collect([[{', '.join(names)}], {shown(cls, 'n')}]) AS page }} RETURN size(found), page",
        **parameters,
    )
    total, found = rows[0]
    on_page = found[: page.first]
    decode = decoder(cls, viewer.privacy)
    return Slice(
        [decode(row) for _, row in on_page],
        [(*_position(sort, order), row[0]) for sort, row in on_page],
        total,
        len(found) > page.first,
    )


def _position(sort: list[Any], order: Order) -> list[Any]:
    return [sort[0] or None] if order is Order.NEWEST else sort


def _sort_values(cls: type[Node], order: Order) -> list[str]:
    """What an order sorts by before the key. An unknown `since` is as an empty text: before all, so last."""
    return {
        Order.KEY: [],
        Order.TITLE: ["n.heading"],
        Order.NEWEST: ["coalesce(n.since, '')"],
        Order.NEAREST: [f"toInteger(round({metres(cls)}))"] if spatial(cls) else [],
        Order.RELEVANCE: [f"CASE WHEN {has_all('n.title_terms', 'title')} THEN 1 ELSE 0 END", "n.heading"],
    }[order]


def _after(position: Position | None, names: list[str], falling: bool, parameters: dict[str, Any]) -> str:
    """The condition that a node comes after a position: the first value that differs decides."""
    if position is None:
        return ""
    parts: list[str] = []
    equal = ""
    for i, (name, value) in enumerate(zip([*names, "n.key"], position, strict=True)):
        parameters[f"after{i}"] = "" if value is None else value
        parts.append(f"{equal}{name} {'<' if falling and i == 0 else '>'} $after{i}")
        equal += f"{name} = $after{i} AND "
    return f"WHERE {' OR '.join(parts)}"


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
