# SPDX-License-Identifier: EUPL-1.2
"""Deciding on opportunities: staff dismiss one, with a reason, or say that they introduced the two."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Final

import strawberry

from schema.change import Refused
from schema.context import Info, staff_only
from schema.opportunities import NODES_AS_DEAR
from schema.opportunities import Opportunity as OpportunityType
from schema.opportunity import Opportunity, PairId
from schema.outcome import UserError, UserErrorCode
from schema.plain import Id, optional, output, plain, resolved
from schema.verdict import MAX_REASON, VerdictOutcome


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision."""

    opportunity: Opportunity | None = None
    errors: list[UserError] = field(default_factory=list[UserError])


OpportunityPayload = output(
    "OpportunityPayload",
    "What came of a decision on an opportunity.",
    [
        plain("opportunity", optional(OpportunityType), "As it is now; null when there were errors."),
        plain("errors", list[UserError], "What was wrong; empty when it was decided."),
    ],
)


async def dismiss(
    info: Info, id: Id, reason: Annotated[str, strawberry.argument(description="Why; it must not be empty.")]
) -> Any:
    """Not worth making."""
    if not reason.strip():
        staff_only(info)
        return _wrong(UserErrorCode.INVALID, "reason", "Say why: a dismissal needs a reason")
    return await _decide(info, id, VerdictOutcome.DISMISSED, ("reason", reason))


async def introduce(
    info: Info,
    id: Id,
    note: Annotated[str | None, strawberry.argument(description="How it went, or what was agreed.")] = None,
) -> Any:
    """The two were brought together."""
    return await _decide(info, id, VerdictOutcome.INTRODUCED, ("note", note))


async def _decide(info: Info, id: str, outcome: VerdictOutcome, words: tuple[str, str | None]) -> Decided:
    context, (argument, text) = staff_only(info), words
    context.count(NODES_AS_DEAR)
    try:
        pair = PairId.parse(id)
    except ValueError as wrong:
        return _wrong(UserErrorCode.INVALID, "id", str(wrong))
    if text is not None and len(text) > MAX_REASON:
        return _wrong(UserErrorCode.INVALID, argument, f"It is {len(text)} characters long; {MAX_REASON} is the most")
    try:
        found = await context.opportunities.decide(pair, outcome.value, text, context.viewer)
    except Refused as refused:
        return _wrong(UserErrorCode.INVALID, argument, "; ".join(problem.message for problem in refused.problems))
    if found is None:
        return _wrong(UserErrorCode.MISSING, "id", "There is no such opportunity: nothing is known that speaks for it")
    context.renew()
    return Decided(found)


def _wrong(code: UserErrorCode, argument: str, message: str) -> Decided:
    return Decided(errors=[UserError(code=code, path=[argument], message=message)])


DECISIONS: Final = [
    resolved(
        "dismissOpportunity",
        dismiss,
        OpportunityPayload,
        "An opportunity is not worth making. It is offered again only when more speaks for it than did.",
    ),
    resolved(
        "introduceOpportunity",
        introduce,
        OpportunityPayload,
        "The two of an opportunity were introduced to each other. It is not offered any more.",
    ),
]
