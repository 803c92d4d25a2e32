# SPDX-License-Identifier: EUPL-1.2
"""What the municipality can do for an initiative, and what organisations can, against plain loops."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.opportunities.roles import Roles
from schema.area import BelongsTo, PartOf
from schema.initiative import About, LocatedIn
from schema.resource import Need, Offer, ResourceKind
from schema.support_request import RequestState, SupportRequest, SupportRole
from tests.analysis.facts import DAY, KINDS, ROLES, Thing, World, some_places, some_things

INITIATIVES, ORGANISATIONS = 4, 2
FIRST = INITIATIVES + ORGANISATIONS
"""The first municipality."""

FACILITATE, FINANCE = ROLES.index(SupportRole.FACILITATE), ROLES.index(SupportRole.FINANCE)
SPACE, MONEY, PUBLICITY = (
    KINDS.index(kind) for kind in (ResourceKind.SPACE, ResourceKind.MONEY, ResourceKind.PUBLICITY)
)
ROLE = dict(
    zip(
        ResourceKind,
        ["FACILITATE", "ORGANISE", "FINANCE", "ORGANISE", "FACILITATE", "REGULATE", "FACILITATE"],
        strict=True,
    )
)


def role(kind: int) -> int:
    return ROLES.index(SupportRole[ROLE[KINDS[kind]]])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Area 0 belongs to the first municipality, 1 is part of 2 that belongs to the second."""
    many = draw(st.integers(1, 2))

    def links(targets: int) -> st.SearchStrategy[set[tuple[int, int]]]:
        return st.sets(st.tuples(st.integers(0, INITIATIVES - 1), st.integers(0, targets)), max_size=5)

    return World(
        initiatives=INITIATIVES,
        organisations=ORGANISATIONS,
        municipalities=many,
        places=draw(some_places(FIRST)),
        needs=draw(some_things(INITIATIVES, 4, 100)),
        offers=draw(some_things(FIRST, 4, 200)),
        asks=draw(some_things(INITIATIVES, 3, 300, (-1, *range(FIRST, FIRST + many)))),
        links={
            LocatedIn: draw(links(1)),
            About: draw(links(2)),
            PartOf: {(1, 2)},
            BelongsTo: {(0, 0), (2, many - 1)},
        },
    )


def municipalities(world: World, initiative: int) -> set[int]:
    if world.municipalities == 1:
        return {FIRST}
    return {FIRST + area for i, area in world.links[LocatedIn] if i == initiative}


def asked_of(world: World, ask: Thing) -> int:
    return FIRST if ask.municipality < 0 and world.municipalities == 1 else ask.municipality


def share(world: World, initiative: int, municipality: int, wanted: int) -> float:
    """What part of decided requests was granted, by the definition."""
    themes = {theme for i, theme in world.links[About] if i == initiative}
    decided = {RequestState.GRANTED: 1, RequestState.DONE: 1, RequestState.DECLINED: 0}
    outcomes = [
        (decided[ask.state], len({t for i, t in world.links[About] if i == ask.party} & themes))
        for ask in world.asks
        if ask.kind == wanted and asked_of(world, ask) == municipality and ask.state in decided
    ]
    overall = sum(yes for yes, _ in outcomes) / len(outcomes) if outcomes else 0
    yes, n = (sum(times * outcome for outcome, times in each) for each in (outcomes, [(1, t) for _, t in outcomes]))
    return (yes + 5 * overall) / (n + 5)


def municipal(world: World, initiative: int, municipality: int) -> dict[int, float]:
    """Values by the key of the need."""
    standing = {
        (ask.party, ask.kind, asked_of(world, ask))
        for ask in world.asks
        if ask.state in (RequestState.ASKED, RequestState.GRANTED)
    }
    return {
        need.key: 0.5 + 0.5 * share(world, initiative, municipality, role(need.kind))
        for need in world.needs
        if need.party == initiative
        and need.until >= DAY
        and municipality in municipalities(world, initiative)
        and not standing & {(initiative, role(need.kind), m) for m in (municipality, -1)}
    }


@given(worlds())
def test_the_municipality_can_meet_needs_that_it_was_not_asked(world: World) -> None:
    signal = roles(world)
    for municipality in range(FIRST, FIRST + world.municipalities):
        others, values = signal.found(municipality)
        expected = {i: municipal(world, i, municipality) for i in range(INITIATIVES)}
        assert others.tolist() == [i for i, found in expected.items() if found]
        assert values == pytest.approx([math.fsum(expected[int(i)].values()) for i in others])
        for initiative, found in expected.items():
            pieces = signal.pieces(initiative, municipality)
            assert pieces == signal.pieces(municipality, initiative)
            assert [piece.via for piece in pieces] == [(Need, key) for key in sorted(found)]
            assert [piece.value for piece in pieces] == pytest.approx([found[key] for key in sorted(found)])
            [value] = signal.values(initiative, np.array([municipality], np.int32))
            assert value == pytest.approx(math.fsum(found.values()))


@given(worlds())
def test_found_values_and_pieces_agree_from_both_sides(world: World) -> None:
    signal = roles(world)
    every = np.arange(FIRST + world.municipalities, dtype=np.int32)
    for one in every.tolist():
        others, values = signal.found(one)
        assert (np.diff(others) > 0).all()
        looked = dict(zip(others.tolist(), values.tolist(), strict=True))
        assert signal.values(one, every[::-1]).tolist() == [looked.get(o, 0) for o in every[::-1].tolist()]
        for other in every.tolist():
            if other != one:
                pieces = signal.pieces(one, other)
                assert pieces == signal.pieces(other, one)
                assert math.fsum(piece.value for piece in pieces) == pytest.approx(looked.get(other, 0))


def roles(world: World) -> Roles:
    snapshot = world.snapshot()
    facts = world.facts(snapshot)
    return Roles(snapshot, facts, Reach(snapshot, facts))


def one_initiative(*asks: Thing, offers: tuple[Thing, ...] = (), needs: tuple[Thing, ...] = ()) -> Roles:
    """With one organisation (1) at the same place, and one municipality (2)."""
    here = (6.5, 53.0)
    return roles(World(1, 1, 1, {0: here, 1: here}, needs=needs, offers=offers, asks=asks))


def ask(state: RequestState, kind: int = FACILITATE, key: int = 30) -> Thing:
    return Thing(0, key, kind, state=state)


@pytest.mark.parametrize(
    ("states", "met"),
    [
        ([RequestState.ASKED], [30]),
        ([RequestState.DECLINED], [30]),
        ([RequestState.GRANTED], []),
        ([RequestState.WITHDRAWN], []),
        ([RequestState.DECLINED, RequestState.DONE], []),
        ([RequestState.DECLINED, RequestState.ASKED], [30, 31]),
    ],
)
def test_an_organisation_meets_what_is_open_or_was_declined(states: list[RequestState], met: list[int]) -> None:
    asks = [ask(state, key=30 + i) for i, state in enumerate(states)]
    pieces = one_initiative(*asks, offers=(Thing(1, 20, PUBLICITY), Thing(1, 21, MONEY))).pieces(0, 1)
    assert [(piece.via, piece.meets) for piece in pieces] == [((SupportRequest, key), (Offer, 20)) for key in met]


def test_an_initiative_offers_nothing_for_a_request_to_the_municipality() -> None:
    here = (6.5, 53.0)
    world = World(2, 0, 1, {0: here, 1: here}, offers=[Thing(1, 20, SPACE)], asks=[ask(RequestState.ASKED)])
    assert not roles(world).pieces(0, 1)


@pytest.mark.parametrize(
    ("state", "left"),
    [(RequestState.ASKED, 1), (RequestState.GRANTED, 1), (RequestState.DECLINED, 2), (RequestState.DONE, 2)],
)
def test_what_stands_is_not_suggested_again(state: RequestState, left: int) -> None:
    signal = one_initiative(ask(state), needs=(Thing(0, 10, SPACE), Thing(0, 11, MONEY)))
    assert len(signal.pieces(0, 2)) == left


def two_municipalities(*asks: Thing) -> Roles:
    """An initiative (0) in a neighbourhood that is part of an area of the second municipality (2)."""
    links = {LocatedIn: {(0, 1)}, PartOf: {(1, 2)}, BelongsTo: {(0, 0), (2, 1)}}
    return roles(World(1, 0, 2, needs=[Thing(0, 10, SPACE)], asks=asks, links=links))


def test_the_municipality_is_that_of_the_larger_area() -> None:
    signal = two_municipalities()
    assert signal.found(0)[0].tolist() == [2]
    assert not signal.pieces(0, 1)


@pytest.mark.parametrize(("asked_of", "left"), [(2, 0), (1, 1), (-1, 0)])
def test_what_was_asked_of_another_municipality_may_be_asked_of_this_one(asked_of: int, left: int) -> None:
    """It may have been this one where that is not known."""
    asks = Thing(0, 30, FACILITATE, state=RequestState.ASKED, municipality=asked_of)
    assert len(two_municipalities(asks).pieces(0, 2)) == left


def test_a_role_in_which_nothing_was_decided_counts_half() -> None:
    [piece] = one_initiative(needs=(Thing(0, 10, MONEY),)).pieces(0, 2)
    assert piece.value == 0.5


def test_without_a_municipality_only_organisations_are_found() -> None:
    here = (6.5, 53.0)
    signal = roles(World(1, 1, 0, {0: here, 1: here}, needs=[Thing(0, 10)], offers=[Thing(1, 20)]))
    assert not signal.found(0)[0].size
