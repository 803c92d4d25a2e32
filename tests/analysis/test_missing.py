# SPDX-License-Identifier: EUPL-1.2
"""What an empty answer says, and what stands between two, by example."""

from datetime import date

import pytest

from graph_api.analysis.opportunities.asks import JointAsks
from graph_api.analysis.opportunities.between import Between
from graph_api.analysis.opportunities.facts import NEVER
from graph_api.analysis.opportunities.missing import Missing
from graph_api.analysis.opportunities.nothing import no_ties_of
from graph_api.analysis.opportunities.phrases import KINDS as KIND_NAMES
from graph_api.analysis.opportunities.phrases import ROLES as ROLE_NAMES
from graph_api.analysis.opportunities.phrases import distance, period
from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.opportunities.resources import Resources
from graph_api.analysis.opportunities.scored import Ground, Scored
from graph_api.analysis.snapshot import EPOCH
from schema.initiative import About, Initiative, LocatedIn
from schema.opportunity import OpportunityKind, Signal, Text
from schema.organisation import Organisation, Runs
from schema.privacy import Privacy
from schema.resident import Initiates
from schema.resource import ResourceKind
from schema.support_request import RequestState, SupportRole
from tests.analysis.facts import DAY, KINDS, ROLES, Thing, World

COMPLEMENTARY = (OpportunityKind.COMPLEMENTARY,)
HERE, NEAR, FAR = (6.5, 53.0), (6.52, 53.0), (6.607, 53.0)
"""Far is 7.2 km from here."""
SPACE, KNOWLEDGE, MATERIAL = (
    KINDS.index(kind) for kind in (ResourceKind.SPACE, ResourceKind.KNOWLEDGE, ResourceKind.MATERIAL)
)
JUNE = (date(2026, 6, 30) - EPOCH).days
SEPTEMBER = (date(2026, 9, 1) - EPOCH).days


def missing(
    world: World,
    one: int = 0,
    kinds: tuple[OpportunityKind, ...] | None = COMPLEMENTARY,
    connected: int = 0,
    privacy: Privacy = Privacy.STAFF,
) -> list[Text]:
    snapshot = world.snapshot(privacy)
    facts = world.facts(snapshot)
    reach = Reach(snapshot, facts)
    found = Missing(snapshot, facts, reach, Resources(facts, reach), JointAsks(facts, reach))
    return found.of(one, kinds, connected)


def between(
    world: World, *, connected: bool = False, since: date | None = None, privacy: Privacy = Privacy.STAFF
) -> list[Text]:
    """Of parties 0 and 1, with what the signal of resources finds between them."""
    snapshot = world.snapshot(privacy)
    facts = world.facts(snapshot)
    reach = Reach(snapshot, facts)
    resources = Resources(facts, reach)
    pieces = list(resources.pieces(0, 1))
    grounds = [Ground(Signal.RESOURCES, 1.0, sum(piece.value for piece in pieces), pieces)] if pieces else []
    pair = Scored(0, 1, 0.0, [], grounds, connected, bool(facts.open[[0, 1]].all()))
    return Between(snapshot, facts, reach, resources).of(pair, ("Eettafel", "Dorpshuis"), since)


def nl(texts: list[Text]) -> list[str]:
    return [text.nl for text in texts]


def en(texts: list[Text]) -> list[str]:
    return [text.en for text in texts]


def test_no_offer_within_reach_in_the_period_of_the_need() -> None:
    found = missing(World(1, places={0: HERE}, needs=[Thing(0, 10, SPACE, until=JUNE)]))
    assert nl(found) == ["Binnen 5 km is tot en met juni geen aanbod van ruimte bekend."]
    assert en(found) == ["No offer of space is known within 5 km until the end of June."]


def test_the_nearest_offer_out_of_reach_is_told_unless_it_ended_or_its_party_did() -> None:
    world = World(
        5,
        places={0: HERE, 1: FAR, 2: (6.6, 53.0), 3: (6.59, 53.0), 4: (6.9, 53.0)},
        needs=[Thing(0, 10, SPACE)],
        offers=[Thing(1, 20, SPACE), Thing(2, 21, SPACE, until=DAY - 1), Thing(3, 22, SPACE), Thing(4, 23, SPACE)],
        closed=frozenset({3}),
    )
    found = missing(world)
    assert nl(found) == ["Binnen 5 km is geen aanbod van ruimte bekend; het dichtstbijzijnde is op 7,2 km."]
    assert en(found) == ["No offer of space is known within 5 km; the nearest is 7.2 km away."]


def test_an_offer_in_another_period_is_told_as_such() -> None:
    world = World(
        2,
        places={0: HERE, 1: NEAR},
        needs=[Thing(0, 10, SPACE, until=JUNE)],
        offers=[Thing(1, 20, SPACE, since=SEPTEMBER)],
    )
    assert nl(missing(world)) == [
        "Binnen 5 km is wel aanbod van ruimte bekend, maar niet voor de periode tot en met juni."
    ]
    assert en(missing(world)) == [
        "There is an offer of space within 5 km, but not for the period until the end of June."
    ]


def test_a_need_that_is_met_lacks_nothing_and_an_offer_that_nobody_seeks_does() -> None:
    world = World(
        2,
        places={0: HERE, 1: NEAR},
        needs=[Thing(0, 10, SPACE)],
        offers=[Thing(1, 20, SPACE), Thing(0, 21, KNOWLEDGE)],
    )
    assert nl(missing(world)) == ["Binnen 5 km is geen initiatief bekend dat kennis zoekt."]
    assert en(missing(world)) == ["No initiative within 5 km is known to seek knowledge."]


def test_the_same_is_not_said_twice() -> None:
    assert len(missing(World(1, places={0: HERE}, needs=[Thing(0, 10), Thing(0, 11)]))) == 1


def test_of_nothing_is_known_what_it_seeks() -> None:
    assert nl(missing(World(1, 1, places={0: HERE, 1: HERE}))) == [
        "Van dit initiatief is niet bekend wat het zoekt of te bieden heeft."
    ]
    assert nl(missing(World(1, 1, places={0: HERE, 1: HERE}), 1)) == [
        "Van deze organisatie is niet bekend wat zij te bieden heeft."
    ]


def test_without_a_place_nothing_is_said_of_what_is_near() -> None:
    world = World(1, needs=[Thing(0, 10)])
    assert nl(missing(world)) == [
        "Van dit initiatief is niet bekend waar het is, en dus ook niet wat er in de buurt is."
    ]


def test_residents_are_told_of_only_to_who_may_see_that_there_are_any() -> None:
    kinds = (OpportunityKind.SHARED_PEOPLE,)
    unknown, known = World(1, places={0: HERE}), World(1, places={0: HERE}, links={Initiates: {(0, 0)}})
    assert nl(missing(unknown, kinds=kinds)) == ["Van dit initiatief zijn geen inwoners of organisaties bekend."]
    assert "inwoners" not in " ".join(nl(missing(known, kinds=kinds)))
    public = [missing(world, kinds=kinds, privacy=Privacy.PUBLIC) for world in (unknown, known)]
    assert public[0] == public[1]
    assert nl(public[0]) == ["Er zijn geen organisaties bekend die achter dit initiatief staan."]


def test_subject_and_area() -> None:
    kinds = (OpportunityKind.SIMILAR,)
    assert nl(missing(World(1, places={0: HERE}), kinds=kinds)) == [
        "Van dit initiatief is geen thema of beschrijving bekend.",
        "Van dit initiatief is niet bekend in welk dorp of welke buurt het is.",
    ]
    known = World(1, places={0: HERE}, links={LocatedIn: {(0, 0)}}, described=frozenset({0}))
    assert missing(known, kinds=kinds) == []
    assert [no_ties_of(cls).nl for cls in (Initiative, Organisation)] == [
        "Er is niets bekend dat dit initiatief aan een ander bindt waarmee het nog niet verbonden is.",
        "Er is niets bekend dat deze organisatie aan een initiatief bindt waarmee zij nog niet verbonden is.",
    ]


def test_requests_that_nobody_near_has() -> None:
    kinds = (OpportunityKind.JOINT_ASK,)
    finance = ROLES.index(SupportRole.FINANCE)
    world = World(2, places={0: HERE, 1: FAR}, asks=[Thing(0, 30, finance), Thing(1, 31, finance)])
    assert nl(missing(world, kinds=kinds)) == ["Binnen 5 km vraagt geen ander initiatief de gemeente te financieren."]
    granted = World(1, places={0: HERE}, asks=[Thing(0, 30, finance, state=RequestState.GRANTED)])
    assert nl(missing(granted, kinds=kinds)) == ["Dit initiatief heeft geen open verzoek bij de gemeente."]


def test_all_that_come_into_consideration_are_connected() -> None:
    world = World(2, places={0: HERE, 1: NEAR}, needs=[Thing(0, 10)], offers=[Thing(1, 20)])
    assert nl(missing(world, connected=3)) == ["Met alle 3 die in aanmerking komen, is dit initiatief al verbonden."]
    assert nl(missing(world, connected=1)) == ["Met de enige die in aanmerking komt, is dit initiatief al verbonden."]


def test_what_has_ended_is_told_so_and_no_more() -> None:
    world = World(1, 1, closed=frozenset({0, 1}))
    assert nl(missing(world, kinds=None)) == [
        "Dit initiatief is beëindigd; er worden geen verbindingen meer bij gezocht."
    ]
    assert nl(missing(world, 1, kinds=None))[0].startswith("Deze organisatie is niet meer actief")


def test_a_municipality_that_was_asked_everything() -> None:
    [text] = missing(World(1), 1, kinds=None)
    assert text.nl.startswith("Er is geen initiatief in deze gemeente bekend")


def test_between_two_that_are_connected_and_of_which_one_ended() -> None:
    world = World(1, 1, places={0: HERE, 1: HERE}, needs=[Thing(0, 10)], offers=[Thing(1, 20)], closed=frozenset({0}))
    assert nl(between(world, connected=True, since=date(2024, 5, 3))) == [
        "‘Eettafel’ en ‘Dorpshuis’ zijn al verbonden, sinds 3 mei 2024.",
        "‘Eettafel’ is beëindigd.",
    ]
    assert en(between(world, connected=True))[0] == "‘Eettafel’ and ‘Dorpshuis’ are connected already."


@pytest.mark.parametrize(
    ("place", "offer", "said"),
    [
        (
            FAR,
            Thing(1, 20, SPACE),
            "‘Eettafel’ zoekt ruimte en ‘Dorpshuis’ biedt ruimte, maar 7,2 km verderop; tot 5 km telt.",
        ),
        (
            NEAR,
            Thing(1, 20, SPACE, since=SEPTEMBER),
            "‘Eettafel’ zoekt ruimte tot en met juni, maar het aanbod van ‘Dorpshuis’ geldt vanaf 1 september.",
        ),
        (NEAR, Thing(1, 20, KNOWLEDGE), "‘Eettafel’ zoekt ruimte; ‘Dorpshuis’ heeft alleen kennis te bieden."),
    ],
)
def test_why_an_offer_does_not_meet_a_need(place: tuple[float, float], offer: Thing, said: str) -> None:
    world = World(1, 1, places={0: HERE, 1: place}, needs=[Thing(0, 10, SPACE, until=JUNE)], offers=[offer])
    assert nl(between(world)) == [said]


def test_all_kinds_that_the_other_lacks_are_said_at_once() -> None:
    world = World(
        1,
        1,
        places={0: HERE, 1: NEAR},
        needs=[Thing(0, 10, SPACE), Thing(0, 11, MATERIAL)],
        offers=[Thing(1, 20, KNOWLEDGE)],
    )
    assert nl(between(world)) == ["‘Eettafel’ zoekt ruimte en materiaal; ‘Dorpshuis’ heeft alleen kennis te bieden."]


def test_two_initiatives_with_nothing_in_common() -> None:
    world = World(2, places={0: HERE, 1: FAR}, links={About: {(0, 0)}})
    assert nl(between(world)) == [
        "Er zijn geen inwoners of organisaties bekend die bij beide horen.",
        "Van ‘Dorpshuis’ is geen thema bekend.",
        "Van ‘Eettafel’ is niet bekend wat het zoekt of te bieden heeft.",
        "Van ‘Dorpshuis’ is niet bekend wat het zoekt of te bieden heeft.",
        "De afstand is 7,2 km; tot 5 km telt als dichtbij.",
    ]
    themes = World(2, places={0: HERE, 1: NEAR}, needs=[Thing(0, 10), Thing(1, 11)], links={About: {(0, 0), (1, 1)}})
    assert nl(between(themes, privacy=Privacy.PUBLIC)) == [
        "Er zijn geen organisaties bekend die achter beide staan.",
        "Zij hebben geen thema gemeen.",
    ]


def test_two_organisations_are_no_pair() -> None:
    world = World(0, 2, places={0: HERE, 1: HERE}, links={Runs: set()})
    assert nl(between(world)) == ["Verbind zoekt alleen verbindingen waarbij ten minste één initiatief betrokken is."]


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (DAY - 5, NEVER, None),
        (DAY - 5, JUNE - 1, "tot en met 29 juni"),
        (DAY + 1, JUNE + 365, "vanaf 11 maart tot en met juni 2027"),
    ],
)
def test_periods_from_today_on(since: int, until: int, said: str | None) -> None:
    found = period(since, until, DAY)
    assert (found and found.nl) == said


def test_what_is_out_of_reach_never_reads_as_within() -> None:
    assert [distance(d).nl for d in (5.01, 7.2, 12.0, 1234.5)] == ["5,1 km", "7,2 km", "12 km", "1.234,5 km"]


def test_everything_has_a_name() -> None:
    assert set(KIND_NAMES) == set(ResourceKind)
    assert set(ROLE_NAMES) == set(SupportRole)
