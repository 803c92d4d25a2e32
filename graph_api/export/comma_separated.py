# SPDX-License-Identifier: EUPL-1.2
"""CSV: nodes.csv and edges.csv in a zip, UTF-8, with commas. All types have one table, so cells may be empty."""

from collections.abc import AsyncGenerator, Sequence

from graph_api.export.archive import Archive
from graph_api.export.content import Content
from graph_api.export.records import Attribute, Cell, Record, identity, title
from graph_api.export.sheets import BOM, comma_separated
from schema.base import Node, Relation


async def write(content: Content) -> AsyncGenerator[bytes]:
    """The zip, as it grows."""
    of_nodes, of_edges = content.node_attributes, content.relation_attributes
    with Archive() as archive:
        with archive.open("nodes.csv") as file:
            file.write(_text([["id", "type", "label", *of_nodes]], BOM))

            def add_nodes(nodes: list[Node]) -> bytes:
                file.write(_text([_node(node, of_nodes, content) for node in nodes]))
                return archive.take()

            async for part in content.nodes(add_nodes):
                yield part
        with archive.open("edges.csv") as file:
            file.write(_text([["source", "target", "type", *of_edges]], BOM))

            def add_edges(links: list[Relation]) -> bytes:
                file.write(_text([_edge(link, of_edges, content) for link in links]))
                return archive.take()

            async for part in content.relations(add_edges):
                yield part
    yield archive.take()


def _text(rows: Sequence[Sequence[Cell]], before: str = "") -> bytes:
    return f"{before}{comma_separated(rows)}".encode()


def _node(node: Node, columns: dict[str, Attribute], content: Content) -> list[Cell]:
    of = identity(node)
    return [of["id"], of["type"], title(node), *cells(node, columns, content)]


def _edge(relation: Relation, columns: dict[str, Attribute], content: Content) -> list[Cell]:
    of = identity(relation)
    return [of["source"], of["target"], of["type"], *cells(relation, columns, content)]


def cells(record: Record, columns: dict[str, Attribute], content: Content) -> list[Cell]:
    """The cells of a record in a table with these columns; empty in those of other types."""
    own = {attribute.name: attribute.read for attribute in content.attributes_of(record)}
    return [own[name](record) if name in own else None for name in columns]
