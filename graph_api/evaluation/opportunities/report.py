# SPDX-License-Identifier: EUPL-1.2
"""The whole evaluation of a graph, under all protocols that it has the data for."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int32s
from graph_api.analysis.work import unreported
from graph_api.evaluation.opportunities import splits, trials
from graph_api.evaluation.opportunities.asking import Found, Lists, alone, ask, methods
from graph_api.evaluation.opportunities.boards import Board, Measure
from graph_api.evaluation.opportunities.seen import Signals
from graph_api.evaluation.opportunities.trials import FOLDS, Trial
from graph_api.store.port import Arrays
from schema.base import Relation
from schema.initiative import Initiative

PROTOCOLS: Final = ("split_people", "newcomers", "held_out_connections", "over_time")
LACKS: Final = {
    "split_people": "no residents who join initiatives",
    "newcomers": "no residents who join initiatives",
    "held_out_connections": "no connections between initiatives",
    "over_time": "no connections or participations with a `since` in the last year",
}
"""Why nothing could be measured under a protocol."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What is evaluated: the arrays, what makes signals and lists of a snapshot, and since when relations hold."""

    arrays: Arrays
    day: date
    signals: Signals
    since: Mapping[type[Relation], Int32s]
    weights: Weights
    lists: Lists | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`found` has an entry for each protocol, in order; None where there was nothing to find."""

    revision: int
    initiatives: int
    residents: int
    seed: int
    splits: int
    found: dict[str, Found | None]

    @property
    def main(self) -> str | None:
        """The first protocol that found something."""
        return next((name for name, found in self.found.items() if found), None)


def evaluate(graph: Graph, times: int, seed: int, report: Callable[[int, int], None] = unreported) -> Report:
    """Evaluate under every protocol. `report` hears how many trials are done, and of how many."""
    found: dict[str, Found | None] = {}
    done = itertools.count(1)
    for place, name in enumerate(PROTOCOLS):
        # Each draws for itself, so that one protocol gives the same whatever the others do.
        rng = np.random.default_rng([seed, place])
        found[name] = ask(
            _trials(name, graph, times, rng),
            graph.signals,
            methods(graph.weights),
            rng,
            lambda: report(next(done), 2 * times + FOLDS + 1),
            graph.lists,
        )
    arrays = graph.arrays
    counts = len(arrays.nodes[Initiative].keys), len(splits.residents(arrays))
    return Report(arrays.revision, *counts, seed, times, found)


def _trials(name: str, graph: Graph, times: int, rng: np.random.Generator) -> Iterable[Trial]:
    match name:
        case "split_people":
            return trials.split_people(graph.arrays, graph.day, times, rng)
        case "newcomers":
            return trials.newcomers(graph.arrays, graph.day, times, rng)
        case "held_out_connections":
            return trials.held_connections(graph.arrays, graph.day, rng)
        case _:
            return trials.over_time(graph.arrays, graph.day, graph.since)


def as_json(report: Report) -> dict[str, Any]:
    """`recall_at_20` and `mrr` hold the means by method under the main protocol, None for a signal of which the graph
    has nothing; `cold_pairs` the same of the cold pairs of newcomers; `protocols` all of them with intervals."""
    protocols = {name: _protocol(found, report.seed) if found else None for name, found in report.found.items()}
    newcomers = protocols["newcomers"]
    about = {name: getattr(report, name) for name in ("revision", "initiatives", "residents", "seed", "splits")}
    return {
        **about,
        "protocol": report.main,
        **_means(protocols[report.main] if report.main else None),
        "cold_pairs": _means(newcomers["cold_pairs"] if newcomers else None),
        "protocols": protocols,
        "lacking": {name: LACKS[name] for name, found in report.found.items() if not found},
    }


def _means(protocol: dict[str, Any] | None) -> dict[str, dict[str, float | None]]:
    measures: dict[str, dict[str, Any]] = {name: protocol[name] if protocol else {} for name in ("recall_at_20", "mrr")}
    return {name: {method: each and each["mean"] for method, each in of.items()} for name, of in measures.items()}


def _protocol(found: Found, seed: int) -> dict[str, Any]:
    cold = _board(found.cold, found, seed) if found.cold.initiatives else None
    return {"trials": found.trials, **_board(found.all, found, seed), "cold_pairs": cold}


def _board(board: Board, found: Found, seed: int) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    return {
        "initiatives": board.initiatives,
        "pairs": board.pairs,
        "recall_at_20": _measures(board.recall(rng), found),
        "mrr": _measures(board.mrr(rng), found),
    }


def _measures(measures: Mapping[str, Measure], found: Found) -> dict[str, Any]:
    absent = {
        name for place in np.flatnonzero(~found.present).tolist() for name in (alone(place), f"without_{alone(place)}")
    }
    return {name: None if name in absent else asdict(each) for name, each in measures.items()}
