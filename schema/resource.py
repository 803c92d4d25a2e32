# SPDX-License-Identifier: EUPL-1.2
"""Needs and offers: what initiatives look for, and what they and organisations have to give."""

import enum

import strawberry

from schema.base import Node
from schema.declare import column, node


@strawberry.enum(description="The kinds of things that are needed and offered.")
class ResourceKind(enum.Enum):
    """Kinds of needs and offers."""

    SPACE = "SPACE"
    PEOPLE = "PEOPLE"
    MONEY = "MONEY"
    KNOWLEDGE = "KNOWLEDGE"
    MATERIAL = "MATERIAL"
    PERMIT = "PERMIT"
    PUBLICITY = "PUBLICITY"


@node(description="Something an initiative looks for.")
class Need(Node):
    """A need; `since` and `until` say when."""

    kind: ResourceKind = column("What kind of thing.", indexed=True)
    text: str = column("What exactly.", max_length=1000, full_text=True)


@node(description="Something an initiative or organisation has to give.")
class Offer(Node):
    """An offer; `since` and `until` say when."""

    kind: ResourceKind = column("What kind of thing.", indexed=True)
    text: str = column("What exactly.", max_length=1000, full_text=True)
