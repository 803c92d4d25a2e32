# SPDX-License-Identifier: EUPL-1.2
"""Organisations: associations, foundations, companies and informal groups around initiatives."""

import enum
from decimal import Decimal
from typing import Any

import strawberry

from schema.area import Area
from schema.base import Node, Relation
from schema.declare import column, node, relation
from schema.initiative import Initiative
from schema.privacy import Privacy
from schema.resource import Offer, ResourceKind


@strawberry.enum(description="What an organisation is in its village or neighbourhood.")
class OrganisationKind(enum.Enum):
    """Kinds of organisations."""

    VILLAGE_INTEREST = "VILLAGE_INTEREST"
    COMMUNITY_CENTRE = "COMMUNITY_CENTRE"
    SPORTS = "SPORTS"
    CULTURE = "CULTURE"
    CARE = "CARE"
    EDUCATION = "EDUCATION"
    NATURE = "NATURE"
    FAITH = "FAITH"
    BUSINESS = "BUSINESS"
    FUND = "FUND"
    OTHER = "OTHER"


@strawberry.enum(description="Legal forms under Dutch law.")
class LegalForm(enum.Enum):
    """Legal forms. Sole traders and partnerships are persons, and so is whatever is not known to be otherwise."""

    VERENIGING = "VERENIGING"
    STICHTING = "STICHTING"
    COOPERATIE = "COOPERATIE"
    BV = "BV"
    NV = "NV"
    KERKGENOOTSCHAP = "KERKGENOOTSCHAP"
    PUBLIEKRECHTELIJK = "PUBLIEKRECHTELIJK"
    INFORMEEL = "INFORMEEL"
    EENMANSZAAK = "EENMANSZAAK"
    MAATSCHAP = "MAATSCHAP"
    VOF = "VOF"
    CV = "CV"
    ONBEKEND = "ONBEKEND"


PERSONAL_FORMS = frozenset(
    {LegalForm.EENMANSZAAK, LegalForm.MAATSCHAP, LegalForm.VOF, LegalForm.CV, LegalForm.ONBEKEND}
)


@node(description="An association, foundation, company or group.")
class Organisation(Node):
    """An organisation. One whose legal form makes it a person is as private as a resident."""

    name: str = column("Its name.", max_length=300, full_text=True)
    kind: OrganisationKind = column("What it is.", default=OrganisationKind.OTHER, indexed=True)
    legal_form: LegalForm = column("Its legal form.")
    kvk_number: str | None = column("Its number in the trade register.", default=None, pattern=r"\d{8}", indexed=True)
    website: str | None = column("Its own page.", default=None, max_length=500, pattern=r"https?://\S+")
    contact: str | None = column("How to reach it.", default=None, max_length=500, privacy=Privacy.STAFF)

    @classmethod
    def privacy_of(cls, node: Any) -> Privacy:
        """STAFF for a sole trader, a partnership or an unknown legal form; else PUBLIC."""
        return Privacy.STAFF if node.legal_form in PERSONAL_FORMS else Privacy.PUBLIC


@relation(
    Organisation,
    Initiative,
    forward="runs",
    backward="organisers",
    description="An organisation carries an initiative.",
)
class Runs(Relation):
    """Organisation RUNS initiative."""


@relation(
    Organisation,
    Initiative,
    forward="supports",
    backward="supporters",
    description="An organisation helps an initiative.",
)
class Supports(Relation):
    """Organisation SUPPORTS initiative."""

    kind: ResourceKind = column("With what it helps.")
    amount: Decimal | None = column("Money given, in euros.", default=None, minimum=0)


@relation(
    Organisation,
    Area,
    forward="represents",
    backward="representatives",
    description="An organisation speaks for an area.",
)
class Represents(Relation):
    """Organisation REPRESENTS area, as a dorpsbelangen does."""


@relation(
    Organisation,
    Offer,
    forward="offers",
    backward="organisations",
    description="What an organisation has to give.",
)
class Provides(Relation):
    """Organisation PROVIDES offer."""
