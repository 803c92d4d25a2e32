# SPDX-License-Identifier: EUPL-1.2
"""Opportunities: connections worth making, with their reasons.

An opportunity is a pair of parties: two initiatives, an initiative and an organisation, or an initiative and the
municipality. It is computed, not stored; what staff decide about it is (see `schema.verdict`).
"""

import enum
from dataclasses import dataclass, field

from schema.base import Node
from schema.ids import parse_id


class OpportunityKind(enum.Enum):
    """Why a connection may be worth making. A pair can be of several kinds; its first is the strongest."""

    SHARED_PEOPLE = "SHARED_PEOPLE"
    SIMILAR = "SIMILAR"
    COMPLEMENTARY = "COMPLEMENTARY"
    BRIDGE = "BRIDGE"
    SUPPORT = "SUPPORT"
    JOINT_ASK = "JOINT_ASK"


class Signal(enum.Enum):
    """What speaks for a connection; each has a weight in the score. See `graph_api.analysis.opportunities`.

    PEOPLE residents who carry both; ORGANISATIONS organisations behind both; BACKING residents who backed both, counted
    together; CONNECTIONS initiatives to which both are connected; PATHS people of one in an organisation behind the
    other; THEMES; TEXT; PLACE areas that both are in; RESOURCES a need of one that an offer of the other meets; NEEDS
    the same sought by both; ASKS the same asked of the municipality by both; ROLE a need that the municipality can
    meet in one of its roles.
    """

    PEOPLE = "PEOPLE"
    ORGANISATIONS = "ORGANISATIONS"
    BACKING = "BACKING"
    CONNECTIONS = "CONNECTIONS"
    PATHS = "PATHS"
    THEMES = "THEMES"
    TEXT = "TEXT"
    PLACE = "PLACE"
    RESOURCES = "RESOURCES"
    NEEDS = "NEEDS"
    ASKS = "ASKS"
    ROLE = "ROLE"


class Language(enum.Enum):
    """The languages in which people read."""

    NL = "NL"
    EN = "EN"


class BusyError(Exception):
    """Too much is being computed to begin this too; the message is for who asked."""


Party = tuple[type[Node], int]
"""An initiative, organisation or municipality: its type and key."""

_ORDER = ("Initiative", "Organisation", "Municipality")


@dataclass(frozen=True, slots=True)
class PairId:
    """The identity of an opportunity: initiatives before organisations before the municipality, then by key."""

    a: Party
    b: Party

    @classmethod
    def of(cls, one: Party, other: Party) -> "PairId":
        """The pair of two parties, in either order. Raises ValueError for other types, and for one party twice."""
        for party in (one, other):
            if party[0].__name__ not in _ORDER:
                raise ValueError(f"a {party[0].__name__} cannot be connected; give initiatives and organisations")
        if one == other:
            raise ValueError("an opportunity joins two, and these are one")
        a, b = sorted((one, other), key=lambda party: (_ORDER.index(party[0].__name__), party[1]))
        return cls(a, b)

    @classmethod
    def parse(cls, text: str) -> "PairId":
        """The pair that an id names, as `str` writes it. Raises ValueError."""
        one, dash, other = text.partition("-")
        if not dash:
            raise ValueError(f"{text[:60]!r} is not the id of an opportunity: they look like Initiative:1-Initiative:2")
        pair = cls.of(parse_id(one), parse_id(other))
        if str(pair) != text:
            raise ValueError(f"{text[:60]!r} is not the id of an opportunity: its parties are in the wrong order")
        return pair

    def __str__(self) -> str:
        return "-".join(f"{cls.__name__}:{key}" for cls, key in (self.a, self.b))


@dataclass(frozen=True, slots=True)
class Text:
    """The same in both languages."""

    nl: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in a language."""
        return self.nl if language is Language.NL else self.en


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of evidence. `via`: what both have or are joined to (a resident, an organisation, a theme, an area; of
    RESOURCES the need), `meets`: the offer that meets it; `words`: the words of TEXT. `share`: its part of the score;
    without it the score is exactly that much lower. `count`: how many it stands for."""

    via: Node | None
    meets: Node | None
    words: str | None
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Reason:
    """What one signal tells of a pair, in words; the shares of its parts sum to its share."""

    signal: Signal
    share: float
    text: Text
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Decision:
    """What staff decided about a pair: see `schema.verdict.Verdict`, of which this is what a viewer may read."""

    outcome: str
    reason: str | None
    by: str
    at: str
    changed: list[Text]
    """How its evidence has changed since, if it did."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A connection worth making. The shares of the reasons, strongest first, sum to the score; BRIDGE adds none.
    `bridge`: which separate parts of the network it would join, if it does."""

    id: PairId
    a: Node
    b: Node
    kinds: list[OpportunityKind]
    score: float
    reasons: list[Reason]
    headline: Text
    decision: Decision | None = None
    bridge: Text | None = None


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """A page of opportunities, best first, diversified. `missing`: when there are none, what lacks. `pending`: for how
    many initiatives the list is still being made."""

    items: list[Opportunity]
    total: int
    start: int
    more: bool
    missing: list[Text] = field(default_factory=list[Text])
    pending: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """What connects two parties and what is missing. `opportunity` has the evidence even where it is not offered;
    `offered` says whether it is; `missing` why not, or what would make it stronger."""

    opportunity: Opportunity
    offered: bool
    missing: list[Text]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which opportunities are wanted. `parties`: those of one of these; `initiatives`: keys of initiatives of which one
    must be in the pair (an area's, a theme's), None for all; `not_connected=False` gives those already joined too."""

    parties: tuple[Party, ...] | None = None
    initiatives: frozenset[int] | None = None
    kinds: tuple[OpportunityKind, ...] | None = None
    min_score: float = 0.0
    not_connected: bool = True
