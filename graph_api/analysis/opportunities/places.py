# SPDX-License-Identifier: EUPL-1.2
"""Places: the areas in which parties are, and what it tells that two share one.

Who is in an area is in all that contain it. The fewer initiatives the smallest area has that two share, the more it
tells: h(d) = 1/log2(1 + d). An area adds what it tells more than the larger one around it does, h(d) - h(d of that), so
that the areas of a pair, from the smallest that they share up to the whole, sum to h(d of the smallest) - h(all
initiatives): nothing where everything is, and more for every step nearer.
"""

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.product import adamic, degrees, pattern
from graph_api.analysis.snapshot import Matrix, Snapshot
from schema.area import PartOf
from schema.initiative import LocatedIn
from schema.organisation import Represents


def places(snapshot: Snapshot, behind: Matrix) -> tuple[Matrix, Matrix, Floats]:
    """The areas that initiatives and organisations are in (each by areas), and what each area adds.

    An organisation is in the areas for which it speaks and in those of the initiatives behind which it stands.
    `behind`: initiatives x organisations.
    """
    inside = pattern(snapshot.forward(PartOf))
    closure = _closure(inside)
    located = pattern(pattern(snapshot.forward(LocatedIn)) @ closure)
    theirs = pattern(pattern(snapshot.forward(Represents)) @ closure, behind.T.tocsr() @ located)
    return located, theirs, _added(located, inside)


def _closure(inside: Matrix) -> Matrix:
    """Each area with all that contain it, itself too."""
    closure = pattern(sparse.eye_array(inside.shape[0], format="csr"))
    while (larger := pattern(closure, closure @ inside)).nnz > closure.nnz:
        closure = larger
    return closure


def _added(located: Matrix, inside: Matrix) -> Floats:
    """What each area adds to what those around it tell; where there are several around it, to what tells most."""
    told = adamic(degrees(located))
    everywhere = adamic(np.array([np.count_nonzero(np.diff(located.indptr))]))[0]
    around = np.full(len(told), everywhere)
    smaller = np.repeat(np.arange(len(told)), np.diff(inside.indptr))
    np.maximum.at(around, smaller, told[inside.indices])
    return np.maximum(told - around, 0.0)
