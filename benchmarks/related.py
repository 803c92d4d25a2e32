# SPDX-License-Identifier: EUPL-1.2
"""Related initiatives: the work for one initiative without HTTP, against networkx, and its spread in a large city."""

import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, thread_time

import networkx as nx
import numpy as np

from benchmarks import plain
from benchmarks.city import Scale, counts, stored
from benchmarks.measure import Comparison, Outcome, Quantity, alternate, undisturbed
from benchmarks.snapshot import taken
from graph_api.analysis.related import BACKER, BACKING, Pair, Relatedness
from graph_api.analysis.snapshot import Snapshot
from schema.initiative import Initiative
from schema.organisation import Organisation, Runs, Supports
from schema.resident import Initiates, ParticipatesIn, Resident

MOST_MILLISECONDS = 1.0
FIRST = 10
_CARRYING = (Initiates, ParticipatesIn, Runs, Supports)


def benchmark(scale: Scale, large: Scale, cache: Path, sample: int) -> Outcome:
    """One initiative against all candidates, evidence included; then a sample of initiatives of the large city."""
    path = stored(scale, cache)
    compared = _compared(path, scale.rounds)
    city = stored(large, cache)
    snapshot = taken(city)
    title = f"related, {large.initiatives:,} initiatives"
    spreads = [_spread(snapshot, sample) for _ in range(large.rounds)]
    return Outcome(
        {**counts(path), "initiatives in the large city": snapshot.count(Initiative), "initiatives asked for": sample},
        [compared],
        [
            Quantity(f"{title}, p50", "ms", [each[0] for each in spreads], MOST_MILLISECONDS),
            Quantity(f"{title}, p95", "ms", [each[1] for each in spreads]),
            Quantity(f"{title}, p50, processor time", "ms", [each[2] for each in spreads]),
            Quantity(f"{title}, p95, processor time", "ms", [each[3] for each in spreads]),
        ],
    )


def _spread(snapshot: Snapshot, sample: int) -> tuple[float, ...]:
    """Of a random sample half and 95 % take at most so many milliseconds each, by the clock and of the processor."""
    relatedness = Relatedness(snapshot)
    chosen = random.Random(1).sample(range(snapshot.count(Initiative)), sample)
    relatedness.related(chosen[0], FIRST)  # what is made once, at the first question
    times: list[tuple[float, float]] = []
    with undisturbed():
        for one in chosen:
            start, busy = perf_counter(), thread_time()
            relatedness.related(one, FIRST)
            times.append((perf_counter() - start, thread_time() - busy))
    return tuple((np.percentile(times, (50, 95), axis=0) * 1000).T.ravel().tolist())


def _compared(path: Path, rounds: int) -> Comparison:
    snapshot = taken(path)
    relatedness = Relatedness(snapshot)
    graph = plain.graph(path, (Initiative, Resident, Organisation), _CARRYING)
    keys: list[int] = snapshot.keys(Initiative).tolist()
    chosen = random.Random(2).sample(range(len(keys)), min(20, len(keys)))
    _same(graph, keys, relatedness, chosen)

    def ours() -> float:
        return _each(chosen, lambda one: relatedness.related(one, FIRST))

    def theirs() -> float:
        return _each(chosen, lambda one: plain.related(graph, keys[one], keys, FIRST))

    return Comparison(
        "related, with evidence", "nx.resource_allocation_index", "s an initiative", *alternate(ours, theirs, rounds)
    )


def _each(chosen: Sequence[int], work: Callable[[int], object]) -> float:
    """Seconds for one of the chosen, on average."""
    with undisturbed():
        start = perf_counter()
        for one in chosen:
            work(one)
        return (perf_counter() - start) / len(chosen)


def _same(graph: "nx.Graph[int]", keys: Sequence[int], relatedness: Relatedness, chosen: Sequence[int]) -> None:
    """Raises RuntimeError where the two sides do not find the same; what is shared by backing only one side counts."""
    for one in chosen:
        scores = {other: score for score, other in plain.related(graph, keys[one], keys, len(keys))}
        for pair in relatedness.related(one, FIRST):
            score, found = scores.get(keys[pair.initiative], 0.0), _carried(pair)
            if not math.isclose(found, score, abs_tol=1e-9):
                raise RuntimeError(f"resource allocation of one pair is {score} by networkx and {found} by ours")


def _carried(pair: Pair) -> float:
    return sum(share.share for share in pair.shares if share.kind not in (BACKER, BACKING))
