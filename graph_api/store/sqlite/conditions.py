# SPDX-License-Identifier: EUPL-1.2
"""A filter as SQL: conditions on a node type's table `t`, with every value bound."""

from dataclasses import dataclass, field
from datetime import date

from graph_api.store.asking import check_filter
from graph_api.store.distance import around
from graph_api.store.layout import dated, encode_value, spatial
from graph_api.store.sqlite.ddl import lasting, visible
from graph_api.store.sqlite.read import many
from graph_api.store.text import Word, search
from schema.area import BelongsTo, PartOf
from schema.base import Node
from schema.declare import columns
from schema.geometry import Box
from schema.initiative import About, LocatedIn
from schema.privacy import Privacy
from schema.query import Days, Filter


@dataclass(slots=True)
class Conditions:
    """What must hold, as SQL, and the values that it binds. `selective`: an index other than by value finds it."""

    sql: list[str] = field(default_factory=list[str])
    tables: list[str] = field(default_factory=list[str])
    bound: dict[str, object] = field(default_factory=dict[str, object])
    selective: bool = False

    @property
    def where(self) -> str:
        """All conditions together."""
        return " AND ".join(self.sql)


def conditions(cls: type[Node], where: Filter, privacy: Privacy) -> Conditions:
    """The conditions of a filter. Raises ValueError for what the type cannot answer."""
    check_filter(cls, where)
    found = Conditions([visible(cls, "t", privacy)], bound={"privacy": int(privacy)})
    if where.text is not None:
        _text(cls, where.text, found)
    if where.box is not None:
        _box(cls, where.box, found, "box")
    if where.near is not None:
        _box(cls, around(where.near), found, "near")
        found.sql.append(f"{distance(cls)} <= :radius")
        found.bound |= {"near_lon": where.near.point.lon, "near_lat": where.near.point.lat}
        found.bound["radius"] = where.near.radius
    if where.areas is not None or where.municipality is not None or where.themes is not None:
        _joined(where, found, privacy)
    if where.active_on is not None:
        found.sql.append("ifnull(t.since <= :day, TRUE) AND ifnull(t.until >= :day, TRUE)")
        found.bound["day"] = where.active_on.isoformat()
    if where.days is not None:
        found.sql.append(_days(cls, where.days, found))
    for index, (name, values) in enumerate(where.equals):
        found.sql.append(_equals(cls, name, values, found, index, privacy))
    return found


def distance(cls: type[Node]) -> str:
    """The metres from the point that is searched near to."""
    name = spatial(cls)
    return f'metres(t."{name}_lon", t."{name}_lat", :near_lon, :near_lat)'


def match(words: list[Word], *, in_title: bool = False) -> str:
    """An FTS5 query for all of these words. Words hold letters and digits only, and are quoted."""
    parts = [f'("{w.stem}" OR "{w.prefix}"*)' if w.prefix is not None else f'"{w.stem}"' for w in words]
    query = " AND ".join(parts)
    return f"title_terms : ({query})" if in_title else query


def _text(cls: type[Node], text: str, found: Conditions) -> None:
    words = search(text)
    if words:
        found.sql.append(f't.key IN (SELECT rowid FROM "{cls.__name__}_text" WHERE "{cls.__name__}_text" MATCH :text)')
        found.bound["text"] = match(words)
        found.bound["title"] = match(words, in_title=True)
        found.selective = True


def _box(cls: type[Node], box: Box, found: Conditions, label: str) -> None:
    """The R*Tree holds 32-bit numbers, rounded outwards: it finds all and a few too many."""
    name = spatial(cls)
    lon, lat = f't."{name}_lon"', f't."{name}_lat"'
    found.sql.append(
        f't.key IN (SELECT key FROM "{cls.__name__}_place" WHERE east >= :{label}_west AND west <= :{label}_east '
        f"AND north >= :{label}_south AND south <= :{label}_north)"
    )
    found.sql.append(
        f"{lon} BETWEEN :{label}_west AND :{label}_east AND {lat} BETWEEN :{label}_south AND :{label}_north"
    )
    for side in ("west", "south", "east", "north"):
        found.bound[f"{label}_{side}"] = getattr(box, side)
    found.selective = True


def _joined(where: Filter, found: Conditions, privacy: Privacy) -> None:
    found.selective = True
    if where.areas is not None:
        found.bound["areas"] = many(where.areas)
        _inside("in_areas", "SELECT value FROM json_each(:areas)", found, privacy)
    if where.municipality is not None:
        found.bound["municipality"] = where.municipality
        start = f'SELECT b.source FROM "{BelongsTo.__name__}" AS b WHERE b.target = :municipality AND '
        _inside("in_municipality", start + lasting(BelongsTo, "b", privacy), found, privacy)
    if where.themes is not None:
        found.bound["themes"] = many(where.themes)
        found.sql.append(
            f't.key IN (SELECT a.source FROM "{About.__name__}" AS a WHERE a.target IN '
            f"(SELECT value FROM json_each(:themes)) AND {lasting(About, 'a', privacy)})"
        )


def _inside(name: str, start: str, found: Conditions, privacy: Privacy) -> None:
    """In one of the areas to start from, or in an area inside it, however deep."""
    found.tables.append(
        f'{name}(key) AS ({start} UNION SELECT p.source FROM {name} JOIN "{PartOf.__name__}" AS p '
        f"ON p.target = {name}.key WHERE {lasting(PartOf, 'p', privacy)})"
    )
    found.sql.append(
        f't.key IN (SELECT l.source FROM "{LocatedIn.__name__}" AS l WHERE l.target IN (SELECT key FROM {name}) '
        f"AND {lasting(LocatedIn, 'l', privacy)})"
    )


def _days(cls: type[Node], days: Days, found: Conditions) -> str:
    name = dated(cls)
    if days.unknown:
        return f't."{name}" IS NULL'
    found.bound |= {
        "days_since": (days.since or date.min).isoformat(),
        "days_until": (days.until or date.max).isoformat(),
    }
    return f't."{name}" BETWEEN :days_since AND :days_until'


def _equals(
    cls: type[Node], name: str, values: tuple[object, ...], found: Conditions, index: int, privacy: Privacy
) -> str:
    column = next(column for column in columns(cls) if column.name == name)
    if column.rules.privacy > privacy:
        return "TRUE" if None in values else "FALSE"  # to this viewer it has no value
    found.bound[f"values_{index}"] = many([encode_value(column, v) for v in values if v is not None])
    sql = f't."{name}" IN (SELECT value FROM json_each(:values_{index}))'
    return f'({sql} OR t."{name}" IS NULL)' if None in values else sql
