# SPDX-License-Identifier: EUPL-1.2
"""What was written: former versions of a node, and the changes since a revision."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Final, cast

import strawberry
from strawberry.types.field import StrawberryField

from schema.base import Node, global_id
from schema.change import Change
from schema.connection import First, checked_first
from schema.context import Context, Info
from schema.enums import RelationType
from schema.plain import list_of, optional, output, plain, resolved
from schema.privacy import Privacy
from schema.query import RelationId
from schema.scalars import BigInt

NODES_AS_DEAR: Final = 10
"""What `history` counts for among the nodes that a request may read: each node's is read by itself."""


@strawberry.type(description="How a node was from a revision on.")
class Version:
    """A version, as the viewer may know it."""

    revision: BigInt = strawberry.field(description="The revision that made it so.")
    at: datetime = strawberry.field(description="When.")
    actor: str | None = strawberry.field(description="Who wrote it; for staff only.")
    origin: str | None = strawberry.field(description="The source it was learned from.")
    node: Node = strawberry.field(description="The node as it was then; its relations are those of now.")


@dataclass(frozen=True, slots=True)
class Told:
    """A revision, and who wrote it where the viewer may know."""

    change: Change
    actor: str | None

    @property
    def nodes(self) -> list[str] | None:
        """Ids of the nodes that it touched."""
        touched = self.change.touched
        return None if touched is None else [global_id(*ref) for ref in touched if not isinstance(ref, RelationId)]

    @property
    def relations(self) -> list[RelationId] | None:
        """The relations that it touched."""
        touched = self.change.touched
        return None if touched is None else [ref for ref in touched if isinstance(ref, RelationId)]


_TouchedRelation = output(
    "TouchedRelation",
    "A relation that was made or changed.",
    [
        plain("type", RelationType, "Its type.", lambda ref: ref.type.__name__),
        plain(
            "source",
            strawberry.ID,
            "The id of the node it comes from.",
            lambda ref: global_id(ref.type.__ends__.source, ref.source),
        ),
        plain(
            "target",
            strawberry.ID,
            "The id of the node it leads to.",
            lambda ref: global_id(ref.type.__ends__.target, ref.target),
        ),
    ],
)

Changed = output(
    "Change",
    "What one revision made and changed, as far as the viewer may know.",
    [
        plain("revision", BigInt, "Its number; ask for what came since by it.", attrgetter("change.revision")),
        plain("at", datetime, "When.", attrgetter("change.at")),
        plain("actor", optional(str), "Who wrote it; for staff only."),
        plain("origin", optional(str), "The source it was learned from.", attrgetter("change.origin")),
        plain("created", int, "How many nodes and relations it made.", attrgetter("change.created")),
        plain("changed", int, "How many nodes and relations it changed.", attrgetter("change.changed")),
        plain(
            "nodes",
            optional(list[strawberry.ID]),
            "The ids of the nodes that it made or changed; null when it touched too many to name.",
        ),
        plain(
            "relations",
            optional(list_of(_TouchedRelation)),
            "The relations that it made or changed; null when it touched too many to name.",
        ),
    ],
)


def history_field() -> StrawberryField:
    """The field that tells a node's history."""

    async def history(root: strawberry.Parent[Any], info: Info, first: First = 50) -> list[Version]:
        context = info.context
        node: Node = root
        context.count(NODES_AS_DEAR)
        versions = await context.graph.history((type(node), node.key), context.viewer)
        return [
            Version(
                revision=BigInt(version.revision),
                at=version.at,
                actor=_actor(context, version.actor),
                origin=version.origin,
                node=cast("Node", version.record),
            )
            for version in versions[: checked_first(first)]
        ]

    return resolved("history", history, list[Version], "How it was before, the latest version first.")


def told(change: Change, context: Context) -> Told:
    """A revision in the terms of the API."""
    return Told(change, _actor(context, change.actor))


def _actor(context: Context, actor: str) -> str | None:
    return actor if context.sees(Privacy.STAFF) else None
