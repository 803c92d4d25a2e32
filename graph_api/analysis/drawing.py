# SPDX-License-Identifier: EUPL-1.2
"""A network to draw: a selection of initiatives, what they are joined to, and the relations among all of these."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph_api.analysis.affiliation import Floats, rows
from graph_api.analysis.snapshot import Int32s, Snapshot
from schema.base import Node, Relation
from schema.initiative import Initiative
from schema.query import RelationId
from schema.registry import NODE_TYPES


@dataclass(frozen=True, slots=True)
class Selection:
    """Keys by node type, and the relations among those nodes. `truncated`: not all neighbours fitted."""

    nodes: dict[type[Node], list[int]]
    relations: list[RelationId]
    truncated: bool


def select(snapshot: Snapshot, initiatives: Sequence[int], relations: Sequence[type[Relation]], most: int) -> Selection:
    """The initiatives with these keys, their neighbours over the relations, and the relations among them.

    At most `most` nodes: the initiatives first, then neighbours that are joined to the most of them.
    """
    seeds = np.sort(snapshot.positions(Initiative, np.array(initiatives, np.int64)))
    seeds = seeds[seeds >= 0]
    near = neighbours(snapshot, seeds, relations)
    kept, truncated = _most_joined(near, max(0, most - len(seeds)))
    kept[Initiative] = np.union1d(seeds, kept.get(Initiative, seeds[:0])).astype(np.int32)
    nodes = {cls: snapshot.keys(cls)[kept[cls]].tolist() for cls in NODE_TYPES if cls in kept}
    found = [identity for relation in relations for identity in _among(snapshot, relation, kept)]
    return Selection(nodes, found, truncated)


def neighbours(snapshot: Snapshot, seeds: Int32s, relations: Sequence[type[Relation]]) -> dict[type[Node], Floats]:
    """By node type: for each position, over how many relations it is joined to the seeds. Seeds count 0."""
    joined: dict[type[Node], Floats] = {}
    for relation in relations:
        ends = relation.__ends__
        walks = [(ends.source, ends.target, snapshot.forward(relation))]
        if not ends.symmetric:
            walks.append((ends.target, ends.source, snapshot.backward(relation)))
        for start, end, matrix in walks:
            if start is Initiative:
                counts = joined.setdefault(end, np.zeros(snapshot.count(end)))
                counts += np.bincount(rows(matrix, seeds)[0], minlength=len(counts))
    if Initiative in joined:
        joined[Initiative][seeds] = 0
    return joined


def _most_joined(joined: dict[type[Node], Floats], room: int) -> tuple[dict[type[Node], Int32s], bool]:
    """As many nodes as there is room for, the most joined first, then in the order of types and keys."""
    found = {cls: np.flatnonzero(counts).astype(np.int32) for cls, counts in joined.items()}
    total = sum(len(positions) for positions in found.values())
    if total <= room:
        return found, False
    types = list(found)
    kind = np.concatenate([np.full(len(found[cls]), i) for i, cls in enumerate(types)])
    position = np.concatenate([found[cls] for cls in types])
    counts = np.concatenate([joined[cls][found[cls]] for cls in types])
    best = np.lexsort((position, kind, -counts))[:room]
    return {cls: np.sort(position[best][kind[best] == i]) for i, cls in enumerate(types)}, True


def _among(snapshot: Snapshot, relation: type[Relation], kept: dict[type[Node], Int32s]) -> list[RelationId]:
    ends = relation.__ends__
    if ends.source not in kept or ends.target not in kept:
        return []
    sources = kept[ends.source]
    targets, counts = rows(snapshot.forward(relation), sources)
    starts = np.repeat(sources, counts)
    inside = np.isin(targets, kept[ends.target])
    if ends.symmetric:
        inside &= starts < targets
    source, target = snapshot.keys(ends.source)[starts[inside]], snapshot.keys(ends.target)[targets[inside]]
    return [RelationId(relation, s, t) for s, t in zip(source.tolist(), target.tolist(), strict=True)]
