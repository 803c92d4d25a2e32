# SPDX-License-Identifier: EUPL-1.2
"""Trials: a graph with something held out, and what should then be found. Four protocols make them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.snapshot import Int32s, Matrix, Snapshot, build
from graph_api.evaluation.opportunities import splits, truth
from graph_api.store.port import Arrays
from schema.base import Relation
from schema.initiative import ConnectedTo, Initiative, SharesBackers
from schema.organisation import Runs, Supports
from schema.resident import Backs, Initiates, MemberOf, ParticipatesIn

FOLDS: Final = 5
NEWCOMERS: Final = 5
"""One in this many is a newcomer."""
YEAR: Final = 365

DATED: Final = (ConnectedTo, Initiates, ParticipatesIn, Backs, MemberOf, Runs, Supports, SharesBackers)
"""What comes about in time."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is seen, as arrays and as a snapshot; which initiatives (positions) are asked for; and n x n, which pairs
    should be found."""

    arrays: Arrays
    seen: Snapshot
    asked: Int32s
    truth: Matrix

    @classmethod
    def of(cls, arrays: Arrays, day: date, wanted: Matrix, among: Flags | None = None) -> "Trial":
        """A trial of all initiatives that have something to find, or of those among them. What is connected already
        is not to be found."""
        seen = build(arrays, day)
        wanted = truth.new(wanted, truth.connected(seen))
        asked = np.diff(wanted.indptr) > 0
        return cls(arrays, seen, np.flatnonzero(asked if among is None else asked & among).astype(np.int32), wanted)


def split_people(arrays: Arrays, day: date, times: int, rng: np.random.Generator) -> Iterator[Trial]:
    """Half of the residents are not seen; to be found are the pairs that they join."""
    for seen, held in _halves(arrays, times, rng):
        yield Trial.of(seen, day, truth.joined(build(held, day)))


def newcomers(arrays: Arrays, day: date, times: int, rng: np.random.Generator) -> Iterator[Trial]:
    """As `split_people`, but of a fifth of the initiatives nobody at all is seen: who would they share people with?"""
    keys = arrays.nodes[Initiative].keys
    for seen, held in _halves(arrays, times, rng):
        new = next(splits.folds(len(keys), NEWCOMERS, rng))
        yield Trial.of(splits.without_people_of(seen, keys[new]), day, truth.joined(build(held, day)), new)


def _halves(arrays: Arrays, times: int, rng: np.random.Generator) -> Iterator[tuple[Arrays, Arrays]]:
    arrays = splits.without_summaries(arrays)
    people = splits.residents(arrays)
    for _ in range(times):
        half = next(splits.folds(len(people), 2, rng))
        yield splits.without_residents(arrays, people[half]), splits.without_residents(arrays, people[~half])


def held_people(arrays: Arrays, day: date, rng: np.random.Generator) -> Iterator[Trial]:
    """Residents are not seen, a fifth at a time, until each was once; to be found are the pairs that they join."""
    arrays = splits.without_summaries(arrays)
    people = splits.residents(arrays)
    for hidden in splits.folds(len(people), FOLDS, rng):
        held = splits.without_residents(arrays, people[~hidden])
        yield Trial.of(splits.without_residents(arrays, people[hidden]), day, truth.joined(build(held, day)))


def held_connections(arrays: Arrays, day: date, rng: np.random.Generator) -> Iterator[Trial]:
    """Connections are hidden, a fifth at a time, until each was once; to be found are those hidden."""
    everything = truth.connected(build(arrays, day))
    for hidden in splits.folds(len(arrays.relations[ConnectedTo].source), FOLDS, rng):
        yield Trial.of(splits.kept(arrays, {ConnectedTo: ~hidden}), day, everything)


def over_time(arrays: Arrays, day: date, since: Mapping[type[Relation], Int32s]) -> Iterator[Trial]:
    """What came about in the last year (before the last that did) is not seen; to be found are pairs that were
    connected in it, and pairs that were first joined by a resident who carries both. `since`: as `read_since` reads.
    Nothing when no beginning is known."""
    last = max((int(days.max()) for days in since.values() if len(days)), default=0)
    if last > 0:
        before = splits.kept(arrays, {cls: days <= last - YEAR for cls, days in since.items()})
        now, then = build(arrays, day), build(before, day)
        wanted = truth.connected(now).maximum(truth.new(truth.carried(now), truth.carried(then)))
        yield Trial.of(before, day, wanted)
