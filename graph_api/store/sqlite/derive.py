# SPDX-License-Identifier: EUPL-1.2
"""What the store derives from other rows: where an initiative is shown, and how private a relation is."""

import sqlite3
from collections.abc import Collection, Iterable
from typing import Final, cast

from graph_api.store.layout import spatial, varies
from graph_api.store.sqlite.read import many
from graph_api.store.writing import Table
from schema.area import Area, AreaLevel
from schema.base import Node
from schema.initiative import Initiative, LocatedIn
from schema.privacy import Privacy
from schema.registry import RELATION_TYPES

_SMALLEST_FIRST: Final = many([level.value for level in reversed(AreaLevel)])
_SMALLEST_AREA: Final = """
    SELECT a.key FROM "LocatedIn" AS l JOIN "Area" AS a ON a.key = l.target
    WHERE l.source = i.key AND l.until IS NULL AND a.centre_lon IS NOT NULL
    ORDER BY (SELECT s.key FROM json_each(:smallest_first) AS s WHERE s.value = a.level), a.key LIMIT 1
"""
_PLACE: Final = f"""
    UPDATE "Initiative" SET place_lon = new.lon, place_lat = new.lat FROM (
        SELECT i.key,
            CASE WHEN i.location_precision = 'VENUE' AND i.location_lon IS NOT NULL THEN i.location_lon
                ELSE area.centre_lon END AS lon,
            CASE WHEN i.location_precision = 'VENUE' AND i.location_lon IS NOT NULL THEN i.location_lat
                ELSE area.centre_lat END AS lat
        FROM json_each(:keys) AS k JOIN "Initiative" AS i ON i.key = k.value
        LEFT JOIN "Area" AS area ON area.key = ({_SMALLEST_AREA})
    ) AS new
    WHERE "Initiative".key = new.key AND (place_lon IS NOT new.lon OR place_lat IS NOT new.lat)
    RETURNING key
"""


def place(connection: sqlite3.Connection, tables: Iterable[Table]) -> None:
    """Derive the place of every initiative that written rows may have moved, and put it in the R*Tree."""
    touched: set[int] = set()
    for table in tables:
        if table.type is Initiative or table.type is LocatedIn:
            touched.update(cast("int", row[0]) for row in table.rows.values())
        elif table.type is Area:
            located = 'SELECT source FROM "LocatedIn" WHERE target IN (SELECT value FROM json_each(?))'
            rows = connection.execute(located, (many(table.rows),)).fetchall()
            touched.update(key for (key,) in rows)
    if touched:
        bound = {"keys": many(sorted(touched)), "smallest_first": _SMALLEST_FIRST}
        index_places(connection, Initiative, [key for (key,) in connection.execute(_PLACE, bound).fetchall()])


def index_places(connection: sqlite3.Connection, cls: type[Node], keys: Collection[int]) -> None:
    """Bring the R*Tree up to date for these nodes."""
    name = spatial(cls)
    if name is None or not keys:
        return
    bound = (many(keys),)
    table = f'"{cls.__name__}_place"'
    connection.execute(f"DELETE FROM {table} WHERE key IN (SELECT value FROM json_each(?))", bound)
    lon, lat = f't."{name}_lon"', f't."{name}_lat"'
    connection.execute(
        f"INSERT INTO {table} (key, west, east, south, north) SELECT t.key, {lon}, {lon}, {lat}, {lat} "
        f'FROM json_each(?) AS k JOIN "{cls.__name__}" AS t ON t.key = k.value WHERE {lon} IS NOT NULL',
        bound,
    )


def privacy(connection: sqlite3.Connection, cls: type[Node], keys: Collection[int]) -> None:
    """Derive the privacy of the relations of nodes whose own privacy changed."""
    for relation in RELATION_TYPES:
        ends = relation.__ends__
        if ends.privacy == max(Privacy) or not varies(cls):
            continue
        own = (
            f"max({int(ends.privacy)}, "
            f'(SELECT s.privacy FROM "{ends.source.__name__}" AS s WHERE s.key = source), '
            f'(SELECT t.privacy FROM "{ends.target.__name__}" AS t WHERE t.key = target))'
        )
        for end in {name for name, type_ in (("source", ends.source), ("target", ends.target)) if type_ is cls}:
            connection.execute(
                f'UPDATE "{relation.__name__}" SET privacy = {own} WHERE {end} IN (SELECT value FROM json_each(?))',
                (many(keys),),
            )
