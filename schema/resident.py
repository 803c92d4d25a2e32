# SPDX-License-Identifier: EUPL-1.2
"""Residents: known by a pseudonym; by name only with recorded consent; never public."""

from datetime import date

from schema.area import Area
from schema.base import Node, Relation
from schema.declare import column, node, relation
from schema.initiative import Initiative
from schema.organisation import Organisation
from schema.privacy import Privacy


@node(description="A resident, by pseudonym.", privacy=Privacy.STAFF)
class Resident(Node):
    """A resident. Name and contact may be given only together with the day on which consent was recorded."""

    pseudonym: str | None = column(
        "What this resident is called here.",
        default=None,
        required=True,
        max_length=100,
        privacy=Privacy.STAFF,
    )
    name: str | None = column("Name, with consent.", default=None, max_length=200, privacy=Privacy.STAFF)
    contact: str | None = column("Contact, with consent.", default=None, max_length=300, privacy=Privacy.STAFF)
    consent_on: date | None = column("When consent was recorded.", default=None, privacy=Privacy.STAFF)


@relation(
    Resident,
    Initiative,
    forward="initiates",
    backward="initiators",
    description="A resident started an initiative (trekker).",
    privacy=Privacy.STAFF,
)
class Initiates(Relation):
    """Resident INITIATES initiative."""


@relation(
    Resident,
    Initiative,
    forward="participatesIn",
    backward="participants",
    description="A resident takes part in an initiative.",
    privacy=Privacy.STAFF,
)
class ParticipatesIn(Relation):
    """Resident PARTICIPATES_IN initiative."""

    task: str | None = column("What this resident does there.", default=None, max_length=200, privacy=Privacy.STAFF)


@relation(
    Resident,
    Initiative,
    forward="backs",
    backward="backers",
    description="A resident voted for, or pledged to, an initiative.",
    privacy=Privacy.STAFF,
)
class Backs(Relation):
    """Resident BACKS initiative."""

    weight: float = column("Points of a ballot, or euros of a pledge; 1 for an approval.", default=1.0, minimum=0)


@relation(
    Resident,
    Organisation,
    forward="memberOf",
    backward="members",
    description="A resident is a member of an organisation.",
    privacy=Privacy.STAFF,
)
class MemberOf(Relation):
    """Resident MEMBER_OF organisation."""


@relation(
    Resident,
    Area,
    forward="livesIn",
    backward="residents",
    description="Where a resident lives.",
    privacy=Privacy.STAFF,
)
class LivesIn(Relation):
    """Resident LIVES_IN area."""
