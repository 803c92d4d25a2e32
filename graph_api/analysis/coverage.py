# SPDX-License-Identifier: EUPL-1.2
"""Which initiatives lie in which areas, and which areas are covered by the sources that tell of initiatives.

A source is what initiatives name as their `origin`. It covers the smallest area in which everything lies that it tells
of, and all areas inside that one: a subsidy register that reaches several villages covers the municipality, a budget of
one district only that district, and one file about one street no more than that street. Where a source reaches more
than one municipality it covers an area in each. An area that no source covers may well have initiatives that nobody
knows of, so that nothing can be said about how few they are.

Of support or initiators only sources count that tell of any: that a ballot's file names no initiators says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph_api.analysis.snapshot import Int32s, Int64s, Matrix, Snapshot
from schema.area import Area, PartOf
from schema.initiative import Initiative
from schema.query import Pairs

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ground:
    """`inside`: areas x areas, 1 where the first lies in the second or is it. `members`: initiatives x areas, 1 where
    the initiative lies in the area or in one inside it. `sources`: sources x initiatives, 1 where the source names it.
    """

    inside: Matrix
    members: Matrix
    sources: Matrix

    def covered(self, told: Bools) -> Bools:
        """By area: whether a source covers it that tells of one of these initiatives."""
        tells = np.flatnonzero(self.sources @ told.astype(np.float64))
        counts = _csr(self.sources[tells] @ self.members)
        within = self.inside.tocsc()
        tops = _tops(self.inside)
        covered = np.zeros(self.inside.shape[0], np.bool_)
        for source in range(len(tells)):
            count = counts[[source]].toarray()[0]
            for top in tops[count[tops] > 0]:
                there = within[:, [top]].toarray()[:, 0] > 0
                whole = np.flatnonzero(there & (count == count[top]))
                smallest = whole[within[whole][:, whole].sum(axis=0) == 1]
                covered |= within[:, smallest].sum(axis=1) > 0
        return covered


def ground(snapshot: Snapshot, located: Pairs, origins: Sequence[str | None]) -> Ground:
    """Where the initiatives of a snapshot lie. `origins`: the source of each, by position; none is one source too."""
    inside = _inside(snapshot.forward(PartOf))
    rows, columns = snapshot.positions(Initiative, located.source), snapshot.positions(Area, located.target)
    there = (rows >= 0) & (columns >= 0)
    direct = _pattern(rows[there], columns[there], (snapshot.count(Initiative), snapshot.count(Area)))
    codes = {origin: code for code, origin in enumerate(dict.fromkeys(origins))}
    source = np.array([codes[origin] for origin in origins], np.int32)
    sources = _pattern(source, np.arange(len(source), dtype=np.int32), (len(codes), len(source)))
    return Ground(inside, _ones(_csr(direct @ inside)), sources)


def _inside(parts: Matrix) -> Matrix:
    """What lies in what, over any number of steps."""
    inside = _ones(_csr(parts + sparse.eye_array(parts.shape[0], format="csr")))
    while True:
        further = _ones(_csr(inside @ inside))
        if further.nnz == inside.nnz:
            return further
        inside = further


def _tops(inside: Matrix) -> Int64s:
    """The areas that lie in no other."""
    return np.flatnonzero(np.diff(inside.indptr) == 1)


def _pattern(rows: Int32s, columns: Int32s, shape: tuple[int, int]) -> Matrix:
    return _ones(_csr(sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=shape)))


def _csr(matrix: Any) -> Matrix:
    return sparse.csr_array(matrix)


def _ones(matrix: Matrix) -> Matrix:
    matrix.sum_duplicates()
    matrix.data = np.ones(len(matrix.data))
    return matrix
