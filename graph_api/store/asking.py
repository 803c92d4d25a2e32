# SPDX-License-Identifier: EUPL-1.2
"""What every store refuses to answer, and in which words; and where what it does not know stands in an order."""

from typing import Final

from graph_api.store.layout import dated, full_text
from schema.base import Node
from schema.declare import columns
from schema.initiative import Initiative
from schema.query import MAX_PAGE, Filter, Order, Page, Position

_TYPES: Final[dict[Order, tuple[type | tuple[type, ...], ...]]] = {
    Order.KEY: (int,),
    Order.TITLE: (str, int),
    Order.NEWEST: ((str, type(None)), int),
    Order.OLDEST: ((str, type(None)), int),
    Order.NEAREST: (int, int),
    Order.RELEVANCE: (int, str, int),
}
"""What a position in each order holds."""

UNKNOWN_DAY: Final = {Order.NEWEST: "", Order.OLDEST: "~"}
"""What an unknown day is sorted as: before all days, or after them."""


def check_filter(cls: type[Node], where: Filter) -> None:
    """Raises ValueError for a filter that the type cannot answer."""
    if where.text is not None and not full_text(cls):
        raise ValueError(f"{cls.__name__} has no text to search")
    if (where.box or where.near) and not any(column.rules.spatial for column in columns(cls)):
        raise ValueError(f"{cls.__name__} has no place")
    if cls is not Initiative and (where.areas, where.municipality, where.themes) != (None, None, None):
        raise ValueError(f"{cls.__name__} has no areas and themes")
    if where.days and not dated(cls):
        raise ValueError(f"{cls.__name__} has no days to look at")
    indexed = {column.name for column in columns(cls) if column.rules.indexed}
    for name, _ in where.equals:
        if name not in indexed:
            raise ValueError(f"{cls.__name__} has no index on {name}")


def check_order(cls: type[Node], where: Filter, order: Order) -> None:
    """Raises ValueError for an order that the type or the filter gives nothing to sort by."""
    if order in (Order.TITLE, Order.RELEVANCE) and not full_text(cls):
        raise ValueError(f"{cls.__name__} has no title to sort by")
    if order is Order.OLDEST and not dated(cls):
        raise ValueError(f"{cls.__name__} has no days to sort by")
    if order is Order.NEAREST and where.near is None:
        raise ValueError("nearest first needs a point to be near to")
    if order is Order.RELEVANCE and where.text is None:
        raise ValueError("most relevant first needs a text that is searched for")


def check_page(page: Page, order: Order) -> None:
    """Raises ValueError for a page that asks for too much, or that goes on from a position in another order."""
    if not 0 <= page.first <= MAX_PAGE:
        raise ValueError(f"first is {page.first}; from 0 to {MAX_PAGE}")
    if page.after is not None and not _belongs(page.after, order):
        raise ValueError(f"this position does not belong to the order {order.value}")


def _belongs(position: Position, order: Order) -> bool:
    types = _TYPES[order]
    return len(position) == len(types) and all(isinstance(v, t) for v, t in zip(position, types, strict=True))
