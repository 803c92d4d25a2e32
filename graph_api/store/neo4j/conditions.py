# SPDX-License-Identifier: EUPL-1.2
"""Filters as Cypher: from a filter to the statement that finds each node that matches it, once, as `n`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from neo4j.spatial import WGS84Point

from graph_api.store.asking import check_filter
from graph_api.store.distance import EARTH_RADIUS, around
from graph_api.store.layout import dated, encode_value, spatial
from graph_api.store.neo4j.cypher import ACTIVE, visible
from graph_api.store.text import Word, search
from schema.base import Node, Relation
from schema.declare import columns
from schema.geometry import Box
from schema.initiative import About, LocatedIn
from schema.privacy import Privacy, Viewer
from schema.query import Days, Filter
from schema.registry import label

_MOST_WORDS: Final = 200
"""How many words Lucene is asked for; it takes no more than 1,024 clauses."""

_INSIDE: Final = "<-[parts:PART_OF*0..]-(area:Area) WHERE all(part IN parts WHERE part.until IS NULL)"
_LISTS: Final = {
    "in_areas": f"UNWIND $areas AS key MATCH (:Area {{key: key}}){_INSIDE}",
    "in_municipality": (
        f"MATCH (:Municipality {{key: $municipality}})<-[belongs:BELONGS_TO]-(:Area){_INSIDE} AND belongs.until IS NULL"
    ),
}
"""By name of a list of keys: how to find the areas of it, those inside others too, however deep."""


@dataclass(slots=True)
class Match:
    """Clauses that leave one row for each node that matches, as `n`, and the values of their parameters.

    `all`: they go through all nodes of the type, or through those with some value.
    """

    clauses: str
    parameters: dict[str, Any]
    all: bool


def matching(cls: type[Node], where: Filter, viewer: Viewer) -> Match:
    """How to find what matches: starting from the words, else from the map, else from areas and themes.

    Raises ValueError for a filter that the type cannot answer.
    """
    check_filter(cls, where)
    parameters: dict[str, Any] = {}
    conditions = [visible(cls, "n", viewer.privacy), *_own(cls, where, viewer.privacy, parameters)]
    conditions += _spatial(cls, where, parameters)
    lists, joints = _joints(where, parameters)
    kept = ", ".join(["n", *lists])
    words = list(dict.fromkeys(search(where.text or "")))
    if words:
        parameters |= {"index": f"{cls.__name__}_terms", "query": _lucene(words[:_MOST_WORDS])}
        start = f"CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS n WITH {kept}"
        if len(words) > _MOST_WORDS:
            parameters["words"] = padded(words)
            conditions.append(has_all("n.terms", "words"))
    elif joints and where.box is None and where.near is None:
        start = f"{joints.pop(0).start} WITH DISTINCT {kept}"
    else:
        start = f"MATCH (n:{cls.__name__})"
    conditions += [joint.condition for joint in joints]
    areas = "".join(f"CALL () {{ {_LISTS[name]} RETURN collect(DISTINCT area.key) AS {name} }} " for name in lists)
    selective = words or lists or where.themes is not None or where.box or where.near
    return Match(f"{areas}{start} WHERE {' AND '.join(conditions)}", parameters, all=not selective)


def _own(cls: type[Node], where: Filter, privacy: Privacy, parameters: dict[str, Any]) -> Iterable[str]:
    """Conditions on the node's own values. What a viewer may not see is absent to them."""
    if where.active_on is not None:
        parameters["active_on"] = where.active_on.isoformat()
        yield ACTIVE.format("n")
    if where.days is not None:
        yield _days(f"n.{dated(cls)}", where.days, parameters)
    declared = {column.name: column for column in columns(cls)}
    for i, (name, values) in enumerate(where.equals):
        column = declared[name]
        absent = None in values
        if column.rules.privacy > privacy:
            yield f"{absent}".lower()
            continue
        parameters[f"equals{i}"] = [encode_value(column, value) for value in values if value is not None]
        yield f"(n.{name} IN $equals{i} OR n.{name} IS NULL)" if absent else f"n.{name} IN $equals{i}"


def _days(value: str, days: Days, parameters: dict[str, Any]) -> str:
    if days.unknown:
        return f"{value} IS NULL"
    parameters["days_since"] = (days.since or date.min).isoformat()
    parameters["days_until"] = (days.until or date.max).isoformat()
    return f"$days_since <= {value} <= $days_until"


class _Joint(NamedTuple):
    """What a node must be joined to: to start from, and as a condition on `n`.

    The condition leaves out the label of the other end, so that Neo4j walks from `n` and does not go through the keys.
    """

    start: str
    condition: str


def _joint(relation: type[Relation], keys: str) -> _Joint:
    ends, holds = relation.__ends__, f"WHERE r.until IS NULL AND other.key IN {keys}"
    walk = f"-[r:{label(relation)}]->"
    return _Joint(
        f"MATCH (n:{ends.source.__name__}){walk}(other:{ends.target.__name__}) {holds}",
        f"EXISTS {{ (n){walk}(other) {holds} }}",
    )


def _joints(where: Filter, parameters: dict[str, Any]) -> tuple[list[str], list[_Joint]]:
    """Lists of areas to make first, and what a node must be joined to."""
    lists: list[str] = []
    if where.areas is not None:
        parameters["areas"] = list(where.areas)
        lists.append("in_areas")
    if where.municipality is not None:
        parameters["municipality"] = where.municipality
        lists.append("in_municipality")
    joints = [_joint(LocatedIn, name) for name in lists]
    if where.themes is not None:
        parameters["themes"] = list(where.themes)
        joints.append(_joint(About, "$themes"))
    return lists, joints


def _spatial(cls: type[Node], where: Filter, parameters: dict[str, Any]) -> Iterable[str]:
    """Conditions on the point: first by the index over points, then exactly."""
    name = spatial(cls)
    if where.box is not None:
        parameters |= _corners("box", where.box) | {f"box_{side}": getattr(where.box, side) for side in _SIDES}
        yield _within("box")
        yield f"$box_west <= n.{name}_lon <= $box_east AND $box_south <= n.{name}_lat <= $box_north"
    if where.near is not None:
        parameters |= _corners("near", around(where.near)) | {
            "lon": where.near.point.lon,
            "lat": where.near.point.lat,
            "radius": where.near.radius,
        }
        yield _within("near")
        yield f"{metres(cls)} <= $radius"


_SIDES: Final = ("west", "south", "east", "north")


def _corners(name: str, box: Box) -> dict[str, Any]:
    """The corners of a box as points, kept on the earth."""
    west, east = (min(max(lon, -180.0), 180.0) for lon in (box.west, box.east))
    south, north = (min(max(lat, -90.0), 90.0) for lat in (box.south, box.north))
    return {f"{name}_low": WGS84Point((west, south)), f"{name}_high": WGS84Point((east, north))}


def _within(name: str) -> str:
    return f"point.withinBBox(n.point, ${name}_low, ${name}_high)"


def metres(cls: type[Node]) -> str:
    """The distance to ($lon, $lat) on a sphere, by the haversine formula."""
    name = spatial(cls)
    half = (
        f"sin((radians($lat) - radians(n.{name}_lat)) / 2) ^ 2 + cos(radians(n.{name}_lat)) * cos(radians($lat)) "
        f"* sin(radians($lon - n.{name}_lon) / 2) ^ 2"
    )
    return f"{2 * EARTH_RADIUS} * asin(CASE WHEN {half} < 1 THEN sqrt({half}) ELSE 1 END)"


def _lucene(words: Sequence[Word]) -> str:
    """All words, in Lucene's syntax. They are letters and digits, so that nothing needs escaping; in quotes, so that
    AND, OR and NOT are words."""
    return " ".join(f'+("{word.stem}"{f" {word.prefix}*" if word.prefix else ""})' for word in words)


def padded(words: Sequence[Word]) -> list[list[str]]:
    """What to look for, of each word, in terms with a space around each."""
    return [[f" {word.stem} ", f" {word.prefix}" if word.prefix else f" {word.stem} "] for word in words]


def has_all(terms: str, name: str) -> str:
    """Whether terms hold all words of a parameter made by `padded`."""
    text = f"(' ' + {terms} + ' ')"
    return f"all(w IN ${name} WHERE {text} CONTAINS w[0] OR {text} CONTAINS w[1])"
