# SPDX-License-Identifier: EUPL-1.2
"""What is found about how a network hangs together: its communities, the gaps between them, and its weak spots."""

from dataclasses import dataclass
from typing import Final

from schema.base import Node
from schema.initiative import Initiative
from schema.opportunity import Text
from schema.organisation import Organisation

LEAST: Final = 10
"""Fewer residents than this are not counted out."""


@dataclass(frozen=True, slots=True)
class Trait:
    """A theme or area of a community: how many of its initiatives have it."""

    node: Node
    count: int


@dataclass(frozen=True, slots=True)
class Community:
    """A community. `residents` is None below LEAST, and for those who may not see them; `stability` is from 0 to 1."""

    id: str
    name: Text
    initiatives: int
    organisations: int
    residents: int | None
    stability: float
    stable: bool
    themes: list[Trait]
    areas: list[Trait]
    central_initiatives: list[Initiative]
    central_organisations: list[Organisation]
    text: Text


@dataclass(frozen=True, slots=True)
class Alike:
    """Two nodes, and the themes and areas that they share, what tells most first."""

    a: Node
    b: Node
    shared: list[Node]


@dataclass(frozen=True, slots=True)
class Gap:
    """Two communities between which there is far less than their size suggests, and who could close it."""

    a: Community
    b: Community
    found: int
    expected: float
    closest: list[Alike]
    text: Text


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities of a selection, largest first, of `total`. `alone`: initiatives in none of them; `agreement`: of
    the `runs`, two by two, the mean adjusted Rand index."""

    items: list[Community]
    total: int
    alone: int
    runs: int
    agreement: float
    modularity: float
    gaps: list[Gap]
    text: Text


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A node without which a group falls into `parts`, so that `lost` initiatives lose the rest."""

    node: Node
    parts: int
    lost: int
    text: Text


@dataclass(frozen=True, slots=True)
class WeakLink:
    """Two nodes of which the connection is the only one between `lost` initiatives and the rest of their group."""

    a: Node
    b: Node
    through_resident: bool
    lost: int
    text: Text


@dataclass(frozen=True, slots=True)
class Repair:
    """One of the connections that together make a group hold together, whatever one node or connection goes."""

    ends: Alike
    text: Text


@dataclass(frozen=True, slots=True)
class OnOneResident:
    """Initiatives that are carried by one resident and no organisation. Who that is, is not told."""

    total: int
    initiatives: list[Initiative]
    text: Text


@dataclass(frozen=True, slots=True)
class Fragility:
    """The weak spots of a selection, the heaviest first, each list of so many in all."""

    initiatives: int
    alone: int
    groups: int
    largest: int
    points: list[WeakPoint]
    points_total: int
    links: list[WeakLink]
    links_total: int
    repairs: list[Repair]
    repairs_total: int
    on_one_resident: OnOneResident | None
    text: Text
