# SPDX-License-Identifier: EUPL-1.2
"""Areas from GeoJSON: wijken, buurten and municipalities of CBS and PDOK, or areas with no more than a name."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import orjson
from shapely.geometry.base import BaseGeometry

from loaders import municipality as places
from loaders import shapes
from loaders.feature import Feature
from loaders.loaded import Loaded, LoadError, Options
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.keys import fold
from schema.municipality import Municipality
from schema.validation import validate

_NUMBERED: Final = re.compile(r"(.+) \(\d+\)")


@dataclass(frozen=True, slots=True)
class _Draft:
    """An area as a feature describes it; `code` is None where it has none of its own."""

    where: str
    level: AreaLevel
    code: str | None
    name: str
    population: int | None
    municipality: str
    municipality_code: str | None
    outline: BaseGeometry | None


def read(path: Path, options: Options) -> Loaded:
    """The areas of a file. Raises LoadError."""
    collection = _collection(path)
    epsg = _system(path.name, collection)
    features = [Feature(path.name, i, feature) for i, feature in enumerate(collection["features"])]
    land = [feature for feature in features if feature.is_land()]
    told = {code: name for code, name in (feature.municipality() for feature in land) if code and name}
    names = {**options.names, **told}
    drafts = list(_joined([_draft(feature, names, options, epsg) for feature in land]))
    return _graph(path.name[:200], drafts)


def _collection(path: Path) -> dict[str, Any]:
    try:
        content = orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise LoadError(f"{path.name}: is not JSON: {error}") from None
    if not isinstance(content, dict) or not isinstance(cast("dict[str, Any]", content).get("features"), list):
        raise LoadError(f"{path.name}: is not a GeoJSON FeatureCollection")
    return cast("dict[str, Any]", content)


def _system(file: str, collection: dict[str, Any]) -> int | None:
    """The reference system that the file names (as GeoJSON did before RFC 7946), by EPSG number."""
    if collection.get("crs") is None:
        return None
    try:
        return shapes.system(str(collection["crs"]["properties"]["name"]))
    except (KeyError, TypeError):
        raise LoadError(f"{file}, crs: names no reference system") from None
    except shapes.OutlineError as error:
        raise LoadError(f"{file}, crs: {error}") from None


def _draft(feature: Feature, names: dict[str, str], options: Options, epsg: int | None) -> _Draft:
    code, level = feature.code_and_level(options.level)
    there_code, there = feature.municipality()
    there = there or names.get(there_code or "") or options.municipality
    if not there:
        raise feature.wrong("gemeentenaam", "is missing, so the municipality must be given")
    try:
        outline = shapes.outline(feature.geometry, epsg) if feature.geometry else None
    except shapes.OutlineError as error:
        raise LoadError(f"{feature.where}, geometry: {error}") from None
    name, population = feature.name(level), feature.population()
    return _Draft(feature.where, level, code, name, population, there, there_code, outline)


def _joined(drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """Areas whose parts are features of their own, made one: `Noord (1)` and `Noord (2)` are Noord.

    Some exports cut a multipolygon so. It holds only for areas without a code, numbered from 1 without a gap.
    """
    groups: dict[str, list[_Draft]] = {}
    for draft in drafts:
        numbered = _NUMBERED.fullmatch(draft.name) if draft.code is None and draft.outline else None
        groups.setdefault(numbered[1] if numbered else draft.name, []).append(draft)
    for name, parts in groups.items():
        numbers = {f"{name} ({number})" for number in range(1, len(parts) + 1)}
        is_cut = len(parts) > 1 and {part.name for part in parts} == numbers
        yield from [_sum(name, parts)] if is_cut else parts


def _sum(name: str, parts: Sequence[_Draft]) -> _Draft:
    outline = shapes.joined([part.outline for part in parts if part.outline])
    known = [part.population for part in parts if part.population is not None]
    population = sum(known) if len(known) == len(parts) else None
    return dataclasses.replace(parts[0], name=name, outline=outline, population=population)


def _graph(origin: str, drafts: Sequence[_Draft]) -> Loaded:
    """The areas in their municipalities. A municipality is the file's own only where a feature is about it."""
    shared, relations = _municipalities(drafts)
    own: dict[int, Node] = {}
    where: dict[int, str] = {}
    for draft in drafts:
        area = _area(draft, origin)
        if area.key in own:
            raise LoadError(f"{draft.where}: {draft.code or draft.name} is also {where[area.key]}")
        where[area.key] = draft.where
        own[area.key] = area
        if draft.level is AreaLevel.MUNICIPALITY:
            municipality = _municipality(draft, origin)
            own[municipality.key] = municipality
        else:
            relations += _lies(draft, area, origin)
        for problem in validate(area):
            raise LoadError(f"{draft.where}: {problem.message}")
    return Loaded(origin, list(own.values()), [node for node in shared if node.key not in own], relations)


def _municipalities(drafts: Sequence[_Draft]) -> tuple[list[Node], list[Relation]]:
    """The municipalities that the areas name, each with the one code that they give it."""
    codes: dict[str, str] = {}
    for draft in drafts:
        name, code = draft.municipality, draft.municipality_code
        if code and codes.setdefault(name, code) != code:
            raise LoadError(f"{draft.where}: {name} has code {codes[name]} elsewhere in the file, not {code}")
    nodes: list[Node] = []
    relations: list[Relation] = []
    for name in dict.fromkeys(draft.municipality for draft in drafts):
        made, lies = places.municipality(name, codes.get(name))
        nodes += made
        relations += lies
    return nodes, relations


def _municipality(draft: _Draft, origin: str) -> Municipality:
    key, code = places.municipality_key(draft.municipality), draft.municipality_code
    return Municipality(key=key, name=draft.name, code=code, population=draft.population, origin=origin)


def _area(draft: _Draft, origin: str) -> Area:
    if draft.level is AreaLevel.MUNICIPALITY:
        code = fold(draft.municipality)
    else:
        code = draft.code or places.made_code(draft.municipality, draft.name)
    return Area(
        key=places.area_key(draft.level, code),
        origin=origin,
        name=draft.name,
        level=draft.level,
        code=code,
        population=draft.population,
        centre=shapes.centre(draft.outline) if draft.outline else None,
        geometry=shapes.geojson(draft.outline) if draft.outline else None,
    )


def _lies(draft: _Draft, area: Area, origin: str) -> list[Relation]:
    return [
        PartOf(source=area.key, target=places.whole_key(draft.municipality), origin=origin),
        BelongsTo(source=area.key, target=places.municipality_key(draft.municipality), origin=origin),
    ]
