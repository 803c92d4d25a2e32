# SPDX-License-Identifier: EUPL-1.2
"""Suppositions: a snapshot as it would be with some connections more or less, or without some parties.

Nothing is written anywhere. Two initiatives are joined by ConnectedTo, an organisation and an initiative by Supports.
What is taken away between two is every relation by which they are joined directly.
"""

from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.snapshot import Matrix, Snapshot, frozen, row
from schema.base import Relation
from schema.consequences import ImpossibleError, Supposition
from schema.initiative import ConnectedTo, Initiative
from schema.opportunity import Party
from schema.organisation import Organisation, Runs, Supports
from schema.registry import RELATION_TYPES

Places = list[tuple[int, int]]
"""Positions of sources and targets."""


def altered(snapshot: Snapshot, supposed: Supposition) -> Snapshot:
    """The snapshot as it would be. Raises ImpossibleError, with what and which."""
    added: dict[type[Relation], Places] = {}
    removed: dict[type[Relation], Places] = {}
    for pair in supposed.add:
        cls, *_ = _joining(*pair)
        place, others = _place(snapshot, *pair), added.setdefault(cls, [])
        if joined(snapshot, *pair) or place in others:
            raise ImpossibleError(f"{_shown(*pair)} are connected already")
        others.append(place)
    for pair in supposed.remove:
        if not joined(snapshot, *pair):
            raise ImpossibleError(f"{_shown(*pair)} are not connected")
        for cls in _joining(*pair):
            removed.setdefault(cls, []).append(_place(snapshot, *pair))
    gone = {cls: [_position(snapshot, each) for each in supposed.without if each[0] is cls] for cls in _PARTIES}
    if any(each[0] not in _PARTIES for each in supposed.without):
        raise ImpossibleError("only initiatives and organisations can be left out")
    replaced: dict[type[Relation], tuple[Matrix, Matrix]] = {}
    for cls in RELATION_TYPES:
        sources, targets = (gone.get(end, []) for end in (cls.__ends__.source, cls.__ends__.target))
        if cls in added or cls in removed or sources or targets:
            kept = _without(snapshot.forward(cls), removed.get(cls, []), sources, targets, cls.__ends__.symmetric)
            replaced[cls] = _with(kept, added.get(cls, []), cls.__ends__.symmetric)
    return snapshot.replaced(replaced)


def joined(snapshot: Snapshot, one: Party, other: Party) -> bool:
    """Whether two parties are joined directly. Raises ImpossibleError where they cannot be, or one is not there."""
    source, target = _place(snapshot, one, other)
    return any(target in row(snapshot.forward(cls), source) for cls in _joining(one, other))


_PARTIES: Final = (Initiative, Organisation)


def _joining(one: Party, other: Party) -> tuple[type[Relation], ...]:
    """The relations by which two parties are joined, the one by which they would be first."""
    types = {one[0], other[0]}
    if Initiative not in types or types - set(_PARTIES):
        raise ImpossibleError(
            f"{_shown(one, other)} cannot be connected: give two initiatives, or one and an organisation"
        )
    if one == other:
        raise ImpossibleError(f"{one[0].__name__}:{one[1]} cannot be connected to itself")
    return (Supports, Runs) if Organisation in types else (ConnectedTo,)


def _place(snapshot: Snapshot, one: Party, other: Party) -> tuple[int, int]:
    """The positions of source and target, in the order of the relations that join them."""
    _joining(one, other)
    source, target = sorted((one, other), key=lambda party: (party[0] is Initiative, party[1]))
    return _position(snapshot, source), _position(snapshot, target)


def _position(snapshot: Snapshot, party: Party) -> int:
    found = int(snapshot.positions(party[0], [party[1]])[0])
    if found < 0:
        raise ImpossibleError(f"{party[0].__name__}:{party[1]} is not there")
    return found


def _shown(one: Party, other: Party) -> str:
    return f"{one[0].__name__}:{one[1]} and {other[0].__name__}:{other[1]}"


def _without(matrix: Matrix, pairs: Places, sources: list[int], targets: list[int], symmetric: bool) -> Matrix:
    """Without some places, rows and columns. Weights of 0 stay, so this is no matrix algebra."""
    entries = matrix.tocoo()
    kept = ~(np.isin(entries.row, sources) | np.isin(entries.col, targets))
    for source, target in pairs:
        kept &= ~((entries.row == source) & (entries.col == target))
        if symmetric:
            kept &= ~((entries.row == target) & (entries.col == source))
    return sparse.coo_array((entries.data[kept], (entries.row[kept], entries.col[kept])), shape=matrix.shape).tocsr()


def _with(matrix: Matrix, pairs: Places, symmetric: bool) -> tuple[Matrix, Matrix]:
    """With places of weight 1 more: forward and backward."""
    both = [*pairs, *((target, source) for source, target in pairs)] if symmetric else pairs
    more = np.array(both, np.int32).reshape(-1, 2).T
    entries = matrix.tocoo()
    data = np.append(entries.data, np.ones(len(both), entries.data.dtype))
    places = np.append(entries.row, more[0]), np.append(entries.col, more[1])
    forward = frozen(sparse.coo_array((data, places), shape=matrix.shape).tocsr())
    return forward, forward if symmetric else frozen(forward.T.tocsr())
