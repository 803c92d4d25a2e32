# SPDX-License-Identifier: EUPL-1.2
"""Blind spots of a store: what is read for them, once for each snapshot, and the questions that are answered."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.areas import AreaIndex
from graph_api.analysis.blind_spots import area_spots, theme_spots
from graph_api.analysis.coverage import Bools, Ground, ground
from graph_api.analysis.snapshot import Int32s, Int64s, Matrix, Snapshot
from schema.area import Area, AreaLevel, BelongsTo
from schema.base import Node
from schema.blind_spot import BlindSpot, BlindSpotMeasure
from schema.initiative import About, Asks, Initiative, LocatedIn
from schema.municipality import Municipality
from schema.organisation import Supports
from schema.privacy import Privacy, Viewer
from schema.query import Filter
from schema.resident import Initiates
from schema.services import Graph
from schema.support_request import RequestState, SupportRequest
from schema.theme import Theme

N = TypeVar("N", bound=Node)

_CHUNK: Final = 2000
_HELPED: Final = Filter(equals=(("state", (RequestState.GRANTED, RequestState.DONE)),))


@dataclass(frozen=True, slots=True)
class Read:
    """What a level sees in a snapshot: where initiatives lie, which have support, and what they are about
    (initiatives x themes, at positions in the snapshot)."""

    snapshot: Snapshot
    ground: Ground
    supported: Bools
    about: Matrix
    _covered: dict[BlindSpotMeasure, Bools] = field(default_factory=dict[BlindSpotMeasure, Bools])

    def covered(self, measure: BlindSpotMeasure) -> Bools:
        """By area: whether a source covers it that tells of what is counted; computed once."""
        if measure not in self._covered:
            self._covered[measure] = self.ground.covered(self.told(measure))
        return self._covered[measure]

    def told(self, measure: BlindSpotMeasure) -> Bools:
        """By initiative: whether there is any of what is counted."""
        if measure is BlindSpotMeasure.INITIATORS:
            return np.diff(self.snapshot.backward(Initiates).indptr) > 0
        return self.supported if measure is BlindSpotMeasure.SUPPORT else np.ones(len(self.supported), np.bool_)


class Survey:
    """Answers where blind spots are. Everything rests on what the viewer may see."""

    def __init__(self, graph: Graph, areas: AreaIndex) -> None:
        self._graph = graph
        self._areas = areas
        self._read: dict[Privacy, Read] = {}
        self._reading = asyncio.Lock()

    async def areas(
        self, snapshot: Snapshot, level: AreaLevel, measure: BlindSpotMeasure, where: Filter, viewer: Viewer
    ) -> list[BlindSpot]:
        """The areas of a level, worst first; `where` chooses the initiatives, and by areas and municipality the areas.

        A supported initiative has a supporting organisation, or a request that the municipality granted. For those who
        may not see initiators there are none to count, so nothing is answered.
        """
        if measure is BlindSpotMeasure.INITIATORS and viewer.privacy < Initiates.__ends__.privacy:
            return []
        read = await self._reads(snapshot, viewer)
        areas, places = await self._compared(read, level, where)
        chosen = await self._chosen(snapshot, where, viewer)

        def compute() -> list[BlindSpot]:
            observed = _observed(read, measure, read.ground.members[:, places], chosen)
            return area_spots(measure, areas, observed, read.covered(measure)[places])

        return await asyncio.to_thread(compute)

    async def themes(
        self,
        snapshot: Snapshot,
        level: AreaLevel,
        measure: BlindSpotMeasure,
        where: Filter,
        first: int,
        viewer: Viewer,
    ) -> list[BlindSpot]:
        """Areas of a level with themes that are rarer there than elsewhere, worst first; nothing of initiators for
        those who may not see them, as `areas`."""
        if measure is BlindSpotMeasure.INITIATORS and viewer.privacy < Initiates.__ends__.privacy:
            return []
        read = await self._reads(snapshot, viewer)
        areas, places = await self._compared(read, level, where)
        chosen = await self._chosen(snapshot, where, viewer)
        themes = await self._get(Theme, snapshot.keys(Theme), viewer)

        def compute() -> list[BlindSpot]:
            there = [t for t, theme in enumerate(themes) if theme is not None]
            counts, known = _mix(read, measure, places, chosen, there)
            return theme_spots(measure, areas, [t for t in themes if t], counts, known)[:first]

        return await asyncio.to_thread(compute)

    async def _reads(self, snapshot: Snapshot, viewer: Viewer) -> Read:
        async with self._reading:
            kept = self._read.get(snapshot.privacy)
            if kept is None or kept.snapshot is not snapshot:
                kept = self._read[snapshot.privacy] = await self._reads_anew(snapshot, viewer)
            return kept

    async def _reads_anew(self, snapshot: Snapshot, viewer: Viewer) -> Read:
        located = await self._graph.ends(LocatedIn, Filter(), viewer)
        initiatives = await self._get(Initiative, snapshot.keys(Initiative), viewer)
        origins = [each.origin if each else None for each in initiatives]
        granted = await self._graph.keys(SupportRequest, _HELPED, viewer)
        on = await asyncio.to_thread(ground, snapshot, located, origins)
        return Read(snapshot, on, _supported(snapshot, granted), snapshot.forward(About))

    async def _compared(self, read: Read, level: AreaLevel, where: Filter) -> tuple[list[Area], Int32s]:
        """The areas of a level that the filter does not leave out, and their positions."""
        areas = (await self._areas.outlines(level)).areas
        places = read.snapshot.positions(Area, [area.key for area in areas])
        wanted = (places >= 0) & _within(read, where)[places]
        return [areas[i] for i in np.flatnonzero(wanted)], places[wanted]

    async def _chosen(self, snapshot: Snapshot, where: Filter, viewer: Viewer) -> Bools:
        chosen = np.zeros(snapshot.count(Initiative), np.bool_)
        places = snapshot.positions(Initiative, await self._graph.keys(Initiative, where, viewer))
        chosen[places[places >= 0]] = True
        return chosen

    async def _get(self, cls: type[N], keys: Int64s, viewer: Viewer) -> list[N | None]:
        found: list[N | None] = []
        for start in range(0, len(keys), _CHUNK):
            found += await self._graph.get(cls, keys[start : start + _CHUNK].tolist(), viewer)
        return found


def _within(read: Read, where: Filter) -> Bools:
    """By area: whether it lies in the areas and the municipality of a filter, as far as these are given."""
    snapshot, inside = read.snapshot, read.ground.inside
    within = np.ones(snapshot.count(Area), np.bool_)
    if where.areas is not None:
        within &= _below(inside, snapshot.positions(Area, where.areas))
    if where.municipality is not None:
        place = snapshot.positions(Municipality, [where.municipality])
        of = snapshot.backward(BelongsTo)[place[place >= 0]].indices
        within &= _below(inside, of)
    return within


def _below(inside: Matrix, areas: Int32s) -> Bools:
    return np.asarray(inside[:, areas[areas >= 0]].sum(axis=1) > 0, np.bool_)


def _supported(snapshot: Snapshot, granted: Int64s) -> Bools:
    requests = np.zeros(snapshot.count(SupportRequest))
    places = snapshot.positions(SupportRequest, granted)
    requests[places[places >= 0]] = 1
    asks = snapshot.forward(Asks)
    helped = np.bincount(_rows(asks), requests[asks.indices], asks.shape[0]) > 0
    return helped | (np.diff(snapshot.backward(Supports).indptr) > 0)


def _rows(matrix: Matrix) -> Int32s:
    return np.repeat(np.arange(matrix.shape[0], dtype=np.int32), np.diff(matrix.indptr))


def _observed(read: Read, measure: BlindSpotMeasure, members: Matrix, chosen: Bools) -> Floats:
    """How many there are in each area. `members`: initiatives x areas."""
    counted = np.flatnonzero(chosen & read.told(measure))
    there = _sparse(members[counted])
    if measure is not BlindSpotMeasure.INITIATORS:
        return np.asarray(there.sum(axis=0), np.float64)
    residents = _pattern(read.snapshot.backward(Initiates))[counted]
    return np.diff(_sparse(there.T @ residents).indptr).astype(np.float64)


def _mix(
    read: Read, measure: BlindSpotMeasure, areas: Int32s, chosen: Bools, themes: list[int]
) -> tuple[Floats, Floats]:
    """Areas x themes: how many there are for the theme, and how many for any, of sources that name it at all."""
    about = _pattern(read.about)
    members, about_any = _sparse(read.ground.members[:, areas]), chosen & (np.diff(about.indptr) > 0)
    named = _pattern(_sparse(read.ground.sources @ about)).tocsc()
    counts, known = np.zeros((2, len(areas), len(themes)))
    for at, theme in enumerate(themes):
        is_about = about[:, [theme]].toarray()[:, 0] > 0
        of_sources = read.ground.sources.T @ named[:, [theme]].toarray()[:, 0] > 0
        counts[:, at] = _observed(read, measure, members, chosen & is_about)
        known[:, at] = _observed(read, measure, members, about_any & of_sources)
    return counts, known


def _pattern(matrix: Matrix) -> Matrix:
    """The same places with ones: a weight may be 0 or more."""
    return sparse.csr_array((np.ones(len(matrix.indices)), matrix.indices, matrix.indptr), shape=matrix.shape)


def _sparse(matrix: Any) -> Matrix:
    return sparse.csr_array(matrix)
