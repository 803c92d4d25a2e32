# SPDX-License-Identifier: EUPL-1.2
"""Sentences about opportunities: right in number, in both languages, whatever the evidence and the names."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.opportunities.scored import Ground, Scored
from graph_api.analysis.opportunities.sentences import headline, sentence
from graph_api.analysis.opportunities.signal import Piece
from graph_api.analysis.opportunities.telling import Telling
from schema.area import Area, AreaLevel
from schema.base import Node
from schema.geometry import Point
from schema.initiative import Initiative, LocationPrecision
from schema.municipality import Municipality
from schema.opportunity import OpportunityKind, Party, Signal, Text
from schema.organisation import LegalForm, Organisation
from schema.resident import Resident
from schema.resource import Need, Offer, ResourceKind
from schema.support_request import SupportRequest, SupportRole
from schema.theme import Theme

GARDEN = Initiative(key=1, title="Moestuin De Hoek")
SCHOOL = Initiative(key=2, title="Schooltuin Elzen")
HOUSE = Organisation(key=3, name="Stichting Dorpshuis", legal_form=LegalForm.STICHTING)
TOWN = Municipality(key=4, name="Kwekerdam")


def node(cls: type[Any], key: int, **values: Any) -> dict[Party, Node]:
    return {(cls, key): cls(key=key, **values)}


def organisation(key: int, name: str) -> dict[Party, Node]:
    return node(Organisation, key, name=name, legal_form=LegalForm.STICHTING)


NODES: dict[Party, Node] = {
    **organisation(10, "Stichting Dorpshuis"),
    **organisation(11, "Fanfare"),
    **organisation(12, "Voetbalclub"),
    **organisation(13, "Toneelgroep"),
    **node(Theme, 20, name="Groen"),
    **node(Theme, 21, name="Ontmoeten"),
    **node(Theme, 22, name="WMO en Zorg"),
    **node(Area, 30, name="Noordwijk", level=AreaLevel.DORP, code="1"),
    **node(Area, 31, name="Kwekerdam", level=AreaLevel.MUNICIPALITY, code="2"),
    **node(Need, 40, kind=ResourceKind.SPACE, text="een plek"),
    **node(Need, 41, kind=ResourceKind.PERMIT, text="kapvergunning"),
    **node(Need, 42, kind=ResourceKind.MONEY, text="startgeld"),
    **node(Offer, 45, kind=ResourceKind.SPACE, text="zaal op\ndinsdagavond <b>"),
    **node(SupportRequest, 50, role=SupportRole.FINANCE),
    **node(SupportRequest, 51, role=SupportRole.FACILITATE),
    **node(Initiative, 60, title="Buurtfeest"),
}
VIA: dict[Signal, tuple[type[Node], tuple[int, ...]] | None] = {
    Signal.PEOPLE: (Resident, (70, 71, 72)),
    Signal.ORGANISATIONS: (Organisation, (10, 11, 12, 13)),
    Signal.BACKING: None,
    Signal.CONNECTIONS: (Initiative, (60,)),
    Signal.PATHS: (Organisation, (10, 11)),
    Signal.THEMES: (Theme, (20, 21, 22)),
    Signal.TEXT: None,
    Signal.PLACE: (Area, (30, 31)),
    Signal.RESOURCES: (Need, (40, 41, 42)),
    Signal.NEEDS: (Need, (40, 41, 42)),
    Signal.ASKS: (SupportRequest, (50, 51)),
    Signal.ROLE: (Need, (40, 41, 42)),
}


def telling(b: Node = SCHOOL, a: Node = GARDEN, **values: Any) -> Telling:
    given: dict[str, Any] = {
        "leaders": frozenset({70}),
        "sought": (frozenset({40, 41, 50}), frozenset({42})),
        "run": frozenset({10}),
        "supported": frozenset({10, 11}),
    }
    return Telling(a, b, NODES, **(given | values))


def ground(signal: Signal, *pieces: Piece) -> Ground:
    return Ground(signal, 1.0, sum(piece.value for piece in pieces), list(pieces))


def said(signal: Signal, *pieces: Piece, told: Telling | None = None) -> Text:
    return sentence(ground(signal, *pieces), told or telling())


def people(*keys: int) -> list[Piece]:
    return [Piece(1.0, (Resident, key)) for key in keys]


def of(cls: type[Node], *keys: int, **values: Any) -> list[Piece]:
    return [Piece(1.0 / (place + 1), (cls, key), **values) for place, key in enumerate(keys)]


@pytest.mark.parametrize(
    ("signal", "pieces", "dutch", "english"),
    [
        (Signal.PEOPLE, people(71), "Delen 1 vrijwilliger", "Share 1 volunteer"),
        (Signal.PEOPLE, people(70), "Delen 1 trekker", "Share 1 initiator"),
        (
            Signal.PEOPLE,
            people(70, 71, 72),
            "Delen 3 vrijwilligers, onder wie 1 trekker",
            "Share 3 volunteers, among them 1 initiator",
        ),
        (
            Signal.ORGANISATIONS,
            of(Organisation, 10),
            "Stichting Dorpshuis draagt beide",
            "Stichting Dorpshuis runs both",
        ),
        (
            Signal.ORGANISATIONS,
            of(Organisation, 10, 11),
            "Stichting Dorpshuis en Fanfare steunen beide",
            "Stichting Dorpshuis and Fanfare support both",
        ),
        (
            Signal.ORGANISATIONS,
            of(Organisation, 10, 11, 12, 13),
            "4 organisaties (onder andere Stichting Dorpshuis en Fanfare) staan achter beide",
            "4 organisations (among them Stichting Dorpshuis and Fanfare) stand behind both",
        ),
        (Signal.BACKING, [Piece(1.0, count=12)], "12 inwoners steunden beide", "12 residents backed both"),
        (Signal.BACKING, [Piece(1.0, count=1)], "1 inwoner steunde beide", "1 resident backed both"),
        (Signal.BACKING, [Piece(1.0, count=0)], "Dezelfde inwoners steunden beide", "The same residents backed both"),
        (
            Signal.CONNECTIONS,
            of(Initiative, 60),
            "Beide zijn verbonden met Buurtfeest",
            "Both are connected to Buurtfeest",
        ),
        (
            Signal.PATHS,
            of(Organisation, 10, count=2),
            "2 vrijwilligers van de een zijn lid van Stichting Dorpshuis, die achter de ander staat",
            "2 volunteers of one are members of Stichting Dorpshuis, which stands behind the other",
        ),
        (
            Signal.THEMES,
            of(Theme, 20, 21),
            "Beide gaan over groen en over ontmoeten",
            "Both are about groen and about ontmoeten",
        ),
        (Signal.THEMES, of(Theme, 22), "Beide gaan over WMO en zorg", "Both are about WMO en zorg"),
        (
            Signal.TEXT,
            [Piece(1.0, words="moestuin, buurt")],
            "Beschrijvingen lijken op elkaar: moestuin, buurt",
            "Descriptions are alike: moestuin, buurt",
        ),
        (Signal.PLACE, of(Area, 31, 30), "Beide in Noordwijk", "Both in Noordwijk"),
        (
            Signal.RESOURCES,
            of(Need, 40, meets=(Offer, 45)),
            "Moestuin De Hoek zoekt ruimte; Schooltuin Elzen biedt: ‘zaal op dinsdagavond ‹b›’",
            "Moestuin De Hoek seeks space; Schooltuin Elzen offers: ‘zaal op dinsdagavond ‹b›’",
        ),
        (
            Signal.RESOURCES,
            of(Need, 42, meets=(Offer, 45)),
            "Schooltuin Elzen zoekt geld; Moestuin De Hoek biedt: ‘zaal op dinsdagavond ‹b›’",
            "Schooltuin Elzen seeks money; Moestuin De Hoek offers: ‘zaal op dinsdagavond ‹b›’",
        ),
        (Signal.NEEDS, of(Need, 40, 42, count=2), "Beide zoeken ruimte en geld", "Both seek space and money"),
        (
            Signal.ASKS,
            of(SupportRequest, 50, count=2),
            "Beide vragen de gemeente om geld",
            "Both ask the municipality for money",
        ),
    ],
)
def test_of_two_initiatives(signal: Signal, pieces: list[Piece], dutch: str, english: str) -> None:
    assert said(signal, *pieces) == Text(dutch, english)


def test_of_an_initiative_and_an_organisation() -> None:
    told = telling(HOUSE)
    assert said(Signal.PEOPLE, *people(70), told=told).nl == "1 vrijwilliger is lid van Stichting Dorpshuis"
    assert said(Signal.PEOPLE, *people(70, 71), told=told).en == "2 volunteers are members of Stichting Dorpshuis"
    assert said(Signal.THEMES, *of(Theme, 20), told=told).nl == "Beide houden zich bezig met groen"
    path = said(Signal.PATHS, *of(Initiative, 60, count=1), told=told)
    assert path.nl == "1 vrijwilliger doet ook mee aan Buurtfeest, waar Stichting Dorpshuis achter staat"
    asked = said(Signal.ROLE, *of(SupportRequest, 50, meets=(Offer, 45)), told=told)
    assert asked.nl.startswith("Moestuin De Hoek vroeg de gemeente om geld; Stichting Dorpshuis biedt: ‘zaal")


def test_of_an_initiative_and_the_municipality() -> None:
    told = telling(TOWN)
    needs = [Piece(0.6, (Need, key)) for key in (40, 42)]
    assert said(Signal.ROLE, *needs, told=told).nl == "De gemeente kan hier faciliteren (ruimte) en financieren"
    likely = Piece(0.95, (Need, 41))
    assert said(Signal.ROLE, likely, told=told) == Text(
        "De gemeente kan hier helpen met regels; zulke verzoeken kent zij meestal toe",
        "The municipality can help with regulation here; it mostly grants such requests",
    )
    found = Scored(0, 1, 1.0, [], [ground(Signal.ROLE, likely)], connected=False, open=True)
    assert headline(found, told).nl == (
        "Moestuin De Hoek: de gemeente kan hier helpen met regels; zulke verzoeken kent zij meestal toe"
    )


def test_distances_are_told_between_venues_alone() -> None:
    def at(key: int, lat: float, precision: LocationPrecision) -> Initiative:
        return Initiative(key=key, title=f"Plek {key}", place=Point(lon=6.5, lat=lat), location_precision=precision)

    venue, area = LocationPrecision.VENUE, LocationPrecision.AREA
    near = telling(at(2, 53.0027, venue), at(1, 53.0, venue))
    assert said(Signal.PLACE, *of(Area, 30), told=near).nl == "Beide in Noordwijk, 300 m van elkaar"
    far = telling(at(2, 53.0211, venue), at(1, 53.0, venue))
    assert said(Signal.PLACE, *of(Area, 30), told=far) == Text(
        "Beide in Noordwijk, 2,3 km van elkaar", "Both in Noordwijk, 2.3 km apart"
    )
    vague = telling(at(2, 53.0027, area), at(1, 53.0, venue))
    assert said(Signal.PLACE, *of(Area, 30), told=vague).nl == "Beide in Noordwijk"


def test_a_long_text_is_cut() -> None:
    nodes = {**NODES, (Offer, 45): Offer(key=45, kind=ResourceKind.SPACE, text="zaal " * 60)}
    told = Telling(GARDEN, HOUSE, nodes, frozenset(), (frozenset({40}), frozenset()), frozenset(), frozenset())
    quoted = re.search("‘(.*)’", said(Signal.RESOURCES, *of(Need, 40, meets=(Offer, 45)), told=told).nl)
    assert quoted
    assert 90 < len(quoted[1]) <= 100
    assert quoted[1].endswith("…")


def test_a_headline_names_each_once() -> None:
    def line(told: Telling, *grounds: Ground) -> str:
        return headline(Scored(0, 1, 1.0, [], list(grounds), connected=False, open=True), told).nl

    assert line(telling()) == "Moestuin De Hoek en Schooltuin Elzen"
    shared = ground(Signal.PEOPLE, *people(71, 72))
    assert line(telling(), shared) == "Moestuin De Hoek en Schooltuin Elzen: delen 2 vrijwilligers"
    assert line(telling(HOUSE), shared) == "Moestuin De Hoek: 2 vrijwilligers zijn lid van Stichting Dorpshuis"
    runs = ground(Signal.ORGANISATIONS, *of(Organisation, 12))
    assert line(telling(), runs).endswith("Elzen: Voetbalclub staat achter beide")
    offer = ground(Signal.RESOURCES, *of(Need, 40, meets=(Offer, 45)))
    assert line(telling(), offer).startswith("Moestuin De Hoek zoekt ruimte; Schooltuin Elzen biedt")
    kinds = [OpportunityKind.COMPLEMENTARY, OpportunityKind.SHARED_PEOPLE]
    both = Scored(0, 1, 2.0, kinds, [shared, offer], connected=False, open=True)
    assert headline(both, telling()).nl.startswith("Moestuin De Hoek zoekt ruimte; ")


def pieces_of(signal: Signal) -> st.SearchStrategy[list[Piece]]:
    via = VIA[signal]
    party = st.none() if via is None else st.sampled_from([(via[0], key) for key in via[1]])
    words = st.just("moestuin, buurt") if signal is Signal.TEXT else st.none()
    meets = st.sampled_from([None, (Offer, 45), (Offer, 999)])
    one = st.builds(Piece, st.floats(0.01, 1), party, meets, words, st.integers(1, 40))
    return st.lists(one, min_size=1, max_size=1 if via is None else 4, unique_by=lambda piece: piece.via)


def grounds() -> st.SearchStrategy[list[Ground]]:
    """Any combination of signals."""
    chosen = st.sets(st.sampled_from(list(Signal)), min_size=1)
    return chosen.flatmap(
        lambda signals: st.tuples(*(pieces_of(s).map(lambda p, s=s: ground(s, *p)) for s in signals)).map(list)
    )


@given(grounds(), st.sampled_from([SCHOOL, HOUSE, TOWN]), st.booleans())
def test_whatever_speaks_for_a_pair_reads_as_a_sentence(found: list[Ground], b: Node, gone: bool) -> None:
    told = (
        telling(b)
        if not gone
        else Telling(GARDEN, b, {}, frozenset(), (frozenset(), frozenset()), frozenset(), frozenset())
    )
    texts = [sentence(each, told) for each in found]
    scored = Scored(0, 1, 1.0, [], found, connected=False, open=True)
    for text in [*texts, headline(scored, told)]:
        for words in (text.nl, text.en):
            assert re.fullmatch(r"[A-Z0-9…].*[^.\s]", words), words
            assert "  " not in words
            assert not re.search(r"None|<|>|\n|\(\)", words), words
            assert not re.search(r"\b1 (\w+s|inwoners|volunteers)\b", words), words
            assert not re.search(
                r"\b([02-9]|\d\d+) (vrijwilliger|trekker|inwoner|volunteer|initiator|resident)\b", words
            )
        assert text.nl != text.en
