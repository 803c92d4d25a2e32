# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of the graph: filters, orders, pages and what they return."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from schema.base import Node, Relation
from schema.geometry import Box, Point

N = TypeVar("N", bound=Node)

MAX_PAGE = 500
"""The most items one page may hold."""

Position = tuple[int | float | str | None, ...]
"""Where an item stands in an order: its sort values, then its key. A page goes on after a position."""


class Direction(enum.Enum):
    """From which end a relation is walked. A symmetric relation is walked OUT, and finds both ends."""

    OUT = "OUT"
    IN = "IN"


class Order(enum.Enum):
    """How found nodes are sorted; ties by key. Only orders that every store computes alike.

    TITLE: by folded title. NEWEST: `since`, latest first, unknown last. NEAREST: whole metres from `near`.
    RELEVANCE: those whose title has every word searched for first, then by folded title.
    OLDEST: by the dated column, earliest first, unknown last. KEY: by key alone.
    """

    KEY = "KEY"
    TITLE = "TITLE"
    NEWEST = "NEWEST"
    OLDEST = "OLDEST"
    NEAREST = "NEAREST"
    RELEVANCE = "RELEVANCE"


@dataclass(frozen=True, slots=True)
class Near:
    """Within a radius, in metres along the great circle (haversine, mean earth radius 6,371,008.8 m) of a point."""

    point: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Days:
    """From the first of these days through the last, where given; or, where the day is not known."""

    since: date | None = None
    until: date | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Which nodes of a type: all conditions that are given must hold; within one condition any value will do.

    `text`: every word, in Dutch, by stem; the last word may be unfinished. `box` and `near`: the spatial column.
    `areas`: located in one of these areas or in an area inside it; `municipality`: in an area of this municipality;
    `themes`: about one of these (these three: initiatives only, and over relations that last: without `until`).
    `active_on`: since <= day <= until, unknown bounds being open. `days`: on these days, by the dated column.
    `equals`: by indexed column name, one of these values (as the column's Python type).
    """

    text: str | None = None
    box: Box | None = None
    near: Near | None = None
    areas: tuple[int, ...] | None = None
    municipality: int | None = None
    themes: tuple[int, ...] | None = None
    active_on: date | None = None
    days: Days | None = None
    equals: tuple[tuple[str, tuple[object, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """At most `first` items (0 to MAX_PAGE; 0 asks for the total alone) that come after a position."""

    first: int = 50
    after: Position | None = None


@dataclass(slots=True)
class Slice(Generic[N]):
    """A page of nodes. `positions` run along with `nodes`; `total` counts all that match, on every page;
    `relations` run along with `nodes` when they were reached over a relation."""

    nodes: list[N]
    positions: list[Position]
    total: int
    more: bool
    relations: list[Relation] = field(default_factory=list[Relation])


@dataclass(frozen=True, slots=True)
class Places:
    """All spatial points that match a filter, by ascending key: keys int64 (n), lon and lat float64 (n)."""

    keys: npt.NDArray[np.int64]
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The ends of relations, by ascending source, then target: both int64 (n)."""

    source: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RelationId:
    """The identity of a relation: its type and ends. Of a symmetric type, source < target."""

    type: type[Relation]
    source: int
    target: int


Keys = Sequence[int]
