# SPDX-License-Identifier: EUPL-1.2
"""A level: all that opportunities of one snapshot rest on, made once."""

import asyncio
from functools import cached_property
from typing import Final

import numpy as np

from graph_api.analysis.opportunities.asks import JointAsks
from graph_api.analysis.opportunities.between import Between
from graph_api.analysis.opportunities.engine import Engine
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.listing import Gathering, Listing, Pair
from graph_api.analysis.opportunities.missing import Missing
from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.opportunities.resources import Resources
from graph_api.analysis.opportunities.signal import Evidence
from graph_api.analysis.opportunities.signals import signals
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int64s, Snapshot
from graph_api.analysis.work import Shared, Work, failed
from schema.initiative import Initiative
from schema.opportunity import PairId, Party, Text, Wanted

MOST_KEPT: Final = 200
"""So many lists are kept."""
PATIENCE: Final = 4.0
"""Seconds that a list of many is waited for."""


class Level:
    """Opportunities in one snapshot. To be made off the event loop."""

    def __init__(self, snapshot: Snapshot, facts: Facts, weights: Weights) -> None:
        self.snapshot: Final = snapshot
        self.facts: Final = facts
        self._signals: list[Evidence] = signals(snapshot, facts)
        self.engine: Final = Engine(snapshot, facts, self._signals, weights)
        self.changes: Final[dict[tuple[int, int], list[Text]]] = {}
        """What was added to the evidence since a verdict, by its key and revision, as far as was asked."""
        self._lists: dict[Wanted, tuple[Gathering, asyncio.Task[Listing]]] = {}
        self._shared = Shared()

    def pair(self, one: Party, other: Party) -> Pair | None:
        """The indices of two parties, the lower first; None where one is not there."""
        at = sorted((self.facts.parties.index(one), self.facts.parties.index(other)))
        return (at[0], at[1]) if at[0] >= 0 else None

    def id(self, pair: Pair) -> PairId:
        """The id of a pair."""
        return PairId.of(self.facts.parties.party(pair[0]), self.facts.parties.party(pair[1]))

    def offers(self, pair: Pair) -> bool:
        """Whether a pair is among the opportunities of one of the two."""
        return any(other in self.engine.search.ranked(one, 2**31, Wanted())[0] for one, other in (pair, pair[::-1]))

    async def listed(self, wanted: Wanted, work: Work) -> Listing:
        """The opportunities that are wanted, or what was found of many within PATIENCE; the rest is looked for on.

        Many who ask for the same wait for one computation, which goes on when one of them stops waiting."""
        gathering, task = self._gathering(wanted, work)
        with self._shared.waiting(task):
            while not (await asyncio.wait([task], timeout=PATIENCE if gathering.many else None))[0]:
                if gathering.begun:
                    return await asyncio.to_thread(gathering.listing)
            return task.result()

    def _gathering(self, wanted: Wanted, work: Work) -> tuple[Gathering, asyncio.Task[Listing]]:
        """A list with the computation of it; begun where it is not, or where it failed."""
        kept = self._lists.get(wanted)
        if kept is None or failed(kept[1]):
            gathering = Gathering(self.engine, self._ones(wanted), wanted)
            kept = gathering, self._shared.begin(work.run("opportunities", gathering.gather))
            self._lists[wanted] = kept
            while len(self._lists) > MOST_KEPT:
                self._lists.pop(next(iter(self._lists)))
        return kept

    def close(self) -> None:
        """Break off what nobody waits for: there is a newer snapshot."""
        self._shared.give_up()

    def _ones(self, wanted: Wanted) -> list[int]:
        """The parties whose opportunities these are; every pair has an initiative, so all of them are all."""
        parties = self.facts.parties
        if wanted.parties is not None:
            return [index for party in wanted.parties if (index := parties.index(party)) >= 0]
        if wanted.initiatives is None:
            ones = np.arange(parties.counts[Initiative])
        else:
            keys: Int64s = np.array(sorted(wanted.initiatives), np.int64)
            ones = parties.indices(Initiative, keys)
            ones = ones[ones >= 0]
        return ones[self.facts.open[ones]].tolist()

    @cached_property
    def missing(self) -> Missing:
        """What is missing for a party."""
        return Missing(self.snapshot, self.facts, self._reach, self._resources, self._asks)

    @cached_property
    def between(self) -> Between:
        """What is missing between two."""
        return Between(self.snapshot, self.facts, self._reach, self._resources)

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self.snapshot, self.facts)

    @cached_property
    def _resources(self) -> Resources:
        return next(each for each in self._signals if isinstance(each, Resources))

    @cached_property
    def _asks(self) -> JointAsks:
        return next(each for each in self._signals if isinstance(each, JointAsks))
