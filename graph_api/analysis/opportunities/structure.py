# SPDX-License-Identifier: EUPL-1.2
"""The structural signals: what the graph itself tells of two parties.

A shared feature is worth the less, the more initiatives have it: 1/d for people and organisations (resource allocation:
Zhou, Lü & Zhang, European Physical Journal B 71, 2009), 1/log2(1 + d) for what is no choice of one person (after Adamic
& Adar, Social Networks 25, 2003). d never counts anything that one of the pair could lose without losing the feature:
so what a pair loses with one of its own relations is exactly the share of the pieces that rest on it.
"""

from collections.abc import Sequence
from typing import Final

from graph_api.analysis.opportunities.backing import Backing
from graph_api.analysis.opportunities.factors import Factors, Name, Several
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.paths import ThroughInitiatives, ThroughOrganisations
from graph_api.analysis.opportunities.places import places
from graph_api.analysis.opportunities.product import Product, adamic, degrees, inverse, pattern
from graph_api.analysis.opportunities.signal import Evidence
from graph_api.analysis.opportunities.texts import Texts
from graph_api.analysis.snapshot import Snapshot
from schema.area import Area
from schema.base import Node
from schema.initiative import About, ConnectedTo, Initiative
from schema.opportunity import Signal
from schema.organisation import Organisation, Runs, Supports
from schema.resident import Initiates, MemberOf, ParticipatesIn, Resident
from schema.theme import Theme


class Structure:
    """The structural signals of one snapshot. `people` and `organisations` are those of which all pairs are one
    product (see `graph_api.analysis.opportunities.all_pairs`)."""

    def __init__(self, snapshot: Snapshot, facts: Facts) -> None:
        self._snapshot = snapshot
        self._parties = facts.parties
        self._carriers = pattern(snapshot.backward(Initiates), snapshot.backward(ParticipatesIn))
        self._members = pattern(snapshot.forward(MemberOf).T.tocsr())
        self._behind = pattern(snapshot.backward(Runs), snapshot.backward(Supports))
        self.people: Final = self._people()
        self.organisations: Final = self._organisations()
        self.signals: Final[Sequence[Evidence]] = (
            self.people,
            self.organisations,
            Backing(snapshot, facts.parties),
            self._connections(),
            self._paths(),
            self._themes(),
            self._places(),
            Texts(facts),
        )

    def _people(self) -> Several:
        """Of a resident d is in how many initiatives; where one of the pair is an organisation, also in how many of
        those."""
        initiatives = self._parties.rows({Initiative: self._carriers})
        organisations = self._parties.rows({Organisation: self._members})
        carried = degrees(self._carriers)
        every = inverse(carried + degrees(self._members))
        products = (
            Product(initiatives, inverse(carried)),
            Product(initiatives, every, organisations),
            Product(organisations, every),
        )
        name = self._name(Resident)
        return Several([Factors(Signal.PEOPLE, product, name) for product in products], self._parties.n)

    def _organisations(self) -> Factors:
        product = Product(self._parties.rows({Initiative: self._behind}), inverse(degrees(self._behind)))
        return Factors(Signal.ORGANISATIONS, product, self._name(Organisation))

    def _connections(self) -> Factors:
        joined = pattern(self._snapshot.forward(ConnectedTo))
        product = Product(self._parties.rows({Initiative: joined}), adamic(degrees(joined)))
        return Factors(Signal.CONNECTIONS, product, self._name(Initiative))

    def _paths(self) -> Several:
        through = (
            ThroughOrganisations(self._parties, self._carriers, self._members, self._behind, self._name(Organisation)),
            ThroughInitiatives(self._parties, self._carriers, self._behind, self._name(Initiative)),
        )
        return Several(through, self._parties.n)

    def _themes(self) -> Factors:
        """An organisation's themes are those of the initiatives behind which it stands; d counts initiatives."""
        about = pattern(self._snapshot.forward(About))
        theirs = pattern(self._behind.T.tocsr() @ about)
        product = Product(self._parties.rows({Initiative: about, Organisation: theirs}), adamic(degrees(about)))
        return Factors(Signal.THEMES, product, self._name(Theme), proposes=False)

    def _places(self) -> Factors:
        located, theirs, weight = places(self._snapshot, self._behind)
        product = Product(self._parties.rows({Initiative: located, Organisation: theirs}), weight)
        return Factors(Signal.PLACE, product, self._name(Area), proposes=False)

    def _name(self, type: type[Node]) -> Name:
        keys = self._snapshot.keys(type)
        return lambda feature: (type, int(keys[feature]))
