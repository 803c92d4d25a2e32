# SPDX-License-Identifier: EUPL-1.2
"""A selection of the graph as a network: chosen initiatives, what they are joined to, and the relations among these.

Other initiatives than those chosen stay out. In the projection INITIATIVES, two initiatives are joined by how much the
residents and organisations they share tell (1/d for a member of d initiatives, as in `graph_api.analysis.related`), and
by relations between the two. In the full one an edge weighs as many as there are relations.
"""

from collections.abc import Sequence
from typing import Any, Final, cast

import numpy as np
from scipy import sparse

from graph_api.analysis.drawing import neighbours
from graph_api.analysis.kernels import Floats, Network
from graph_api.analysis.snapshot import Int32s, Int64s, Matrix, Snapshot, frozen
from graph_api.analysis.view import View, view
from schema.base import Node, Relation
from schema.initiative import Initiative
from schema.organisation import Organisation
from schema.registry import NODE_TYPES
from schema.resident import Resident
from schema.selection import Projection

MEMBERS: Final[tuple[type[Node], ...]] = (Resident, Organisation)
"""Who can be shared."""

MOST_JOINED: Final = 200
"""Who is in more initiatives than this joins none: it would tell under 1/200 of each pair, and join them all."""


def selected(
    snapshot: Snapshot,
    chosen: Int64s | None,
    relations: Sequence[type[Relation]],
    nodes: Sequence[type[Node]] = NODE_TYPES,
    projection: Projection = Projection.FULL,
    *,
    around: bool = False,
) -> View:
    """The network of the initiatives with these keys, None for the whole graph, over these relations and with nodes of
    these types. Of the whole graph, and with `around`, nodes of the relations' types are there without relations too.
    """
    seeds = None if chosen is None else _there(snapshot, chosen)
    if projection is Projection.INITIATIVES:
        return _initiatives(snapshot, seeds, relations, nodes)
    ends = {end for cls in relations for end in (cls.__ends__.source, cls.__ends__.target)}
    types = [cls for cls in NODE_TYPES if cls is Initiative or (cls in nodes and cls in ends)]
    if seeds is None:
        return view(snapshot, relations, types, counted=True)
    joined = neighbours(snapshot, seeds, relations)
    if around:
        joined = {cls: np.ones(snapshot.count(cls)) for cls in types}
    kept = {cls: np.flatnonzero(counts).astype(np.int32) for cls, counts in joined.items()}
    return view(snapshot, relations, types, counted=True, kept=kept | {Initiative: seeds})


def _there(snapshot: Snapshot, keys: Int64s) -> Int32s:
    positions = snapshot.positions(Initiative, keys)
    return np.sort(positions[positions >= 0])


def _initiatives(
    snapshot: Snapshot, seeds: Int32s | None, relations: Sequence[type[Relation]], nodes: Sequence[type[Node]]
) -> View:
    keys = snapshot.keys(Initiative)
    size = len(keys) if seeds is None else len(seeds)
    total: Any = sparse.csr_array((size, size), dtype=np.float64)
    for member in MEMBERS:
        if member in nodes and (shared := _shared(snapshot, member, relations)) is not None:
            weight = _told(shared)
            shared.data[:] = 1
            shared = shared[:, np.flatnonzero(weight)]
            part = shared if seeds is None else shared[seeds]
            total = total + (part * weight[weight > 0]) @ part.T
    for cls in dict.fromkeys(relations):
        if cls.__ends__.source is cls.__ends__.target is Initiative:
            direct = snapshot.forward(cls).astype(np.float64)
            total = total + (direct if seeds is None else direct[seeds][:, seeds])
    # Two products may be summed in another order above the diagonal than below it.
    upper = cast("Any", sparse.triu)(total, 1, format="csr")
    matrix: Matrix = sparse.csr_array(upper + upper.T)
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return View(Network(frozen(matrix)), keys if seeds is None else keys[seeds], {Initiative: 0})


def _shared(snapshot: Snapshot, member: type[Node], relations: Sequence[type[Relation]]) -> Matrix | None:
    """Initiatives by members: who is in which, over any of these relations."""
    found: Any = None
    for cls in dict.fromkeys(relations):
        if cls.__ends__.source is member and cls.__ends__.target is Initiative:
            joining = snapshot.backward(cls)
            ones = sparse.csr_array((np.ones(joining.nnz), joining.indices, joining.indptr), shape=joining.shape)
            found = ones if found is None else found + ones
    return None if found is None else sparse.csr_array(found)


def _told(shared: Matrix) -> Floats:
    """How much each member tells of a pair that shares it."""
    in_many = np.bincount(shared.indices, minlength=shared.shape[1])
    joining = (in_many > 1) & (in_many <= MOST_JOINED)
    return np.divide(1.0, in_many, out=np.zeros(len(in_many)), where=joining)
