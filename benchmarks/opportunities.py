# SPDX-License-Identifier: EUPL-1.2
"""Opportunities in a large city: all pairs by people, against the bare product of the same matrices; and the best of
one initiative with their reasons, by all signals."""

import asyncio
import importlib
import random
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.city import Scale, counts, stored
from benchmarks.measure import Comparison, Outcome, Quantity, alternate, seconds, undisturbed
from graph_api.analysis.opportunities.engine import Engine
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.product import degrees, inverse, pattern
from graph_api.analysis.opportunities.reading import Reader
from graph_api.analysis.opportunities.signals import signals
from graph_api.analysis.opportunities.weights import DEFAULTS, Weights
from graph_api.analysis.snapshot import Snapshot, build
from graph_api.store.opening import open_store
from schema.initiative import Initiative
from schema.opportunity import Signal
from schema.organisation import Runs, Supports
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Initiates, ParticipatesIn

topn: Any = importlib.import_module("sparse_dot_topn")  # has no types

MOST_MILLISECONDS = 5.0
MOST_TIMES = 2.0
"""How many times as long as the bare product all pairs may take."""
FIRST = 20


def benchmark(scale: Scale, cache: Path, sample: int) -> Outcome:
    """All pairs at once, then a sample of initiatives one by one."""
    path = stored(scale, cache)
    snapshot, facts = asyncio.run(_read(path))
    made: list[Engine] = []
    making = [seconds(lambda: made.append(_engine(snapshot, facts))) for _ in range(scale.rounds)]
    title = f"opportunities, {scale.initiatives:,} initiatives"
    spreads = [_spread(made[-1], facts, sample) for _ in range(scale.rounds)]
    return Outcome(
        {**counts(path), "initiatives asked for": sample},
        [_compared(snapshot, made[-1], scale.rounds)],
        [
            Quantity(f"{title}, with reasons, p50", "ms", [each[0] for each in spreads], MOST_MILLISECONDS),
            Quantity(f"{title}, with reasons, p95", "ms", [each[1] for each in spreads]),
            Quantity(f"{title}, with reasons, p50, processor time", "ms", [each[2] for each in spreads]),
            Quantity(f"{title}, with reasons, p95, processor time", "ms", [each[3] for each in spreads]),
            Quantity(f"{title}, made ready", "s", making),
        ],
    )


async def _read(path: Path) -> tuple[Snapshot, Facts]:
    async with open_store(f"sqlite:///{path}") as store:
        snapshot = build(await store.arrays(NODE_TYPES, RELATION_TYPES), datetime.now(UTC).date())
        return snapshot, await Reader(store).facts(snapshot)


def _engine(snapshot: Snapshot, facts: Facts) -> Engine:
    return Engine(snapshot, facts, signals(snapshot, facts), Weights())


def _spread(engine: Engine, facts: Facts, sample: int) -> list[float]:
    """Of a random sample half and 95 % take at most so many milliseconds each, by the clock and of the processor."""
    going = np.flatnonzero(facts.open[facts.parties.part(Initiative)]).tolist()
    chosen = random.Random(1).sample(going, min(sample, len(going)))
    engine.best(chosen[0], FIRST)
    times: list[tuple[float, float]] = []
    with undisturbed():
        for one in chosen:
            start, busy = perf_counter(), thread_time()
            engine.best(one, FIRST)
            times.append((perf_counter() - start, thread_time() - busy))
    return (np.percentile(times, (50, 95), axis=0) * 1000).T.ravel().tolist()


def _compared(snapshot: Snapshot, engine: Engine, rounds: int) -> Comparison:
    """Ours makes the matrices too, and leaves out what is not to be offered."""
    left, right = _matrices(snapshot)
    return Comparison(
        f"best {FIRST} of all pairs by people",
        "sparse_dot_topn on the same matrices",
        "s",
        *alternate(
            lambda: seconds(lambda: engine.all_pairs_people(FIRST)),
            lambda: seconds(lambda: topn.sp_matmul_topn(left, right, top_n=FIRST, threshold=0.0, sort=True)),
            rounds,
        ),
        least=1 / MOST_TIMES,
    )


def _matrices(snapshot: Snapshot) -> tuple[Any, Any]:
    """Of which the product is what all initiatives share, each member damped by its degree."""
    carriers = pattern(snapshot.backward(Initiates), snapshot.backward(ParticipatesIn))
    behind = pattern(snapshot.backward(Runs), snapshot.backward(Supports))
    of_people = DEFAULTS[Signal.PEOPLE] * inverse(degrees(carriers))
    of_organisations = DEFAULTS[Signal.ORGANISATIONS] * inverse(degrees(behind))
    left: Any = sparse.hstack([carriers, behind], format="csr")
    right: Any = left @ sparse.diags_array(np.concatenate([of_people, of_organisations]))
    return sparse.csr_matrix(left), sparse.csr_matrix(right.T)
