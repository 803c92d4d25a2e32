# SPDX-License-Identifier: EUPL-1.2
"""What was written: former versions of a node, and the changes since a revision."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from schema.base import Node, global_id
from schema.change import Change
from schema.connection import First, checked_first
from schema.context import Context, Info
from schema.enums import RelationType
from schema.plain import resolved
from schema.privacy import Privacy
from schema.query import RelationId
from schema.scalars import BigInt


@strawberry.type(description="How a node was from a revision on.")
class Version:
    """A version, as the viewer may know it."""

    revision: BigInt = strawberry.field(description="The revision that made it so.")
    at: datetime = strawberry.field(description="When.")
    actor: str | None = strawberry.field(description="Who wrote it; for staff only.")
    origin: str | None = strawberry.field(description="The source it was learned from.")
    node: Node = strawberry.field(description="The node as it was then; its relations are those of now.")


@strawberry.type(description="A relation that was made or changed.")
class TouchedRelation:
    """The identity of a relation."""

    type: RelationType = strawberry.field(description="Its type.")
    source: strawberry.ID = strawberry.field(description="The id of the node it comes from.")
    target: strawberry.ID = strawberry.field(description="The id of the node it leads to.")


@strawberry.type(name="Change", description="What one revision made and changed.")
class Changed:
    """A revision, as the viewer may know it."""

    revision: BigInt = strawberry.field(description="Its number; ask for what came since by it.")
    at: datetime = strawberry.field(description="When.")
    actor: str | None = strawberry.field(description="Who wrote it; for staff only.")
    origin: str | None = strawberry.field(description="The source it was learned from.")
    created: int = strawberry.field(description="How many nodes and relations it made.")
    changed: int = strawberry.field(description="How many nodes and relations it changed.")
    nodes: list[strawberry.ID] | None = strawberry.field(
        description="The ids of the nodes that it made or changed; null when it touched too many to name."
    )
    relations: list[TouchedRelation] | None = strawberry.field(
        description="The relations that it made or changed; null when it touched too many to name."
    )


def history_field() -> StrawberryField:
    """The field that tells a node's history."""

    async def history(root: strawberry.Parent[Any], info: Info, first: First = 50) -> list[Version]:
        context = info.context
        versions = await context.graph.history((type(root), root.key), context.viewer)
        return [
            Version(
                revision=BigInt(version.revision),
                at=version.at,
                actor=_actor(context, version.actor),
                origin=version.origin,
                node=version.record,  # type: ignore[arg-type]  # the history of a node holds nodes
            )
            for version in versions[: checked_first(first)]
        ]

    return resolved("history", history, list[Version], "How it was before, the latest version first.")


def told(change: Change, context: Context) -> Changed:
    """A revision in the terms of the API."""
    touched = change.touched
    return Changed(
        revision=BigInt(change.revision),
        at=change.at,
        actor=_actor(context, change.actor),
        origin=change.origin,
        created=change.created,
        changed=change.changed,
        nodes=None
        if touched is None
        else [strawberry.ID(global_id(*ref)) for ref in touched if not isinstance(ref, RelationId)],
        relations=None if touched is None else [_touched(ref) for ref in touched if isinstance(ref, RelationId)],
    )


def _touched(ref: RelationId) -> TouchedRelation:
    ends = ref.type.__ends__
    return TouchedRelation(
        type=RelationType(ref.type.__name__),
        source=strawberry.ID(global_id(ends.source, ref.source)),
        target=strawberry.ID(global_id(ends.target, ref.target)),
    )


def _actor(context: Context, actor: str) -> str | None:
    return actor if context.sees(Privacy.STAFF) else None
