# SPDX-License-Identifier: EUPL-1.2
"""Connections: pages of nodes, with cursors to go on after."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, TypeAlias, cast

import orjson
import strawberry
from strawberry.types.field import StrawberryField

from schema.base import Node, Relation
from schema.errors import bad_input
from schema.plain import output, plain
from schema.query import MAX_PAGE, Page, Position, Slice

First: TypeAlias = Annotated[int, strawberry.argument(description=f"The most items wanted, from 0 to {MAX_PAGE}.")]
After: TypeAlias = Annotated[
    str | None, strawberry.argument(description="Go on after the item that has this cursor in the same list.")
]
ActiveOn: TypeAlias = Annotated[date | None, strawberry.argument(description="Only what holds on this day.")]

_TOP = 2**63


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which list a cursor is: a name of the list and its order, and the types of its positions."""

    name: str
    shape: tuple[type, ...]


BY_KEY: Final = (int,)


def cursor(scope: Scope, position: Position) -> str:
    """An opaque text that stands for a position in a list."""
    return base64.urlsafe_b64encode(orjson.dumps([scope.name, *position])).decode().rstrip("=")


def position(scope: Scope, text: str) -> Position:
    """The position that a cursor stands for. Raises GraphQLError for one that is broken or of another list."""
    try:
        found = orjson.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except ValueError:
        found = None
    if not isinstance(found, list) or not found:
        raise bad_input("`after` is not a cursor; give one that a connection answered with")
    name, *values = cast("list[Any]", found)
    if name != scope.name:
        raise bad_input("`after` is a cursor of another list, or of this list in another order")
    if len(values) != len(scope.shape) or not all(map(_fits, values, scope.shape)):
        raise bad_input("`after` is not a cursor; give one that a connection answered with")
    return tuple(values)


def _fits(value: Any, type: type) -> bool:
    if type is int:
        return value.__class__ is int and 0 <= value < _TOP
    if type is date:
        return value is None or (isinstance(value, str) and _is_date(value))
    return isinstance(value, type)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def checked_first(first: int) -> int:
    """How many are wanted. Raises GraphQLError when that is out of range."""
    if not 0 <= first <= MAX_PAGE:
        raise bad_input(f"`first` is {first}; it goes from 0 to {MAX_PAGE}")
    return first


def page(scope: Scope, first: int, after: str | None) -> Page:
    """The page that the arguments ask for."""
    return Page(checked_first(first), None if after is None else position(scope, after))


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """As Relay has it."""

    has_next_page: bool = strawberry.field(description="Whether more come after this page.")
    has_previous_page: bool = strawberry.field(description="Whether this page was asked for after a cursor.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first item.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last item; go on after it.")


@dataclass(slots=True)
class Edge:
    """A node in a page, and the relation over which it was reached."""

    scope: Scope
    node: Node
    position: Position
    relation: Relation | None

    @property
    def cursor(self) -> str:
        """The cursor of this item."""
        return cursor(self.scope, self.position)


@dataclass(slots=True)
class Connection:
    """A page of a list; what is not asked for is not made."""

    scope: Scope
    found: Slice[Any]
    page: Page

    @property
    def edges(self) -> list[Edge]:
        """The nodes with their cursors and relations."""
        relations: Iterable[Relation | None] = self.found.relations or [None] * len(self.found.nodes)
        found = zip(self.found.nodes, self.found.positions, relations, strict=True)
        return [Edge(self.scope, node, position, relation) for node, position, relation in found]

    @property
    def page_info(self) -> PageInfo:
        """Where this page lies."""
        positions = self.found.positions
        return PageInfo(
            has_next_page=self.found.more,
            has_previous_page=self.page.after is not None,
            start_cursor=cursor(self.scope, positions[0]) if positions else None,
            end_cursor=cursor(self.scope, positions[-1]) if positions else None,
        )


def connection_type(
    name: str,
    node: type[Any],
    of: str,
    relation_fields: Iterable[StrawberryField] = (),
    fields: Iterable[StrawberryField] = (),
) -> type:
    """The GraphQL types `…Connection`, with these fields more, and `…Edge`; `of` says what the list holds."""
    edge = output(
        f"{name}Edge",
        f"One of {of}.",
        [
            plain("node", node, "The node."),
            plain("cursor", str, "Goes on after this item, as `after`."),
            *relation_fields,
        ],
    )
    return output(
        f"{name}Connection",
        f"A page of {of}.",
        [
            plain("total_count", int, "How many there are, on all pages.", lambda page: page.found.total),
            plain("nodes", list[node], "The nodes of this page.", lambda page: page.found.nodes),
            plain("edges", list[edge], "The nodes of this page with what belongs to each in this list."),
            plain("page_info", PageInfo, "Where this page lies in the list."),
            *fields,
        ],
    )
