# SPDX-License-Identifier: EUPL-1.2
"""The options that select part of the network; areas, themes and municipalities by name, or by id."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from schema.base import Node
    from schema.query import Filter
    from schema.services import Graph

E = TypeVar("E", bound=enum.Enum)

AreaOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="In this area, by name or id; may be there more than once.")
]
ThemeOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="About this theme, by name or id; may be there more than once.")
]
MunicipalityOption = Annotated[str | None, typer.Option(metavar="NAME", help="In this municipality, by name or id.")]
TextOption = Annotated[str | None, typer.Option(help="Initiatives with these words.")]


def chosen(option: str, given: str, choices: type[E]) -> E:
    """The member that is named. Raises ValueError."""
    try:
        return choices[given.upper()]
    except KeyError:
        raise ValueError(f"{option} is {given}; it is one of {', '.join(each.name for each in choices)}") from None


async def selected(
    graph: Graph, areas: list[str] | None, municipality: str | None, themes: list[str] | None, text: str | None
) -> Filter:
    """The filter that options ask for. Raises ValueError for names that are not there, or that several have."""
    from schema.area import Area
    from schema.municipality import Municipality
    from schema.query import Filter
    from schema.theme import Theme

    inside = await _keys(graph, Area, areas or ())
    of = await _keys(graph, Municipality, [municipality] if municipality else ())
    about = await _keys(graph, Theme, themes or ())
    return Filter(text, areas=inside or None, municipality=of[0] if of else None, themes=about or None)


async def _keys(graph: Graph, cls: type[Node], given: Iterable[str]) -> tuple[int, ...]:
    return tuple([await _key(graph, cls, name) for name in given])


async def _key(graph: Graph, cls: type[Node], name: str) -> int:
    from schema.ids import parse_key
    from schema.keys import fold
    from schema.privacy import PUBLIC
    from schema.query import MAX_PAGE, Filter, Order, Page

    if name.startswith(f"{cls.__name__}:"):
        return parse_key(cls, name)
    found: Any = await graph.find(cls, Filter(text=name), Order.TITLE, Page(MAX_PAGE), PUBLIC)
    exact = [node for node in found.nodes if fold(node.name) == fold(name)]
    if len(exact) == 1:
        return exact[0].key
    kind = cls.__name__.lower()
    if exact:
        ids = ", ".join(node.id() for node in exact)
        raise ValueError(f"{len(exact)} nodes of type {cls.__name__} are called {name}: {ids}; give one of these ids")
    like = ", ".join(node.name for node in found.nodes[:5])
    raise ValueError(f"there is no {kind} called {name}{f'; there is {like}' if like else ''}")
