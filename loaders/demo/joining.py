# SPDX-License-Identifier: EUPL-1.2
"""Residents who start, join and back initiatives: few do much, most do little, and mostly close to home."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from loaders.demo.people import People
from loaders.demo.plan import Floats, Ints, day, ints
from loaders.demo.stories import Course
from loaders.demo.texts import TASKS
from schema.base import Relation
from schema.resident import Backs, Initiates, ParticipatesIn

_LEFT: Final = 0.12
"""So many participants left before the initiative ended."""


def joins(
    who: People, chance: np.random.Generator, buurt: Ints, keys: Sequence[int], runs: Sequence[Course]
) -> Iterator[Relation]:
    """Who joined some initiatives, each in its neighbourhood: initiators, participants and backers.

    Numbers are lognormal round a popularity of the initiative, so a few have hundreds.
    """
    popular = chance.lognormal(0, 0.5, len(keys))
    begin, last = (np.array([getattr(run, name) for run in runs]) for name in ("begin", "last"))
    ends = [None if run.end is None else day(run.end) for run in runs]
    which, people, _ = _joined(who, chance, buurt, chance.geometric(0.6, len(keys)), begin, last)
    for person, i in zip(people, which, strict=True):
        yield Initiates(source=person, target=keys[i], since=day(runs[i].begin), until=ends[i])
    which, people, since = _joined(who, chance, buurt, popular * chance.lognormal(2.0, 0.7, len(keys)), begin, last)
    left = (chance.random(len(which)) < _LEFT).tolist()
    tasks = ints(chance.integers(0, 6 * len(TASKS), len(which)))
    for person, i, joined, gone, task in zip(people, which, since, left, tasks, strict=True):
        until = day((joined + runs[i].last) // 2) if gone else ends[i]
        named = TASKS[task] if task < len(TASKS) else None
        yield ParticipatesIn(source=person, target=keys[i], since=day(joined), until=until, task=named)
    which, people, since = _joined(who, chance, buurt, popular * chance.lognormal(2.2, 1.0, len(keys)), begin, last)
    for person, i, joined in zip(people, which, since, strict=True):
        yield Backs(source=person, target=keys[i], since=day(joined))


def _joined(
    who: People, chance: np.random.Generator, buurt: Ints, counts: Floats | Ints, begin: Ints, last: Ints
) -> tuple[list[int], list[int], list[int]]:
    """Pairs of an initiative (its place in the list) and the key of a resident, each once, with the day of joining."""
    most = max(1, who.plan.residents // 10)
    times = np.clip(counts.astype(np.int64), 1, most)
    which = np.repeat(np.arange(buurt.size), times)
    pairs = np.unique(which * who.plan.residents + who.near(chance, buurt[which]))
    which, person = np.divmod(pairs, who.plan.residents)
    since = begin[which] + (last - begin)[which] * chance.random(which.size) ** 2
    return ints(which), who.keys(person), ints(since.astype(np.int64))
