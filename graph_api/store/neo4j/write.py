# SPDX-License-Identifier: EUPL-1.2
"""Writing a change set in one transaction."""

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from typing import Any, cast

from neo4j import AsyncManagedTransaction

from graph_api.store.layout import Row, layout, varies
from graph_api.store.neo4j.connection import Connection, lock, run
from graph_api.store.neo4j.cypher import ends, relation, seek, whole
from graph_api.store.neo4j.derive import derive_places, derive_privacy
from graph_api.store.neo4j.properties import Properties, batches, properties, stored_properties
from graph_api.store.port import FORMER_NAMES, REVISION_NAMES
from graph_api.store.writing import (
    Difference,
    Identity,
    Prepared,
    Table,
    conflicts,
    difference,
    ends_to_check,
    former_row,
    missing,
    outside_ends,
    prepare,
    revision_row,
    seen_before,
    with_privacy,
    with_revision,
)
from schema.base import Node, Relation
from schema.change import ChangeSet, Problem, Receipt, Ref, Refused
from schema.privacy import Viewer
from schema.query import RelationId
from schema.registry import label


async def write(connection: Connection, changes: ChangeSet, viewer: Viewer) -> Receipt:
    """Apply a change set, all or nothing. Raises Refused; then nothing was written."""
    prepared = prepare(changes)

    async def work(tx: AsyncManagedTransaction) -> Receipt:
        return await _apply(tx, prepared, changes, viewer)

    return await connection.write(work)


async def _apply(tx: AsyncManagedTransaction, prepared: Prepared, changes: ChangeSet, viewer: Viewer) -> Receipt:
    last = await lock(tx)
    if prepared.token is not None and (receipt := await _replayed(tx, prepared)):
        return receipt
    conflicts(prepared.expect, await _revisions(tx, prepared.expect))
    levels = await _levels(tx, ends_to_check(prepared))
    prepared = with_privacy(prepared, {key: level for found in levels.values() for key, level in found.items()})
    differences: list[tuple[Table, Difference]] = []
    new: set[Identity] = set()
    for table in prepared.tables:
        found = await _store(tx, table, changes, last + 1, new)
        differences.append((table, found))
        new.update(found.created)
    if not any(found.created or found.changed for _, found in differences):
        return Receipt(last, 0, 0)
    await derive_places(tx, differences)
    row, receipt = revision_row(last + 1, viewer.name, prepared, differences)
    await record(tx, row)
    return receipt


async def record(tx: AsyncManagedTransaction, row: Row) -> None:
    """Make this revision (a row of REVISIONS) the last one."""
    await run(
        tx,
        "MATCH (s:Store) SET s.revision = $row.revision CREATE (v:Revision) SET v = $row",
        row=properties(REVISION_NAMES, row),
    )


async def _store(
    tx: AsyncManagedTransaction, table: Table, changes: ChangeSet, revision: int, new: Set[Identity]
) -> Difference:
    """Write the rows of one type that are new or differ. `new`: what this write made before."""
    cls = table.type
    stored = await _there(tx, table, changes, new)
    await _create(tx, table, changes, revision, stored)
    found = difference(table, stored)
    formers = [properties(FORMER_NAMES, former_row(cls, stored[identity])) for identity in found.changed]
    rows = [stored_properties(cls, with_revision(cls, table.rows[identity], revision)) for identity in found.changed]
    await _each(tx, "UNWIND $rows AS row CREATE (f:Former) SET f = row", formers)
    await _each(tx, _change(cls), rows)
    if issubclass(cls, Node) and varies(cls):
        at = layout(cls).names.index("privacy")
        moved = [i for i in found.changed if stored[i][at] != table.rows[i][at - 1]]
        await derive_privacy(tx, cls, cast("list[int]", moved))
    return found


async def _each(tx: AsyncManagedTransaction, statement: str, rows: list[Properties]) -> None:
    for batch in batches(rows):
        await run(tx, statement, rows=batch)


async def _replayed(tx: AsyncManagedTransaction, prepared: Prepared) -> Receipt | None:
    """The receipt of the write that used this token before."""
    found = await run(
        tx,
        "MATCH (v:Revision {token: $token}) RETURN v.digest, v.revision, v.created, v.changed",
        token=prepared.token,
    )
    if not found:
        return None
    digest, *receipt = found[0]
    return seen_before(prepared, digest, Receipt(*receipt))


async def _revisions(tx: AsyncManagedTransaction, refs: Iterable[Ref]) -> dict[Ref, int]:
    """The revisions that these have; what is absent is left out."""
    found: dict[Ref, int] = {}
    for ref in refs:
        if isinstance(ref, RelationId):
            match, keys = relation(ref.type, "$key", "$target"), {"key": ref.source, "target": ref.target}
        else:
            match, keys = seek("r", ref[0].__name__, "$key"), {"key": ref[1]}
        for (revision,) in await run(tx, f"{match} RETURN r.revision", **keys):
            found[ref] = revision
    return found


async def _levels(tx: AsyncManagedTransaction, ends: Mapping[type[Node], set[int]]) -> dict[type[Node], dict[int, int]]:
    """The privacy of the nodes of these types that have these keys."""
    found: dict[type[Node], dict[int, int]] = {}
    for cls, keys in ends.items():
        found[cls] = {}
        for batch in batches(list(keys)):
            statement = f"UNWIND $keys AS key {seek('n', cls.__name__, 'key')} RETURN collect([n.key, n.privacy])"
            found[cls].update((await run(tx, statement, keys=batch))[0][0])
    return found


async def _there(
    tx: AsyncManagedTransaction, table: Table, changes: ChangeSet, new: Set[Identity]
) -> dict[Identity, Row]:
    """The rows that are there, by identity. Raises Refused for keys of nodes of other types.

    Mostly all are new, so at first only keys are looked for. Relations of a node that is new are not: there are none.
    """
    if issubclass(table.type, Node):
        statement, wanted = _find_nodes(table.type), await _known(tx, list(table.rows))
    else:
        statement = _find_relations(table.type)
        wanted = [identity for identity in table.rows if isinstance(identity, tuple) and new.isdisjoint(identity)]
    stored: dict[Identity, Row] = {}
    for batch in batches([_key(identity) for identity in wanted]):
        ((there, *others),) = await run(tx, statement, rows=batch)
        if others and others[0]:
            raise Refused(_taken(changes, set(others[0])))
        stored |= {_identity(table.type, row): tuple(row) for row in there}
    return stored


async def _create(
    tx: AsyncManagedTransaction, table: Table, changes: ChangeSet, revision: int, stored: Container[Identity]
) -> None:
    """Make what is not there yet. Raises Refused for relations of which an end is missing."""
    cls = table.type
    statement = _create_nodes(cls) if issubclass(cls, Node) else _create_relations(cls)
    for batch in batches([row for identity, row in table.rows.items() if identity not in stored]):
        rows = [stored_properties(cls, with_revision(cls, row, revision)) for row in batch]
        ((count,),) = await run(tx, statement, rows=rows)
        if count < len(rows):
            raise Refused(await _missing(tx, changes))


async def _known(tx: AsyncManagedTransaction, keys: Sequence[Identity]) -> list[Identity]:
    """Those of the keys that nodes of any type have."""
    statement = f"UNWIND $keys AS key {seek('n', 'Entity', 'key')} RETURN collect(key)"
    return [key for batch in batches(keys) for key in (await run(tx, statement, keys=batch))[0][0]]


def _key(identity: Identity) -> Properties:
    return {"key": identity} if isinstance(identity, int) else {"source": identity[0], "target": identity[1]}


def _find_nodes(cls: type[Node]) -> str:
    return (
        f"UNWIND $rows AS row {seek('old', 'Entity', 'row.key')} "
        f"RETURN collect(CASE WHEN old:{cls.__name__} THEN {whole(cls, 'old')} END), "
        f"collect(CASE WHEN NOT old:{cls.__name__} THEN old.key END)"
    )


def _find_relations(cls: type[Relation]) -> str:
    return f"UNWIND $rows AS row {relation(cls, 'row.source', 'row.target')} RETURN collect({whole(cls, 'r')})"


def _create_nodes(cls: type[Node]) -> str:
    return f"UNWIND $rows AS row CREATE (n:Entity:{cls.__name__}) SET n = row RETURN count(*)"


def _create_relations(cls: type[Relation]) -> str:
    return (
        f"UNWIND $rows AS row {ends(cls, 'row.source', 'row.target')} "
        f"CREATE (a)-[r:{label(cls)}]->(b) SET r = row RETURN count(*)"
    )


def _change(cls: type[Node] | type[Relation]) -> str:
    if issubclass(cls, Node):
        return f"UNWIND $rows AS row {seek('n', cls.__name__, 'row.key')} SET n = row"
    return f"UNWIND $rows AS row {relation(cls, 'row.source', 'row.target')} SET r = row"


def _taken(changes: ChangeSet, keys: set[int]) -> list[Problem]:
    return [
        Problem(("nodes", index, "key"), "INVALID", f"key {node.key} belongs to a node of another type")
        for index, node in enumerate(changes.nodes)
        if node.key in keys
    ]


async def _missing(tx: AsyncManagedTransaction, changes: ChangeSet) -> list[Problem]:
    ends = outside_ends(changes)
    there = await _levels(tx, ends)
    return missing(changes, {cls: keys - there[cls].keys() for cls, keys in ends.items()})


def _identity(cls: type[Node] | type[Relation], row: Sequence[Any]) -> Identity:
    return row[0] if issubclass(cls, Node) else (row[0], row[1])
