# SPDX-License-Identifier: EUPL-1.2
"""A sketch of a network: some of its nodes, what joins them, and the residents between them, who are not told apart
by anything but what they join."""

from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
from scipy import sparse

from graph_api.analysis.kernels import Ints
from graph_api.analysis.view import View
from schema.resident import Resident
from schema.services import DrawnEdge

MOST_RESIDENTS: Final = 1000
"""Of those who join two or more nodes, the most drawn."""

MOST_EDGES: Final = 10_000
"""More are a grey cloud."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """`edges` between the nodes, by their order, and then the residents; the heaviest of `total`."""

    residents: int
    edges: list[DrawnEdge]
    total: int


def sketch(view: View, places: list[int]) -> Sketch:
    """What joins the nodes at these places, none of them residents."""
    nodes = np.array(places, np.int64)
    between = _between(view, nodes)
    drawn = np.concatenate([nodes, between])
    inside: Any = view.network.matrix[drawn][:, drawn]
    upper = cast("Any", sparse).triu(inside, 1, format="coo")
    best = np.lexsort((upper.col, upper.row, -upper.data))[:MOST_EDGES]
    ends = zip(upper.row[best].tolist(), upper.col[best].tolist(), upper.data[best].tolist(), strict=True)
    return Sketch(len(between), [DrawnEdge(*each) for each in ends], upper.nnz)


def _between(view: View, nodes: Ints) -> Ints:
    """The places of residents that join two or more of these nodes, those of the most first."""
    if Resident not in view.first:
        return np.empty(0, np.int64)
    part = view.part(Resident)
    matrix: Any = view.network.matrix
    joined = np.bincount(matrix[nodes].indices, minlength=len(view.keys))[part]
    found = np.flatnonzero(joined > 1)
    best = found[np.argsort(-joined[found], kind="stable")][:MOST_RESIDENTS]
    return best + int(part.start)
