# SPDX-License-Identifier: EUPL-1.2
"""The demo as a stream of change sets, and into a store."""

from collections.abc import Iterator
from typing import Final

from loaders import writing
from loaders.demo import clubs, ground, people
from loaders.demo.ground import ORIGIN
from loaders.demo.initiatives import Initiatives
from loaders.demo.plan import Plan
from loaders.loaded import Progress, Report, silent
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.services import Graph

PER_INITIATIVE: Final = 15
"""Residents in the graph for each initiative, unless said otherwise."""


def change_sets(initiatives: int = 200, residents: int | None = None, seed: int = 1) -> Iterator[ChangeSet]:
    """The demo municipality as change sets of bounded size; each relates only what it or an earlier one holds.

    At any size from a few initiatives to 100,000 with 1.5 million residents, in bounded memory. The same numbers give
    the same records. Raises ValueError when there is to be no initiative or no resident.
    """
    plan = Plan(initiatives, PER_INITIATIVE * initiatives if residents is None else residents, seed)
    for nodes, relations in _parts(plan):
        yield from writing.change_sets(nodes, relations, ORIGIN)


def _parts(plan: Plan) -> Iterator[tuple[list[Node], list[Relation]]]:
    on = ground.ground(plan)
    yield ground.records(on)
    all_clubs = clubs.clubs(plan, on)
    yield clubs.records(plan, on, all_clubs)
    who = people.people(plan, on)
    yield from people.records(who, all_clubs)
    yield from Initiatives(plan, on, all_clubs, who).parts()


async def load_demo(
    store: Graph,
    initiatives: int = 200,
    residents: int | None = None,
    seed: int = 1,
    progress: Progress = silent,
) -> Report:
    """Write the demo municipality; writing it again changes nothing. Raises ValueError as `change_sets` does."""
    return await writing.write(change_sets(initiatives, residents, seed), store, ORIGIN, None, progress)
