# SPDX-License-Identifier: EUPL-1.2
"""Likeness: which initiatives and organisations are about the same and at home in the same place.

What an initiative is about are its themes; at home it is in its areas and in what those lie in. An organisation is
about what its initiatives are about, and at home where those are and where it speaks for. What many initiatives have
tells little: each counts for the logarithm of all initiatives over those that have it (Spärck Jones 1972).
"""

import importlib
from functools import cached_property
from typing import Any, Final

import numpy as np
from scipy import sparse

from graph_api.analysis.kernels import Floats, Ints
from graph_api.analysis.snapshot import Matrix, Snapshot
from schema.area import Area, PartOf
from schema.base import Node
from schema.initiative import About, Initiative, LocatedIn
from schema.opportunity import Party
from schema.organisation import Represents, Runs, Supports
from schema.theme import Theme

_topn: Any = importlib.import_module("sparse_dot_topn")  # has no types

_LEVELS: Final = 6
"""No area lies deeper than this."""


class Likeness:
    """The traits of a snapshot: its themes, then its areas."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._themes: Final = snapshot.count(Theme)
        areas: Any = _ones(snapshot.forward(LocatedIn)) @ self._containing
        self.initiatives: Final[Matrix] = _ones(sparse.hstack([snapshot.forward(About), areas], format="csr"))
        """Initiatives by traits."""

    @cached_property
    def _containing(self) -> Any:
        """Areas by the areas they lie in, themselves included."""
        larger: Any = _ones(self._snapshot.forward(PartOf))
        found: Any = sparse.eye_array(larger.shape[0], format="csr")
        for _ in range(_LEVELS):
            found = _ones(found + found @ larger)
        return found

    @cached_property
    def organisations(self) -> Matrix:
        """Organisations by traits."""
        behind: Any = self._snapshot.forward(Runs) + self._snapshot.forward(Supports)
        areas: Any = self._snapshot.forward(Represents) @ self._containing
        none = sparse.csr_array((areas.shape[0], self._themes))
        return _ones(behind @ self.initiatives + sparse.hstack([none, areas], format="csr"))

    @cached_property
    def weight(self) -> Floats:
        """How much each trait tells."""
        having = np.bincount(self.initiatives.indices, minlength=self.initiatives.shape[1])
        return np.log(max(1, self.initiatives.shape[0]) / np.maximum(1, having))

    def trait(self, place: int) -> Party:
        """The theme or area behind a trait."""
        cls: type[Node] = Theme if place < self._themes else Area
        return cls, int(self._snapshot.keys(cls)[place - (0 if cls is Theme else self._themes)])

    def of(self, cls: type[Node], keys: Ints) -> Matrix:
        """The traits of initiatives or organisations, by their keys, one a row."""
        matrix = self.initiatives if cls is Initiative else self.organisations
        return matrix[self._snapshot.positions(cls, keys)]

    def closest(self, one: Matrix, other: Matrix, most: int) -> tuple[Ints, Ints, Floats]:
        """Rows of two matrices of traits that are most alike, at most `most` for each of the first; unsorted."""
        weighed, transposed = sparse.csr_matrix(one * self.weight), sparse.csr_matrix(other.T.tocsr())
        pairs = _topn.sp_matmul_topn(weighed, transposed, most, threshold=0.0).tocoo()
        return pairs.row.astype(np.int64), pairs.col.astype(np.int64), pairs.data

    def shared_by(self, one: Party, other: Party) -> list[Party]:
        """The traits that two have in common, what tells most first."""
        first, second = (self.of(cls, np.array([key], np.int64)).indices for cls, key in (one, other))
        both = np.intersect1d(first, second)
        both = both[self.weight[both] > 0]
        return [self.trait(int(place)) for place in both[np.argsort(-self.weight[both], kind="stable")]]


def _ones(matrix: Any) -> Any:
    """The same pattern, of ones."""
    found = sparse.csr_array(matrix)
    return sparse.csr_array((np.ones(found.nnz), found.indices, found.indptr), shape=found.shape)
