# SPDX-License-Identifier: EUPL-1.2
"""Arrays read while somebody writes: everything in them is of one revision."""

import asyncio
from pathlib import Path

import pytest

from graph_api.store.sqlite.store import SQLiteStore
from schema.change import ChangeSet
from schema.initiative import Initiative, Needs
from schema.privacy import STAFF
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resource import Need, ResourceKind

pytestmark = pytest.mark.anyio

WRITES = 60


def _one_more(number: int) -> ChangeSet:
    """An initiative, a need, and the relation between them."""
    nodes = [Initiative(key=number, title="Moestuin"), Need(key=1000 + number, kind=ResourceKind.SPACE, text="grond")]
    return ChangeSet(nodes, [Needs(source=number, target=1000 + number)])


async def test_arrays_are_of_one_revision_while_somebody_writes(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path / "graph.db") as store:

        async def write() -> None:
            for number in range(1, WRITES + 1):
                await store.write(_one_more(number), STAFF)

        writing = asyncio.create_task(write())
        seen: set[int] = set()
        while not writing.done():
            found = await store.arrays(NODE_TYPES, RELATION_TYPES)
            assert len(found.nodes[Initiative].keys) == len(found.nodes[Need].keys) == found.revision
            assert found.relations[Needs].source.tolist() == list(range(1, found.revision + 1))
            seen.add(found.revision)
        await writing
        assert (await store.arrays(NODE_TYPES, RELATION_TYPES)).revision == WRITES
        assert len(seen) > 1
