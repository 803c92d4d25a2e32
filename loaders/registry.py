# SPDX-License-Identifier: EUPL-1.2
"""Every kind of file that can be loaded, and the one door to all of them."""

import asyncio
import dataclasses
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loaders import geojson, pabulib
from loaders.loaded import LOADER, Loaded, LoadError, Options, Progress, Report, silent
from loaders.settle import known_municipalities, settle
from loaders.writing import change_sets, write
from schema.area import Area, BelongsTo
from schema.budget import HeldBy
from schema.initiative import LocatedIn
from schema.privacy import Viewer
from schema.services import Graph


@dataclass(frozen=True, slots=True)
class Loader:
    """A kind of file: its name for people, how such files' names end, and what reads them."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, Options], Loaded]


LOADERS: Final = (
    Loader("participatory budget from Pabulib", (".pb",), pabulib.read),
    Loader("areas in GeoJSON", (".geojson", ".json"), geojson.read),
)


def read(path: Path, options: Options) -> Loaded:
    """What the file says. Raises LoadError."""
    for loader in LOADERS:
        if path.name.lower().endswith(loader.suffixes):
            return loader.read(path, options)
    known = ", ".join(f"{loader.name} ({' '.join(loader.suffixes)})" for loader in LOADERS)
    raise LoadError(f"{path}: not a kind of file that can be loaded, which are: {known}")


async def load(
    path: Path, store: Graph, options: Options | None = None, progress: Progress = silent, writer: Viewer = LOADER
) -> Report:
    """Read a file and write what it says, in the name of `writer`; loading it again changes nothing.

    Raises LoadError before anything is written, or Refused when the store does not take it.
    """
    loaded = await asyncio.to_thread(read, path, await _informed(path, options or Options(), store))
    settled = await settle(loaded, store)
    nodes = [*settled.shared, *settled.nodes]
    total = len(nodes) + len(settled.relations)
    changes = change_sets(nodes, settled.relations, loaded.origin)
    report = await write(changes, store, loaded.origin, total, progress, writer)
    records = (*loaded.shared, *loaded.nodes, *loaded.relations)
    located = {r.target for r in settled.relations if isinstance(r, LocatedIn)}
    return dataclasses.replace(
        report,
        read=Counter(type(record).__name__ for record in records),
        municipalities=sorted({r.target for r in settled.relations if isinstance(r, BelongsTo | HeldBy)}),
        unplaced=[area for area in settled.shared if isinstance(area, Area) and area.key in located],
    )


async def _informed(path: Path, options: Options, store: Graph) -> Options:
    """The options with the names of the municipalities that the store knows by code."""
    names = {node.code: node.name for node in await known_municipalities(store) if node.code}
    municipality = options.municipality or ""
    if re.fullmatch(r"GM\d{4}", municipality) and municipality not in names:
        raise LoadError(f"{path.name}: no municipality with code {municipality} is here yet; give its name")
    return dataclasses.replace(options, municipality=names.get(municipality, municipality) or None, names=names)
