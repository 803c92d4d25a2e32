# SPDX-License-Identifier: EUPL-1.2
"""Participatory budgets: residents decide together what a sum of money is for."""

from decimal import Decimal

from schema.base import Node, Relation
from schema.declare import column, node, relation
from schema.municipality import Municipality


@node(description="One round of a participatory budget; `since` and `until` are its voting period.")
class Budget(Node):
    """A budget round, with the rule it was decided by."""

    title: str = column("Its name.", max_length=300, full_text=True)
    rule: str | None = column(
        "The rule that turns ballots into an outcome, in Pabulib's terms.", default=None, max_length=100
    )
    ballot_type: str | None = column("How residents voted, in Pabulib's terms.", default=None, max_length=50)
    ballots: int | None = column("How many ballots were cast.", default=None, minimum=0)
    amount: Decimal | None = column("The sum to spend, in euros.", default=None, minimum=0)
    currency: str = column("ISO 4217 code of its amounts.", default="EUR", pattern="[A-Z]{3}")
    conditions: str | None = column("Further conditions, as the source states them.", default=None, max_length=10000)


@relation(
    Budget,
    Municipality,
    forward="municipality",
    backward="budgets",
    description="A budget is a municipality's.",
)
class HeldBy(Relation):
    """Budget HELD_BY municipality."""
