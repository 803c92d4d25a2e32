# SPDX-License-Identifier: EUPL-1.2
"""Initiatives: what residents start, and what an initiative needs, offers, asks, is about and is connected to."""

import enum
from datetime import date

import strawberry

from schema.area import Area
from schema.base import Node, Relation
from schema.declare import column, node, relation
from schema.geometry import Point
from schema.privacy import Privacy
from schema.resource import Need, Offer
from schema.support_request import SupportRequest
from schema.theme import Theme


@strawberry.enum(description="The stage of an initiative.")
class InitiativeStatus(enum.Enum):
    """From first idea to its end."""

    IDEA = "IDEA"
    STARTING = "STARTING"
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    ENDED = "ENDED"


@strawberry.enum(description="How precise a published location is.")
class LocationPrecision(enum.Enum):
    """AREA: only the area is public. VENUE: a place confirmed to be public, shown exactly."""

    AREA = "AREA"
    VENUE = "VENUE"


@node(description="Something residents started, or want to start, for their village or neighbourhood.")
class Initiative(Node):
    """An initiative; `since` and `until` are its period.

    `place` is the one point that map, bbox, near and sort orders answer from: its location where that is a
    confirmed public venue, else the centre of its area.
    """

    title: str = column("Its name.", max_length=300, full_text=True)
    summary: str = column("What it is, in a few sentences.", default="", max_length=5000, full_text=True)
    status: InitiativeStatus = column("Its stage.", default=InitiativeStatus.ACTIVE, indexed=True)
    end_reason: str | None = column("Why it ended.", default=None, max_length=500)
    location: Point | None = column("Where it is exactly.", default=None, privacy=Privacy.STAFF)
    location_precision: LocationPrecision = column(
        "Whether the location is a confirmed public venue.", default=LocationPrecision.AREA
    )
    place: Point | None = column("Where it is shown.", default=None, spatial=True, derived=True)
    website: str | None = column("Its own page.", default=None, max_length=500, pattern=r"https?://\S+")
    contact: str | None = column("How to reach it.", default=None, max_length=500, privacy=Privacy.STAFF)
    confirmed_on: date | None = column("When it was last confirmed to be going on.", default=None)


@relation(Initiative, Need, forward="needs", backward="initiatives", description="What an initiative looks for.")
class Needs(Relation):
    """Initiative NEEDS need."""


@relation(Initiative, Offer, forward="offers", backward="initiatives", description="What an initiative has to give.")
class Offers(Relation):
    """Initiative OFFERS offer."""


@relation(
    Initiative,
    SupportRequest,
    forward="requests",
    backward="initiatives",
    description="What an initiative asked of the municipality.",
)
class Asks(Relation):
    """Initiative ASKS support request."""


@relation(Initiative, Area, forward="areas", backward="initiatives", description="Where an initiative takes place.")
class LocatedIn(Relation):
    """Initiative LOCATED_IN area."""


@relation(Initiative, Theme, forward="themes", backward="initiatives", description="What an initiative is about.")
class About(Relation):
    """Initiative ABOUT theme."""


@strawberry.enum(description="How two initiatives work together.")
class ConnectionKind(enum.Enum):
    """Kinds of connection between initiatives."""

    COOPERATES = "COOPERATES"
    SHARES_SPACE = "SHARES_SPACE"
    EXCHANGES_KNOWLEDGE = "EXCHANGES_KNOWLEDGE"
    SUCCEEDS = "SUCCEEDS"


@relation(
    Initiative,
    Initiative,
    forward="connections",
    backward="connections",
    description="Two initiatives that work together.",
    symmetric=True,
)
class ConnectedTo(Relation):
    """Initiative CONNECTED_TO initiative."""

    kind: ConnectionKind = column("How they work together.", default=ConnectionKind.COOPERATES)
    how: str | None = column("How it came about.", default=None, max_length=1000, privacy=Privacy.STAFF)


@relation(
    Initiative,
    Initiative,
    forward="sharedBacking",
    backward="sharedBacking",
    description="Two initiatives that the same residents backed: counted, never named, and only from ten up.",
    symmetric=True,
)
class SharesBackers(Relation):
    """Initiative SHARES_BACKERS initiative: what a set of ballots tells without the ballots."""

    backers: int = column("How many residents backed both.", minimum=10)
    weight: float = column("The resource allocation index over those residents.", minimum=0)
