# SPDX-License-Identifier: EUPL-1.2
"""From records to a store: in change sets of bounded size, telling how far it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from loaders.loaded import LOADER, Progress, Report
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.privacy import Viewer
from schema.services import Graph

BATCH: Final = 50_000
"""Records in one change set: a whole file as a rule, so that it is visible at once, yet bounded for any file."""


def change_sets(nodes: Sequence[Node], relations: Sequence[Relation], origin: str) -> Iterator[ChangeSet]:
    """These records in one change set where they fit, else nodes before relations."""
    if len(nodes) + len(relations) <= BATCH:
        yield ChangeSet(nodes, relations, origin=origin)
        return
    for start in range(0, len(nodes), BATCH):
        yield ChangeSet(nodes=nodes[start : start + BATCH], origin=origin)
    for start in range(0, len(relations), BATCH):
        yield ChangeSet(relations=relations[start : start + BATCH], origin=origin)


async def write(
    stream: Iterable[ChangeSet],
    store: Graph,
    origin: str,
    total: int | None,
    progress: Progress,
    writer: Viewer = LOADER,
) -> Report:
    """Write change sets in their order, as `writer`, and count. Raises Refused when the store does not take one."""
    revision, created, changed = await store.revision(), 0, 0
    counts, made, altered = Counter[str](), Counter[str](), Counter[str]()
    for changes in stream:
        receipt = await store.write(changes, writer)
        revision, created, changed = receipt.revision, created + receipt.created, changed + receipt.changed
        for name, (new, differs) in receipt.by_type.items():
            made[name] += new
            altered[name] += differs
        counts.update(type(record).__name__ for record in (*changes.nodes, *changes.relations))
        progress(counts.total(), total)
    return Report(origin, revision, created, changed, counts, made, altered)
