# SPDX-License-Identifier: EUPL-1.2
"""A workbook for Kumu (https://docs.kumu.io/guides/import): sheets Elements and Connections.

Connections name elements by ID, so that two initiatives of one name stay two. Tags are the themes of an initiative.
A sheet holds a million rows, and the others follow in a next sheet; Kumu itself is for some thousands, so choose an
area or a theme.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Final

from graph_api.export.comma_separated import cells
from graph_api.export.content import Content
from graph_api.export.records import Attribute, identity, relation_id, title
from graph_api.export.workbook import Book
from schema.base import Node, Relation
from schema.initiative import About, Initiative

_ELEMENT: Final = ("ID", "Label", "Type", "Description", "Tags")
_CONNECTION: Final = ("ID", "From", "To", "Type", "Direction")


async def write(content: Content) -> AsyncGenerator[bytes]:
    """The workbook, once it is whole; before that parts of no bytes, so that who left is noticed."""
    of_nodes, of_links = content.node_attributes, content.relation_attributes
    with Book() as book:

        def add_elements(nodes: list[Node]) -> bytes:
            tags = (themes(node) if isinstance(node, Initiative) else [] for node in nodes)
            book.add([_element(node, own, of_nodes, content) for node, own in zip(nodes, tags, strict=True)])
            return b""

        def add_connections(links: list[Relation]) -> bytes:
            book.add([_connection(link, of_links, content) for link in links])
            return b""

        book.sheet("Elements", [*_ELEMENT, *of_nodes])
        themes = await content.titles(About)
        async for part in content.nodes(add_elements):
            yield part
        book.sheet("Connections", [*_CONNECTION, *of_links])
        async for part in content.relations(add_connections):
            yield part
        yield await asyncio.to_thread(book.finish)


def _element(node: Node, themes: list[str], more: dict[str, Attribute], content: Content) -> list[str | float | None]:
    of = identity(node)
    description = getattr(node, "summary", None) or getattr(node, "text", None)
    tags = "|".join(name.replace("|", "/") for name in themes)
    return [of["id"], title(node), of["type"], description, tags or None, *cells(node, more, content)]


def _connection(relation: Relation, more: dict[str, Attribute], content: Content) -> list[str | float | None]:
    of = identity(relation)
    direction = "undirected" if type(relation).__ends__.symmetric else "directed"
    own = [relation_id(of), of["source"], of["target"], of["type"], direction]
    return [*own, *cells(relation, more, content)]
