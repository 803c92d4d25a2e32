# SPDX-License-Identifier: EUPL-1.2
"""What the network tells, as tables: the same figures that the API answers with."""

from collections.abc import Iterable, Sequence
from typing import Final

from graph_api.export.records import Cell, identity, title
from graph_api.export.tables import Table
from schema.base import Node
from schema.blind_spot import BlindSpot
from schema.opportunity import Language, Opportunity, OpportunityPage, Party, Text
from schema.services import Central, DrawnGroup
from schema.structure import Alike, Communities, Community, Fragility, Gap

_TEXTS: Final = ("textNl", "textEn")
_GROUP: Final = ("community", "communityId")
_COMMUNITY: Final = ("themes", "areas", "centralInitiatives", "centralOrganisations")
_FIGURES: Final = ("observed", "of", "expected", "rate", "overall", "shrunk", "low", "high")


def centrality(found: Sequence[Central], groups: Sequence[DrawnGroup] | None = None) -> Table:
    """Nodes by rank; with communities of these (`Shape.groups`), also the one that each is in."""
    more, none = ((), []) if groups is None else (_GROUP, [None, None])
    columns = ("rank", "name", "type", "value", "percentile", "error", "id", *more, *_TEXTS)
    of = {at: [group.community.name.nl, group.community.id] for group in groups or () for at in group.nodes}
    rows = [_central(each, of.get(at, none)) for at, each in enumerate(found)]
    return Table("centrality", columns, rows, frozenset(("id", "communityId", *_TEXTS)))


def _central(found: Central, group: Sequence[Cell]) -> list[Cell]:
    of, text = identity(found.node), found.explanation
    numbers: list[Cell] = [found.value, found.percentile, found.error]
    return [found.rank, title(found.node), of["type"], *numbers, of["id"], *group, text.nl, text.en]


def parties(found: Sequence[Central]) -> list[Party]:
    """Of which nodes to ask the communities, for `centrality`."""
    return [(type(each.node), each.node.key) for each in found]


def blind_spots(found: Sequence[BlindSpot]) -> Table:
    """Areas, worst first."""
    columns = ("area", "measure", "status", *_FIGURES, "withheld", "id", *_TEXTS)
    rows = [[each.area.name, each.measure.value, *_spot(each)] for each in found]
    return Table("blind-spots", columns, rows, _wide(found))


def _wide(found: Sequence[BlindSpot]) -> frozenset[str]:
    """The columns that are not printed."""
    narrow = () if any(each.withheld for each in found) else ("withheld",)
    return frozenset(("measure", "id", *_TEXTS, *narrow))


def theme_blind_spots(found: Sequence[BlindSpot]) -> Table:
    """Themes in areas, worst first."""
    columns = ("area", "theme", "measure", "status", *_FIGURES, "withheld", "id", *_TEXTS)
    rows = [
        [each.area.name, each.theme.name if each.theme else None, each.measure.value, *_spot(each)] for each in found
    ]
    return Table("theme-blind-spots", columns, rows, _wide(found))


def communities(found: Communities) -> Table:
    """Communities, largest first."""
    columns = ("name", "initiatives", "organisations", "residents", "stability", "stable", *_COMMUNITY, "id", *_TEXTS)
    wide = frozenset((*_COMMUNITY, "id", *_TEXTS))
    return Table("communities", columns, [_community(each) for each in found.items], wide, found.text.en)


def _community(found: Community) -> list[Cell]:
    traits = [_names(each.node for each in found.themes), _names(each.node for each in found.areas)]
    central = [_names(found.central_initiatives), _names(found.central_organisations)]
    counts: list[Cell] = [found.initiatives, found.organisations, found.residents, found.stability, found.stable]
    return [found.name.nl, *counts, *traits, *central, found.id, found.text.nl, found.text.en]


def gaps(found: Communities) -> Table:
    """Pairs of communities with little between them, that in which most is missing first."""
    columns = ("a", "b", "found", "expected", "closest", "aId", "bId", *_TEXTS)
    wide = frozenset(("closest", "aId", "bId", *_TEXTS))
    return Table("gaps", columns, [_gap(each) for each in found.gaps], wide, found.text.en)


def _gap(found: Gap) -> list[Cell]:
    between: list[Cell] = [found.found, found.expected, "; ".join(map(_alike, found.closest))]
    return [found.a.name.nl, found.b.name.nl, *between, found.a.id, found.b.id, found.text.nl, found.text.en]


def _alike(found: Alike) -> str:
    """Two that could be introduced, and what they share."""
    pair = f"{title(found.a)} – {title(found.b)}"
    return f"{pair} ({_names(found.shared)})" if found.shared else pair


def fragility(found: Fragility) -> Table:
    """Weak points, weak links, and the connections that mend them; where one may see it, who hang on one resident."""
    columns = ("kind", "a", "b", "lost", "parts", "aId", "bId", *_TEXTS)
    rows = [
        *(_weak("POINT", each.node, None, each.text, each.lost, each.parts) for each in found.points),
        *(_weak("LINK", each.a, each.b, each.text, each.lost) for each in found.links),
        *(_weak("REPAIR", each.ends.a, each.ends.b, each.text) for each in found.repairs),
    ]
    if carried := found.on_one_resident:
        rows += [_weak("ON_ONE_RESIDENT", each, None, carried.text) for each in carried.initiatives]
    return Table("fragility", columns, rows, frozenset(("aId", "bId", *_TEXTS)), found.text.en)


def _weak(
    kind: str, a: Node, b: Node | None, text: Text, lost: int | None = None, parts: int | None = None
) -> list[Cell]:
    other, other_id = (None, None) if b is None else (title(b), identity(b)["id"])
    return [kind, title(a), other, lost, parts, identity(a)["id"], other_id, text.nl, text.en]


def opportunities(found: OpportunityPage) -> Table:
    """Opportunities, best first, with all their reasons."""
    columns = ("rank", "score", "kinds", "a", "b", "headlineNl", "headlineEn", "reasonsNl", "reasonsEn", "id")
    rows = [_opportunity(rank, each) for rank, each in enumerate(found.items, found.start + 1)]
    summary = " ".join(each.en for each in found.missing) or None
    if found.pending:
        summary = f"Those of {found.pending:,} initiatives are still being looked for: ask again."
    return Table(
        "opportunities", columns, rows, frozenset(("a", "b", "headlineNl", "reasonsNl", "reasonsEn", "id")), summary
    )


def _opportunity(rank: int, found: Opportunity) -> list[Cell]:
    reasons = ["; ".join(each.text.in_(language) for each in found.reasons) for language in Language]
    kinds = ", ".join(kind.value for kind in found.kinds)
    headline = found.headline
    return [rank, found.score, kinds, title(found.a), title(found.b), headline.nl, headline.en, *reasons, str(found.id)]


def _names(nodes: Iterable[Node]) -> str:
    return ", ".join(map(title, nodes))


def _spot(found: BlindSpot) -> list[Cell]:
    figures = [getattr(found.figures, name) for name in _FIGURES]
    return [found.status.value, *figures, found.withheld, identity(found.area)["id"], found.text.nl, found.text.en]
