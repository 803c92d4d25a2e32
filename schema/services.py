# SPDX-License-Identifier: EUPL-1.2
"""What resolvers may call: the graph, and what the network tells. Typed here, built elsewhere."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from schema.area import Area, AreaLevel
from schema.base import Node, Relation
from schema.blind_spot import BlindSpot, BlindSpotMeasure
from schema.change import Change, ChangeSet, Receipt, Ref, Version
from schema.consequences import Consequences, Supposition
from schema.geometry import Box, Point
from schema.initiative import Initiative
from schema.opportunity import Explanation, Opportunity, OpportunityPage, PairId, Party, Text, Wanted
from schema.organisation import Organisation
from schema.privacy import Viewer
from schema.query import Direction, Filter, Keys, Order, Page, Pairs, Places, RelationId, Slice
from schema.resident import Resident
from schema.selection import Selection
from schema.structure import Communities, Community, Fragility

N = TypeVar("N", bound=Node)
R = TypeVar("R", bound=Relation)


class Graph(Protocol):
    """The graph as it is kept. It never returns what the viewer may not see: hidden nodes and relations are absent
    and uncounted, hidden fields are None."""

    async def get(self, type: type[N], keys: Keys, viewer: Viewer) -> list[N | None]:
        """One entry per key, in key order; None where there is none to see."""
        ...

    async def relations(self, ids: Sequence[RelationId], viewer: Viewer) -> list[Relation | None]:
        """One entry per id, in order."""
        ...

    async def neighbours(
        self,
        relation: type[Relation],
        direction: Direction,
        keys: Keys,
        page: Page,
        viewer: Viewer,
        active_on: date | None = None,
    ) -> list[Slice[Node]]:
        """One slice per key: the nodes at the other end, by their key (so a position is `(key,)`), with relations.

        With `active_on` only relations that hold on that day: since <= day <= until, unknown bounds being open.
        """
        ...

    async def find(self, type: type[N], where: Filter, order: Order, page: Page, viewer: Viewer) -> Slice[N]:
        """Nodes that match, sorted. Raises ValueError for a filter or order that the type cannot answer."""
        ...

    async def keys(self, type: type[Node], where: Filter, viewer: Viewer) -> npt.NDArray[np.int64]:
        """The keys of all nodes that match, ascending. Raises ValueError as `find` does."""
        ...

    async def places(self, type: type[Node], where: Filter, viewer: Viewer) -> Places:
        """The spatial points of all that match and have one."""
        ...

    async def ends(self, relation: type[Relation], where: Filter, viewer: Viewer) -> Pairs:
        """The ends of all relations of this type that last (without `until`) and whose source matches the filter."""
        ...

    async def write(self, changes: ChangeSet, viewer: Viewer) -> Receipt:
        """Apply a change set. Raises Refused; then nothing was written."""
        ...

    async def history(self, ref: Ref, viewer: Viewer) -> list[Version]:
        """All versions, newest first; empty when there is none to see."""
        ...

    async def changes(self, since: int, first: int, viewer: Viewer) -> list[Change]:
        """Revisions after `since`, oldest first, without what the viewer may not see. A revision of which the viewer
        may see nothing is left out."""
        ...

    async def revision(self) -> int:
        """The number of the last revision; 0 when nothing was ever written."""
        ...

    async def erase(self, resident: int, viewer: Viewer) -> bool:
        """Remove a resident, all its relations and every trace in the history; False when there was none. It takes a
        revision that tells who erased something and when, but not whom, so that snapshots notice."""
        ...

    def watch(self, since: int, viewer: Viewer) -> AsyncIterator[Change]:
        """Revisions after `since`, first those that were, then those that come, without end."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """One part of why two initiatives are related: an organisation or resident they share, or residents taken together
    (then `via` is None). `share` is its part of the score."""

    kind: str
    via: Organisation | Resident | None
    share: float
    count: int


@dataclass(frozen=True, slots=True)
class Related:
    """An initiative related to another. The shares of the evidence sum to the score."""

    initiative: Initiative
    rank: int
    score: float
    adamic_adar: float
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Central:
    """A node's place in a centrality: rank from 1, value, percentile from 0 to 100, and what that means here. `error`:
    how far off an estimated value may be, 95 times in 100; None where it is exact."""

    node: Node
    rank: int
    value: float
    percentile: float
    error: float | None
    explanation: Text


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """What joins two nodes of a drawing, by their positions: first its nodes, then its residents."""

    source: int
    target: int
    weight: float


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """A community, and the positions of its nodes in a drawing, ascending."""

    community: Community
    nodes: list[int]


@dataclass(frozen=True, slots=True)
class NetworkDrawing:
    """The most central of the `total` nodes of a selection. `residents`: so many, without a name, join two or more of
    these; None for those who may not see them. `edges`: of the `edges_total` between all these, the heaviest."""

    selection: Selection
    nodes: list[Central]
    total: int
    residents: int | None
    edges: list[DrawnEdge]
    edges_total: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Initiatives drawn as one mark: how many, where (their mean), and the box they lie in."""

    count: int
    point: Point
    box: Box
    initiative: Initiative | None


@dataclass(frozen=True, slots=True)
class AreaCount:
    """An area with how many initiatives that match lie in it or in an area inside it."""

    area: Area
    initiatives: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges of a selection. `truncated` when there were more nodes than asked for."""

    nodes: list[Node]
    edges: list[Relation]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """A computation under way: `done` of `total` steps."""

    name: str
    done: int
    total: int


class Shape(Protocol):
    """How a selection of the network hangs together. Residents make part of it where the viewer sees them, but are
    never ranked or named."""

    async def centrality(
        self, measure: str, type: type[Node] | None, selection: Selection, first: int, viewer: Viewer
    ) -> list[Central]:
        """The most central nodes of a type, None for all but residents; `measure` as in `CentralityMeasure`."""
        ...

    async def drawing(self, measure: str, selection: Selection, first: int, viewer: Viewer) -> NetworkDrawing:
        """The `first` most central nodes of a selection, to draw."""
        ...

    async def groups(self, selection: Selection, nodes: Sequence[Party], viewer: Viewer) -> list[DrawnGroup]:
        """The communities of a selection that any of these nodes is in, those with the most initiatives first."""
        ...

    async def communities(self, selection: Selection, first: int, viewer: Viewer) -> Communities:
        """The `first` communities, those with the most initiatives first, and as many gaps between communities."""
        ...

    async def fragility(self, selection: Selection, first: int, viewer: Viewer) -> Fragility:
        """The weak spots, `first` of each kind, and what would mend them."""
        ...

    def progress(self) -> list[Progress]:
        """What is being computed now."""
        ...


class Analysis(Protocol):
    """What the network tells. Everything rests only on what the viewer may see."""

    @property
    def opportunities(self) -> "Opportunities":
        """The connections worth making in this network."""
        ...

    @property
    def shape(self) -> Shape:
        """How the network hangs together."""
        ...

    @property
    def what_if(self) -> "Suppositions":
        """What would change in this network."""
        ...

    async def related(
        self, initiative: int, first: int, viewer: Viewer, *, each_resident: bool = True
    ) -> list[Related]:
        """The initiatives most related to this one, best first. Without `each_resident`, evidence counts residents
        together, by kind."""
        ...

    async def network(self, where: Filter, relations: Sequence[type[Relation]], first: int, viewer: Viewer) -> Drawing:
        """The initiatives that match, what they are joined to over these relations, and those relations."""
        ...

    async def map_features(self, box: Box, zoom: int, where: Filter, viewer: Viewer) -> list[Cluster]:
        """What to draw on a map at a zoom level (0 to 22): clusters, and single initiatives."""
        ...

    async def area_counts(self, level: AreaLevel, box: Box | None, where: Filter, viewer: Viewer) -> list[AreaCount]:
        """Areas of a level whose outline meets the box, with their counts."""
        ...

    async def blind_spots(
        self, level: AreaLevel, measure: BlindSpotMeasure, where: Filter, viewer: Viewer
    ) -> list[BlindSpot]:
        """Areas of a level against what their number of residents suggests, worst first."""
        ...

    async def theme_blind_spots(
        self, level: AreaLevel, measure: BlindSpotMeasure, where: Filter, first: int, viewer: Viewer
    ) -> list[BlindSpot]:
        """Themes in areas of a level against their share elsewhere, worst first."""
        ...


class Suppositions(Protocol):
    """What would change; nothing is written."""

    async def consequences(self, supposed: Supposition, viewer: Viewer) -> Consequences:
        """What would change. Raises ImpossibleError."""
        ...


class Opportunities(Protocol):
    """Connections worth making. Everything rests only on what the viewer may see; decisions are for staff."""

    async def find(self, wanted: Wanted, first: int, start: int, viewer: Viewer) -> OpportunityPage:
        """Offered opportunities from place `start` of the list on, best first, no party too often near another.
        Raises BusyError."""
        ...

    async def get(self, id: PairId, viewer: Viewer) -> Opportunity | None:
        """An opportunity with all its evidence; None where a party is not there or nothing speaks for it."""
        ...

    async def explain(self, one: Party, other: Party, viewer: Viewer) -> Explanation | None:
        """What connects any two parties and what is missing; None where one is not there."""
        ...

    async def decide(self, id: PairId, outcome: str, reason: str | None, viewer: Viewer) -> Opportunity | None:
        """Remember what staff decided (an outcome of `schema.verdict`); None as `get`."""
        ...
