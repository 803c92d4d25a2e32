# SPDX-License-Identifier: EUPL-1.2
"""What a request carries: who asks, the services that answer, and loaders that gather what one level asks for."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

import strawberry
from strawberry.dataloader import DataLoader

from schema.base import Node, Relation
from schema.errors import forbidden, too_complex
from schema.privacy import Privacy, Viewer
from schema.query import Direction, Page, Slice
from schema.services import Analysis, Graph, Opportunities

MAX_NODES: Final = 50_000
"""The most nodes that one request may read."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk over a relation asks of each node it starts from."""

    relation: type[Relation]
    direction: Direction
    page: Page
    active_on: date | None


class Context:
    """One operation's own: make a new one for each query, mutation and subscription."""

    def __init__(self, graph: Graph, analysis: Analysis, viewer: Viewer) -> None:
        self.graph = graph
        self.analysis = analysis
        self.viewer = viewer
        self._read = 0
        self._loaders: dict[object, DataLoader[int, Any]] = {}

    @property
    def opportunities(self) -> Opportunities:
        """The connections worth making, which rest on the analysis."""
        return self.analysis.opportunities

    def sees(self, privacy: Privacy) -> bool:
        """Whether the viewer may see what is this private."""
        return privacy <= self.viewer.privacy

    def node(self, cls: type[Node], key: int) -> Awaitable[Node | None]:
        """A node, or None where there is none to see; all that a level asks for is read at once."""
        return self._loader(cls, lambda keys: self._nodes(cls, keys)).load(key)

    def walk(self, walk: Walk, key: int) -> Awaitable[Slice[Node]]:
        """What a walk from a node finds; the same walk from all nodes of a level is read at once."""
        return self._loader(walk, lambda keys: self._walks(walk, keys)).load(key)

    def count(self, nodes: int) -> None:
        """Keep account of nodes read. Raises GraphQLError when they are more than one request may read."""
        self._read += nodes
        if self._read > MAX_NODES:
            raise too_complex(f"The request reads more than {MAX_NODES} nodes; ask for smaller pages")

    def renew(self) -> None:
        """Forget what was read: the graph has changed."""
        self._read = 0
        self._loaders.clear()

    def _loader(self, of: object, load: Callable[[list[int]], Awaitable[Sequence[Any]]]) -> DataLoader[int, Any]:
        found = self._loaders.get(of)
        if found is None:
            found = self._loaders[of] = DataLoader(load)
        return found

    async def _nodes(self, cls: type[Node], keys: list[int]) -> list[Node | None]:
        self.count(len(keys))
        return await self.graph.get(cls, keys, self.viewer)

    async def _walks(self, walk: Walk, keys: list[int]) -> list[Slice[Node]]:
        """One call of the store, unless it could give more nodes than a request may read."""
        found: list[Slice[Node]] = []
        step = MAX_NODES // max(1, walk.page.first)
        for start in range(0, len(keys), step):
            part = await self.graph.neighbours(
                walk.relation, walk.direction, keys[start : start + step], walk.page, self.viewer, walk.active_on
            )
            self.count(len(part) + sum(len(each.nodes) for each in part))
            found += part
        return found


Info: TypeAlias = strawberry.Info[Context, None]


def staff_only(info: Info) -> Context:
    """The context of staff. Raises GraphQLError for others."""
    if not info.context.sees(Privacy.STAFF):
        raise forbidden("Only staff may change the graph")
    return info.context
