# SPDX-License-Identifier: EUPL-1.2
"""Nodes read in bulk, for what was found as types and keys."""

from collections.abc import Iterable

from schema.base import Node
from schema.opportunity import Party
from schema.privacy import Viewer
from schema.query import MAX_PAGE
from schema.services import Graph


async def read(graph: Graph, parties: Iterable[Party], viewer: Viewer) -> dict[Party, Node]:
    """Those of the nodes that are there for the viewer."""
    wanted: dict[type[Node], list[int]] = {}
    for cls, key in dict.fromkeys(parties):
        wanted.setdefault(cls, []).append(key)
    found: dict[Party, Node] = {}
    for cls, keys in wanted.items():
        for at in range(0, len(keys), MAX_PAGE):
            some = await graph.get(cls, keys[at : at + MAX_PAGE], viewer)
            found |= {(cls, node.key): node for node in some if node is not None}
    return found
