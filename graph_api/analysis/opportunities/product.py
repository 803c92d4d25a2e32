# SPDX-License-Identifier: EUPL-1.2
"""Products: values of pairs as sums over features that both have, from sparse matrices, one row at a time.

The numpy calls are few and on slices: a call of scipy costs more than all of the work for one party.
"""

from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph_api.analysis.affiliation import Floats, sums
from graph_api.analysis.opportunities.signal import NOTHING, Flags
from graph_api.analysis.snapshot import Int32s, Matrix, row

_LONG: Final = 64
"""More cells a row, and rows are long."""


class Product:
    """value(a, b) = the sum over features f of weight(f) x left(a, f) x right(b, f); where right is not left, also of
    right(a, f) x left(b, f), so that it does not matter which of a pair comes first. Nothing is negative."""

    def __init__(self, left: Matrix, weight: Floats, right: Matrix | None = None) -> None:
        """`left`, `right`: parties x features, columns sorted; `weight`: one a feature."""
        self.weight: Final = weight
        self.left: Final = left
        self.right: Final = left if right is None else right
        back = left.T.tocsr()
        self._ways = [(self.left, self.right, back if right is None else right.T.tocsr())]
        if right is not None:
            self._ways.append((self.right, self.left, back))
        # One party is compared with its best, one after another.
        self._given = lru_cache(maxsize=4)(self._gives)

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """Every other party that has a value with one, ascending, and the value."""
        ways = [(matrix, back) for matrix, _, back in self._ways if matrix.indptr[one + 1] > matrix.indptr[one]]
        parts = [walk(back, *self._weighted(matrix, one)) for matrix, back in ways]
        return other_than(one, parts, self.left.shape[0])

    def values(self, one: int, others: Int32s) -> Floats:
        """The values of one with others."""
        found = np.zeros(len(others))
        for matrix, across, _ in self._ways:
            found += dot(*self._weighted(matrix, one), across, others)
        return found

    def shared(self, one: int, other: int) -> dict[int, float]:
        """The features that give a pair its value, ascending, and what each gives.

        Mostly there are a few, of which plain dictionaries make less work than arrays.
        """
        found: dict[int, float] = {}
        for way, (own, across, _) in enumerate(self._ways):
            theirs, values = row(across, other), data(across, other)
            if len(theirs) > _LONG:
                both = row(own, one)
                both = both[within(both, theirs)]
                theirs, values = both, looked_up((theirs, values), both)
            mine = self._given(way, one) if len(theirs) else {}
            for feature, value in zip(theirs.tolist(), values.tolist(), strict=True):
                if feature in mine:
                    found[feature] = found.get(feature, 0.0) + mine[feature] * value
        return found if len(self._ways) == 1 else dict(sorted(found.items()))

    def _gives(self, way: int, one: int) -> dict[int, float]:
        features, values = self._weighted(self._ways[way][0], one)
        return {feature: value for feature, value in zip(features.tolist(), values.tolist(), strict=True) if value > 0}

    def _weighted(self, matrix: Matrix, one: int) -> tuple[Int32s, Floats]:
        features = row(matrix, one)
        return features, data(matrix, one) * self.weight[features]


def data(matrix: Matrix, position: int) -> Floats:
    """The values of one row."""
    return matrix.data[matrix.indptr[position] : matrix.indptr[position + 1]]


def cells(matrix: Matrix, wanted: Int32s) -> tuple[Int32s, Int32s]:
    """Where the cells of several rows stand, one row after another, and how many each row has."""
    starts = matrix.indptr[wanted]
    counts = matrix.indptr[wanted + 1] - starts
    ends = np.cumsum(counts, dtype=np.int32)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - ends + counts, counts) + np.arange(total, dtype=np.int32), counts


def walk(matrix: Matrix, start: Int32s, values: Floats) -> tuple[Int32s, Floats]:
    """All steps from some rows to columns, and each step's product; a column comes as often as it is reached."""
    first, last = matrix.indptr[start], matrix.indptr[start + 1]
    if int((last - first).sum()) > _LONG * len(start):
        # Long rows are copied faster than their cells are gathered.
        parts = [slice(*ends) for ends in zip(first.tolist(), last.tolist(), strict=True)]
        columns = np.concatenate([matrix.indices[part] for part in parts])
        factors = np.concatenate([matrix.data[part] for part in parts])
        return columns, np.repeat(values, last - first) * factors
    where, counts = cells(matrix, start)
    return matrix.indices[where], np.repeat(values, counts) * matrix.data[where]


def dot(columns: Int32s, values: Floats, matrix: Matrix, wanted: Int32s) -> Floats:
    """The products of a sparse row (columns ascending) with some rows of a matrix."""
    where, counts = cells(matrix, wanted)
    if not len(columns) or not len(where):
        return np.zeros(len(wanted))
    found = matrix.indices[where]
    at = np.minimum(np.searchsorted(columns, found), len(columns) - 1)
    hit = np.flatnonzero(columns[at] == found)
    which = np.repeat(np.arange(len(wanted), dtype=np.int32), counts)[hit]
    return np.bincount(which, values[at[hit]] * matrix.data[where[hit]], len(wanted)).astype(np.float64)


def other_than(one: int, parts: list[tuple[Int32s, Floats]], parties: int) -> tuple[Int32s, Floats]:
    """Parts that fall on the same party summed: parties but one, ascending, of which the sum is > 0."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return NOTHING
    where, values = parts[0] if len(parts) == 1 else map(np.concatenate, zip(*parts, strict=True))
    found, (summed,) = sums(where, (values,), parties)
    kept = np.flatnonzero((summed > 0) & (found != one))
    return found[kept], summed[kept]


def looked_up(found: tuple[Int32s, Floats], wanted: Int32s) -> Floats:
    """The values of wanted parties, of those found (ascending); 0 where nothing was."""
    parties, values = found
    if not len(parties):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(parties, wanted), len(parties) - 1)
    return np.where(parties[at] == wanted, values[at], 0.0)


def within(wanted: Int32s, ascending: Int32s) -> Flags:
    """Which of the wanted are among ascending ones: of few, faster than sorting both."""
    if not len(ascending):
        return np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(ascending, wanted), len(ascending) - 1)
    return np.asarray(ascending[at] == wanted, np.bool_)


def pattern(*matrices: Matrix) -> Matrix:
    """A one wherever any of the matrices has an entry, also one of 0; columns sorted."""
    ones = [sparse.csr_array((np.ones(len(m.data)), m.indices, m.indptr), shape=m.shape) for m in matrices]
    joined: Any = ones[0]
    for other in ones[1:]:
        joined = joined + other
    joined.sort_indices()
    return sparse.csr_array((np.ones(len(joined.data)), joined.indices, joined.indptr), shape=joined.shape)


def inverse(degree: npt.NDArray[Any]) -> Floats:
    """1/d, and 0 where d is 0."""
    return np.divide(1.0, degree, out=np.zeros(len(degree)), where=degree > 0)


def adamic(degree: npt.NDArray[Any]) -> Floats:
    """1/log2(1 + d), where d is at least 1: the same damping as Adamic and Adar's, finite also for one alone."""
    return 1 / np.log2(1 + np.maximum(degree, 1))


def degrees(matrix: Matrix) -> npt.NDArray[np.int64]:
    """How many rows have an entry in each column."""
    return np.bincount(matrix.indices, minlength=matrix.shape[1])
