# SPDX-License-Identifier: EUPL-1.2
"""How the network hangs together, in GraphQL: communities, the gaps between them, weak spots and what mends them."""

from typing import Any, Final

from schema.base import Node
from schema.connection import First, checked_first
from schema.context import Info
from schema.initiative import Initiative
from schema.network import Where
from schema.organisation import Organisation
from schema.plain import list_of, optional, output, plain, resolved
from schema.privacy import Privacy
from schema.selecting import OF_A_DAY, As, OverThese, Through, to_selection
from schema.selection import Projection
from schema.structure import LEAST
from schema.texts import text_field

Trait = output(
    "CommunityTrait",
    "A theme or area that a community has more of than the rest.",
    [plain("node", Node, "The theme or area."), plain("count", int, "How many of its initiatives have it.")],
)

Community = output(
    "Community",
    "Initiatives, and those around them, that are joined more among themselves than chance would have it.",
    [
        plain("id", str, "Its id, which it keeps as long as most of its initiatives stay together."),
        text_field("name", "What tells most of it: a theme and an area, or who is central."),
        plain("initiatives", int, "How many initiatives are in it."),
        plain("organisations", int, "How many organisations."),
        plain(
            "residents", optional(int), f"How many residents; null below {LEAST}, and for who may not see residents."
        ),
        plain("stability", float, "How much of it comes back when it is computed anew, from 0 to 1, on average."),
        plain("stable", bool, "Whether it can be relied on: a stability of 0.75 or more."),
        plain("themes", list_of(Trait), "The themes that tell most of it."),
        plain("areas", list_of(Trait), "The areas that tell most of it."),
        plain("central_initiatives", list_of(Initiative), "The initiatives with the most connections inside it."),
        plain("central_organisations", list_of(Organisation), "The organisations with the most connections inside it."),
        text_field("text", "What it is, and how sure, in words."),
    ],
)

Alike = output(
    "AlikePair",
    "Two nodes with what they share.",
    [
        plain("a", Node, "The one."),
        plain("b", Node, "The other."),
        plain("shared", list[Node], "Themes and areas of both, what tells most first."),
    ],
)

Gap = output(
    "CommunityGap",
    "Two communities that have something in common, and at most half the connections that their size suggests.",
    [
        plain("a", Community, "The one."),
        plain("b", Community, "The other."),
        plain("found", int, "How many connections there are between them."),
        plain("expected", float, "How many there would be, if each had as many connections but with anyone."),
        plain("closest", list_of(Alike), "Initiatives at both sides that could be introduced: the most alike."),
        text_field("text", "How little there is between them, in a sentence."),
    ],
)

Communities = output(
    "Communities",
    "The communities of a selection; each of two initiatives or more.",
    [
        plain("items", list_of(Community), "The communities, those with the most initiatives first."),
        plain("total", int, "How many there are."),
        plain("alone", int, "How many initiatives are in none."),
        plain("runs", int, "How often they were computed, each time from another start."),
        plain("agreement", float, "How much these agree, two by two, on average (adjusted Rand index): 1 is fully."),
        plain("modularity", float, "How much more is within communities than chance would put there, below 1."),
        plain("gaps", list_of(Gap), "Where there is least against what could be, as many as communities asked for."),
        text_field("text", "What the division is worth, in words."),
    ],
)

WeakPoint = output(
    "WeakPoint",
    "An initiative or organisation without which others lose touch.",
    [
        plain("node", Node, "The initiative or organisation."),
        plain("parts", int, "Into how many parts its group falls without it."),
        plain("lost", int, "How many initiatives are then cut off from the largest part."),
        text_field("text", "What goes when it goes, in a sentence."),
    ],
)

WeakLink = output(
    "WeakLink",
    "The only connection between a part of a group and the rest.",
    [
        plain("a", Node, "The one end."),
        plain("b", Node, "The other."),
        plain("through_resident", bool, "Whether it is a resident, who is not named, that joins the two."),
        plain("lost", int, "How many initiatives are cut off without it."),
        text_field("text", "What goes when it goes, in a sentence."),
    ],
)

Repair = output(
    "Repair",
    "A connection to make.",
    [
        plain("a", Node, "The one end.", lambda repair: repair.ends.a),
        plain("b", Node, "The other.", lambda repair: repair.ends.b),
        plain("shared", list[Node], "Themes and areas of both.", lambda repair: repair.ends.shared),
        text_field("text", "Why to join these two, in words."),
    ],
)

OnOneResident = output(
    "OnOneResident",
    "Initiatives that one resident carries, and no organisation. Who that is, is not told.",
    [
        plain("total", int, "How many there are."),
        plain("initiatives", list_of(Initiative), "These initiatives."),
        text_field("text", "What that means, in a sentence."),
    ],
)

Fragility = output(
    "Fragility",
    "What holds the initiatives of a selection together, and what would mend it. Organisations and residents that are "
    "joined to one other only are left out: they hold nothing together.",
    [
        plain("initiatives", int, "How many initiatives are looked at."),
        plain("alone", int, "How many of these have no way to another."),
        plain("groups", int, "How many groups the others form."),
        plain("largest", int, "How many initiatives are in the largest group."),
        plain("points", list_of(WeakPoint), "Initiatives and organisations without which others lose touch."),
        plain("points_total", int, "How many of these there are."),
        plain("links", list_of(WeakLink), "Connections without which others lose touch."),
        plain("links_total", int, "How many of these there are."),
        plain(
            "repairs",
            list_of(Repair),
            "The fewest connections after which no group of three initiatives or more falls apart by the loss of any "
            "one: an initiative, an organisation, a resident or a connection. Those of the largest group first; which "
            "two of all that would do are named is by what they share.",
        ),
        plain("repairs_total", int, "How many of these there are."),
        plain(
            "on_one_resident",
            optional(OnOneResident),
            "Initiatives that one resident carries; null for those who may not see residents.",
        ),
        text_field("text", "The state of the whole, in a sentence."),
    ],
)

Progress = output(
    "AnalysisProgress",
    "A computation under way.",
    [
        plain("name", str, "What is computed."),
        plain("done", int, "How many steps are done."),
        plain("total", int, "Of how many; 0 when not known yet."),
    ],
)


async def communities(
    info: Info,
    where: Where = None,
    projection: As = Projection.FULL,
    relations: OverThese = None,
    node_types: Through = None,
    first: First = 10,
) -> Any:
    """Communities."""
    context = info.context
    selection = to_selection(context, where, projection, relations, node_types)
    return await context.analysis.shape.communities(selection, checked_first(first), context.viewer)


async def fragility(
    info: Info,
    where: Where = None,
    projection: As = Projection.FULL,
    relations: OverThese = None,
    node_types: Through = None,
    first: First = 10,
) -> Any:
    """Weak spots."""
    context = info.context
    selection = to_selection(context, where, projection, relations, node_types)
    return await context.analysis.shape.fragility(selection, checked_first(first), context.viewer)


async def analysis_progress(info: Info) -> Any:
    """What is being computed."""
    return info.context.analysis.shape.progress() if info.context.sees(Privacy.STAFF) else None


_OVER = (
    "If no relations are named: over what people do together, not over themes, areas and votes. Of initiatives that "
    f"exist today, unless `filter` has `activeOn` or `status`. {OF_A_DAY}"
)

SHAPE_QUERIES: Final = [
    resolved(
        "communities",
        communities,
        Communities,
        f"The communities of the network, or of a selection of it, and the gaps between them. {_OVER}",
    ),
    resolved(
        "fragility",
        fragility,
        Fragility,
        f"What holds the network, or a selection of it, together, and what would mend it. {_OVER}",
    ),
    resolved(
        "analysisProgress",
        analysis_progress,
        optional(list_of(Progress)),
        "What is being computed now; null for those who are not staff.",
    ),
]
