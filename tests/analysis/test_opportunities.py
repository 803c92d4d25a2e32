# SPDX-License-Identifier: EUPL-1.2
"""The engine: what it adds up, what it offers, and that nothing but the evidence of a pair decides."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph_api.analysis.opportunities import search
from graph_api.analysis.opportunities.engine import ANY, Engine
from graph_api.analysis.opportunities.scored import Scored
from graph_api.analysis.opportunities.structure import Structure
from graph_api.analysis.opportunities.weights import DEFAULTS, Weights
from schema.area import Area
from schema.base import Node, Relation
from schema.initiative import About, ConnectedTo, Initiative, LocatedIn
from schema.municipality import Municipality
from schema.opportunity import OpportunityKind, Party, Signal, Wanted
from schema.organisation import Organisation, Represents, Runs, Supports
from schema.privacy import Privacy
from schema.resident import Backs, Initiates, MemberOf, ParticipatesIn, Resident
from schema.theme import Theme
from tests.analysis.worlds import COUNTS, SHARED, Link, World, some_links, worlds

PARTIES: list[Party] = [(cls, key) for cls in (Initiative, Organisation) for key in range(1, COUNTS[cls] + 1)]
WEAK = {Signal.PLACE, Signal.THEMES}
RESTS_ON: dict[type[Relation], set[Signal]] = {
    Initiates: {Signal.PEOPLE, Signal.PATHS},
    ParticipatesIn: {Signal.PEOPLE, Signal.PATHS},
    MemberOf: {Signal.PEOPLE},
    Runs: {Signal.ORGANISATIONS, Signal.PATHS, Signal.THEMES, Signal.PLACE},
    Supports: {Signal.ORGANISATIONS, Signal.PATHS, Signal.THEMES, Signal.PLACE},
    ConnectedTo: {Signal.CONNECTIONS},
    About: {Signal.THEMES},
    LocatedIn: {Signal.PLACE},
    Represents: {Signal.PLACE},
    Backs: {Signal.BACKING},
}
"""Which evidence of a pair can rest on a relation of one of the two."""
CARRIED_BY_RESIDENTS = (Initiates, ParticipatesIn, MemberOf)


class Asked:
    """The engine of a world, asked by party."""

    def __init__(self, world: World, privacy: Privacy = Privacy.STAFF, weights: dict[Signal, float] = DEFAULTS) -> None:
        self.world, self.snapshot = world, world.snapshot(privacy)
        self.facts = world.facts(self.snapshot)
        self.signals = Structure(self.snapshot, self.facts).signals
        self.engine = Engine(self.snapshot, self.facts, self.signals, Weights(weights))

    def index(self, party: Party) -> int:
        return self.world.index(self.facts.parties, *party)

    def pair(self, one: Party, other: Party) -> Scored:
        return self.engine.pair(self.index(one), self.index(other))

    def best(self, one: Party, first: int = 50, wanted: Wanted = ANY) -> list[Scored]:
        return self.engine.best(self.index(one), first, wanted)

    def offered(self, one: Party, wanted: Wanted = ANY) -> list[Party]:
        """The parties offered, by the keys that they have in the snapshot."""
        return [self.facts.parties.party(scored.other) for scored in self.best(one, 50, wanted)]

    def share(self, one: Party, other: Party, signal: Signal) -> float:
        return sum(ground.share for ground in self.pair(one, other).grounds if ground.signal is signal)


def pieces(scored: Scored) -> dict[tuple[Signal, Party | None], float]:
    """The share of each piece of evidence; no two are of one signal and by way of one node."""
    found = [((g.signal, piece.via), g.weight * piece.value) for g in scored.grounds for piece in g.pieces]
    assert len(dict(found)) == len(found)
    return dict(found)


pairs = st.sampled_from(list(combinations(PARTIES, 2)))


@given(worlds())
def test_values_and_what_is_found_agree_with_the_pieces_from_both_sides(world: World) -> None:
    asked = Asked(world)
    n = asked.facts.parties.n
    every = np.arange(n, dtype=np.int32)
    for evidence in asked.signals:
        values = np.array([evidence.values(one, every) for one in range(n)])
        for one in range(n):
            found, amounts = evidence.found(one)
            assert (np.diff(found) > 0).all()
            assert (amounts > 0).all()
            looked_up = dict(zip(found.tolist(), amounts.tolist(), strict=True))
            for other in set(range(n)) - {one}:
                parts = [piece.value for piece in evidence.pieces(one, other)]
                assert all(part > 0 for part in parts)
                assert math.fsum(parts) == pytest.approx(looked_up.get(other, 0.0), abs=1e-12)
                assert values[one, other] == pytest.approx(looked_up.get(other, 0.0), abs=1e-12)
                assert values[one, other] == pytest.approx(values[other, one], abs=1e-12)
                assert evidence.proposes or values[one, other] <= values[one, one] + 1e-12


@given(worlds(), pairs)
def test_the_reasons_sum_to_the_score_and_are_the_same_from_both_sides(world: World, pair: tuple[Party, Party]) -> None:
    asked = Asked(world)
    there, back = asked.pair(*pair), asked.pair(*reversed(pair))
    assert there.score == math.fsum(ground.share for ground in there.grounds)
    assert there.score == pytest.approx(math.fsum(pieces(there).values()))
    assert [g.share for g in there.grounds] == sorted((g.share for g in there.grounds), reverse=True)
    assert pieces(there) == pytest.approx(pieces(back))
    assert (there.kinds, there.connected, there.open) == (back.kinds, back.connected, back.open)


def ends_of(link: Link) -> tuple[Party, Party]:
    """The two that a relation joins."""
    return (link[0].__ends__.source, link[1]), (link[0].__ends__.target, link[2])


def own_links(world: World, pair: tuple[Party, Party]) -> Iterator[Link]:
    """The relations of either of a pair."""
    for link in sorted(world.links, key=lambda link: (link[0].__name__, *link[1:])):
        if set(ends_of(link)) & set(pair):
            yield link


@settings(max_examples=2 * settings().max_examples)
@given(worlds(), pairs, st.data())
def test_what_ends_takes_its_own_share_and_raises_nothing(
    world: World, pair: tuple[Party, Party], data: st.DataObject
) -> None:
    """A relation of one of the two: a piece of evidence that rests on it is gone, and all others are worth what they
    were; so the score is lower by exactly what was given for it."""
    own = list(own_links(world, pair))
    assume(own)
    link = data.draw(st.sampled_from(own))
    scored = Asked(world).pair(*pair)
    before, after = pieces(scored), pieces(fallen := Asked(world.without(link)).pair(*pair))
    assert after.keys() <= before.keys()
    for (signal, via), share in before.items():
        left = after.get((signal, via), 0.0)
        if signal is Signal.PATHS and (link[0] in CARRIED_BY_RESIDENTS or via == ends_of(link)[0]):
            assert left <= share + 1e-12, "fewer residents walk it, or it is walked one way only"
        elif signal is not Signal.BACKING:
            gone = not left and signal in RESTS_ON[link[0]]
            assert gone or left == pytest.approx(share, abs=1e-12)
    lost = math.fsum(share - after.get(piece, 0.0) for piece, share in before.items())
    assert fallen.score == pytest.approx(scored.score - lost, abs=1e-12)


@given(worlds(), st.sets(st.integers(1, COUNTS[Resident]), min_size=1))
def test_without_those_who_backed_both_the_score_loses_what_they_gave(world: World, residents: set[int]) -> None:
    """They are one piece: what they share beyond chance. All else is worth what it was."""
    backed = {(Backs, resident, key) for resident in residents for key in (1, 2)}
    world = replace(world, links=world.links | backed)
    backers = [{a for cls, a, b in world.links if cls is Backs and b == key} for key in (1, 2)]
    withdrawn = [(Backs, resident, 1) for resident in backers[0] & backers[1]]
    pair: tuple[Party, Party] = ((Initiative, 1), (Initiative, 2))
    before, after = (pieces(Asked(each).pair(*pair)) for each in (world, world.without(*withdrawn)))
    assert after == pytest.approx({piece: share for piece, share in before.items() if piece[0] is not Signal.BACKING})


def test_what_a_piece_of_evidence_is_worth_is_what_the_score_loses() -> None:
    """By hand: weights of 1; resident 1 carries three initiatives, organisation 1 stands behind two, and so on."""
    links = {
        *((Initiates, 1, 1), (ParticipatesIn, 1, 2), (ParticipatesIn, 1, 3)),
        *((Runs, 1, 1), (Supports, 1, 2)),
        *((ConnectedTo, 1, 4), (ConnectedTo, 2, 4)),
        *((About, 1, 1), (About, 2, 1), (About, 3, 1)),
    }
    world = World(frozenset(links))
    asked = Asked(world, weights=dict.fromkeys(Signal, 1.0))
    found = pieces(asked.pair((Initiative, 1), (Initiative, 2)))
    assert found == pytest.approx(
        {
            (Signal.PEOPLE, (Resident, 1)): 1 / 3,
            (Signal.ORGANISATIONS, (Organisation, 1)): 1 / 2,
            (Signal.CONNECTIONS, (Initiative, 4)): 1 / math.log2(3),
            (Signal.THEMES, (Theme, 1)): 1 / math.log2(4),
        }
    )
    ending: dict[Link, tuple[Signal, Party]] = {
        (Initiates, 1, 1): (Signal.PEOPLE, (Resident, 1)),
        (Supports, 1, 2): (Signal.ORGANISATIONS, (Organisation, 1)),
        (ConnectedTo, 2, 4): (Signal.CONNECTIONS, (Initiative, 4)),
        (About, 1, 1): (Signal.THEMES, (Theme, 1)),
    }
    for link, piece in ending.items():
        less = Asked(world.without(link), weights=dict.fromkeys(Signal, 1.0)).pair((Initiative, 1), (Initiative, 2))
        assert less.score == pytest.approx(sum(found.values()) - found[piece])


def test_paths_lead_through_organisations_between_initiatives() -> None:
    """Two of the people of 1 are among the three members of organisation 1, which stands behind 2 and 3."""
    links = {(Initiates, 1, 1), (Initiates, 2, 1), (MemberOf, 1, 1), (MemberOf, 2, 1), (MemberOf, 3, 1)}
    asked = Asked(World(frozenset({*links, (Runs, 1, 2), (Runs, 1, 3)})), weights={Signal.PATHS: 1.0})
    [ground] = asked.pair((Initiative, 1), (Initiative, 2)).grounds
    [piece] = ground.pieces
    assert (piece.via, piece.count) == ((Organisation, 1), 2)
    assert piece.value == pytest.approx(2 / math.log2(4) / 2)


def test_paths_lead_through_initiatives_to_an_organisation() -> None:
    """Resident 1 carries 1, 2 and 3; organisation 1 runs 2 and 4; resident 2, who carries 1, leads nowhere."""
    links = {(Initiates, 1, 1), (Initiates, 1, 2), (Initiates, 1, 3), (Initiates, 2, 1), (Runs, 1, 2), (Runs, 1, 4)}
    asked = Asked(World(frozenset(links)), weights={Signal.PATHS: 1.0})
    [ground] = asked.pair((Initiative, 1), (Organisation, 1)).grounds
    [piece] = ground.pieces
    assert (piece.via, piece.count, piece.value) == ((Initiative, 2), 1, 0.5)
    themed = replace(asked.world, links=asked.world.links | {(About, 1, 1), (About, 2, 1)})
    assert Asked(themed).pair((Initiative, 1), (Organisation, 1)).kinds == [OpportunityKind.SUPPORT]


def test_the_nearer_two_are_the_more_their_place_tells_and_the_whole_tells_nothing() -> None:
    """1 and 2 in area 4, 3 in area 5 beside it, 4 elsewhere in the whole."""
    links = {(LocatedIn, 1, 4), (LocatedIn, 2, 4), (LocatedIn, 3, 5), (LocatedIn, 4, 3)}
    asked = Asked(World(frozenset(links)), weights={Signal.PLACE: 1.0})
    told = [asked.pair((Initiative, 1), (Initiative, other)) for other in (2, 3, 4)]
    assert [scored.score for scored in told] == pytest.approx(
        [1 / math.log2(3) - 1 / math.log2(5), 1 / math.log2(4) - 1 / math.log2(5), 0]
    )
    assert [[piece.via for g in scored.grounds for piece in g.pieces] for scored in told] == [
        [(Area, 2), (Area, 4)],
        [(Area, 2)],
        [],
    ]


def test_words_that_are_shared_are_named_strongest_first() -> None:
    texts: dict[Party, tuple[int, ...]] = {
        (Initiative, 1): (1, 2, 0, 0, 0),
        (Initiative, 2): (1, 3, 0, 1, 0),
        (Initiative, 3): (0, 0, 0, 0, 1),
    }
    texts |= {(Municipality, 1): (1, 2, 0, 0, 0)}
    asked = Asked(World(texts=texts), weights={Signal.TEXT: 2.0})
    [scored] = asked.best((Initiative, 1))
    assert scored.grounds[0].pieces[0].words == "buurt, moestuin"
    assert scored.score == pytest.approx(2 * 7 / math.sqrt(5 * 11))
    assert asked.offered((Initiative, 3)) == []


def naive(asked: Asked, one: Party, wanted: Wanted) -> list[tuple[float, int]]:
    """All that should be offered, by looking at every pair."""
    index, facts = asked.index(one), asked.facts
    may = [
        asked.engine.pair(index, other)
        for other in range(facts.parties.n)
        if other != index and Initiative in (one[0], facts.parties.party(other)[0])
    ]
    may = [scored for scored in may if scored.open and not scored.connected and scored.kinds]
    may = [scored for scored in may if scored.kinds != [OpportunityKind.BRIDGE]]
    tiers: list[list[Scored]] = [[], [], []]
    for scored in may:
        signals = {ground.signal for ground in scored.grounds}
        if signals - WEAK - {Signal.BACKING} or signals >= {Signal.BACKING, Signal.THEMES}:
            tiers[0].append(scored)
        elif Signal.BACKING in signals:
            tiers[1].append(scored)
    enough = next((tier for tier in tiers if tier), [])
    kinds = set(wanted.kinds or OpportunityKind)
    kept = [s for s in enough if kinds & set(s.kinds)]
    return sorted((-round(s.score, 9), s.other) for s in kept if s.score >= wanted.min_score)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few candidates are looked at first that in small worlds too there are more."""
    monkeypatch.setattr(search, "_SOME", 1)


wishes = st.builds(
    Wanted,
    kinds=st.none() | st.lists(st.sampled_from(OpportunityKind), min_size=1, max_size=3).map(tuple),
    min_score=st.sampled_from([0.0, 0.3, 1.0]),
)


@given(worlds(), st.sampled_from(PARTIES), st.integers(0, 5), wishes)
def test_the_best_are_those_of_all_pairs(world: World, one: Party, first: int, wanted: Wanted) -> None:
    asked = Asked(world)
    best = asked.best(one, first, wanted)
    assert [(-round(scored.score, 9), scored.other) for scored in best] == naive(asked, one, wanted)[:first]
    for scored in best:
        assert pieces(scored) == pytest.approx(pieces(asked.engine.pair(scored.one, scored.other)))


def test_a_theme_can_bring_the_last_of_those_found_to_the_top() -> None:
    """Five say what 1 says, the higher their number the less; 6 is about the same theme too."""
    texts: dict[Party, tuple[int, ...]] = {(Initiative, key): (8, key, 0, 0, 0) for key in range(1, 7)}
    asked = Asked(World(frozenset({(About, 1, 1), (About, 6, 1)}), texts))
    assert [s.other for s in asked.best((Initiative, 1), 1)] == [5]


def test_one_ground_that_is_enough_outdoes_any_backing() -> None:
    """Four were backed by who backed 1, which counts ten times as much as the resident who carries 1 and 6."""
    backed: list[Link] = [(Backs, resident, key) for resident in range(1, 5) for key in (1, resident + 1)]
    links = frozenset([*backed, (Initiates, 5, 1), (Initiates, 5, 6)])
    asked = Asked(World(links), weights={Signal.BACKING: 1.0, Signal.PEOPLE: 0.1})
    assert asked.pair((Initiative, 1), (Initiative, 2)).score > asked.pair((Initiative, 1), (Initiative, 6)).score > 0
    assert asked.offered((Initiative, 1)) == [(Initiative, 6)]
    assert [s.other for s in asked.best((Initiative, 1), 1)] == [5]
    assert len(Asked(World(frozenset(backed))).offered((Initiative, 1))) == 4


def test_losing_what_is_behind_both_makes_no_path_worth_more() -> None:
    """Organisation 1 stands behind 1, 2 and 3, and has a member among the people of 2: a path from there to 1."""
    links = {(Runs, 1, 1), (Runs, 1, 2), (Runs, 1, 3), (Initiates, 1, 2), (MemberOf, 1, 1)}
    world = World(frozenset(links))
    before, after = (
        Asked(each).share((Initiative, 1), (Initiative, 2), Signal.PATHS)
        for each in (world, world.without((Runs, 1, 2)))
    )
    assert before == after == DEFAULTS[Signal.PATHS] / 2


@given(worlds(), st.sampled_from(PARTIES))
def test_never_offered_are_itself_the_ended_and_the_connected(world: World, one: Party) -> None:
    asked = Asked(world)
    offered = asked.offered(one)
    assert len(set(offered)) == len(offered)
    assert one not in offered
    assert not world.closed & set(offered)
    assert not offered or one not in world.closed
    assert one[0] is Initiative or all(cls is Initiative for cls, _ in offered)
    joined = {
        frozenset(((cls.__ends__.source, a), (cls.__ends__.target, b)))
        for cls, a, b in world.links
        if cls in (ConnectedTo, Runs, Supports)
    }
    assert not {frozenset((one, other)) for other in offered} & joined
    with_connected = asked.offered(one, Wanted(not_connected=False))
    assert set(offered) <= set(with_connected)
    assert all(frozenset((one, other)) in joined for other in set(with_connected) - set(offered))


@given(worlds(), st.sets(st.integers(1, COUNTS[Initiative])), st.sampled_from(PARTIES))
def test_of_some_initiatives_only_pairs_with_one_of_them(world: World, among: set[int], one: Party) -> None:
    asked = Asked(world)
    inside = asked.offered(one, Wanted(initiatives=frozenset(among)))
    everything = asked.offered(one)
    assert inside == [p for p in everything if {one, p} & {(Initiative, key) for key in among}]


@given(worlds(), st.integers(1, 8))
def test_the_top_of_several_is_each_pair_once_in_order(world: World, first: int) -> None:
    asked = Asked(world)
    ones = [asked.index(party) for party in PARTIES]
    expected = {(-round(s.score, 9), *sorted((s.one, s.other))) for one in ones for s in asked.engine.best(one, 50)}
    top = asked.engine.top(ones, first)
    assert [(-round(s.score, 9), s.one, s.other) for s in top] == sorted(expected)[:first]


def table(asked: Asked, unnamed: dict[tuple[type[Node], int], int]) -> dict[Party, dict[Party, float]]:
    """What is offered to each and how it scores, by the keys that parties had."""

    def was(index: int) -> Party:
        cls, key = asked.facts.parties.party(index)
        return cls, unnamed[cls, key]

    return {party: {was(s.other): round(s.score, 9) for s in asked.best(party)} for party in PARTIES}


@given(worlds(), st.randoms(use_true_random=False))
def test_no_order_of_nodes_changes_what_is_offered(world: World, rng) -> None:
    keys = {cls: rng.sample(range(1, 100), count) for cls, count in COUNTS.items()}
    unnamed = {(cls, key): place + 1 for cls, named in keys.items() for place, key in enumerate(named)}
    plainly = {(cls, place + 1): place + 1 for cls, named in keys.items() for place in range(len(named))}
    other = replace(world, named=lambda cls, key: keys[cls][key - 1])
    assert table(Asked(other), unnamed) == table(Asked(world), plainly)


HIDDEN = (Initiates, ParticipatesIn, MemberOf, Backs)
PRIVATE = 3


@given(worlds(), some_links(HIDDEN), some_links((Runs, Supports, Represents)))
def test_what_is_hidden_changes_nothing_for_the_public(
    world: World, hidden: frozenset[Link], private: frozenset[Link]
) -> None:
    def public(links: frozenset[Link]) -> list[list[Scored]]:
        asked = Asked(replace(world, links=links, private=frozenset({PRIVATE})), Privacy.PUBLIC)
        ones = range(asked.facts.parties.n)
        return [[*asked.engine.best(one, 50), *(asked.engine.pair(one, other) for other in ones)] for one in ones]

    shown = frozenset(k for k in world.links if k[0] not in HIDDEN and not is_private(k))
    assert public(shown) == public(shown | hidden | {link for link in private if is_private(link)})


def is_private(link: Link) -> bool:
    return link[0] in (Runs, Supports, Represents) and link[1] == PRIVATE


@given(some_links((Initiates, ParticipatesIn, Runs, Supports)))
def test_without_the_other_weights_it_is_plain_resource_allocation(links: frozenset[Link]) -> None:
    asked = Asked(World(links), weights={Signal.PEOPLE: 1.0, Signal.ORGANISATIONS: 1.0})
    graph: nx.Graph[Party] = nx.Graph()
    graph.add_nodes_from((Initiative, key) for key in range(1, COUNTS[Initiative] + 1))
    graph.add_edges_from(((cls.__ends__.source, a), (cls.__ends__.target, b)) for cls, a, b in links)
    for one in range(1, COUNTS[Initiative] + 1):
        others = [
            ((Initiative, one), (Initiative, other)) for other in range(1, COUNTS[Initiative] + 1) if other != one
        ]
        ranked = sorted((-round(p, 9), v[1]) for _, v, p in nx.resource_allocation_index(graph, others) if p > 0)
        best = [s for s in asked.best((Initiative, one)) if s.other < COUNTS[Initiative]]
        assert [(-round(s.score, 9), s.other + 1) for s in best] == ranked
    compare_all_pairs(asked)


@given(worlds((*SHARED[:6],)))
def test_all_pairs_at_once_are_those_one_by_one(world: World) -> None:
    compare_all_pairs(Asked(world, weights={Signal.PEOPLE: 2.0, Signal.ORGANISATIONS: 1.0}))


def compare_all_pairs(asked: Asked) -> None:
    found = asked.engine.all_pairs_people(COUNTS[Initiative])
    for one in range(COUNTS[Initiative]):
        row = slice(found.indptr[one], found.indptr[one + 1])
        scores = dict(zip(found.indices[row].tolist(), found.data[row].tolist(), strict=True))
        assert list(scores.values()) == sorted(scores.values(), reverse=True)
        best = {s.other: s.score for s in asked.engine.best(one, 50) if s.other < COUNTS[Initiative]}
        assert scores == pytest.approx(best)


def test_a_bridge_is_said_last_and_adds_nothing() -> None:
    """1 and 2 are connected, 3 and 4 too; 1 and 3 say the same, and so do 1 and 5, which is joined to nothing."""
    texts: dict[Party, tuple[int, ...]] = {(Initiative, key): (1, 0, 0, 0, 0) for key in (1, 3, 5)}
    asked = Asked(World(frozenset({(ConnectedTo, 1, 2), (ConnectedTo, 3, 4)}), texts))
    bridge, lonely = asked.best((Initiative, 1))
    assert bridge.kinds == [OpportunityKind.SIMILAR, OpportunityKind.BRIDGE]
    assert lonely.kinds == [OpportunityKind.SIMILAR]
    assert bridge.score == lonely.score == DEFAULTS[Signal.TEXT]
    assert [s.other for s in asked.best((Initiative, 1), 5, Wanted(kinds=(OpportunityKind.BRIDGE,)))] == [2]
    assert asked.pair((Initiative, 2), (Initiative, 4)).kinds == [OpportunityKind.BRIDGE]
    # Who may see that a resident carries one of each sees that they hang together.
    carried = replace(asked.world, links=asked.world.links | {(Initiates, 1, 2), (Initiates, 1, 4)})
    assert Asked(carried).pair((Initiative, 1), (Initiative, 3)).kinds == [OpportunityKind.SIMILAR]
    assert OpportunityKind.BRIDGE in Asked(carried, Privacy.PUBLIC).pair((Initiative, 1), (Initiative, 3)).kinds


def test_where_nothing_else_is_known_near_ones_of_the_same_theme_are_offered() -> None:
    near, far = (6.50, 53.0), (6.55, 53.0)
    places: dict[Party, tuple[float, float]] = {
        (Initiative, 1): near,
        (Initiative, 2): near,
        (Initiative, 3): far,
        (Initiative, 4): near,
    }
    about: list[Link] = [(About, key, 1) for key in (1, 2, 3)]
    located: list[Link] = [(LocatedIn, key, 4) for key in (1, 2, 3, 4)]
    world = World(frozenset([*about, *located, (LocatedIn, 5, 3)]), places=places)
    assert Asked(world).offered((Initiative, 1)) == [(Initiative, 2)]
    assert Asked(world).best((Initiative, 1))[0].kinds == [OpportunityKind.SIMILAR]
    better = replace(world, links=world.links | {(Initiates, 1, 1), (Initiates, 1, 5)})
    assert Asked(better).offered((Initiative, 1)) == [(Initiative, 5)]


def test_kinds_come_strongest_first() -> None:
    texts: dict[Party, tuple[int, ...]] = {(Initiative, 1): (1, 0, 0, 0, 0), (Initiative, 2): (1, 0, 0, 0, 0)}
    world = World(frozenset({(Initiates, 1, 1), (Initiates, 1, 2)}), texts)
    similar, shared = OpportunityKind.SIMILAR, OpportunityKind.SHARED_PEOPLE
    assert Asked(world).pair((Initiative, 1), (Initiative, 2)).kinds == [similar, shared]
    assert Asked(world, weights={Signal.PEOPLE: 3.1, Signal.TEXT: 1.5}).pair(
        (Initiative, 1), (Initiative, 2)
    ).kinds == [shared, similar]
