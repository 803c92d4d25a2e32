# SPDX-License-Identifier: EUPL-1.2
"""Merging: sorted arrays of the graph's structure, with nodes and relations that were written since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from graph_api.analysis.snapshot import EPOCH
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from schema.base import Node, Relation


@dataclass(frozen=True, slots=True)
class Seen:
    """Nodes by type and key, with their privacy; relations by type and ends, with their weight and last day.

    `day`: the day that the arrays are of, where they are of one. Arrays do not tell since when a relation holds, so
    what begins later is taken as what ended before.
    """

    day: date | None = None
    nodes: dict[type[Node], dict[int, int]] = field(default_factory=dict[type[Node], dict[int, int]])
    relations: dict[type[Relation], dict[tuple[int, int], tuple[float, int]]] = field(
        default_factory=dict[type[Relation], dict[tuple[int, int], tuple[float, int]]]
    )

    def add_node(self, node: Node) -> None:
        """Take a node."""
        self.nodes.setdefault(type(node), {})[node.key] = type(node).privacy_of(node)

    def add_relation(self, relation: Relation) -> None:
        """Take a relation."""
        until = OPEN if relation.until is None else (relation.until - EPOCH).days
        if self.day is not None and relation.since is not None and relation.since > self.day:
            until = (self.day - EPOCH).days - 1
        ends = (relation.source, relation.target)
        self.relations.setdefault(type(relation), {})[ends] = (getattr(relation, "weight", 1.0), until)


def merged(arrays: Arrays, revision: int, seen: Seen) -> Arrays:
    """The arrays with what was seen. Arrays that it does not change are the same objects as before.

    The privacy of a new relation is its type's: whoever builds a snapshot derives it from the ends, which change.
    """
    nodes = {**arrays.nodes, **{cls: _nodes(arrays.nodes[cls], rows) for cls, rows in seen.nodes.items()}}
    relations = {
        **arrays.relations,
        **{cls: _relations(cls, arrays.relations[cls], rows) for cls, rows in seen.relations.items()},
    }
    return Arrays(revision, nodes, relations)


def _nodes(before: NodeArrays, rows: Mapping[int, int]) -> NodeArrays:
    keys = np.array(sorted(rows), np.int64)
    levels = np.array([rows[key] for key in keys.tolist()], np.uint8)
    at = np.searchsorted(before.keys, keys)
    there = np.zeros(len(keys), np.bool_)
    inside = at < len(before.keys)
    there[inside] = before.keys[at[inside]] == keys[inside]
    privacy = before.privacy
    if (privacy[at[there]] != levels[there]).any():
        privacy = privacy.copy()
        privacy[at[there]] = levels[there]
    if there.all():
        return NodeArrays(before.keys, privacy)
    new = ~there
    return NodeArrays(np.insert(before.keys, at[new], keys[new]), np.insert(privacy, at[new], levels[new]))


def _relations(
    cls: type[Relation], before: RelationArrays, rows: Mapping[tuple[int, int], tuple[float, int]]
) -> RelationArrays:
    ends = sorted(rows)
    places = [_place(before, source, target) for source, target in ends]
    at = np.array([place for place, _ in places], np.int64)
    there = np.array([found for _, found in places], np.bool_)
    weight = np.array([rows[pair][0] for pair in ends], np.float32)
    until = np.array([rows[pair][1] for pair in ends], np.int32)
    weights, untils = before.weight.copy(), before.until.copy()
    weights[at[there]], untils[at[there]] = weight[there], until[there]
    new = ~there
    source = np.array([pair[0] for pair in ends], np.int64)[new]
    target = np.array([pair[1] for pair in ends], np.int64)[new]
    return RelationArrays(
        np.insert(before.source, at[new], source),
        np.insert(before.target, at[new], target),
        np.insert(before.privacy, at[new], int(cls.__ends__.privacy)),
        np.insert(weights, at[new], weight[new]),
        np.insert(untils, at[new], until[new]),
    )


def _place(before: RelationArrays, source: int, target: int) -> tuple[int, bool]:
    """Where a relation stands, or should stand; and whether it does."""
    low, high = (int(np.searchsorted(before.source, source, side)) for side in ("left", "right"))
    at = low + int(np.searchsorted(before.target[low:high], target))
    return at, at < high and bool(before.target[at] == target)
