# SPDX-License-Identifier: EUPL-1.2
"""What of a loaded file must be written, given what the store already has."""

import dataclasses
from collections.abc import AsyncIterator, Iterable, Sequence

from loaders.loaded import LOADER, Loaded
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.keys import fold
from schema.municipality import Municipality
from schema.query import MAX_PAGE, Direction, Filter, Order, Page, RelationId
from schema.services import Graph
from schema.theme import Theme

_NEIGHBOURHOODS = (AreaLevel.WIJK, AreaLevel.BUURT, AreaLevel.DORP)
"""A file that names a neighbourhood does not say which of these it means; largest first."""


async def settle(loaded: Loaded, store: Graph) -> Loaded:
    """Only what must be written, with relations laid to what the store already has of the shared nodes."""
    records = (*loaded.shared, *loaded.nodes)
    municipalities = await _municipalities([node for node in records if isinstance(node, Municipality)], store)
    known = {key: [area async for area in _areas_of(key, store)] for key in sorted(set(municipalities.values()))}
    found = municipalities | await _found(loaded, municipalities, known, store)
    own = [_as(node, found) for node in loaded.nodes]
    relations = [_between(relation, found) for relation in loaded.relations]
    nested = _nested([node for node in own if isinstance(node, Area)], [a for areas in known.values() for a in areas])
    inside = {relation.source for relation in nested}
    relations = [r for r in relations if not (isinstance(r, PartOf) and r.source in inside)] + nested
    shared = {found.get(node.key, node.key) for node in loaded.shared}
    kept = await _present([r for r in relations if r.source in shared], store)
    return dataclasses.replace(
        loaded,
        nodes=own,
        shared=[node for node in loaded.shared if node.key not in found],
        relations=[r for r in relations if (type(r), r.source, r.target) not in kept],
    )


async def known_municipalities(store: Graph) -> list[Municipality]:
    """All municipalities that the store has."""
    known: list[Municipality] = []
    page: Page | None = Page(MAX_PAGE)
    while page:
        part = await store.find(Municipality, Filter(), Order.KEY, page, LOADER)
        known += part.nodes
        page = Page(MAX_PAGE, part.positions[-1]) if part.more else None
    return known


async def _municipalities(named: Sequence[Municipality], store: Graph) -> dict[int, int]:
    """The store's keys of the municipalities that it has, by the keys that the file gave them."""
    known = await known_municipalities(store)
    keys = {node.key for node in known}
    by_name = {fold(node.name): node.key for node in known}
    by_code = {node.code: node.key for node in known if node.code}
    found: dict[int, int] = {}
    for node in named:
        there = node.key if node.key in keys else by_code.get(node.code or "", by_name.get(fold(node.name)))
        if there is not None:
            found[node.key] = there
    return found


async def _areas_of(municipality: int, store: Graph) -> AsyncIterator[Area]:
    """All areas that the store has in a municipality."""
    page: Page | None = Page(MAX_PAGE)
    while page:
        (part,) = await store.neighbours(BelongsTo, Direction.IN, [municipality], page, LOADER)
        for area in part.nodes:
            if isinstance(area, Area):
                yield area
        page = Page(MAX_PAGE, part.positions[-1]) if part.more else None


async def _found(
    loaded: Loaded, municipalities: dict[int, int], known: dict[int, list[Area]], store: Graph
) -> dict[int, int]:
    """The store's keys of the themes and areas that it has, by the keys that the file gave them.

    An area of the file's own keeps its key, by its code; only of a whole municipality there is never a second.
    """
    found: dict[int, int] = {}
    for cls in (Area, Theme):
        keys = [node.key for node in loaded.shared if isinstance(node, cls)]
        found |= {node.key: node.key for node in await store.get(cls, keys, LOADER) if node is not None}
    own = [node for node in loaded.nodes if isinstance(node, Area) and node.level is AreaLevel.MUNICIPALITY]
    inside = {r.source: r.target for r in loaded.relations if isinstance(r, BelongsTo)}
    for area in (*loaded.shared, *own):
        if isinstance(area, Area) and area.key not in found:
            there = known.get(municipalities.get(inside[area.key], 0), [])
            if match := _match(area, there):
                found[area.key] = match.key
    return found


def _as(node: Node, found: dict[int, int]) -> Node:
    """The node, by the key that the store has for it."""
    key = found.get(node.key, node.key)
    return node if key == node.key else dataclasses.replace(node, key=key)


def _match(area: Area, known: Iterable[Area]) -> Area | None:
    """What the store has of an area that a file names: of that name and level; of the whole there is only one."""
    if area.level is AreaLevel.MUNICIPALITY:
        return next((other for other in known if other.level is area.level), None)
    levels = _NEIGHBOURHOODS if area.level in _NEIGHBOURHOODS else (area.level,)
    same = [other for other in known if other.level in levels and fold(other.name) == fold(area.name)]
    return min(same, key=lambda other: levels.index(other.level), default=None)


def _between(relation: Relation, found: dict[int, int]) -> Relation:
    """The relation, laid between what the store has."""
    source, target = found.get(relation.source, relation.source), found.get(relation.target, relation.target)
    if (source, target) == (relation.source, relation.target):
        return relation
    return dataclasses.replace(relation, source=source, target=target)


def _nested(own: Sequence[Area], known: Iterable[Area]) -> list[Relation]:
    """Each buurt in its wijk, by CBS code: BU00140003 lies in WK001400. Whichever of the two was loaded first."""
    every = {area.key: area for area in (*known, *own)}
    wijken = {area.code[2:]: area for area in every.values() if area.level is AreaLevel.WIJK}
    fresh = {area.key for area in own}
    pairs = [
        (buurt, wijken[buurt.code[2:8]])
        for buurt in every.values()
        if buurt.level is AreaLevel.BUURT and buurt.code.startswith("BU") and buurt.code[2:8] in wijken
    ]
    return [
        PartOf(source=buurt.key, target=wijk.key) for buurt, wijk in pairs if buurt.key in fresh or wijk.key in fresh
    ]


async def _present(relations: Sequence[Relation], store: Graph) -> set[tuple[type[Relation], int, int]]:
    """Those of the relations that the store already has. (What two shared nodes have between them is kept.)"""
    ids = [RelationId(type(r), r.source, r.target) for r in relations]
    present = await store.relations(ids, LOADER)
    return {(type(r), r.source, r.target) for r in present if r is not None}
