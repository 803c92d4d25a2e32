# SPDX-License-Identifier: EUPL-1.2
"""Filters and orders written out plainly, for the model: from what `schema.query` says, not from any store."""

import math
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from graph_api.store.layout import derived, full_text
from graph_api.store.text import search
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.declare import columns
from schema.geometry import Box, Point
from schema.initiative import About, Initiative, LocatedIn, LocationPrecision
from schema.query import Days, Filter, Near, Order, Position

EARTH_RADIUS = 6_371_008.8
SMALLEST_FIRST = [AreaLevel.BUURT, AreaLevel.DORP, AreaLevel.WIJK, AreaLevel.DISTRICT, AreaLevel.MUNICIPALITY]


class Facts(Protocol):
    """What a condition may look at: nodes by key, and the relations of a type that the viewer may see."""

    nodes: dict[int, Node]

    def related(self, relation: type[Relation]) -> list[Relation]: ...


def metres(a: Point, b: Point) -> float:
    """Haversine distance on a sphere."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def place_of(initiative: Initiative, facts: Facts) -> Point | None:
    """A confirmed venue's location; else the centre of its smallest area, the lowest key deciding."""
    if initiative.location_precision is LocationPrecision.VENUE and initiative.location is not None:
        return initiative.location
    located = [r for r in facts.related(LocatedIn) if r.source == initiative.key and r.until is None]
    areas = [area for r in located if isinstance(area := facts.nodes[r.target], Area) and area.centre is not None]
    areas.sort(key=lambda area: (SMALLEST_FIRST.index(area.level), area.key))
    return areas[0].centre if areas else None


def point_of(node: Node) -> Point | None:
    """The one point that a node is on the map at."""
    return next((getattr(node, column.name) for column in columns(type(node)) if column.rules.spatial), None)


def inside(areas: set[int], facts: Facts) -> set[int]:
    """These areas and all areas that lie in them, however deep."""
    found = set(areas)
    while more := {r.source for r in facts.related(PartOf) if r.target in found and r.until is None} - found:
        found |= more
    return found


def matches(node: Node, where: Filter, facts: Facts) -> bool:
    """Whether every condition that is given holds."""
    areas = None if where.areas is None else set(where.areas)
    municipal = [r.source for r in facts.related(BelongsTo) if r.target == where.municipality and r.until is None]
    return (
        (where.text is None or has_words(node, where.text))
        and (where.box is None or in_box(point_of(node), where.box))
        and (where.near is None or is_near(point_of(node), where.near))
        and (areas is None or joined(node, LocatedIn, inside(areas, facts), facts))
        and (where.municipality is None or joined(node, LocatedIn, inside(set(municipal), facts), facts))
        and (where.themes is None or joined(node, About, set(where.themes), facts))
        and (where.active_on is None or is_active(node, where.active_on))
        and (where.days is None or is_on(day_of(node), where.days))
        and all(getattr(node, name) in values for name, values in where.equals)
    )


def has_words(node: Node, text: str, *, in_title: bool = False) -> bool:
    """Whether all searched words are among the node's terms."""
    _, _, title_terms, all_terms = derived(node)
    terms = str(title_terms if in_title else all_terms).split()
    return all(
        word.stem in terms or (word.prefix is not None and any(term.startswith(word.prefix) for term in terms))
        for word in search(text)
    )


def in_box(point: Point | None, box: Box) -> bool:
    return point is not None and box.west <= point.lon <= box.east and box.south <= point.lat <= box.north


def is_near(point: Point | None, near: Near) -> bool:
    return point is not None and metres(point, near.point) <= near.radius


def joined(node: Node, relation: type[Relation], targets: set[int], facts: Facts) -> bool:
    return any(r.source == node.key and r.target in targets and r.until is None for r in facts.related(relation))


def is_active(node: Node | Relation, day: date) -> bool:
    return (node.since is None or node.since <= day) and (node.until is None or day <= node.until)


def day_of(node: Node) -> date | None:
    """The day that a node is in lists at."""
    return next((getattr(node, column.name) for column in columns(type(node)) if column.rules.dated), None)


def is_on(day: date | None, days: Days) -> bool:
    if day is None or days.unknown:
        return day is None and days.unknown
    return (days.since is None or days.since <= day) and (days.until is None or day <= days.until)


def refuse(type: type[Node], where: Filter, order: Order) -> None:
    """Raise ValueError for what the type cannot answer."""
    indexed = {column.name for column in columns(type) if column.rules.indexed}
    dated = any(column.rules.dated for column in columns(type))
    spatial = any(column.rules.spatial for column in columns(type))
    lacking = {
        "text": where.text is not None and not full_text(type),
        "a place": (where.box or where.near) is not None and not spatial,
        "areas and themes": type is not Initiative
        and (where.areas is not None or where.municipality is not None or where.themes is not None),
        "days": (where.days is not None or order is Order.OLDEST) and not dated,
        "equality": any(name not in indexed for name, _ in where.equals),
        "a title": order in (Order.TITLE, Order.RELEVANCE) and not full_text(type),
        "something searched": order is Order.RELEVANCE and where.text is None,
        "a point": order is Order.NEAREST and where.near is None,
    }
    for what, lacks in lacking.items():
        if lacks:
            raise ValueError(f"{type.__name__} has no {what} to answer this by")


def position(node: Node, where: Filter, order: Order) -> Position:
    """A node's sort values and key."""
    if order is Order.KEY:
        return (node.key,)
    if order is Order.NEWEST:
        return (node.since.isoformat() if node.since else None, node.key)
    if order is Order.OLDEST:
        day = day_of(node)
        return (day.isoformat() if day else None, node.key)
    if order is Order.NEAREST:
        point = point_of(node)
        assert point is not None
        assert where.near is not None
        return (round(metres(point, where.near.point)), node.key)
    heading = derived(node)[1]
    if order is Order.TITLE:
        return (heading, node.key)
    return (int(has_words(node, where.text or "", in_title=True)), heading, node.key)


def sort_key(order: Order) -> Callable[[Position], Any]:
    """What positions are compared by, ascending."""
    if order is Order.NEWEST:  # latest first, unknown last
        return lambda p: (p[0] is None, -date.fromisoformat(str(p[0])).toordinal() if p[0] else 0, p[1])
    if order is Order.OLDEST:  # unknown last
        return lambda p: (p[0] is None, p[0] or "", p[1])
    if order is Order.RELEVANCE:  # hits first
        return lambda p: (-int(p[0] or 0), *p[1:])
    return lambda p: p
