# SPDX-License-Identifier: EUPL-1.2
"""Small worlds for the signals of needs, offers and asks: facts by hand, and strategies that draw them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from hypothesis import strategies as st
from scipy import sparse

from graph_api.analysis.opportunities.facts import ALWAYS, NEVER, Asks, Facts, Things
from graph_api.analysis.opportunities.parties import Parties
from graph_api.analysis.snapshot import EPOCH, Matrix, Snapshot, build
from graph_api.store.port import OPEN, Arrays, NodeArrays, RelationArrays
from schema.base import Node, Relation
from schema.initiative import Initiative
from schema.municipality import Municipality
from schema.organisation import Organisation
from schema.privacy import Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resource import ResourceKind
from schema.support_request import RequestState, SupportRole

TODAY = date(2026, 3, 10)
DAY = (TODAY - EPOCH).days
KINDS = list(ResourceKind)
ROLES = list(SupportRole)
STATES = list(RequestState)
WORDS = ["keuken", "ruimte", "zaal", "tuin"]


@dataclass(frozen=True)
class Thing:
    """A need, an offer, or (with a state and the index of a municipality) a request."""

    party: int
    key: int
    kind: int = 0
    since: int = ALWAYS
    until: int = NEVER
    text: tuple[float, ...] = (0, 0, 0, 0)
    state: RequestState = RequestState.ASKED
    municipality: int = -1


@dataclass(frozen=True)
class World:
    """Parties 0 … are the initiatives, then the organisations, then the municipalities. `places`: lon and lat, or None,
    of parties; `links`: positions within their types of what is joined."""

    initiatives: int = 0
    organisations: int = 0
    municipalities: int = 1
    places: dict[int, tuple[float, float]] = field(default_factory=dict[int, tuple[float, float]])
    needs: Sequence[Thing] = ()
    offers: Sequence[Thing] = ()
    asks: Sequence[Thing] = ()
    links: dict[type[Relation], set[tuple[int, int]]] = field(
        default_factory=dict[type[Relation], set[tuple[int, int]]]
    )
    closed: frozenset[int] = frozenset()
    described: frozenset[int] = frozenset()
    counts: dict[type[Node], int] = field(default_factory=dict[type[Node], int])

    def snapshot(self, privacy: Privacy = Privacy.STAFF) -> Snapshot:
        """Everything public; 5 areas and 3 themes."""
        counts = {Initiative: self.initiatives, Organisation: self.organisations, Municipality: self.municipalities}
        nodes: dict[type[Node], NodeArrays] = {}
        for cls in NODE_TYPES:
            n = counts.get(cls, self.counts.get(cls, 5))
            nodes[cls] = NodeArrays(np.arange(1, n + 1), np.zeros(n, np.uint8))
        relations = {cls: _relations(self.links.get(cls, set())) for cls in RELATION_TYPES}
        return build(Arrays(1, nodes, relations), TODAY).seen(privacy)

    def facts(self, snapshot: Snapshot) -> Facts:
        """The facts of this world, complete."""
        parties = Parties(snapshot)
        lon, lat = np.full(parties.n, np.nan), np.full(parties.n, np.nan)
        for party, (x, y) in self.places.items():
            lon[party], lat[party] = x, y
        is_open = np.ones(parties.n, np.bool_)
        is_open[list(self.closed)] = False
        texts = np.zeros((parties.n, len(WORDS)))
        texts[list(self.described), 0] = 1
        asks = sorted(self.asks, key=lambda ask: (ask.party, ask.key))
        return Facts(
            parties=parties,
            day=DAY,
            open=is_open,
            lon=lon,
            lat=lat,
            texts=sparse.csr_array(texts),
            words=WORDS,
            needs=things(self.needs),
            offers=things(self.offers),
            asks=Asks(
                things(asks),
                np.array([STATES.index(ask.state) for ask in asks], np.int32),
                np.array([ask.municipality for ask in asks], np.int32),
            ),
        )


def things(every: Sequence[Thing]) -> Things:
    """Things as arrays, in the order that they promise."""
    every = sorted(every, key=lambda thing: (thing.party, thing.key))
    texts: Matrix = sparse.csr_array(np.array([thing.text for thing in every]).reshape(len(every), len(WORDS)))
    return Things(
        party=np.array([thing.party for thing in every], np.int32),
        keys=np.array([thing.key for thing in every], np.int64),
        kind=np.array([thing.kind for thing in every], np.int32),
        since=np.array([thing.since for thing in every], np.int32),
        until=np.array([thing.until for thing in every], np.int32),
        texts=texts,
    )


def _relations(links: set[tuple[int, int]]) -> RelationArrays:
    ends = np.array(sorted(links), np.int64).reshape(len(links), 2) + 1
    n = len(links)
    return RelationArrays(
        ends[:, 0], ends[:, 1], np.zeros(n, np.uint8), np.ones(n, np.float32), np.full(n, OPEN, np.int32)
    )


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance, by the spherical law of cosines: another formula than the one that is tested."""
    (x, y), (u, v) = (tuple(map(math.radians, place)) for place in (one, other))
    inner = math.sin(y) * math.sin(v) + math.cos(y) * math.cos(v) * math.cos(x - u)
    return 6371.0088 * math.acos(max(-1.0, min(1.0, inner)))


def unit(vector: Sequence[float]) -> tuple[float, ...]:
    """A vector of length 1; of zeros, none."""
    length = math.hypot(*vector)
    return tuple(x / length if length else 0.0 for x in vector)


TEXTS = st.tuples(*(st.sampled_from([0.0, 0.0, 1.0, 2.0]) for _ in WORDS)).map(unit)
SINCE = st.sampled_from([ALWAYS, ALWAYS, DAY - 100, DAY, DAY + 10])
UNTIL = st.sampled_from([NEVER, NEVER, DAY - 1, DAY, DAY + 9, DAY + 10, DAY + 100])


def some_things(
    parties: int, kinds: int, first_key: int, municipalities: Sequence[int] = (-1,)
) -> st.SearchStrategy[list[Thing]]:
    """Things of the first so many parties, of the first so many kinds, with keys in no order."""
    drawn = st.builds(
        Thing,
        party=st.integers(0, parties - 1),
        key=st.just(0),
        kind=st.integers(0, kinds - 1),
        since=SINCE,
        until=UNTIL,
        text=TEXTS,
        state=st.sampled_from(STATES),
        municipality=st.sampled_from(municipalities),
    )

    def keyed(every: list[Thing]) -> list[Thing]:
        return [replace(thing, key=first_key + (7 * i) % 11) for i, thing in enumerate(every)]

    return st.lists(drawn.filter(lambda thing: thing.since <= thing.until), max_size=9).map(keyed)


def some_places(parties: int) -> st.SearchStrategy[dict[int, tuple[float, float]]]:
    """Places on a grid of 2 by 3 km, some unknown."""
    spot = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda at: (6.5 + 0.03 * at[0], 53.0 + 0.027 * at[1]))
    return st.dictionaries(st.integers(0, parties - 1), spot, min_size=parties // 2)
