# SPDX-License-Identifier: EUPL-1.2
"""What of a loaded file must be written, given what the store already has."""

import dataclasses
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

from loaders.loaded import LOADER, Loaded
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Relation
from schema.change import ChangeSet
from schema.keys import fold
from schema.municipality import Municipality
from schema.query import MAX_PAGE, Direction, Filter, Order, Page, RelationId
from schema.services import Graph
from schema.theme import Theme

BATCH = 50_000
"""Records in one change set: a whole file as a rule, so that it is visible at once, yet bounded for any file."""

_NEIGHBOURHOODS = (AreaLevel.WIJK, AreaLevel.BUURT, AreaLevel.DORP)
"""A file that names a neighbourhood does not say which of these it means; largest first."""


async def settle(loaded: Loaded, store: Graph) -> Loaded:
    """Only what must be written, with relations laid to what the store already has of the shared nodes."""
    known = await _known_areas(loaded, store)
    found = await _found(loaded, known, store)
    made = [node for node in loaded.shared if node.key not in found]
    relations = [_between(relation, found) for relation in loaded.relations]
    own = [node for node in loaded.nodes if isinstance(node, Area)]
    relations += _nested(own, [area for areas in known.values() for area in areas])
    shared = {found.get(node.key, node.key) for node in loaded.shared}
    kept = await _present([r for r in relations if r.source in shared], store)
    return dataclasses.replace(
        loaded, shared=made, relations=[r for r in relations if (type(r), r.source, r.target) not in kept]
    )


def change_sets(loaded: Loaded) -> Iterator[ChangeSet]:
    """What was settled as change sets: one where it fits, else nodes before relations."""
    nodes, relations = [*loaded.shared, *loaded.nodes], loaded.relations
    if len(nodes) + len(relations) <= BATCH:
        yield ChangeSet(nodes, relations, origin=loaded.origin)
        return
    for start in range(0, len(nodes), BATCH):
        yield ChangeSet(nodes=nodes[start : start + BATCH], origin=loaded.origin)
    for start in range(0, len(relations), BATCH):
        yield ChangeSet(relations=relations[start : start + BATCH], origin=loaded.origin)


async def _known_areas(loaded: Loaded, store: Graph) -> dict[int, list[Area]]:
    """All areas that the store has in the municipalities that the file names, by municipality (its key there)."""
    municipalities = [node for node in (*loaded.shared, *loaded.nodes) if isinstance(node, Municipality)]
    keys = {node.key for node in municipalities} | set((await _by_code(municipalities, store)).values())
    return {key: [area async for area in _areas_of(key, store)] for key in sorted(keys)}


async def _areas_of(municipality: int, store: Graph) -> AsyncIterator[Area]:
    page = Page(MAX_PAGE)
    while True:
        (part,) = await store.neighbours(BelongsTo, Direction.IN, [municipality], page, LOADER)
        for area in part.nodes:
            if isinstance(area, Area):
                yield area
        if not part.more:
            return
        page = Page(MAX_PAGE, part.positions[-1])


async def _by_code(municipalities: Sequence[Municipality], store: Graph) -> dict[int, int]:
    """The store's keys of municipalities that it knows by code, by the keys that the file gave them."""
    codes = tuple(node.code for node in municipalities if node.code)
    if not codes:
        return {}
    where = Filter(equals=(("code", codes),))
    found = (await store.find(Municipality, where, Order.KEY, Page(MAX_PAGE), LOADER)).nodes
    by_code = {node.code: node.key for node in found}
    return {node.key: by_code[node.code] for node in municipalities if node.code in by_code}


async def _found(loaded: Loaded, known: dict[int, list[Area]], store: Graph) -> dict[int, int]:
    """The store's keys of the shared nodes that it has, by the keys that the file gave them."""
    found: dict[int, int] = {}
    for cls in (Municipality, Area, Theme):
        keys = [node.key for node in loaded.shared if isinstance(node, cls)]
        found |= {node.key: node.key for node in await store.get(cls, keys, LOADER) if node is not None}
    municipalities = [node for node in loaded.shared if isinstance(node, Municipality) and node.key not in found]
    found |= await _by_code(municipalities, store)
    inside = {r.source: r.target for r in loaded.relations if isinstance(r, BelongsTo)}
    for area in loaded.shared:
        if isinstance(area, Area) and area.key not in found:
            municipality = found.get(inside[area.key], inside[area.key])
            match = _match(area, known.get(municipality, []))
            if match is not None:
                found[area.key] = match.key
    return found


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
