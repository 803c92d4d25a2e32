# SPDX-License-Identifier: EUPL-1.2
"""Gatherings: the lists of opportunities that are being made, of every level.

What a party is offered is found at once. Of many parties it takes minutes: such lists are made by turns in a thread of
their own, so that each soon has something to show, and all else that is asked is answered beside them.
"""

import asyncio
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, Final

from graph_api.analysis.opportunities.listing import MANY, Gathering, Listing
from graph_api.analysis.work import Shared, Work
from schema.opportunity import BusyError
from schema.privacy import Privacy

MOST: Final = 8
"""So many lists of MANY are made at a time for the public, and so many for staff."""
LINGER: Final = 30.0
"""Seconds in which a list may be asked for again: pages look every few seconds how far it is."""


class Gatherings:
    """What is being gathered. A list that nobody has asked for in LINGER seconds is given up when another is begun."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._shared = Shared(LINGER)
        self._of_many: dict[asyncio.Task[Listing], Privacy] = {}
        self._many: Final = ThreadPoolExecutor(1, "lists-of-many")
        self._few: Final = ThreadPoolExecutor(1, "lists")

    def begin(self, gathering: Gathering, privacy: Privacy) -> asyncio.Task[Listing]:
        """Begin a list of what this privacy sees. Raises BusyError."""
        if gathering.named:
            return self._shared.begin(self._work.run("opportunities", gathering.gather))
        self._shared.give_up()
        if not gathering.many:
            return self._shared.begin(self._gathered(gathering, self._few))
        if sum(of is privacy and not task.cancelling() for task, of in self._of_many.items()) >= MOST:
            raise BusyError(
                f"{MOST} lists of opportunities of more than {MANY} initiatives are being made; ask again in a minute, "
                "or ask of fewer"
            )
        task = self._shared.begin(self._gathered(gathering, self._many))
        self._of_many[task] = privacy
        task.add_done_callback(self._of_many.pop)
        return task

    async def _gathered(self, gathering: Gathering, thread: Executor) -> Listing:
        await self._work.by_turns("opportunities", gathering.steps(), thread)
        found = await asyncio.to_thread(gathering.listing)
        gathering.forget()
        return found

    def waiting(self, task: asyncio.Task[Any]) -> AbstractContextManager[None]:
        """See `Shared`."""
        return self._shared.waiting(task)

    def drop(self, task: asyncio.Task[Any]) -> None:
        """See `Shared`."""
        self._shared.drop(task)
