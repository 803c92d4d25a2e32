# SPDX-License-Identifier: EUPL-1.2
"""Sentences: what a ground tells of two parties, as a broker would say it, in Dutch and English.

Sentences have no full stop. They are plain text: whatever the names hold, there is no markup in them.
"""

from collections.abc import Callable, Iterable
from typing import Final

from graph_api.analysis.opportunities.phrases import KINDS
from graph_api.analysis.opportunities.roles import ROLE_OF
from graph_api.analysis.opportunities.scored import Ground, Scored
from graph_api.analysis.opportunities.signal import Piece
from graph_api.analysis.opportunities.telling import Telling
from graph_api.analysis.wording import counted, joined, listed, number, title
from graph_api.store.distance import metres
from schema.area import Area, AreaLevel
from schema.base import Node, global_id
from schema.initiative import Initiative, LocationPrecision
from schema.municipality import Municipality
from schema.opportunity import OpportunityKind, Party, Signal, Text
from schema.organisation import Organisation
from schema.resource import Need, ResourceKind
from schema.support_request import SupportRequest, SupportRole

QUOTED: Final = 100
"""The most characters of a text that are quoted."""
NAMED: Final = 3
"""How many are named; of more, two and how many there are."""

_VOLUNTEERS: Final = Text("vrijwilliger", "volunteer"), Text("vrijwilligers", "volunteers")
_LEADERS: Final = Text("trekker", "initiator"), Text("trekkers", "initiators")
_RESIDENTS: Final = Text("inwoner", "resident"), Text("inwoners", "residents")
_LARGEST_FIRST: Final = list(AreaLevel)

_ASKED: Final[dict[SupportRole, Text]] = {
    SupportRole.FACILITATE: Text("om te faciliteren", "to facilitate"),
    SupportRole.ORGANISE: Text("om mee te organiseren", "to help organise"),
    SupportRole.FINANCE: Text("om geld", "for money"),
    SupportRole.REGULATE: Text("om hulp bij regels", "for help with regulation"),
}
_DOING: Final[dict[SupportRole, Text]] = {
    SupportRole.FACILITATE: Text("faciliteren", "facilitate"),
    SupportRole.ORGANISE: Text("helpen organiseren", "help organise"),
    SupportRole.FINANCE: Text("financieren", "finance"),
    SupportRole.REGULATE: Text("helpen met regels", "help with regulation"),
}
_USUALLY: Final = 0.875
"""From this value of a need that the municipality can meet, at least three in four of such requests were granted."""


def sentence(ground: Ground, told: Telling) -> Text:
    """What a ground tells."""
    return _SENTENCES[ground.signal](ground.pieces, told)


def headline(found: Scored, told: Telling) -> Text:
    """The two, each named once, and the strongest ground of what makes it the kind of opportunity that it is."""
    a, b = name(told.a), name(told.b)
    if not found.grounds:
        return Text(f"{a} en {b}", f"{a} and {b}")
    meant = _MEANT.get(found.kinds[0], ()) if found.kinds else ()
    said = sentence(next((ground for ground in found.grounds if ground.signal in meant), found.grounds[0]), told)
    if a in said.nl and b in said.nl:
        return said
    who = Text(a, a) if b in said.nl or isinstance(told.b, Municipality) else Text(f"{a} en {b}", f"{a} and {b}")
    if not said.nl.startswith(_STARTS):
        return Text(f"{who.nl}: {said.nl}", f"{who.en}: {said.en}")
    return Text(f"{who.nl}: {_lowered(said.nl)}", f"{who.en}: {_lowered(said.en)}")


def bridge(one: int, other: int) -> Text:
    """What two would join that are in separate parts of the network, of so many initiatives and organisations."""
    first, second = number(one), number(other)
    return Text(
        f"Zou twee losse delen van het netwerk verbinden, van {first.nl} en {second.nl} initiatieven en organisaties",
        f"Would join two separate parts of the network, of {first.en} and {second.en} initiatives and organisations",
    )


_MEANT: Final = {
    OpportunityKind.COMPLEMENTARY: (Signal.RESOURCES,),
    OpportunityKind.SUPPORT: (Signal.ROLE, Signal.PATHS),
    OpportunityKind.JOINT_ASK: (Signal.ASKS,),
}
"""What is meant by a kind, where others may add more to the score."""


def name(node: Node) -> str:
    """What a node is called, on one line and without markup."""
    return plain(title(node))


def plain(text: str) -> str:
    """A text on one line, in which nothing can be taken for markup."""
    return " ".join(text.translate(_NO_MARKUP).split())


_NO_MARKUP: Final = str.maketrans("<>", "‹›")
_STARTS: Final = ("Delen ", "Beide ", "Beschrijvingen ", "Dezelfde ", "De gemeente ")
"""How the Dutch sentences start that do not start with a name or a number."""


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _people(pieces: list[Piece], told: Telling) -> Text:
    count = len(pieces)
    leaders = sum(piece.via is not None and piece.via[1] in told.leaders for piece in pieces)
    if not isinstance(told.b, Initiative):
        are = ("is", "is a member") if count == 1 else ("zijn", "are members")
        who, b = counted(count, *_VOLUNTEERS), name(told.b)
        return Text(f"{who.nl} {are[0]} lid van {b}", f"{who.en} {are[1]} of {b}")
    if leaders == count:
        who = counted(count, *_LEADERS)
        return Text(f"Delen {who.nl}", f"Share {who.en}")
    who = counted(count, *_VOLUNTEERS)
    if not leaders:
        return Text(f"Delen {who.nl}", f"Share {who.en}")
    among = counted(leaders, *_LEADERS)
    return Text(f"Delen {who.nl}, onder wie {among.nl}", f"Share {who.en}, among them {among.en}")


def _organisations(pieces: list[Piece], told: Telling) -> Text:
    keys = {piece.via[1] for piece in pieces if piece.via}
    who, several = _named(pieces, told, Text("organisaties", "organisations")), len(pieces) > 1
    if keys <= told.run:
        verb = Text("dragen" if several else "draagt", "run" if several else "runs")
    elif keys <= told.supported:
        verb = Text("steunen" if several else "steunt", "support" if several else "supports")
    else:
        verb = Text("staan achter" if several else "staat achter", "stand behind" if several else "stands behind")
    return Text(f"{who.nl} {verb.nl} beide", f"{who.en} {verb.en} both")


def _backing(pieces: list[Piece], told: Telling) -> Text:  # noqa: ARG001 - one shape for all
    count = sum(piece.count for piece in pieces)
    if not count:
        return Text("Dezelfde inwoners steunden beide", "The same residents backed both")
    who = counted(count, *_RESIDENTS)
    return Text(f"{who.nl} steunde{'n' if count > 1 else ''} beide", f"{who.en} backed both")


def _connections(pieces: list[Piece], told: Telling) -> Text:
    who = _named(pieces, told, Text("initiatieven", "initiatives"))
    return Text(f"Beide zijn verbonden met {who.nl}", f"Both are connected to {who.en}")


def _paths(pieces: list[Piece], told: Telling) -> Text:
    best = max(pieces, key=lambda piece: piece.value)
    who, via = counted(best.count, *_VOLUNTEERS), _called(best.via, told)
    one = best.count == 1
    if isinstance(told.b, Initiative):
        return Text(
            f"{who.nl} van de een {'is' if one else 'zijn'} lid van {via}, die achter de ander staat",
            f"{who.en} of one {'is a member' if one else 'are members'} of {via}, which stands behind the other",
        )
    b = name(told.b)
    return Text(
        f"{who.nl} {'doet' if one else 'doen'} ook mee aan {via}, waar {b} achter staat",
        f"{who.en} also {'takes' if one else 'take'} part in {via}, which {b} stands behind",
    )


def _themes(pieces: list[Piece], told: Telling) -> Text:
    names = [_common(_called(piece.via, told)) for piece in _strongest(pieces)[:NAMED]]
    said = listed([Text(f"over {each}", f"about {each}") for each in names])
    if not isinstance(told.b, Initiative):
        return Text(f"Beide houden zich bezig met {joined(names, 'en')}", f"Both are {said.en}")
    return Text(f"Beide gaan {said.nl}", f"Both are {said.en}")


def _text(pieces: list[Piece], told: Telling) -> Text:  # noqa: ARG001 - one shape for all
    words = plain(", ".join(piece.words for piece in pieces if piece.words))
    return Text(f"Beschrijvingen lijken op elkaar: {words}", f"Descriptions are alike: {words}")


def _place(pieces: list[Piece], told: Telling) -> Text:
    where, apart = _called(_smallest(pieces, told), told), _apart(told)
    nl, en = (f", {apart.nl} van elkaar", f", {apart.en} apart") if apart else ("", "")
    return Text(f"Beide in {where}{nl}", f"Both in {where}{en}")


def _resources(pieces: list[Piece], told: Telling) -> Text:
    return _together(_met(piece, told) for piece in _strongest(pieces)[:2])


def _met(piece: Piece, told: Telling) -> Text:
    """One thing sought, and what meets it."""
    seeker, giver = _seeker(piece, told)
    thing = told.nodes.get(piece.via) if piece.via else None
    offer = _quoted(piece.meets, told)
    if isinstance(thing, SupportRequest):
        role = _ASKED[thing.role]
        nl, en = f"{seeker} vroeg de gemeente {role.nl}", f"{seeker} asked the municipality {role.en}"
    else:
        kind = KINDS[thing.kind] if isinstance(thing, Need) else Text("hulp", "help")
        nl, en = f"{seeker} zoekt {kind.nl}", f"{seeker} seeks {kind.en}"
    return Text(f"{nl}; {giver} biedt{offer}", f"{en}; {giver} offers{offer}")


def _needs(pieces: list[Piece], told: Telling) -> Text:
    things = [told.nodes.get(piece.via) for piece in pieces if piece.via]
    kinds = list(dict.fromkeys(KINDS[thing.kind] for thing in things if isinstance(thing, Need)))
    said = listed(kinds or [Text("hetzelfde", "the same")])
    return Text(f"Beide zoeken {said.nl}", f"Both seek {said.en}")


def _asks(pieces: list[Piece], told: Telling) -> Text:
    things = [told.nodes.get(piece.via) for piece in pieces if piece.via]
    roles = list(dict.fromkeys(_ASKED[thing.role] for thing in things if isinstance(thing, SupportRequest)))
    said = listed(roles or [Text("om hetzelfde", "for the same")])
    return Text(f"Beide vragen de gemeente {said.nl}", f"Both ask the municipality {said.en}")


def _role(pieces: list[Piece], told: Telling) -> Text:
    if isinstance(told.b, Organisation):
        return _together(_met(piece, told) for piece in _strongest(pieces)[:2])
    things = [told.nodes.get(piece.via) for piece in pieces if piece.via]
    done = listed(_done(thing.kind for thing in things if isinstance(thing, Need)) or [Text("helpen", "help")])
    usually = all(piece.value >= _USUALLY for piece in pieces)
    nl, en = ("; zulke verzoeken kent zij meestal toe", "; it mostly grants such requests") if usually else ("", "")
    return Text(f"De gemeente kan hier {done.nl}{nl}", f"The municipality can {done.en} here{en}")


def _done(kinds: Iterable[ResourceKind]) -> list[Text]:
    """What the municipality could do about needs of these kinds: `faciliteren (ruimte en materiaal)`."""
    by_role: dict[SupportRole, list[Text]] = {}
    for kind in dict.fromkeys(kinds):
        by_role.setdefault(ROLE_OF[kind], []).append(KINDS[kind])
    return [
        _DOING[role]
        if role in (SupportRole.FINANCE, SupportRole.REGULATE)
        else Text(f"{_DOING[role].nl} ({(of := listed(found)).nl})", f"{_DOING[role].en} ({of.en})")
        for role, found in by_role.items()
    ]


_SENTENCES: Final[dict[Signal, Callable[[list[Piece], Telling], Text]]] = {
    Signal.PEOPLE: _people,
    Signal.ORGANISATIONS: _organisations,
    Signal.BACKING: _backing,
    Signal.CONNECTIONS: _connections,
    Signal.PATHS: _paths,
    Signal.THEMES: _themes,
    Signal.TEXT: _text,
    Signal.PLACE: _place,
    Signal.RESOURCES: _resources,
    Signal.NEEDS: _needs,
    Signal.ASKS: _asks,
    Signal.ROLE: _role,
}


def _together(said: Iterable[Text]) -> Text:
    texts = list(said)
    return Text("; ".join(text.nl for text in texts), "; ".join(text.en for text in texts))


def _strongest(pieces: list[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: -piece.value)


def _named(pieces: list[Piece], told: Telling, nouns: Text) -> Text:
    """All by name, or where they are many how many, and two by name."""
    names = [_called(piece.via, told) for piece in _strongest(pieces)]
    if len(names) <= NAMED:
        return Text(joined(names, "en"), joined(names, "and"))
    many, (first, second) = number(len(names)), names[:2]
    return Text(
        f"{many.nl} {nouns.nl} (onder andere {first} en {second})",
        f"{many.en} {nouns.en} (among them {first} and {second})",
    )


def _called(party: Party | None, told: Telling) -> str:
    node = told.nodes.get(party) if party else None
    return name(node) if node else global_id(*party) if party else "…"


def _common(theme: str) -> str:
    """A theme as a common noun: without capitals, but those of an abbreviation."""
    return " ".join(word if word[1:2].isupper() else _lowered(word) for word in theme.split())


def _smallest(pieces: list[Piece], told: Telling) -> Party | None:
    def size(piece: Piece) -> tuple[int, float]:
        area = told.nodes.get(piece.via) if piece.via else None
        return (_LARGEST_FIRST.index(area.level) if isinstance(area, Area) else -1, piece.value)

    return max(pieces, key=size).via


def _apart(told: Telling) -> Text | None:
    """How far two venues are apart; a place that only stands for an area says nothing."""
    a, b = told.a, told.b
    if not (isinstance(a, Initiative) and isinstance(b, Initiative) and a.place and b.place):
        return None
    if {a.location_precision, b.location_precision} != {LocationPrecision.VENUE}:
        return None
    between = metres(a.place.lon, a.place.lat, b.place.lon, b.place.lat)
    if between < 1000:
        rounded = number(max(50, round(between / 50) * 50))
        return Text(f"{rounded.nl} m", f"{rounded.en} m")
    rounded = number(between / 1000, 1)
    return Text(f"{rounded.nl} km", f"{rounded.en} km")


def _seeker(piece: Piece, told: Telling) -> tuple[str, str]:
    """Who seeks, and who gives."""
    a, b = name(told.a), name(told.b)
    return (a, b) if piece.via is None or piece.via[1] in told.sought[0] else (b, a)


def _quoted(party: Party | None, told: Telling) -> str:
    """`: ‘zaal op dinsdagavond’`."""
    node = told.nodes.get(party) if party else None
    text = plain(getattr(node, "text", None) or "")
    if not text:
        return ""
    return f": ‘{text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + '…'}’"
