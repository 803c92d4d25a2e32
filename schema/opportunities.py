# SPDX-License-Identifier: EUPL-1.2
"""Opportunities, in GraphQL: connections worth making, with their reasons."""

import hashlib
import math
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeAlias

import strawberry
from strawberry.types.field import StrawberryField

from schema.area import Area
from schema.base import Node
from schema.connection import BY_KEY, After, Connection, First, Scope, connection_type, page
from schema.context import Context, Info
from schema.enums import explained
from schema.errors import bad_input, busy
from schema.ids import key_of, node_id
from schema.initiative import Initiative
from schema.municipality import Municipality
from schema.opportunity import BusyError, OpportunityKind, OpportunityPage, PairId, Party, Signal, Text, Wanted
from schema.organisation import Organisation
from schema.plain import Id, list_of, optional, output, plain, resolved
from schema.query import Filter, Slice
from schema.texts import text_field, texts_field
from schema.theme import Theme
from schema.verdict import VerdictOutcome

NODES_AS_DEAR: Final = 100
"""What a list of opportunities counts for among the nodes that a request may read, beside those that it gives."""

explained(
    OpportunityKind,
    "Why a connection may be worth making.",
    {
        "SHARED_PEOPLE": "They have residents, organisations, backers or connections in common.",
        "SIMILAR": "They are about the same, by theme, words and place.",
        "COMPLEMENTARY": "One seeks what the other offers, within reach and in the same period.",
        "BRIDGE": "It would join parts of the network that are separate now.",
        "SUPPORT": "An organisation or the municipality can help with what an initiative seeks or asked.",
        "JOINT_ASK": "Both ask the same of the municipality: one answer could serve both.",
    },
)
explained(
    Signal,
    "What speaks for a connection.",
    {
        "PEOPLE": "Residents who carry both, or carry one and are a member of the other.",
        "ORGANISATIONS": "Organisations behind both.",
        "BACKING": "Residents who backed both, counted together.",
        "CONNECTIONS": "Initiatives to which both are connected.",
        "PATHS": "Residents of one by whom a third leads to the other.",
        "THEMES": "Themes of both.",
        "TEXT": "Words in which both describe themselves.",
        "PLACE": "Areas in which both are.",
        "RESOURCES": "What one seeks and the other offers.",
        "NEEDS": "What both seek.",
        "ASKS": "What both ask of the municipality.",
        "ROLE": "What the municipality could do in one of its roles, or an organisation instead of it.",
    },
)

OpportunityPart = output(
    "OpportunityPart",
    "One piece of evidence. Without it the score is exactly its share lower.",
    [
        plain(
            "via",
            optional(Node),
            "What both have or are joined to, or what one seeks; null where it is counted or said in words only.",
        ),
        plain("meets", optional(Node), "The offer that meets what is sought."),
        plain("words", optional(str), "The words that tell most."),
        plain("count", int, "How many it stands for."),
        plain("share", float, "Its part of the score."),
    ],
)

OpportunityReason = output(
    "OpportunityReason",
    "What one signal tells of two parties.",
    [
        plain("signal", Signal, "Which signal."),
        plain("share", float, "Its part of the score; those of all reasons sum to the score."),
        text_field("text", "What it tells, as a sentence without a full stop."),
        plain("parts", list_of(OpportunityPart), "The evidence; the shares of all parts sum to that of the reason."),
    ],
)

OpportunityDecision = output(
    "OpportunityDecision",
    "What staff decided about an opportunity.",
    [
        plain("outcome", VerdictOutcome, "What was decided.", lambda decision: VerdictOutcome(decision.outcome)),
        plain("reason", optional(str), "Why."),
        plain("by", str, "Who decided."),
        plain("at", str, "When, ISO 8601."),
        texts_field("changed", "How the evidence has changed since."),
    ],
)

Opportunity = output(
    "Opportunity",
    "A connection worth making. It is computed, and the same two always have the same id.",
    [
        plain("id", strawberry.ID, "Its id: those of the two.", lambda found: str(found.id)),
        plain(
            "kind",
            optional(OpportunityKind),
            "The strongest kind; null in an explanation of two that nothing brings together.",
            lambda found: found.kinds[0] if found.kinds else None,
        ),
        plain("kinds", list[OpportunityKind], "Of which kinds it is, the strongest first."),
        plain("a", Node, "One of the two."),
        plain("b", Node, "The other."),
        plain("score", float, "How much speaks for it."),
        text_field("headline", "The two, and the strongest reason."),
        plain("reasons", list_of(OpportunityReason), "Why, the strongest reason first."),
        text_field(
            "bridge",
            "Which separate parts of the network it would join; null where none. It adds nothing to the score.",
            optional(str),
        ),
        plain(
            "decision",
            optional(OpportunityDecision),
            "What staff decided about these two; null where nothing was, and for those who are not staff.",
        ),
    ],
)

OpportunityExplanation = output(
    "OpportunityExplanation",
    "What connects two, and what is missing.",
    [
        plain("opportunity", Opportunity, "The two with all that speaks for a connection, also if it is not offered."),
        plain("offered", bool, "Whether it is among the opportunities."),
        texts_field("missing", "Why it is not offered, or what would make it stronger."),
    ],
)


@dataclass(slots=True)
class Opportunities(Connection):
    """A page of opportunities. A position is the place in the list, from 1."""

    missing: list[Text]
    pending: int


OpportunityConnection = connection_type(
    "Opportunity",
    Opportunity,
    "opportunities",
    fields=[
        texts_field("missing", "Where there are none: what is missing."),
        plain(
            "pending",
            int,
            "For how many initiatives opportunities are still being looked for, those that promise most having come"
            " first: until it is 0, asking again may give others, and more.",
        ),
    ],
)

Kind: TypeAlias = Annotated[
    OpportunityKind | None, strawberry.argument(description="Of this kind; of all if not given.")
]


async def opportunities(
    info: Info,
    area: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="Of initiatives in this area, or in an area inside it."),
    ] = None,
    theme: Annotated[strawberry.ID | None, strawberry.argument(description="Of initiatives about this theme.")] = None,
    municipality: Annotated[
        strawberry.ID | None, strawberry.argument(description="Of initiatives in an area of this municipality.")
    ] = None,
    initiative: Annotated[strawberry.ID | None, strawberry.argument(description="Of this initiative.")] = None,
    organisation: Annotated[strawberry.ID | None, strawberry.argument(description="Of this organisation.")] = None,
    kind: Kind = None,
    min_score: Annotated[float, strawberry.argument(description="With at least this score.")] = 0.0,
    not_connected: Annotated[
        bool, strawberry.argument(description="Leave out those that are connected already.")
    ] = True,
    first: First = 20,
    after: After = None,
) -> Any:
    """Today's list."""
    context = info.context
    if not (math.isfinite(min_score) and min_score >= 0):
        raise bad_input(f"`minScore` is {min_score}; it is a number of 0 or more")
    if initiative is not None and organisation is not None:
        raise bad_input("give `initiative` or `organisation`; `explainPair` tells of both together")
    given = {Initiative: initiative, Organisation: organisation, Area: area, Theme: theme, Municipality: municipality}
    keys: dict[type[Node], int] = {
        cls: await _known(context, cls, text) for cls, text in given.items() if text is not None
    }
    parties: list[Party] = [(cls, keys[cls]) for cls in (Initiative, Organisation) if cls in keys]
    wanted = Wanted(
        parties=tuple(parties) or None,
        initiatives=await _selected(context, keys),
        kinds=None if kind is None else (kind,),
        min_score=min_score,
        not_connected=not_connected,
    )
    asked = [*(str(text) for text in given.values()), kind, min_score, not_connected]
    return await _page(context, wanted, repr(asked), first, after)


async def _known(context: Context, cls: type[Node], text: str) -> int:
    """The key in an id. Raises GraphQLError where there is none of that type to see."""
    key = key_of(cls, text)
    if await context.node(cls, key) is None:
        raise bad_input(f"there is no {text}")
    return key


async def _selected(context: Context, keys: dict[type[Node], int]) -> frozenset[int] | None:
    """The initiatives of an area, theme and municipality, as far as these were given."""
    if not keys.keys() & {Area, Theme, Municipality}:
        return None
    where = Filter(
        areas=(keys[Area],) if Area in keys else None,
        themes=(keys[Theme],) if Theme in keys else None,
        municipality=keys.get(Municipality),
    )
    return frozenset((await context.graph.keys(Initiative, where, context.viewer)).tolist())


async def _page(context: Context, wanted: Wanted, asked: str, first: int, after: str | None) -> Opportunities:
    scope = Scope(f"opportunities.{hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()}", BY_KEY)
    where = page(scope, first, after)
    start = where.after[0] if where.after else 0
    context.count(NODES_AS_DEAR + 2 * where.first)
    try:
        found: OpportunityPage = await context.opportunities.find(wanted, where.first, int(start or 0), context.viewer)
    except BusyError as error:
        raise busy(str(error)) from None
    positions = [(found.start + place,) for place in range(1, len(found.items) + 1)]
    slice = Slice[Any](found.items, list(positions), found.total, found.more)
    return Opportunities(scope, slice, where, found.missing, found.pending)


async def opportunity(info: Info, id: Id) -> Any:
    """One, with all its evidence."""
    info.context.count(NODES_AS_DEAR)
    return await info.context.opportunities.get(_pair(id), info.context.viewer)


def _pair(id: str) -> PairId:
    try:
        return PairId.parse(id)
    except ValueError as error:
        raise bad_input(str(error)) from None


async def explain_pair(
    info: Info,
    a: Annotated[
        strawberry.ID, strawberry.argument(description="The id of an initiative, organisation or municipality.")
    ],
    b: Annotated[strawberry.ID, strawberry.argument(description="The id of another.")],
) -> Any:
    """Why, or why not."""
    context = info.context
    one, other = node_id(a), node_id(b)
    try:
        PairId.of(one, other)
    except ValueError as error:
        raise bad_input(str(error)) from None
    context.count(NODES_AS_DEAR)
    return await context.opportunities.explain(one, other, context.viewer)


def opportunities_field(cls: type[Node]) -> StrawberryField:
    """The field of an initiative or organisation with its own opportunities."""

    async def own(
        root: strawberry.Parent[Any], info: Info, kind: Kind = None, first: First = 10, after: After = None
    ) -> Any:
        wanted = Wanted(parties=((cls, root.key),), kinds=None if kind is None else (kind,))
        return await _page(info.context, wanted, f"{cls.__name__}:{root.key} {kind}", first, after)

    return resolved(
        "opportunities", own, OpportunityConnection, f"Connections worth making for this {cls.__name__.lower()}."
    )


OPPORTUNITY_QUERIES: Final = [
    resolved(
        "opportunities",
        opportunities,
        OpportunityConnection,
        "Connections worth making, best first; where many belong to one party, others come between.",
    ),
    resolved(
        "opportunity",
        opportunity,
        optional(Opportunity),
        "An opportunity by its id, with all its evidence; null where one is not there, or nothing speaks for it.",
    ),
    resolved(
        "explainPair",
        explain_pair,
        optional(OpportunityExplanation),
        "What connects any two, and what is missing; null where one of the two is not there to see.",
    ),
]
