# SPDX-License-Identifier: EUPL-1.2
"""A level: all that opportunities of one snapshot rest on, made once."""

import asyncio
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

import numpy as np

from graph_api.analysis.opportunities.asks import JointAsks
from graph_api.analysis.opportunities.between import Between
from graph_api.analysis.opportunities.engine import Engine
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.gatherings import Gatherings
from graph_api.analysis.opportunities.listing import Gathering, Listing, Pair, takes_long
from graph_api.analysis.opportunities.missing import Missing
from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.opportunities.resources import Resources
from graph_api.analysis.opportunities.signal import Evidence
from graph_api.analysis.opportunities.signals import signals
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int64s, Snapshot
from graph_api.analysis.work import failed
from schema.consequences import Supposition
from schema.initiative import Initiative
from schema.opportunity import PairId, Party, Text, Wanted

MOST_KEPT: Final = 50
"""So many lists are kept."""
MOST_OF_MANY: Final = 8
"""So many of them of many parties, each of millions of pairs."""
PATIENCE: Final = 4.0
"""Seconds that a list of many is waited for."""


class Level:
    """Opportunities in one snapshot. To be made off the event loop."""

    def __init__(self, snapshot: Snapshot, facts: Facts, weights: Weights, gatherings: Gatherings) -> None:
        self.snapshot: Final = snapshot
        self.facts: Final = facts
        self._signals: list[Evidence] = signals(snapshot, facts)
        self.engine: Final = Engine(snapshot, facts, self._signals, weights)
        self.changes: Final[dict[tuple[int, int], list[Text]]] = {}
        """What was added to the evidence since a verdict, by its key and revision, as far as was asked."""
        self.supposed: Final[dict[Supposition, asyncio.Task[Any]]] = {}
        """What suppositions about the snapshot come to, as far as was asked."""
        self._lists: dict[Wanted, tuple[Gathering, asyncio.Task[Listing]]] = {}
        self._gatherings = gatherings
        self._closed = False

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

    def many(self, wanted: Wanted) -> bool:
        """Whether a list is of so many parties that to make it takes long."""
        return takes_long(self._ones(wanted))

    async def listed(self, wanted: Wanted) -> Listing:
        """The opportunities that are wanted, or what was found of many within PATIENCE; the rest is looked for on.
        Raises BusyError.

        Many who ask for the same wait for one computation, which goes on when one of them stops waiting; so do those
        who want other scores."""
        gathering, task = self._gathering(replace(wanted, min_score=0.0))
        try:
            with self._gatherings.waiting(task):
                found = await _patiently(gathering, task)
        finally:
            if self._closed:
                self._gatherings.drop(task)
        return found.at_least(wanted.min_score)

    def _gathering(self, wanted: Wanted) -> tuple[Gathering, asyncio.Task[Listing]]:
        """A list with the computation of it; begun where it is not, or where it failed."""
        kept = self._lists.pop(wanted, None)
        if kept is None or failed(kept[1]):
            gathering = Gathering(self.engine, self._ones(wanted), wanted)
            kept = gathering, self._gatherings.begin(gathering, self.snapshot.privacy)
            self._forget(gathering.many, (MOST_OF_MANY if gathering.many else MOST_KEPT) - 1)
        self._lists[wanted] = kept  # the last that was asked for
        return kept

    def _forget(self, many: bool, most: int) -> None:
        """Keep the last that were asked for."""
        of_size = [wanted for wanted, (gathering, _) in self._lists.items() if gathering.many is many]
        for wanted in of_size[: max(0, len(of_size) - most)]:
            self._gatherings.drop(self._lists.pop(wanted)[1])

    def close(self) -> None:
        """Break off what nobody waits for, and the rest when nobody does any more: there is a newer snapshot."""
        self._closed = True
        for _, task in self._lists.values():
            self._gatherings.drop(task)

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


async def _patiently(gathering: Gathering, task: asyncio.Task[Listing]) -> Listing:
    while not (await asyncio.wait([task], timeout=PATIENCE if gathering.many else None))[0]:
        if gathering.begun:
            found = await asyncio.to_thread(gathering.listing)
            return task.result() if task.done() else found
    return task.result()
