# SPDX-License-Identifier: EUPL-1.2
"""Erasing a resident: from the graph and from its history."""

from collections import Counter
from typing import Final

import orjson
from neo4j import AsyncManagedTransaction

from graph_api.store.neo4j.connection import Answer, Connection, lock, run
from graph_api.store.neo4j.write import record
from graph_api.store.writing import erasure_row
from schema.registry import RELATION_TYPES, label

_VERSIONS: Final = """
    MATCH (n:Resident {key: $key})
    CALL (n) {
        RETURN 'Resident' AS type, n.key AS source, null AS target, n.revision AS revision
        UNION ALL MATCH (n)-[r]-()
        RETURN $names[type(r)] AS type, r.source AS source, r.target AS target, r.revision AS revision
        UNION ALL MATCH (f:Former) WHERE f.key = $key OR f.target = $key
        RETURN f.type AS type, f.key AS source, f.target AS target, f.revision AS revision
    }
    RETURN type, source, target, revision ORDER BY revision
"""
_CORRECT: Final = """
    UNWIND $rows AS row MATCH (v:Revision {revision: row.revision}) USING INDEX SEEK v:Revision(revision)
    SET v.created = v.created - row.created, v.changed = v.changed - row.changed, v.touched = row.touched
"""
_DELETE: Final = (
    "MATCH (f:Former) WHERE f.key = $key OR f.target = $key DELETE f",
    "MATCH (n:Resident {key: $key}) DETACH DELETE n",
)


async def erase(connection: Connection, resident: int, actor: str) -> bool:
    """Remove a resident, its relations, and what the history holds of them, under a revision that says nothing of
    whom. False when there was none."""

    async def work(tx: AsyncManagedTransaction) -> bool:
        last = await lock(tx)
        names = {label(cls): cls.__name__ for cls in RELATION_TYPES}
        versions = await run(tx, _VERSIONS, key=resident, names=names)
        if versions:
            await _correct(tx, resident, versions)
            for statement in _DELETE:
                await run(tx, statement, key=resident)
            await record(tx, erasure_row(last + 1, actor))
        return bool(versions)

    return await connection.write(work)


async def _correct(tx: AsyncManagedTransaction, resident: int, versions: Answer) -> None:
    """Take the versions out of the revisions that made them. Of each thing the first was made, later ones changed it.

    What is public needs no correction: residents, and what joins them, never are.
    """
    seen: set[tuple[str, int, int | None]] = set()
    counts = (Counter[int](), Counter[int]())
    for name, source, target, revision in versions:
        identity = (name, source, target)
        counts[identity in seen][revision] += 1
        seen.add(identity)
    created, changed = counts
    listed = await run(
        tx,
        "MATCH (v:Revision) WHERE v.revision IN $revisions RETURN v.revision, v.touched",
        revisions=list({row[3] for row in versions}),
    )
    rows = [
        {
            "revision": revision,
            "created": created[revision],
            "changed": changed[revision],
            "touched": _without(touched, resident),
        }
        for revision, touched in listed
    ]
    await run(tx, _CORRECT, rows=rows)


def _without(touched: str | None, resident: int) -> str | None:
    if touched is None:
        return None
    return orjson.dumps([entry for entry in orjson.loads(touched) if resident not in entry[1:3]]).decode()
