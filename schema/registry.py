# SPDX-License-Identifier: EUPL-1.2
"""Every node type and every relation type there is."""

import re
from typing import Final

from schema.area import Area, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.budget import Budget, HeldBy
from schema.initiative import About, Asks, ConnectedTo, Initiative, LocatedIn, Needs, Offers, SharesBackers
from schema.municipality import Municipality
from schema.organisation import Organisation, Provides, Represents, Runs, Supports
from schema.resident import Backs, Initiates, LivesIn, MemberOf, ParticipatesIn, Resident
from schema.resource import Need, Offer
from schema.support_request import AskedOf, CompetedIn, SupportRequest
from schema.theme import Theme
from schema.verdict import Verdict

NODE_TYPES: Final[tuple[type[Node], ...]] = (
    Municipality,
    Area,
    Theme,
    Need,
    Offer,
    Budget,
    SupportRequest,
    Initiative,
    Organisation,
    Resident,
    Verdict,
)
"""In an order in which each type's relations point only to itself and to earlier ones."""

NETWORK_TYPES: Final[tuple[type[Node], ...]] = tuple(cls for cls in NODE_TYPES if cls is not Verdict)
"""Those that make up the network. What is said about it is kept beside it: no part of an analysis, and not written by
the mutations that every node type has."""

RELATION_TYPES: Final[tuple[type[Relation], ...]] = (
    PartOf,
    BelongsTo,
    HeldBy,
    AskedOf,
    CompetedIn,
    Needs,
    Offers,
    Asks,
    LocatedIn,
    About,
    ConnectedTo,
    SharesBackers,
    Runs,
    Supports,
    Represents,
    Provides,
    Initiates,
    ParticipatesIn,
    Backs,
    MemberOf,
    LivesIn,
)

NODE_BY_NAME: Final = {cls.__name__: cls for cls in NODE_TYPES}
RELATION_BY_NAME: Final = {cls.__name__: cls for cls in RELATION_TYPES}


def label(cls: type) -> str:
    """A relation's name in capitals, as graph databases write it: `LOCATED_IN`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).upper()
