# SPDX-License-Identifier: EUPL-1.2
"""What there is to see in a graph, read without the exports; and workbooks, read without a library for them."""

import re
import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from graph_api.export.content import Chosen
from graph_api.export.formats import FORMAT_BY_SUFFIX
from schema.base import Node, Relation, global_id
from schema.privacy import Viewer
from schema.query import Direction, Filter, Order, Page
from schema.registry import NODE_TYPES, RELATION_TYPES, label
from schema.services import Graph

_NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


async def exported(graph: Any, suffix: str, viewer: Viewer, chosen: Chosen | None = None) -> bytes:
    """A whole file."""
    return b"".join([part async for part in FORMAT_BY_SUFFIX[suffix].write(graph, viewer, chosen)])


async def seen(graph: Graph, viewer: Viewer) -> tuple[dict[str, Node], dict[tuple[str, str, str], Relation]]:
    """All nodes by id, and all relations by type and ends, that a viewer sees of a small graph."""
    nodes: dict[str, Node] = {}
    links: dict[tuple[str, str, str], Relation] = {}
    for cls in NODE_TYPES:
        found = await graph.find(cls, Filter(), Order.KEY, Page(500), viewer)
        nodes |= {global_id(cls, node.key): node for node in found.nodes}
    for cls in RELATION_TYPES:
        ends = cls.__ends__
        keys = [node.key for node in nodes.values() if type(node) is ends.source]
        for part in await graph.neighbours(cls, Direction.OUT, keys, Page(500), viewer):
            for link in part.relations:
                name = (label(cls), global_id(ends.source, link.source), global_id(ends.target, link.target))
                links[name] = link
    return nodes, links


def workbook(data: bytes) -> dict[str, list[list[str | float | bool | None]]]:
    """The cells of each sheet; fails where any is a formula."""
    sheets: dict[str, list[list[str | float | bool | None]]] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
        shared: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            table = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - our own
            shared = ["".join(t.text or "" for t in item.iter(f"{{{_NS['x']}}}t")) for item in table]
        for number, name in enumerate(names, 1):
            root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own
            assert root.find(".//x:f", _NS) is None, "a formula"
            sheets[name] = [_row(row, shared) for row in root.iterfind(".//x:row", _NS)]
    return sheets


def _row(row: Any, shared: list[str]) -> list[str | float | bool | None]:
    cells: dict[int, str | float | bool | None] = {}
    for cell in row.iterfind("x:c", _NS):
        column = 0
        for letter in re.match(r"[A-Z]+", cell.get("r")).group():  # type: ignore[union-attr]  # always there
            column = column * 26 + ord(letter) - 64
        cells[column - 1] = _cell(cell, shared)
    return [cells.get(i) for i in range(max(cells) + 1)]


def _cell(cell: Any, shared: list[str]) -> str | float | bool | None:
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{{{_NS['x']}}}t"))
    value = cell.findtext("x:v", None, _NS)
    if kind == "s":
        return shared[int(value)]
    if kind == "b":
        return value == "1"
    return None if value is None else float(value)
