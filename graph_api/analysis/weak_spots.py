# SPDX-License-Identifier: EUPL-1.2
"""The weak spots of a selection: what holds its initiatives together, and what would mend it, so that no group of three
initiatives or more falls apart, whatever one goes.

Who is joined to one other only holds nothing together, so such residents and organisations are left out first. What is
lost is counted in initiatives. Residents are never among what is found: two nodes that only a resident joins are.
"""

from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.fragility import Fragility
from graph_api.analysis.kernels import Ints, Network
from graph_api.analysis.likeness import Likeness
from graph_api.analysis.mending import Mending
from graph_api.analysis.snapshot import Int64s, Snapshot, frozen
from graph_api.analysis.view import View
from graph_api.analysis.work import Report
from schema.base import Node
from schema.initiative import Initiative
from schema.opportunity import Party
from schema.organisation import Organisation, Runs
from schema.resident import Initiates, ParticipatesIn

MOST_ENDS: Final = 100
"""So many nodes of each part, those with the most edges, are tried as ends of a repair."""
MOST_RANKED: Final = 200
"""Of so many loose ends at most the pairs are chosen by likeness; of more, any that will do."""
ENDS: Final[tuple[type[Node], ...]] = (Initiative, Organisation)


@dataclass(frozen=True, slots=True)
class Spot:
    """A node, or two nodes, with into how many parts and how many initiatives fall off; `through`: a resident."""

    parties: tuple[Party, ...]
    parts: int
    lost: int
    through: bool = False


class WeakSpots:
    """Of one selection; what is found is ordered, the heaviest first."""

    def __init__(self, view: View, likeness: Likeness, report: Report) -> None:
        report(0, 5)
        self._view = view
        self._likeness = likeness
        self._kept: Final = _holding(view)
        self._network: Final = Network(frozen(view.network.pattern[self._kept][:, self._kept]))
        self._type: Final = np.searchsorted([*view.first.values()], self._kept, "right") - 1
        types = list(view.first)
        self._initiative: Final = self._type == types.index(Initiative)
        self._end: Final = np.isin(self._type, [at for at, cls in enumerate(types) if cls in ENDS])
        report(1, 5)
        fragility = Fragility(self._network, self._initiative.astype(np.float64))
        report(2, 5)
        self.points: Final[list[Spot]] = self._points(fragility)
        report(3, 5)
        self.links: Final[list[Spot]] = self._links(fragility)
        report(4, 5)
        self._mendings: Final = self._ordered(fragility.mendings())
        self._count_groups()

    def _count_groups(self) -> None:
        initiatives = self._view.part(Initiative)
        self.initiatives = initiatives.stop - initiatives.start
        sizes = np.bincount(self._network.components()[self._initiative], minlength=1)
        self.groups = int((sizes > 1).sum())
        self.largest = int(sizes.max()) if self.groups else 0
        self.alone = self.initiatives - int(sizes[sizes > 1].sum())

    def _party(self, place: int) -> Party:
        return self._view.at(int(self._kept[place]))

    def _points(self, fragility: Fragility) -> list[Spot]:
        cuts = fragility.points()
        listed = np.flatnonzero(self._end[cuts.ends] & (cuts.lost > 0))
        listed = listed[np.lexsort((cuts.ends[listed], -cuts.lost[listed]))]
        found = zip(cuts.ends[listed].tolist(), cuts.parts[listed].tolist(), cuts.lost[listed].tolist(), strict=True)
        return [Spot((self._party(place),), parts, int(lost)) for place, parts, lost in found]

    def _links(self, fragility: Fragility) -> list[Spot]:
        """Bridges between nodes that may be named; and two nodes at either side of a resident who joins only them."""
        cuts = fragility.links()
        spots: list[Spot] = []
        passed: dict[int, list[tuple[int, int]]] = {}
        for (one, other), lost in zip(cuts.ends.tolist(), cuts.lost.astype(int).tolist(), strict=True):
            if self._end[one] and self._end[other]:
                spots.append(Spot((self._party(one), self._party(other)), 2, lost))
            else:
                resident, end = (other, one) if self._end[one] else (one, other)
                passed.setdefault(resident, []).append((end, lost))
        for resident, ends in passed.items():
            if len(ends) == 2 == self._network.degree[resident]:
                (one, lost), (other, _) = sorted(ends)
                spots.append(Spot((self._party(one), self._party(other)), 2, lost, through=True))
        listed = [spot for spot in spots if spot.lost]
        return sorted(listed, key=lambda spot: (-spot.lost, [key for _, key in spot.parties]))

    def _ordered(self, found: list[Mending]) -> list[Mending]:
        """Those of the groups with the most initiatives first."""
        labels = self._network.components()
        sizes = np.bincount(labels[self._initiative], minlength=int(labels.max(initial=0)) + 1)
        first = [int(next(iter(mending.leaves.values()))[0]) for mending in found]
        order = sorted(range(len(found)), key=lambda at: (-int(sizes[labels[first[at]]]), first[at]))
        return [found[at] for at in order]

    @property
    def repairs(self) -> int:
        """How many connections mend it, at the least."""
        return sum(mending.fewest for mending in self._mendings)

    def mend(self, first: int, report: Report) -> list[tuple[Party, Party]]:
        """The ends of the `first` of these connections: those most alike of what may be joined."""
        pairs = ((mending, *pair) for mending in self._mendings for pair in self._pairs(mending))
        found: list[tuple[Party, Party]] = []
        total = min(first, self.repairs)
        for mending, one, other in islice(pairs, first):
            report(len(found), total)
            found.append(self._ends(mending.leaves[one], mending.leaves[other]))
        return found

    def _pairs(self, mending: Mending) -> list[tuple[int, int]]:
        if len(mending.leaves) > MOST_RANKED:
            return mending.any_pairs()
        names = list(mending.leaves)
        traits = [self._traits(self._choices(part)).sum(axis=0) > 0 for part in mending.leaves.values()]
        having = np.array(traits, np.float64)
        like = (having * self._likeness.weight) @ having.T
        pairs = combinations(range(len(names)), 2)
        ranked = sorted(pairs, key=lambda pair: -float(like[pair]))
        return mending.pairs_by((names[one], names[other]) for one, other in ranked)

    def _ends(self, part: Ints, another: Ints) -> tuple[Party, Party]:
        """The two nodes most alike; where none are those with the most edges."""
        one, other = self._choices(part), self._choices(another)
        rows, columns, like = self._likeness.closest(self._traits(one), self._traits(other), MOST_ENDS)
        best = np.lexsort((columns, rows, -like))
        a, b = (one[rows[best[0]]], other[columns[best[0]]]) if len(best) else (one[0], other[0])
        return self._party(int(a)), self._party(int(b))

    def _choices(self, part: Ints) -> Ints:
        """The nodes of a part that may be an end; initiatives first, then those with the most edges."""
        ends = part[self._end[part]]
        best = np.lexsort((ends, -self._network.degree[ends], ~self._initiative[ends]))
        return ends[best][:MOST_ENDS]

    def _traits(self, ends: Ints) -> sparse.csr_array:
        keys = self._view.keys[self._kept[ends]]
        split = int(self._initiative[ends].sum())
        parts = [self._likeness.of(Initiative, keys[:split]), self._likeness.of(Organisation, keys[split:])]
        return sparse.csr_array(sparse.vstack(parts, format="csr"))


def _holding(view: View) -> Ints:
    """The nodes of a view without those, not initiatives, that are joined to one other, again and again."""
    kept = np.ones(len(view.keys), np.bool_)
    initiative = np.zeros(len(view.keys), np.bool_)
    initiative[view.part(Initiative)] = True
    while True:
        loose = kept & ~initiative & (view.network.pattern @ kept.astype(np.float64) <= 1)
        if not loose.any():
            return np.flatnonzero(kept)
        kept[loose] = False


def on_one_resident(snapshot: Snapshot, keys: Int64s) -> Int64s:
    """Those of the initiatives that one resident carries, alone, and no organisation."""
    carried = (snapshot.backward(Initiates) + snapshot.backward(ParticipatesIn)).tocsr()
    run = np.diff(snapshot.backward(Runs).indptr)
    alone = (np.diff(carried.indptr) == 1) & (run == 0)
    return keys[alone[snapshot.positions(Initiative, keys)]]
