# SPDX-License-Identifier: EUPL-1.2
"""The queries: any node by id, and for each type one node and the list of all, derived from the registry."""

import asyncio
import hashlib
from datetime import date
from typing import Annotated, Any, TypeAlias

import strawberry
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from schema.base import Node
from schema.blind_spots import BLIND_SPOT_QUERIES
from schema.connection import After, Connection, First, Scope, checked_first, connection_type, page
from schema.context import Info
from schema.drawing import DRAWING
from schema.errors import bad_input
from schema.filters import FILTERS, dated, searched, to_filter
from schema.history import Changed, Told, told
from schema.ids import key_of, node_id
from schema.network import NETWORK_QUERIES
from schema.opportunities import OPPORTUNITY_QUERIES
from schema.plain import Id, argument, described, field_name, list_of, optional, resolved
from schema.privacy import Privacy
from schema.query import MAX_PAGE, Filter, Order
from schema.registry import NODE_TYPES
from schema.scalars import BigInt
from schema.shape import SHAPE_QUERIES
from schema.what_if import WHAT_IF

OrderBy: TypeAlias = Annotated[
    Order | None,
    strawberry.argument(
        description="How they are sorted; if not given by RELEVANCE with `text`, else by NEAREST with `near`, "
        "else by TITLE, or KEY where there is no title."
    ),
]

_SHAPES: dict[Order, tuple[type, ...]] = {
    Order.KEY: (int,),
    Order.TITLE: (str, int),
    Order.NEWEST: (date, int),
    Order.OLDEST: (date, int),
    Order.NEAREST: (int, int),
    Order.RELEVANCE: (int, str, int),
}


async def node(info: Info, id: Id) -> Any:
    """Any node."""
    return await info.context.node(*node_id(id))


async def nodes(
    info: Info,
    ids: Annotated[list[strawberry.ID], strawberry.argument(description=f"Their ids, at most {MAX_PAGE}.")],
) -> Any:
    """Any nodes; the loader reads those of a type at once."""
    if len(ids) > MAX_PAGE:
        raise bad_input(f"`ids` has {len(ids)} ids; {MAX_PAGE} is the most")
    found = [node_id(id) for id in ids]
    return await asyncio.gather(*(info.context.node(cls, key) for cls, key in found))


async def changes(
    info: Info,
    since: Annotated[BigInt, strawberry.argument(description="The last revision that is known already.")],
    first: First = 50,
) -> list[Told]:
    """What changed since a revision."""
    context = info.context
    found = await context.graph.changes(since, checked_first(first), context.viewer)
    return [told(change, context) for change in found]


async def revision(info: Info) -> BigInt | None:
    """The last revision. It counts hidden changes as well, so it is for staff."""
    return BigInt(await info.context.graph.revision()) if info.context.sees(Privacy.STAFF) else None


def _one(cls: type[Node]) -> StrawberryField:
    async def one(info: Info, id: Id) -> Any:
        return await info.context.node(cls, key_of(cls, id))

    description = f"A node of type {cls.__name__} by its id; null when there is none to see. {described(cls)}"
    return resolved(field_name(cls), one, optional(cls), description)


def _many(cls: type[Node]) -> StrawberryField:
    async def many(
        info: Info, where: Any = None, order_by: OrderBy = None, first: First = 50, after: After = None
    ) -> Any:
        context = info.context
        if not context.sees(cls.__privacy__):
            return None
        chosen = to_filter(cls, where)
        order = _order(cls, chosen, order_by)
        scope = _scope(cls, chosen, order)
        asked = page(scope, first, after)
        found = await context.graph.find(cls, chosen, order, asked, context.viewer)
        context.count(len(found.nodes))
        return Connection(scope, found, asked)

    many.__annotations__["where"] = argument(optional(FILTERS[cls]), "Which are wanted; all if not given.", "filter")
    connection = connection_type(cls.__name__, cls, f"nodes of type {cls.__name__}")
    description = f"All nodes of type {cls.__name__} that match."
    if cls.__privacy__ > Privacy.PUBLIC:
        connection, description = optional(connection), f"{description} Null for those who may not see them."
    return resolved(plural(field_name(cls)), many, connection, description)


def _order(cls: type[Node], where: Filter, given: Order | None) -> Order:
    """The order that was asked for, or fits what was asked. Raises GraphQLError for one that cannot be."""
    if given is None:
        if where.text is not None:
            return Order.RELEVANCE
        if where.near is not None:
            return Order.NEAREST
        return Order.TITLE if searched(cls) else Order.KEY
    if given is Order.RELEVANCE and where.text is None:
        raise bad_input("`orderBy: RELEVANCE` needs `filter.text`: relevant to what?")
    if given is Order.NEAREST and where.near is None:
        raise bad_input("`orderBy: NEAREST` needs `filter.near`: nearest to what?")
    if given is Order.TITLE and not searched(cls):
        raise bad_input(f"`orderBy: TITLE` cannot be: nodes of type {cls.__name__} have no title")
    if given is Order.OLDEST and not dated(cls):
        raise bad_input(f"`orderBy: OLDEST` cannot be: nodes of type {cls.__name__} have no day to sort by")
    return given


def _scope(cls: type[Node], where: Filter, order: Order) -> Scope:
    """The list that a cursor is of. Where positions depend on what was asked, so does the list."""
    asked = {Order.NEAREST: repr(where.near), Order.RELEVANCE: repr(where.text)}.get(order, "")
    digest = hashlib.blake2b(asked.encode("utf-8", "replace"), digest_size=6).hexdigest() if asked else ""
    return Scope(f"{cls.__name__}.{order.value}.{digest}", _SHAPES[order])


def plural(name: str) -> str:
    """What several are called."""
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


_GENERAL = [
    resolved("node", node, optional(Node), "Any node by its id; null when there is none to see."),
    resolved(
        "nodes",
        nodes,
        list[Node | None],
        "Nodes by their ids, in that order; null where there is none to see.",
    ),
    resolved("changes", changes, list_of(Changed), "What was made and changed since a revision, oldest first."),
    resolved(
        "revision", revision, optional(BigInt), "The number of the last revision; null for those who are not staff."
    ),
]

Query = create_type(
    "Query",
    [
        *_GENERAL,
        *(_one(cls) for cls in NODE_TYPES),
        *(_many(cls) for cls in NODE_TYPES),
        *NETWORK_QUERIES,
        DRAWING,
        *OPPORTUNITY_QUERIES,
        *BLIND_SPOT_QUERIES,
        *SHAPE_QUERIES,
        WHAT_IF,
    ],
    description="What can be asked.",
)
