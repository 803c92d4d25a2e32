# SPDX-License-Identifier: EUPL-1.2
"""What every node and every relation has."""

from datetime import date
from typing import Any, ClassVar

import strawberry

from schema.declare import Ends, column
from schema.privacy import Privacy


@strawberry.interface(description="Anything in the graph that has an id of its own.")
class Node:
    """The base of every node type. `key` is a 63-bit number, unique over the whole graph."""

    __privacy__: ClassVar[Privacy]

    key: strawberry.Private[int]
    revision: int = strawberry.field(description="The revision that last changed it.", default=0)
    since: date | None = column("The first day on which it exists, where known.", default=None)
    until: date | None = column("The last day on which it existed; empty while it lasts.", default=None)
    origin: str | None = column("The source this was learned from.", default=None, max_length=200)

    @strawberry.field(description="The id by which `node` finds it.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(global_id(type(self), self.key))

    @classmethod
    def privacy_of(cls, node: Any) -> Privacy:  # noqa: ARG003 - types whose rows differ override this
        """The least a viewer must be to know of this node."""
        return cls.__privacy__


@strawberry.interface(description="What holds between two nodes.")
class Relation:
    """The base of every relation type. One relation of a type holds between two nodes: its ends are its identity."""

    __ends__: ClassVar[Ends]

    source: strawberry.Private[int]
    target: strawberry.Private[int]
    revision: int = strawberry.field(description="The revision that last changed it.", default=0)
    since: date | None = column("The first day on which it holds, where known.", default=None)
    until: date | None = column("The last day on which it held; empty while it lasts.", default=None)
    origin: str | None = column("The source this was learned from.", default=None, max_length=200)


def global_id(cls: type, key: int) -> str:
    """The id of a node for the outside: its type and its key."""
    return f"{cls.__name__}:{key}"
