# SPDX-License-Identifier: EUPL-1.2
"""Lists of opportunities: each pair once, no party too often near another, the same pages whoever turns them."""

import threading
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.opportunities import level, listing
from graph_api.analysis.opportunities.engine import ANY, Engine
from graph_api.analysis.opportunities.gatherings import Gatherings
from graph_api.analysis.opportunities.level import Level
from graph_api.analysis.opportunities.listing import SPREAD, WINDOWS, Gathering, Listing, Pair
from graph_api.analysis.opportunities.structure import Structure
from graph_api.analysis.opportunities.weights import DEFAULTS, Weights
from graph_api.analysis.work import Work
from schema.initiative import Initiative
from schema.opportunity import Signal, Wanted
from schema.organisation import Organisation, Runs
from schema.resident import MemberOf, ParticipatesIn
from tests.analysis.worlds import COUNTS, Link, World, worlds


def made(pairs: list[Pair], free: frozenset[int] = frozenset()) -> Listing:
    ones, others = (np.array([pair[end] for pair in pairs], np.int32) for end in (0, 1))
    return Listing(ones, others, np.arange(len(pairs), 0, -1).astype(np.float64), free)


def pairs(parties: int, most: int = 120) -> st.SearchStrategy[list[Pair]]:
    every = [(one, other) for one in range(parties) for other in range(one + 1, parties)]
    return st.permutations(every).map(lambda found: found[:most])


@given(pairs(9), st.integers(1, 40))
def test_pages_hold_every_pair_once(found: list[Pair], size: int) -> None:
    listing = made(found)
    whole = listing.page(0, len(found))
    assert sorted(whole) == sorted(found)
    paged = [pair for start in range(0, len(found), size) for pair in listing.page(start, size)]
    assert paged == whole
    assert listing.page(len(found), size) == []


def crowded(shown: list[Pair], place: int, pair: Pair) -> bool:
    """Whether a party of a pair has been shown too often shortly before a place for it to stand there."""
    for window, most in WINDOWS:
        near = Counter(party for each in shown[max(0, place - window + 1) : place] for party in each)
        if any(near[party] >= most for party in pair):
            return True
    return False


@given(pairs(12, 50))
def test_no_party_stands_too_often_near_another_where_there_are_others(found: list[Pair]) -> None:
    shown = made(found).page(0, len(found))
    for place, pair in enumerate(shown):
        if crowded(shown, place, pair):
            assert all(crowded(shown, place, other) for other in shown[place:])


def test_the_best_of_many_of_one_party_are_spread() -> None:
    hub = [(0, other) for other in range(1, 40)]
    rest = [(place, place + 1) for place in range(100, 300, 2)]
    shown = made([*hub, *rest]).page(0, 20)
    assert [place for place, pair in enumerate(shown) if 0 in pair] == [0, 1, 10]
    assert shown[2:10] == rest[:8]


def test_what_one_asks_for_itself_is_by_score_alone() -> None:
    hub = [(0, other) for other in range(1, 40)]
    assert made(hub, frozenset({0})).page(0, 39) == hub
    assert made(hub).page(0, 39) == hub, "there is nobody else to show"


def test_far_down_it_is_by_score_alone() -> None:
    hub = [(0, other) for other in range(1, SPREAD + 500)]
    rest = [(place, place + 1) for place in range(10_000, 20_000, 2)]
    listing = made([*hub, *rest])
    whole = listing.page(0, len(listing))
    assert sorted(whole) == sorted([*hub, *rest])
    assert listing.page(SPREAD, 30) == whole[SPREAD : SPREAD + 30]


@given(pairs(9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] < p[1])))
def test_pairs_can_be_left_out(found: list[Pair], others: list[Pair]) -> None:
    listing = made(found)
    assert listing.among(others) == set(found) & set(others)
    kept = listing.without(set(others))
    assert len(kept) == len(set(found) - set(others))
    assert set(kept.page(0, len(found))) == set(found) - set(others)


@pytest.mark.parametrize("start", [0, 3])
def test_a_list_of_nothing(start: int) -> None:
    assert made([]).page(start, 10) == []
    assert made([]).among([(1, 2)]) == set()


CROWD = World(frozenset((ParticipatesIn, resident, initiative) for resident in (1, 2) for initiative in range(1, 6)))


def engine(world: World) -> Engine:
    snapshot = world.snapshot()
    facts = world.facts(snapshot)
    return Engine(snapshot, facts, Structure(snapshot, facts).signals, Weights())


def gathering(world: World) -> Gathering:
    return Gathering(engine(world), range(COUNTS[Initiative]), ANY)


def shown(found: Listing) -> list[Pair]:
    return list(zip(found.ones.tolist(), found.others.tolist(), strict=True))


@given(worlds())
def test_who_is_looked_at_first_changes_nothing(world: World) -> None:
    whole = gathering(world).gather()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "MANY", 0)
        assert shown(gathering(world).gather()) == shown(whole)
    assert whole.pending == 0


@given(worlds(), st.floats(0, 2))
def test_the_list_of_a_score_is_a_part_of_the_whole(world: World, score: float) -> None:
    asked = Gathering(engine(world), range(COUNTS[Initiative]), Wanted(min_score=score))
    assert shown(gathering(world).gather().at_least(score)) == shown(asked.gather())


def test_who_shares_people_with_another_or_with_an_organisation_promises_most() -> None:
    links: set[Link] = {(ParticipatesIn, 1, 1), (ParticipatesIn, 1, 2), (ParticipatesIn, 2, 3), (MemberOf, 2, 1)}
    links |= {(ParticipatesIn, 3, 4), (MemberOf, 3, 2), (Runs, 2, 4)}
    of_people = DEFAULTS[Signal.PEOPLE] / 2
    promised = engine(World(frozenset(links))).promises.tolist()
    assert promised == [of_people, of_people, of_people, 0, 0, 0], "the fourth is run by whom it shares people with"
    ended = World(frozenset(links), closed=frozenset({(Initiative, 2), (Organisation, 1)}))
    assert engine(ended).promises.tolist() == [0] * 6
    alone = World(counts=COUNTS | {Organisation: 0})
    assert engine(alone).promises.tolist() == [0] * 6


def test_what_was_found_so_far_is_a_list_that_says_what_is_to_come() -> None:
    made, seen = gathering(CROWD), list[Listing]()
    whole = shown(made.gather(lambda _done, _total: seen.append(made.listing())))
    assert [found.pending for found in seen] == [6, 5, 4, 3, 2, 1]
    assert len(whole) == 10
    for found in seen:
        assert shown(found) == [pair for pair in whole if pair in shown(found)]
    assert shown(seen[1]) == [(0, other) for other in range(1, 5)]


@pytest.mark.anyio
async def test_a_list_of_many_is_not_waited_for_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MANY", 0)
    monkeypatch.setattr(level, "PATIENCE", 0.01)
    snapshot = CROWD.snapshot()
    asked, go = Level(snapshot, CROWD.facts(snapshot), Weights(), Gatherings(Work())), threading.Event()
    ranked, done = asked.engine.search.ranked, list[int]()

    def slow(one: int, *rest: Any) -> Any:
        assert not done or go.wait(20)
        done.append(one)
        return ranked(one, *rest)

    monkeypatch.setattr(asked.engine.search, "ranked", slow)
    found = await asked.listed(ANY)
    assert (len(found), found.pending) == (4, 5)
    go.set()
    while (found := await asked.listed(ANY)).pending:
        pass
    assert shown(found) == shown(gathering(CROWD).gather())
    assert len(done) == COUNTS[Initiative]
