# SPDX-License-Identifier: EUPL-1.2
"""Needs and offers, against a plain model that looks at all pairs."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph_api.analysis.opportunities.asks import JointAsks
from graph_api.analysis.opportunities.facts import ALWAYS, NEVER, Facts, Things
from graph_api.analysis.opportunities.matching import LEAST, Alike
from graph_api.analysis.opportunities.reach import REACH, Reach
from graph_api.analysis.opportunities.resources import Needs, Resources
from graph_api.analysis.opportunities.signal import Evidence
from schema.area import PartOf
from schema.initiative import LocatedIn
from schema.organisation import Represents
from schema.resource import Need, Offer, ResourceKind
from schema.support_request import RequestState, SupportRequest
from tests.analysis.facts import DAY, KINDS, Thing, World, kilometres, some_places, some_things, unit

INITIATIVES, ORGANISATIONS = 5, 2
PARTIES = INITIATIVES + ORGANISATIONS
ALONE = (1.0, 0.5)
"""How much space and people tell without words."""
DIVIDED = 4
"""The area that has another in it."""


@st.composite
def worlds(draw: st.DrawFn) -> World:
    areas = st.sets(st.tuples(st.integers(0, INITIATIVES - 1), st.integers(0, DIVIDED)), max_size=5)
    return World(
        initiatives=INITIATIVES,
        organisations=ORGANISATIONS,
        municipalities=2,
        places=draw(some_places(PARTIES)),
        needs=draw(some_things(INITIATIVES, 2, 100)),
        offers=draw(some_things(PARTIES, 2, 200)),
        asks=draw(some_things(INITIATIVES, 2, 300, (-1, PARTIES, PARTIES + 1))),
        links={
            LocatedIn: draw(areas),
            Represents: {(position, position) for position in range(ORGANISATIONS)},
            PartOf: {(0, DIVIDED)},
        },
    )


class Model:
    """What the signals promise, in loops."""

    def __init__(self, world: World) -> None:
        self.world = world

    def area(self, party: int) -> int | None:
        """The first undivided area of a party."""
        if party >= INITIATIVES:
            return party - INITIATIVES
        areas = sorted(area for initiative, area in self.world.links[LocatedIn] if initiative == party)
        return next((area for area in areas if area != DIVIDED), None)

    def near(self, one: int, other: int) -> bool:
        """Places on the test's grid are never so close to the reach that the mean of an area could decide."""
        stands = [self._stand(party) for party in (one, other)]
        if isinstance(stands[0], tuple) and isinstance(stands[1], tuple):
            return kilometres(*stands) <= REACH  # pyright: ignore[reportArgumentType]
        return stands[0] == stands[1] is not None

    def _counted(self, party: int, other: int) -> bool:
        """Counting is from a place that is rounded to whole kilometres from the middle of the earth."""
        stands = [self._stand(each) for each in (party, other)]
        if not isinstance(stands[0], tuple) or not isinstance(stands[1], tuple):
            return stands[0] == stands[1] is not None
        middle, place = (space(stand) for stand in stands if isinstance(stand, tuple))
        return math.dist([round(x) for x in middle], place) <= REACH

    def _stand(self, party: int) -> tuple[float, float] | int | None:
        if party in self.world.places:
            return self.world.places[party]
        area = self.area(party)
        if area is None:
            return None
        inside = [self.world.places[p] for p in self.world.places if self._inside(p, area)]
        if not inside:
            return area
        return sum(x for x, _ in inside) / len(inside), sum(y for _, y in inside) / len(inside)

    def _inside(self, party: int, area: int) -> bool:
        if party >= INITIATIVES:
            return party - INITIATIVES == area
        return (party, area) in self.world.links[LocatedIn]

    def kind(
        self, party: int, kind: object, every: Sequence[Thing], group: Callable[[Thing], object], least: int
    ) -> float:
        """What the kind tells by itself: the less, the more parties have something of it near this one."""
        crowd = {t.party for t in every if group(t) == kind and t.until >= DAY and self._counted(party, t.party)}
        return 0.5 / math.log2(1 + max(len(crowd) - least, 1))

    def resources(self, one: int, other: int) -> dict[int, tuple[float, int]]:
        """By the need's key: the value, and the key of the offer."""
        found: dict[int, tuple[float, int]] = {}
        for need in self.world.needs:
            met = [
                (-cosine(need, offer), offer.key)
                for offer in self.world.offers
                if {need.party, offer.party} == {one, other} and need.kind == offer.kind and together(need, offer)
            ]
            if met and self.near(one, other):
                kind = ALONE[need.kind] * self.kind(need.party, need.kind, self.world.offers, lambda t: t.kind, 0)
                cos, key = min(met)
                if kind - 0.5 * cos >= LEAST:
                    found[need.key] = kind - 0.5 * cos, key
        return found

    def alike(
        self,
        one: int,
        other: int,
        every: Sequence[Thing],
        group: Callable[[Thing], object],
        alone: Sequence[float] = (1, 1),
    ) -> dict[object, float]:
        """By group: the value of the two that are most alike. `alone`: what each kind or role tells without words."""
        found: dict[object, float] = {}
        for mine in every:
            for its in every:
                both = (mine.party, its.party) == (one, other) and group(mine) == group(its) is not None
                if both and together(mine, its) and self.near(one, other):
                    kinds = (self.kind(p, group(mine), every, group, 1) for p in (one, other))
                    value = alone[mine.kind] * min(kinds) + 0.5 * cosine(mine, its)
                    if value >= LEAST:
                        found[group(mine)] = max(found.get(group(mine), 0), value)
        return found


def space(place: tuple[float, float]) -> tuple[float, float, float]:
    lon, lat = map(math.radians, place)
    x, y, z = math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
    return 6371.0088 * x, 6371.0088 * y, 6371.0088 * z


def together(one: Thing, other: Thing) -> bool:
    return max(one.since, other.since, DAY) <= min(one.until, other.until)


def cosine(one: Thing, other: Thing) -> float:
    return math.fsum(x * y for x, y in zip(one.text, other.text, strict=True))


def asked(world: World) -> Callable[[Thing], object]:
    """The group of an open request; None of others."""

    def group(ask: Thing) -> object:
        if ask.state is not RequestState.ASKED or ask.municipality < 0:
            return None
        return ask.municipality, ask.kind

    return group


def check(signal: Evidence, expected: Callable[[int, int], float]) -> None:
    """Whether found, values and pieces agree with the model and each other, from both sides."""
    for one in range(PARTIES):
        others, values = signal.found(one)
        assert others.tolist() == [o for o in range(PARTIES) if o != one and expected(one, o)]
        assert values == pytest.approx([expected(one, int(o)) for o in others])
        shuffled = np.array([o for o in (*range(PARTIES - 1, -1, -2), *range(0, PARTIES, 2)) if o != one], np.int32)
        looked = dict(zip(others.tolist(), values.tolist(), strict=True))
        assert signal.values(one, shuffled).tolist() == [looked.get(o, 0) for o in shuffled.tolist()]
        for other in range(PARTIES):
            if other != one:
                pieces = signal.pieces(one, other)
                assert all(piece.value > 0 for piece in pieces)
                assert math.fsum(piece.value for piece in pieces) == pytest.approx(looked.get(other, 0))
                assert list(pieces) == list(signal.pieces(other, one))


@given(worlds())
def test_a_need_meets_the_best_offer_within_reach_in_its_period(world: World) -> None:
    snapshot, model = world.snapshot(), Model(world)
    facts = world.facts(snapshot)
    signal = Resources(facts, Reach(snapshot, facts))
    check(signal, lambda a, b: math.fsum(value for value, _ in model.resources(a, b).values()))
    for one in range(PARTIES):
        for other in range(one):
            expected = model.resources(one, other)
            for piece in signal.pieces(one, other):
                assert piece.via is not None
                assert piece.meets is not None
                assert (piece.via[0], piece.meets[0]) == (Need, Offer)
                value, offer = expected[piece.via[1]]
                assert piece.value == pytest.approx(value)
                texts = {t.key: t for t in (*world.needs, *world.offers)}
                need, given_, best = texts[piece.via[1]], texts[piece.meets[1]], texts[offer]
                assert cosine(need, given_) == pytest.approx(cosine(need, best))


@given(worlds())
def test_what_both_seek_counts_once_a_kind(world: World) -> None:
    snapshot, model = world.snapshot(), Model(world)
    facts = world.facts(snapshot)
    reach = Reach(snapshot, facts)
    signal = Needs(Resources(facts, reach), reach)
    check(signal, lambda a, b: math.fsum(model.alike(a, b, world.needs, lambda t: t.kind, ALONE).values()))
    kinds = {need.key: need for need in world.needs}
    check_vias(signal, Need, lambda key: kinds[key].kind)


@given(worlds())
def test_the_same_asked_of_the_same_municipality_counts_once_a_role(world: World) -> None:
    snapshot, model = world.snapshot(), Model(world)
    facts = world.facts(snapshot)
    signal, group = JointAsks(facts, Reach(snapshot, facts)), asked(world)
    check(signal, lambda a, b: math.fsum(model.alike(a, b, world.asks, group).values()))
    asks = {ask.key: ask for ask in world.asks}
    check_vias(signal, SupportRequest, lambda key: group(asks[key]))


@given(worlds())
def test_without_one_need_all_other_pieces_are_worth_what_they_were(world: World) -> None:
    before = resources(world)
    for need in world.needs:
        after = resources(replace(world, needs=[other for other in world.needs if other is not need]))
        for other in range(PARTIES):
            if other != need.party:
                kept = [piece for piece in before.pieces(need.party, other) if piece.via != (Need, need.key)]
                assert after.pieces(need.party, other) == kept


@given(worlds())
def test_without_one_of_what_both_seek_or_ask_all_else_is_worth_what_it_was(world: World) -> None:
    """What is left of the same kind, or role, tells no more than all of it did."""
    group = asked(world)
    for need in world.needs:
        less = replace(world, needs=[other for other in world.needs if other is not need])
        of_one(needs(world), needs(less), need, lambda key: of(world.needs, key).kind)
    for ask in world.asks:
        less = replace(world, asks=[other for other in world.asks if other is not ask])
        of_one(joint_asks(world), joint_asks(less), ask, lambda key: group(of(world.asks, key)))


def of_one(before: Alike, after: Alike, gone: Thing, group: Callable[[int], object]) -> None:
    """What one who lost something has with all others: of other groups what it was, of its group no more."""
    for other in set(range(PARTIES)) - {gone.party}:
        was, now = (
            {group(piece.via[1]): piece.value for piece in signal.pieces(gone.party, other) if piece.via}
            for signal in (before, after)
        )
        own = group(gone.key)
        assert now.pop(own, 0.0) <= was.pop(own, 0.0) + 1e-12
        assert now == pytest.approx(was)


def of(things: Sequence[Thing], key: int) -> Thing:
    return next(thing for thing in things if thing.key == key)


def test_a_request_of_which_the_municipality_is_not_known_was_made_to_the_only_one() -> None:
    for municipalities, found in ((1, 1), (2, 0)):
        asks = [Thing(0, 30), Thing(1, 31, municipality=2)]
        world = World(initiatives=2, municipalities=municipalities, places=NEAR, asks=asks)
        snapshot = world.snapshot()
        facts = world.facts(snapshot)
        assert len(JointAsks(facts, Reach(snapshot, facts)).pieces(0, 1)) == found


def check_vias(signal: Alike, cls: type[object], group: Callable[[int], object]) -> None:
    """Each piece names one node, of the right type, of another group than the other pieces' nodes."""
    for one in range(PARTIES):
        for other in range(one):
            pieces = signal.pieces(one, other)
            assert all(piece.via and piece.via[0] is cls and piece.count == 2 for piece in pieces)
            assert len({group(piece.via[1]) for piece in pieces if piece.via}) == len(pieces)


def needs(world: World) -> Needs:
    snapshot = world.snapshot()
    facts = world.facts(snapshot)
    reach = Reach(snapshot, facts)
    return Needs(Resources(facts, reach), reach)


def joint_asks(world: World) -> JointAsks:
    snapshot = world.snapshot()
    facts = world.facts(snapshot)
    return JointAsks(facts, Reach(snapshot, facts))


def resources(world: World) -> Resources:
    snapshot = world.snapshot()
    facts = world.facts(snapshot)
    return Resources(facts, Reach(snapshot, facts))


NEAR = {0: (6.5, 53.0), 1: (6.52, 53.0)}
KEUKEN, ZAAL = unit((1, 1, 0, 0)), unit((0, 1, 1, 0))


def test_the_offer_whose_text_fits_is_named() -> None:
    world = World(
        initiatives=2,
        places=NEAR,
        needs=[Thing(0, 10, text=KEUKEN)],
        offers=[Thing(1, 20, text=ZAAL), Thing(1, 21, text=KEUKEN)],
    )
    [piece] = resources(world).pieces(0, 1)
    assert (piece.via, piece.meets) == ((Need, 10), (Offer, 21))
    assert piece.value == pytest.approx(1.0)


def test_of_equal_offers_the_lowest_key_is_named() -> None:
    world = World(initiatives=2, places=NEAR, needs=[Thing(0, 10)], offers=[Thing(1, 22), Thing(1, 21)])
    assert [piece.meets for piece in resources(world).pieces(0, 1)] == [(Offer, 21)]


def test_a_common_offer_without_fitting_words_tells_nothing() -> None:
    """A hundred clubs with volunteers: none of them is the one, but the one that drives is."""
    clubs = range(1, 101)
    world = World(
        initiatives=101,
        places=dict.fromkeys(range(101), (6.5, 53.0)),
        needs=[Thing(0, 10, text=KEUKEN)],
        offers=[Thing(club, 100 + club, text=KEUKEN if club == 7 else (0, 0, 0, 1)) for club in clubs],
    )
    others, values = resources(world).found(0)
    assert others.tolist() == [7]
    assert values[0] > 0.5


def test_knowledge_without_fitting_words_tells_less_than_space_does() -> None:
    values = []
    for kind in (ResourceKind.SPACE, ResourceKind.KNOWLEDGE):
        place = KINDS.index(kind)
        world = World(initiatives=2, places=NEAR, needs=[Thing(0, 10, place)], offers=[Thing(1, 20, place)])
        values += [piece.value for piece in resources(world).pieces(0, 1)]
    assert values == [0.5, 0.125]


def test_a_need_that_ended_yesterday_counts_no_more_and_one_that_ends_today_does() -> None:
    for until, count in ((DAY - 1, 0), (DAY, 1)):
        world = World(initiatives=2, places=NEAR, needs=[Thing(0, 10, until=until)], offers=[Thing(1, 20)])
        assert len(resources(world).pieces(0, 1)) == count


@pytest.mark.parametrize(("east", "met"), [(0.0745, True), (0.0749, False)])
def test_reach_is_five_kilometres(east: float, met: bool) -> None:
    """At 53 degrees north a degree of longitude is 66.9 km."""
    world = World(
        initiatives=2, places={0: (6.5, 53.0), 1: (6.5 + east, 53.0)}, needs=[Thing(0, 10)], offers=[Thing(1, 20)]
    )
    assert (kilometres(*world.places.values()) <= REACH) is met
    assert bool(resources(world).pieces(0, 1)) is met


@pytest.mark.parametrize(("links", "met"), [({(0, 0), (1, 0)}, True), ({(0, 0), (1, 1)}, False), (set(), False)])
def test_without_places_one_neighbourhood_is_near(links: set[tuple[int, int]], met: bool) -> None:
    world = World(initiatives=2, needs=[Thing(0, 10)], offers=[Thing(1, 20)], links={LocatedIn: links})
    assert bool(resources(world).pieces(0, 1)) is met


def test_without_places_one_municipality_is_not_near() -> None:
    links = {LocatedIn: {(0, 4), (1, 4)}, PartOf: {(0, 4), (1, 4)}}
    world = World(initiatives=2, needs=[Thing(0, 10)], offers=[Thing(1, 20)], links=links)
    assert not resources(world).pieces(0, 1)


def test_nothing_known_gives_nothing() -> None:
    signal = resources(World(initiatives=2))
    assert not signal.found(0)[0].size
    assert signal.values(0, np.array([1], np.int32)).tolist() == [0]
    assert not signal.pieces(0, 1)


def crowd(n: int, seed: int = 1) -> Facts:
    """A city of n initiatives with 1.3 needs and 0.45 offers each, of texts of five words."""
    dice = np.random.default_rng(seed)
    side = 0.35 * math.sqrt(n / 100_000)
    world = World(initiatives=n, counts={})
    facts = world.facts(world.snapshot())

    def many(count: int) -> Things:
        party = np.sort(dice.integers(0, n, count)).astype(np.int32)
        words = dice.zipf(1.5, (count, 5)) % 20_000
        texts = sparse.csr_array(
            (np.full(5 * count, 5**-0.5), words.ravel(), 5 * np.arange(count + 1)), (count, 20_000)
        )
        texts.sum_duplicates()
        kinds = dice.integers(0, 7, count).astype(np.int32)
        always, never = np.full(count, ALWAYS, np.int32), np.full(count, NEVER, np.int32)
        return Things(party, np.arange(count), kinds, always, never, texts)

    lon, lat = 6.5 + side * 1.6 * dice.random(n), 53.0 + side * dice.random(n)
    facts.lon[:n], facts.lat[:n] = lon, lat
    return Facts(
        facts.parties,
        DAY,
        facts.open,
        facts.lon,
        facts.lat,
        facts.texts,
        [],
        many(13 * n // 10),
        many(45 * n // 100),
        facts.asks,
    )


def test_a_city_is_searched_without_looking_at_all_of_it() -> None:
    """A sanity check with much room: a pass over all needs of all kinds would take longer than this."""
    facts = crowd(20_000)
    reach = Reach(World(initiatives=20_000).snapshot(), facts)
    signal = Resources(facts, reach)
    assert sum(len(signal.found(one)[0]) for one in range(200)) > 200
    began = time.perf_counter()
    for one in range(200):
        signal.found(one)
    assert (time.perf_counter() - began) / 200 < 0.02
