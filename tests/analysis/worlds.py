# SPDX-License-Identifier: EUPL-1.2
"""Small whole municipalities for what rests on the structure of the graph, and strategies that draw them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from hypothesis import strategies as st
from scipy import sparse

from graph_api.analysis.opportunities.facts import Asks, Facts, Things
from graph_api.analysis.opportunities.parties import Parties
from graph_api.analysis.snapshot import Snapshot, build
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from schema.area import Area, PartOf
from schema.base import Node, Relation
from schema.initiative import About, ConnectedTo, Initiative, LocatedIn
from schema.municipality import Municipality
from schema.opportunity import Party
from schema.organisation import Organisation, Represents, Runs, Supports
from schema.privacy import Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Backs, Initiates, MemberOf, ParticipatesIn, Resident
from schema.theme import Theme
from tests.analysis.graphs import TODAY

WORDS: Final = ["moestuin", "buurt", "zaal", "jeugd", "koor"]
COUNTS: Final[dict[type[Node], int]] = {
    Municipality: 1,
    Area: 5,
    Theme: 2,
    Initiative: 6,
    Organisation: 3,
    Resident: 5,
}
"""How many there are of each; keys are 1, 2, … of every type."""
SHARED: Final = (Initiates, ParticipatesIn, MemberOf, Runs, Supports, ConnectedTo, About, LocatedIn, Represents, Backs)
"""The relations on which structural evidence rests; areas are PartOf each other as AREAS says."""
AREAS: Final = {(2, 1), (3, 1), (4, 2), (5, 2)}
"""Area 1 is the whole; 4 and 5 are in 2, and 2 and 3 in 1."""

Link = tuple[type[Relation], int, int]
"""A relation between two keys; of a symmetric type the lower first."""


@dataclass(frozen=True)
class World:
    """`texts`: the words of a party, each as often as it counts; `private`: keys of organisations that the public does
    not see; `named`: what the keys are, for those who want other ones; `places`: lon and lat."""

    links: frozenset[Link] = frozenset()
    texts: dict[Party, tuple[int, ...]] = field(default_factory=dict[Party, tuple[int, ...]])
    closed: frozenset[Party] = frozenset()
    private: frozenset[int] = frozenset()
    places: dict[Party, tuple[float, float]] = field(default_factory=dict[Party, tuple[float, float]])
    counts: dict[type[Node], int] = field(default_factory=lambda: COUNTS)
    named: Callable[[type[Node], int], int] = lambda _, key: key

    def without(self, *links: Link) -> "World":
        """The same without some relations."""
        return replace(self, links=self.links - set(links))

    def snapshot(self, privacy: Privacy = Privacy.STAFF) -> Snapshot:
        """What a level sees."""
        nodes: dict[type[Node], NodeArrays] = {}
        for cls in NODE_TYPES:
            keys = sorted(self.named(cls, key) for key in range(1, self.counts.get(cls, 0) + 1))
            hidden = {self.named(cls, key) for key in self.private} if cls is Organisation else set[int]()
            level = [Privacy.STAFF if key in hidden else cls.__privacy__ for key in keys]
            nodes[cls] = NodeArrays(np.array(keys, np.int64), np.array(level, np.uint8))
        relations = {cls: self._relations(cls) for cls in RELATION_TYPES}
        return build(Arrays(1, nodes, relations), TODAY).seen(privacy)

    def _relations(self, cls: type[Relation]) -> RelationArrays:
        ends = cls.__ends__
        links = AREAS if cls is PartOf else {(a, b) for type, a, b in self.links if type is cls}
        named = {(self.named(ends.source, a), self.named(ends.target, b)) for a, b in links}
        if ends.symmetric:
            named = {(min(pair), max(pair)) for pair in named}
        table = np.array(sorted(named), np.int64).reshape(-1, 2)
        n = len(table)
        return RelationArrays(
            table[:, 0], table[:, 1], np.zeros(n, np.uint8), np.ones(n, np.float32), np.full(n, OPEN, np.int32)
        )

    def facts(self, snapshot: Snapshot) -> Facts:
        """The facts of those that the snapshot has; nobody seeks, offers or asks anything."""
        parties = Parties(snapshot)
        is_open = np.ones(parties.n, np.bool_)
        lon, lat = np.full(parties.n, np.nan), np.full(parties.n, np.nan)
        texts = np.zeros((parties.n, len(WORDS)))
        for party in self.closed:
            self._set(parties, party, is_open, False)
        for party, (x, y) in self.places.items():
            self._set(parties, party, lon, x)
            self._set(parties, party, lat, y)
        for party, said in self.texts.items():
            self._set(parties, party, texts, np.array(said) / max(1, np.linalg.norm(said)))
        nothing = Things(
            *(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int32)),
            *(np.empty(0, np.int32), np.empty(0, np.int32), sparse.csr_array((0, len(WORDS)))),
        )
        asks = Asks(nothing, np.empty(0, np.int32), np.empty(0, np.int32))
        return Facts(parties, 0, is_open, lon, lat, sparse.csr_array(texts), WORDS, nothing, nothing, asks)

    def _set(self, parties: Parties, party: Party, values: np.ndarray, value: object) -> None:
        index = self.index(parties, *party)
        if index >= 0:
            values[index] = value

    def index(self, parties: Parties, cls: type[Node], key: int) -> int:
        """The index of a party by the key that it has here."""
        return parties.index((cls, self.named(cls, key)))


def every_link(types: Iterable[type[Relation]] = SHARED, counts: dict[type[Node], int] = COUNTS) -> list[Link]:
    """All relations that there could be."""
    return [
        (cls, a, b)
        for cls in types
        for a in range(1, counts[cls.__ends__.source] + 1)
        for b in range(1, counts[cls.__ends__.target] + 1)
        if not cls.__ends__.symmetric or a < b
    ]


def some_links(
    types: Iterable[type[Relation]] = SHARED, least: int = 0, most: int = 40
) -> st.SearchStrategy[frozenset[Link]]:
    """Some of them."""
    every = every_link(types)
    return st.frozensets(st.sampled_from(every), min_size=min(least, len(every)), max_size=most)


def worlds(types: Collection[type[Relation]] = SHARED) -> st.SearchStrategy[World]:
    """Worlds in which some have texts and some have ended."""
    parties: list[Party] = [(cls, key) for cls in (Initiative, Organisation) for key in range(1, COUNTS[cls] + 1)]
    said = st.tuples(*(st.integers(0, 2) for _ in WORDS))
    return st.builds(
        World,
        links=some_links(types, least=15),
        texts=st.dictionaries(st.sampled_from(parties), said, max_size=6),
        closed=st.frozensets(st.sampled_from(parties), max_size=2),
    )
