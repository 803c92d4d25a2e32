# SPDX-License-Identifier: EUPL-1.2
"""Walks: each relation as a field on both types that it joins, derived from the declarations."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from schema.base import Node, Relation
from schema.connection import BY_KEY, ActiveOn, After, Connection, First, Scope, connection_type, page
from schema.context import Info, Walk
from schema.declare import columns
from schema.plain import described, optional, plain, resolved
from schema.query import Direction
from schema.registry import RELATION_TYPES
from schema.scalars import BigInt, graphql_type


@dataclass(frozen=True, slots=True)
class Path:
    """One way over a relation: the field `name` on `start` that leads to `end`."""

    relation: type[Relation]
    direction: Direction
    name: str
    start: type[Node]
    end: type[Node]

    @property
    def type_name(self) -> str:
        """What the types of its pages are called after."""
        return f"{self.start.__name__}{self.name[0].upper()}{self.name[1:]}"


def paths() -> Iterator[Path]:
    """Every way over every relation; a symmetric relation is walked one way, and finds both ends."""
    for relation in RELATION_TYPES:
        ends = relation.__ends__
        yield Path(relation, Direction.OUT, ends.forward, ends.source, ends.target)
        if not ends.symmetric:
            yield Path(relation, Direction.IN, ends.backward, ends.target, ends.source)


def walk_field(path: Path) -> StrawberryField:
    """The field that walks a path. It is null for viewers from whom the relation is hidden, so that they cannot
    even count."""
    scope = Scope(f"{path.start.__name__}.{path.name}", BY_KEY)
    needed = path.relation.__ends__.privacy

    async def walk(
        root: strawberry.Parent[Any], info: Info, first: First = 50, after: After = None, active_on: ActiveOn = None
    ) -> Any:
        asked = page(scope, first, after)
        context = info.context
        if not context.sees(needed):
            return None
        found = await context.walk(Walk(path.relation, path.direction, asked, active_on), root.key)
        return Connection(scope, found, asked)

    connection = _connection_type(path)
    hidden = " Null for those who may not see it." if needed else ""
    type = optional(connection) if needed else connection
    return resolved(path.name, walk, type, described(path.relation) + hidden)


def _connection_type(path: Path) -> type:
    revision = plain(
        "revision", BigInt, "The revision that last changed the relation.", attrgetter("relation.revision")
    )
    own = [
        plain(column.name, graphql_type(column), column.rules.description, attrgetter(f"relation.{column.name}"))
        for column in columns(path.relation)
    ]
    of = f"the nodes that `{path.start.__name__}.{path.name}` leads to"
    return connection_type(path.type_name, path.end, of, [revision, *own])
