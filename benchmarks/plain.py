# SPDX-License-Identifier: EUPL-1.2
"""The same analysis as people write it with networkx alone: a graph of dictionaries, read from the tables."""

import heapq
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx

from schema.base import Node, Relation
from schema.registry import NODE_TYPES, RELATION_TYPES


def graph(
    path: Path,
    nodes: Sequence[type[Node]] = NODE_TYPES,
    relations: Sequence[type[Relation]] = RELATION_TYPES,
) -> "nx.Graph[int]":
    """Nodes by key, joined by the relations that hold today."""
    made: nx.Graph[int] = nx.Graph()
    today = datetime.now(UTC).date().isoformat()
    with closing(sqlite3.connect(path)) as connection:
        for cls in nodes:
            made.add_nodes_from(key for (key,) in connection.execute(f'SELECT key FROM "{cls.__name__}"'))
        for cls in relations:
            statement = f'SELECT source, target FROM "{cls.__name__}" WHERE until IS NULL OR until >= ?'
            made.add_edges_from(connection.execute(statement, (today,)))
    return made


def related(graph: "nx.Graph[int]", one: int, candidates: Sequence[int], first: int) -> list[tuple[float, int]]:
    """The candidates of which networkx's resource allocation index with one is highest, best first, ties by key."""
    pairs = [(one, other) for other in candidates if other != one]
    scores = ((-score, other) for _, other, score in nx.resource_allocation_index(graph, pairs))
    return [(-score, other) for score, other in heapq.nsmallest(first, scores) if score]
