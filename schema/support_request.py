# SPDX-License-Identifier: EUPL-1.2
"""Support requests: what an initiative asked of the municipality, in one of its four roles."""

import enum
from datetime import date
from decimal import Decimal

import strawberry

from schema.base import Node, Relation
from schema.budget import Budget
from schema.declare import column, node, relation
from schema.municipality import Municipality
from schema.privacy import Privacy


@strawberry.enum(description="The roles in which a municipality takes part.")
class SupportRole(enum.Enum):
    """The four roles: facilitate, organise, finance, help with regulation."""

    FACILITATE = "FACILITATE"
    ORGANISE = "ORGANISE"
    FINANCE = "FINANCE"
    REGULATE = "REGULATE"


@strawberry.enum(description="Where a request stands.")
class RequestState(enum.Enum):
    """States of a request. The case system decides; this remembers."""

    ASKED = "ASKED"
    GRANTED = "GRANTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
    DONE = "DONE"


@node(description="Something an initiative asked of the municipality.")
class SupportRequest(Node):
    """A support request."""

    role: SupportRole = column("The role asked of the municipality.", indexed=True)
    state: RequestState = column("Where it stands.", default=RequestState.ASKED, indexed=True)
    text: str | None = column("What was asked.", default=None, max_length=2000, full_text=True)
    amount: Decimal | None = column("Money asked, in euros.", default=None, minimum=0)
    asked_on: date | None = column("When it was asked.", default=None, dated=True)
    decided_on: date | None = column("When it was decided.", default=None)
    department: str | None = column("Who handles it.", default=None, max_length=200, privacy=Privacy.STAFF)
    case_url: str | None = column(
        "The case in the case system.",
        default=None,
        max_length=500,
        pattern=r"https?://\S+",
        privacy=Privacy.STAFF,
    )


@relation(
    SupportRequest,
    Municipality,
    forward="municipality",
    backward="requests",
    description="To whom a request was made.",
)
class AskedOf(Relation):
    """Support request ASKED_OF municipality."""


@relation(
    SupportRequest,
    Budget,
    forward="budget",
    backward="requests",
    description="The budget round a request competed in.",
)
class CompetedIn(Relation):
    """Support request COMPETED_IN budget, with its votes and its outcome."""

    votes: int | None = column("Ballots, or points, it received.", default=None, minimum=0)
    selected: bool | None = column("Whether the rule selected it; empty where the source does not say.", default=None)
