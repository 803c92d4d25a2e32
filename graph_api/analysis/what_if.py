# SPDX-License-Identifier: EUPL-1.2
"""What if: the network now and as it would be, side by side.

The network is that of initiatives, organisations and, for who may see them, residents, joined by what people do
together; themes, areas and requests hold nothing together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph_api.analysis.centrality import EXACT, MEASURES, ranks
from graph_api.analysis.fragility import bridges
from graph_api.analysis.kernels import Floats
from graph_api.analysis.snapshot import Snapshot
from graph_api.analysis.view import HOLDING, View, view
from graph_api.analysis.work import Report
from schema.base import Node
from schema.consequences import Counts
from schema.initiative import Initiative
from schema.opportunity import Party
from schema.organisation import Organisation
from schema.resident import Resident

_NODES: Final = (Initiative, Organisation, Resident)


@dataclass(frozen=True, slots=True)
class Shift:
    """An initiative or organisation of which a centrality would change."""

    party: Party
    measure: str
    before: float
    after: float
    rank_before: int
    rank_after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The network before and after, and what shifts most, by measure."""

    before: Counts
    after: Counts
    shifts: list[Shift]


def compare(now: Snapshot, then: Snapshot, without: Sequence[Party], most: int, report: Report) -> Comparison:
    """Compare two snapshots of the same nodes. `without`: parties that are gone then.

    `most`: how many shifts of each measure, the largest first. Betweenness is compared only where it is exact: the
    error of an estimate would drown what one connection changes.
    """
    one, other = (view(snapshot, HOLDING, _NODES) for snapshot in (now, then))
    exact = max(view.network.n * view.network.m for view in (one, other)) <= EXACT
    measures = ["pagerank", "betweenness"] if exact else ["pagerank"]
    steps = 2 + 2 * len(measures)
    report(0, steps)
    before = counts(one, ())
    report(1, steps)
    after = counts(other, without)
    shifts: list[Shift] = []
    for step, measure in enumerate(measures, 1):
        report(2 * step, steps)
        old = MEASURES[measure](one.network)
        report(2 * step + 1, steps)
        shifts += _shifts(measure, one, old, MEASURES[measure](other.network), most)
    return Comparison(before, after, shifts)


def counts(whole: View, gone: Sequence[Party]) -> Counts:
    """The network in figures; initiatives that are gone, and so joined to nothing, do not count as apart."""
    network = whole.network
    sizes = np.bincount(network.components())
    lonely = int(np.count_nonzero(network.degree[whole.part(Initiative)] == 0))
    apart = lonely - sum(cls is Initiative for cls, _ in gone)
    return Counts(int(np.count_nonzero(sizes > 1)), int(sizes.max(initial=0)), len(bridges(network)), apart)


def _shifts(measure: str, whole: View, old: Floats, new: Floats, most: int) -> list[Shift]:
    """`old` and `new`: of each node of the network, of the same nodes before and after."""
    part = slice(whole.part(Initiative).start, whole.part(Organisation).stop)
    before, after = old[part], new[part]
    change = np.abs(after - before)
    # Sums in another order are no change.
    order = np.lexsort((whole.keys[part], -change))[:most]
    order = order[change[order] > 1e-12]
    earlier, later = ranks(np.sort(before), before), ranks(np.sort(after), after)
    return [
        Shift(_party(whole, at), measure, float(before[at]), float(after[at]), int(earlier[at]), int(later[at]))
        for at in order.tolist()
    ]


def _party(whole: View, place: int) -> Party:
    types: list[type[Node]] = [Initiative, Organisation]
    cls = next(cls for cls in types if whole.part(cls).start <= place < whole.part(cls).stop)
    return cls, int(whole.keys[place])
