# SPDX-License-Identifier: EUPL-1.2
"""What the store derives from other rows: where an initiative is shown, and how private a relation is."""

from collections.abc import Iterable
from typing import Final

from neo4j import AsyncManagedTransaction

from graph_api.store.neo4j.connection import run
from graph_api.store.neo4j.cypher import seek
from graph_api.store.neo4j.properties import batches
from graph_api.store.writing import Difference, Table
from schema.area import Area, AreaLevel
from schema.base import Node
from schema.initiative import Initiative, LocatedIn
from schema.privacy import Privacy
from schema.registry import RELATION_TYPES, label

_SMALLEST_FIRST: Final = [level.value for level in reversed(AreaLevel)]
_PLACE: Final = """
    UNWIND $keys AS key MATCH (n:Initiative {key: key}) USING INDEX SEEK n:Initiative(key)
    CALL (n) {
        OPTIONAL MATCH (n)-[r:LOCATED_IN]->(area:Area) WHERE r.until IS NULL AND area.centre_lon IS NOT NULL
        WITH area ORDER BY [i IN range(0, size($levels) - 1) WHERE $levels[i] = area.level], area.key LIMIT 1
        RETURN area
    }
    WITH n, area, n.location_precision = 'VENUE' AND n.location_lon IS NOT NULL AS venue
    WITH n, CASE WHEN venue THEN n.location_lon ELSE area.centre_lon END AS lon,
        CASE WHEN venue THEN n.location_lat ELSE area.centre_lat END AS lat
    SET n.place_lon = lon, n.place_lat = lat, n.point = point({longitude: lon, latitude: lat})
"""
_LOCATED: Final = (
    f"UNWIND $keys AS key {seek('a', 'Area', 'key')} MATCH (a)<-[:LOCATED_IN]-(n:Initiative) "
    "RETURN collect(DISTINCT n.key)"
)


async def derive_places(tx: AsyncManagedTransaction, differences: Iterable[tuple[Table, Difference]]) -> None:
    """Derive the place of every initiative that written rows may have moved."""
    touched: set[int] = set()
    for table, found in differences:
        written = [*found.created, *found.changed]
        if table.type in (Initiative, LocatedIn):
            touched.update(key if isinstance(key, int) else key[0] for key in written)
        elif table.type is Area:
            for keys in batches(found.changed):
                touched.update((await run(tx, _LOCATED, keys=keys))[0][0])
    for keys in batches(sorted(touched)):
        await run(tx, _PLACE, keys=keys, levels=_SMALLEST_FIRST)


async def derive_privacy(tx: AsyncManagedTransaction, cls: type[Node], keys: list[int]) -> None:
    """Derive the privacy of the relations of nodes whose own privacy changed."""
    for relation in RELATION_TYPES:
        ends = relation.__ends__
        if keys and ends.privacy < max(Privacy) and cls in (ends.source, ends.target):
            statement = (
                f"UNWIND $keys AS key {seek('n', cls.__name__, 'key')} MATCH (n)-[r:{label(relation)}]-(other) "
                "SET r.privacy = reduce(most = $least, level IN [n.privacy, other.privacy] | "
                "CASE WHEN level > most THEN level ELSE most END)"
            )
            for batch in batches(keys):
                await run(tx, statement, keys=batch, least=int(ends.privacy))
