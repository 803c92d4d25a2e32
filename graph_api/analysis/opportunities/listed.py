# SPDX-License-Identifier: EUPL-1.2
"""Listed: what is sought or offered now, by place, so that all of one group near a party is found at once."""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.spatial import cKDTree

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.facts import Things
from graph_api.analysis.opportunities.reach import MOST_KEPT, REACH, Reach
from graph_api.analysis.snapshot import Int32s, Matrix


class Listed:
    """Things that have not ended, of one kind of node, in groups 0, 1, …: two of a group are about the same.

    A *row* is a thing; rows are ascending by party, then key.
    """

    def __init__(self, things: Things, groups: Int32s, day: int, reach: Reach) -> None:
        """`groups`: the group of each of the things, -1 to leave it out."""
        kept = np.flatnonzero((groups >= 0) & (things.until >= day))
        kept = kept[np.lexsort((things.keys[kept], things.party[kept]))]
        self.party: Final = things.party[kept]
        self.keys: Final = things.keys[kept]
        self.group: Final = groups[kept]
        self.since: Final = things.since[kept]
        self.until: Final = things.until[kept]
        self.texts: Final[Matrix] = sparse.csr_array(things.texts[kept])
        self.texts.sort_indices()
        self._reach = reach
        self._starts = np.searchsorted(self.party, np.arange(len(reach.points) + 1))
        place = reach.place[self.party]
        self._placed: dict[int, tuple[Int32s, Int32s]] = {}
        for each in np.unique(self.group).tolist():
            placed = np.flatnonzero((self.group == each) & (place >= 0)).astype(np.int32)
            self._placed[each] = placed, place[placed]
        self._near = lru_cache(MOST_KEPT)(self._found_near)

    def own(self, party: int) -> range:
        """The rows of a party."""
        return range(int(self._starts[party]), int(self._starts[party + 1]))

    def own_groups(self, party: int) -> list[tuple[int, Int32s]]:
        """The groups of which a party has something, and the rows that are."""
        own = np.array(self.own(party), np.int32)
        groups = self.group[own]
        return [(group, own[groups == group]) for group in dict.fromkeys(groups.tolist())]

    def period(self, row: int) -> tuple[int, int]:
        """Since and until when, in days."""
        return int(self.since[row]), int(self.until[row])

    def near(self, one: int, group: int) -> Int32s:
        """The rows of a group, ascending, of others within reach of one."""
        place = int(self._reach.place[one])
        if place < 0 or group not in self._placed:
            return np.empty(0, np.int32)
        near = self._near(place, group)
        own = slice(*near.searchsorted(self._starts[one : one + 2]))
        return near if own.start == own.stop else np.delete(near, own)

    def _found_near(self, place: int, group: int) -> Int32s:
        """The rows of a group, ascending, within reach of a place."""
        is_near = np.zeros(self._reach.places, np.bool_)
        is_near[self._reach.near(place)] = True
        placed, places = self._placed[group]
        return placed[is_near[places]]

    def crowds(self, group: int, parties: Int32s) -> Floats:
        """How many parties have something in a group within reach of each of some parties, counted from the middle of
        its cubic kilometre: near enough, and most stand together in few."""
        own = np.unique(self.party[self.group == group])
        points, where = np.unique(np.round(self._reach.points[parties]), axis=0, return_inverse=True)
        known = np.isfinite(points[:, 0])
        counts = np.zeros(len(points))
        if known.any():
            tree = cKDTree(self._reach.points[own[self._reach.place[own] >= 0]])
            counts[known] = tree.query_ball_point(points[known], REACH, return_length=True)
        return counts[where]

    def overlaps(self, row: int, other: "Listed", their: int) -> bool:
        """Whether a row has a day in common with a row of another list."""
        return bool(self.since[row] <= other.until[their] and self.until[row] >= other.since[their])

    def overlapping(self, wanted: Int32s, since: int, until: int) -> npt.NDArray[np.bool_]:
        """Which rows have a day in common with a period."""
        return (self.since[wanted] <= until) & (self.until[wanted] >= since)


def cosines(texts: Matrix, one: int, others: Matrix, wanted: Int32s) -> Floats:
    """The cosines of one text with some others: rows of length 1 (or empty), columns ascending."""
    own = slice(texts.indptr[one], texts.indptr[one + 1])
    columns, values = texts.indices[own], texts.data[own]
    starts = others.indptr[wanted]
    counts = others.indptr[wanted + 1] - starts
    if not len(columns) or not counts.any():
        return np.zeros(len(wanted))
    row = np.repeat(np.arange(len(wanted)), counts)
    cells = np.arange(len(row)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
    found = others.indices[cells]
    at = np.minimum(np.searchsorted(columns, found), len(columns) - 1)
    hit = columns[at] == found
    products = values[at[hit]].astype(np.float64) * others.data[cells[hit]]
    return np.minimum(np.bincount(row[hit], products, len(wanted)), 1.0)


def cosine(texts: Matrix, one: int, others: Matrix, other: int) -> float:
    """The same for two texts; of two, plain numbers make less work than arrays."""
    mine, theirs = (slice(m.indptr[row], m.indptr[row + 1]) for m, row in ((texts, one), (others, other)))
    words = dict(zip(texts.indices[mine].tolist(), texts.data[mine].tolist(), strict=True))
    if not words:
        return 0.0
    both = zip(others.indices[theirs].tolist(), others.data[theirs].tolist(), strict=True)
    return min(sum(words[word] * value for word, value in both if word in words), 1.0)
