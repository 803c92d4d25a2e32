# SPDX-License-Identifier: EUPL-1.2
"""Verdicts: what staff decided about an opportunity. It is no part of the network, and joined to nothing."""

import enum
from datetime import datetime

import strawberry

from schema.base import Node
from schema.declare import column, node
from schema.keys import natural_key
from schema.privacy import Privacy

MAX_REASON = 2000


@strawberry.enum(description="What staff decided about an opportunity.")
class VerdictOutcome(enum.Enum):
    """DISMISSED: not worth making, with a reason. INTRODUCED: the parties were brought together."""

    DISMISSED = "DISMISSED"
    INTRODUCED = "INTRODUCED"


@node(description="What staff decided about an opportunity.", privacy=Privacy.STAFF)
class Verdict(Node):
    """A verdict on a pair. A later one on the same pair is a change of the same node: its history has the earlier ones.

    `evidence` is what it rested on, as JSON: by signal its `value`, `count`, and the ids (`via`) of all that is not a
    resident. Residents are only counted, so that nothing of one who is erased stays behind here.
    """

    pair: str = column("The id of the opportunity.", max_length=100, indexed=True)
    outcome: VerdictOutcome = column("What was decided.", indexed=True)
    reason: str | None = column("Why; given with every dismissal.", default=None, max_length=MAX_REASON)
    by: str = column("Who decided.", max_length=200)
    decided_at: datetime = column("When it was decided.")
    evidence: str = column("What the decision rested on, as JSON.", default="{}", max_length=50_000)


def verdict_key(pair: str) -> int:
    """The key of the verdict on a pair, by the pair's id."""
    return natural_key("Verdict", pair)
