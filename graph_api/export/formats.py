# SPDX-License-Identifier: EUPL-1.2
"""Every format that the network is written in."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from graph_api.export import comma_separated, cytoscape, geojson, gexf, graphml, json_lines, kumu
from graph_api.export.content import Chosen, Content
from graph_api.export.records import Attribute
from graph_api.store.port import Store
from schema.privacy import Viewer


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its files' names end, its media type, what it is for, what makes the parts of a file, and whether
    nodes can have figures there."""

    suffix: str
    media_type: str
    description: str
    parts: Callable[[Content], AsyncGenerator[bytes]]
    measured: bool = True

    async def write(
        self, store: Store, viewer: Viewer, chosen: Chosen | None = None, figures: tuple[Attribute, ...] = ()
    ) -> AsyncGenerator[bytes]:
        """A file, in parts: of the chosen nodes or of everything, with what is between them, at one revision; nodes
        also have these figures."""
        async with store.reading(viewer) as reading:
            content = Content(reading, viewer, chosen, figures)
            async with aclosing(self.parts(content)) as parts:
                async for part in parts:
                    yield part


FORMATS: Final = (
    Format("jsonl", "application/jsonl", "JSON Lines, everything", json_lines.write, measured=False),
    Format("graphml", "application/graphml+xml", "GraphML", graphml.write),
    Format("gexf", "application/gexf+xml", "GEXF, for Gephi", gexf.write),
    Format("cyjs", "application/json", "Cytoscape JSON", cytoscape.write),
    Format("zip", "application/zip", "CSV: nodes.csv and edges.csv", comma_separated.write),
    Format("geojson", "application/geo+json", "GeoJSON, initiatives and areas", geojson.write),
    Format(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a workbook for Kumu", kumu.write
    ),
)
NO_FIGURES: Final = "JSON Lines holds the graph as it is, without figures: choose another format"
FORMAT_BY_SUFFIX: Final = {each.suffix: each for each in FORMATS}
