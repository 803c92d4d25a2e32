# SPDX-License-Identifier: EUPL-1.2
"""A workbook for Kumu (https://docs.kumu.io/guides/import): sheets Elements and Connections.

Connections name elements by ID, so that two initiatives of one name stay two. Tags are the themes of an initiative.
A sheet holds a million rows; Kumu itself is for some thousands, so choose an area or a theme.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator
from typing import Final

from graph_api.export.comma_separated import cells
from graph_api.export.content import Content
from graph_api.export.records import Attribute, attributes, identity, relation_id, title
from graph_api.export.sheets import Book
from schema.base import Node, Relation
from schema.initiative import About, Initiative

_IN_MEMORY: Final = 5_000_000
_READ: Final = 1 << 16
_ELEMENT: Final = ("ID", "Label", "Type", "Description", "Tags")
_CONNECTION: Final = ("ID", "From", "To", "Type", "Direction")


async def write(content: Content) -> AsyncGenerator[bytes]:
    """The workbook, once it is whole. Raises TooLarge before anything is given."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        book = Book(file)
        try:
            await _elements(book, content)
            await _connections(book, content)
        finally:  # also where it does not fit: it has files of its own
            await asyncio.to_thread(book.close)
        file.seek(0)
        while part := file.read(_READ):
            yield part


async def _elements(book: Book, content: Content) -> None:
    more, themes = attributes(content.node_types, content.viewer.privacy), await content.titles(About)
    sheet = book.sheet("Elements", [*_ELEMENT, *more])

    def add(nodes: list[Node]) -> None:
        tags = (themes(node) if isinstance(node, Initiative) else [] for node in nodes)
        book.add(sheet, [_element(node, own, more, content) for node, own in zip(nodes, tags, strict=True)])

    async for _ in content.nodes(add):
        pass


def _element(node: Node, themes: list[str], more: dict[str, Attribute], content: Content) -> list[str | float | None]:
    of = identity(node)
    description = getattr(node, "summary", None) or getattr(node, "text", None)
    tags = "|".join(name.replace("|", "/") for name in themes)
    return [of["id"], title(node), of["type"], description, tags or None, *cells(node, more, content)]


async def _connections(book: Book, content: Content) -> None:
    more = attributes(content.relation_types, content.viewer.privacy)
    sheet = book.sheet("Connections", [*_CONNECTION, *more])

    def add(links: list[Relation]) -> None:
        book.add(sheet, [_connection(link, more, content) for link in links])

    async for _ in content.relations(add):
        pass


def _connection(relation: Relation, more: dict[str, Attribute], content: Content) -> list[str | float | None]:
    of = identity(relation)
    direction = "undirected" if type(relation).__ends__.symmetric else "directed"
    own = [relation_id(of), of["source"], of["target"], of["type"], direction]
    return [*own, *cells(relation, more, content)]
