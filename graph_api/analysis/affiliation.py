# SPDX-License-Identifier: EUPL-1.2
"""Affiliation: which members initiatives have in common, and how much each common member tells.

A member is a resident or an organisation. The fewer initiatives a member is in, the more it tells that two share it:
resource allocation counts 1/d for a member of d initiatives (Zhou, Lü & Zhang, European Physical Journal B 71, 2009),
Adamic-Adar 1/ln(d) (Adamic & Adar, Social Networks 25, 2003).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph_api.analysis.snapshot import Int32s, Matrix, frozen, row

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shared:
    """Initiatives (ascending positions) that have members in common with one, and how much that tells."""

    initiatives: Int32s
    resource_allocation: Floats
    adamic_adar: Floats


class Affiliation:
    """Who is a member of which initiatives, by one or more kinds of relation; each member counts once."""

    def __init__(self, *relations: Matrix) -> None:
        """`relations`: initiatives (rows) by members (columns), all of one shape."""
        joined = relations[0]
        for other in relations[1:]:
            joined = joined + other
        self._members = frozen(sparse.csr_array(joined))
        self._initiatives = frozen(sparse.csr_array(joined.T))
        degree = np.diff(self._initiatives.indptr).astype(np.float64)
        sharing = degree > 1
        self._resource = np.divide(1, degree, out=np.zeros_like(degree), where=sharing)
        self._log = np.divide(1, np.log(degree, where=sharing, out=np.ones_like(degree)), where=sharing, out=degree * 0)

    def shared(self, initiative: int) -> Shared:
        """Every other initiative that shares a member with this one."""
        members = row(self._members, initiative)
        others, counts = rows(self._initiatives, members)
        resource = np.repeat(self._resource[members], counts)
        adamic_adar = np.repeat(self._log[members], counts)
        found, (resources, logs) = sums(others, (resource, adamic_adar), self._members.shape[0])
        other = found != initiative
        return Shared(found[other], resources[other], logs[other])

    def common(self, one: int, other: int) -> list[tuple[int, float]]:
        """The members that two initiatives share, ascending, and the resource allocation each contributes.

        Mostly there are a few, of which plain sets make less work than arrays.
        """
        members = set(row(self._members, one).tolist()).intersection(row(self._members, other).tolist())
        return [(member, float(self._resource[member])) for member in sorted(members)]


def rows(matrix: Matrix, wanted: Int32s) -> tuple[Int32s, Int32s]:
    """The columns of several rows one after another, and how many each row has."""
    starts = matrix.indptr[wanted]
    counts = matrix.indptr[wanted + 1] - starts
    total = int(counts.sum())
    offsets = np.repeat(starts - np.append(0, np.cumsum(counts)[:-1]), counts) if total else np.empty(0, np.int32)
    return matrix.indices[offsets + np.arange(total, dtype=np.int32)], counts


def sums(where: Int32s, parts: tuple[Floats, ...], size: int) -> tuple[Int32s, list[Floats]]:
    """Sum parts that fall on the same position: distinct positions, ascending, and their sums.

    Sorting a few is faster than a pass over all positions; a pass is faster than sorting many.
    """
    if 0 < len(where) * 32 < size:
        order = np.argsort(where)
        ordered = where[order]
        first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        return ordered[first], [np.add.reduceat(part[order], first) for part in parts]
    seen = np.zeros(size, np.bool_)
    seen[where] = True
    found = np.flatnonzero(seen).astype(np.int32)
    return found, [np.bincount(where, part, size)[found].astype(np.float64, copy=False) for part in parts]
