# SPDX-License-Identifier: EUPL-1.2
"""What communities are: who is in them, what they are about, who is central, and where they have little in between.

Only communities of two or more initiatives are told of. What tells most of one are the themes and areas that it has
more of than the whole selection: the count times the logarithm of one share over the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse

from graph_api.analysis.communities import Partition, matched
from graph_api.analysis.kernels import Floats, Ints
from graph_api.analysis.likeness import Likeness
from graph_api.analysis.snapshot import Matrix
from graph_api.analysis.view import View
from graph_api.analysis.work import Report
from schema.area import Area
from schema.base import Node
from schema.initiative import Initiative
from schema.opportunity import Party
from schema.organisation import Organisation
from schema.resident import Resident
from schema.theme import Theme

TOLD: Final = 3
"""So many themes, areas, initiatives and organisations of each."""

COMMON: Final = 0.2
"""What fewer of its initiatives have than this share says nothing of a community."""

NAMING: Final[dict[type[Node], float]] = {Theme: 1 / 3, Area: 1 / 2}
"""What a community is named after, so many of its initiatives have."""

COMPARED: Final = 100
"""Gaps are looked for among so many communities, the largest."""


@dataclass(frozen=True, slots=True)
class Group:
    """A community. `keys`: of its initiatives, ascending; traits with their counts and the central, best first."""

    id: str
    label: int
    keys: Ints
    organisations: int
    residents: int
    stability: float
    traits: dict[type[Node], list[tuple[Party, int]]]
    central: dict[type[Node], list[Party]]

    def told(self, cls: type[Node]) -> Party | None:
        """The theme or area that it is named after, if any."""
        least = NAMING[cls] * len(self.keys)
        return next((party for party, count in self.traits[cls] if count >= least), None)


@dataclass(frozen=True, slots=True)
class Between:
    """Two groups by their place in the list, the edges found and expected, and pairs of initiatives most alike."""

    one: int
    other: int
    found: int
    expected: float
    closest: list[tuple[Party, Party]]


class Groups:
    """The communities of a selection, those with the most initiatives first."""

    def __init__(self, view: View, partition: Partition, likeness: Likeness, report: Report) -> None:
        self._view = view
        self._likeness = likeness
        self.partition: Final = partition
        self._labels = partition.labels
        inner = self._labels[view.part(Initiative)]
        self._sizes: Final = np.bincount(inner[inner >= 0], minlength=len(partition.stability))
        self._all: Final = likeness.of(Initiative, view.keys[view.part(Initiative)])
        self._counts: Final[Any] = sparse.csr_array(self._member_matrix(inner).T @ self._all)
        self._had: Final[Floats] = np.asarray(self._all.sum(axis=0), np.float64)
        self._by_type: Final = {cls: self._ordered(cls) for cls in (Initiative, Organisation, Resident)}
        labels: list[int] = np.flatnonzero(self._sizes > 1).tolist()
        found: list[Group] = []
        for label in labels:
            report(len(found), len(labels))
            found.append(self._group(label))
        self.items: list[Group] = sorted(found, key=lambda group: (-len(group.keys), group.id))
        self.alone: Final = len(inner) - sum(len(group.keys) for group in self.items)

    def _member_matrix(self, labels: Ints) -> Any:
        """Initiatives by communities."""
        inside = np.flatnonzero(labels >= 0)
        shape = (len(labels), len(self._sizes))
        return sparse.csr_array((np.ones(len(inside)), (inside, labels[inside])), shape=shape)

    def _ordered(self, cls: type[Node]) -> list[Ints]:
        """By community the places of its nodes of a type, those with the most edges inside it first."""
        if cls not in self._view.first:
            return [np.empty(0, np.int64)] * len(self._sizes)
        part, matrix = self._view.part(cls), self._view.network.matrix
        labels, rows = self._labels, np.repeat(np.arange(self._view.network.n), self._view.network.degree)
        inside = np.bincount(rows[labels[rows] == labels[matrix.indices]], minlength=len(labels))
        places = np.arange(int(part.start), int(part.stop))
        places = places[labels[places] >= 0]
        places = places[np.lexsort((self._view.keys[places], -inside[places], labels[places]))]
        return np.split(places, np.cumsum(np.bincount(labels[places], minlength=len(self._sizes)))[:-1])

    def _group(self, label: int) -> Group:
        by_type = {cls: places[label] for cls, places in self._by_type.items()}
        central: dict[type[Node], list[Party]] = {
            cls: [self._view.at(int(place)) for place in by_type[cls][:TOLD]] for cls in (Initiative, Organisation)
        }
        return Group(
            f"community-{central[Initiative][0][1]}",
            label,
            np.sort(self._view.keys[by_type[Initiative]]),
            len(by_type[Organisation]),
            len(by_type[Resident]),
            float(self.partition.stability[label]),
            self._traits(label),
            central,
        )

    def _traits(self, label: int) -> dict[type[Node], list[tuple[Party, int]]]:
        starts = self._counts.indptr[label : label + 2]
        traits, counts = self._counts.indices[starts[0] : starts[1]], self._counts.data[starts[0] : starts[1]]
        size = self._sizes[label]
        telling = counts * np.log((counts / size) / (self._had[traits] / self._all.shape[0]))
        listed = np.flatnonzero((counts >= COMMON * size) & (telling > 0))
        found: dict[type[Node], list[tuple[Party, int]]] = {Theme: [], Area: []}
        for at in listed[np.lexsort((traits[listed], -telling[listed]))]:
            party = self._likeness.trait(int(traits[at]))
            if len(found[party[0]]) < TOLD:
                found[party[0]].append((party, int(counts[at])))
        return found

    def goes_on_from(self, former: Sequence["Group"]) -> None:
        """Give each group that was there before the id it had, and in front the traits it was named after."""
        before = matched([group.keys for group in former], [group.keys for group in self.items])
        taken = {former[old].id for old in before if old is not None}
        for at, old in enumerate(before):
            group = self.items[at]
            if old is not None:
                traits = {cls: _in_front(former[old].told(cls), listed) for cls, listed in group.traits.items()}
                self.items[at] = _renamed(group, former[old].id, traits)
            elif group.id in taken:
                free = (f"community-{key}" for key in group.keys.tolist())
                self.items[at] = _renamed(group, next(id for id in free if id not in taken), group.traits)
            taken.add(self.items[at].id)

    def around(self, nodes: Sequence[Party]) -> list[tuple[Group, list[int]]]:
        """The communities that any of these nodes is in, each with the positions of those that are."""
        found: dict[int, list[int]] = {}
        for position, (cls, key) in enumerate(nodes):
            place = self._view.place(cls, key)
            if place is not None:
                found.setdefault(int(self._labels[place]), []).append(position)
        return [(group, found[group.label]) for group in self.items if group.label in found]

    def gaps(self, report: Report) -> list[Between]:
        """Pairs of communities with at most half the edges expected of their degrees, one at least (Newman 2004), and
        something alike; most missing, weighed by how alike they are, first."""
        groups = self.items[:COMPARED]
        if len(groups) < 2:
            return []
        place = np.full(len(self._sizes) + 1, -1)  # the last is of those in no community
        place[[group.label for group in groups]] = np.arange(len(groups))
        network, where = self._view.network, place[self._labels]
        rows = np.repeat(where, network.degree)
        columns = where[network.matrix.indices]
        known = (rows >= 0) & (columns >= 0)
        found = np.bincount(rows[known] * len(groups) + columns[known], minlength=len(groups) ** 2)
        degree = np.bincount(where[where >= 0], network.degree[where >= 0], len(groups))
        expected = np.outer(degree, degree) / max(1, 2 * network.m)
        found = found.reshape(expected.shape)
        alike = self._alike([group.label for group in groups])
        wanted = (expected >= 1) & (found <= expected / 2) & (alike > 0)
        pairs = np.argwhere(np.triu(wanted, 1))
        order = np.argsort([-(expected[i, j] - found[i, j]) * alike[i, j] for i, j in pairs], kind="stable")
        best: list[list[int]] = pairs[order[:COMPARED]].tolist()
        gaps: list[Between] = []
        for i, j in best:
            report(len(gaps), len(best))
            closest = self._closest(groups[i], groups[j])
            gaps.append(Between(i, j, int(found[i, j]), float(expected[i, j]), closest))
        return gaps

    def _alike(self, labels: list[int]) -> Floats:
        """The cosine of what communities have, by what it tells."""
        profile: Any = (self._counts[labels] * np.sqrt(self._likeness.weight)).toarray()
        length = np.linalg.norm(profile, axis=1)
        profile = profile / np.where(length > 0, length, 1)[:, None]
        return profile @ profile.T

    def _closest(self, one: Group, other: Group) -> list[tuple[Party, Party]]:
        """Pairs of initiatives, each once, that are most alike of those not joined."""
        traits: list[Matrix] = [self._likeness.of(Initiative, group.keys) for group in (one, other)]
        rows, columns, like = self._likeness.closest(traits[0], traits[1], 2 * TOLD)
        best = np.lexsort((columns, rows, -like))
        a, b = self._places(one.keys[rows[best]]), self._places(other.keys[columns[best]])
        pairs: list[tuple[int, int]] = []
        for pair in zip(a.tolist(), b.tolist(), strict=True):
            known = any(pair[0] in other or pair[1] in other for other in pairs)
            if not known and not self._view.network.joined(*pair):
                pairs.append(pair)
                if len(pairs) == TOLD:
                    break
        return [(self._view.at(one), self._view.at(other)) for one, other in pairs]

    def _places(self, keys: Ints) -> Ints:
        """Where initiatives are in the view."""
        part = self._view.part(Initiative)
        return int(part.start) + np.searchsorted(self._view.keys[part], keys)


def _in_front(first: Party | None, listed: list[tuple[Party, int]]) -> list[tuple[Party, int]]:
    """What it was named after first, as long as it still tells."""
    return sorted(listed, key=lambda trait: trait[0] != first)


def _renamed(group: Group, id: str, traits: dict[type[Node], list[tuple[Party, int]]]) -> Group:
    return Group(
        id, group.label, group.keys, group.organisations, group.residents, group.stability, traits, group.central
    )
