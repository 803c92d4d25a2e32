# SPDX-License-Identifier: EUPL-1.2
"""A ranking: the nodes that a measure puts first, with what their place means. Residents are never in it."""

from dataclasses import dataclass

import numpy as np

from graph_api.analysis.centrality import Measured, standing
from graph_api.analysis.centrality_texts import Place, explained
from graph_api.analysis.kernels import Ints, Network
from graph_api.analysis.view import View
from schema.base import Node
from schema.opportunity import Party, Text
from schema.resident import Resident
from schema.selection import Projection


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node's place; see `schema.services.Central`. `at`: where it is in the view."""

    at: int
    party: Party
    rank: int
    value: float
    percentile: float
    error: float | None
    explanation: Text


def ranked(
    measure: str, view: View, found: Measured, of: type[Node] | None, projection: Projection, first: int
) -> list[Ranked]:
    """The `first` nodes of a type, None for all types, by what was measured."""
    among = places(view, of)
    best = standing(view.keys[among], found.values[among], first)
    reached = _reached(view.network)
    ranking: list[Ranked] = []
    for place, rank, percentile in zip(among[best.order].tolist(), best.ranks, best.percentiles, strict=True):
        error = None if found.error is None else float(found.error[place])
        value = float(found.values[place])
        meant = Place(value, float(percentile), error, len(among), of, view.network.n, int(reached[place]), projection)
        text = explained(measure, meant)
        ranking.append(Ranked(place, view.at(place), int(rank), value, float(percentile), error, text))
    return ranking


def places(view: View, of: type[Node] | None = None) -> Ints:
    """Where the nodes of a type are; for None those of every type but residents."""
    types = [of] if of else [cls for cls in view.first if cls is not Resident]
    wanted = np.zeros(len(view.keys), np.bool_)
    for cls in types:
        if cls in view.first:
            wanted[view.part(cls)] = True
    return np.flatnonzero(wanted)


def _reached(network: Network) -> Ints:
    """For each node how many others there is a way to."""
    labels = network.components()
    return np.bincount(labels)[labels] - 1
