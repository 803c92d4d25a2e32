# SPDX-License-Identifier: EUPL-1.2
"""What the network tells, as tables: the same figures that the API answers with."""

from collections.abc import Sequence
from typing import Final

from graph_api.export.records import Cell, identity, title
from graph_api.export.tables import Table
from schema.blind_spot import BlindSpot
from schema.services import Central

_TEXTS: Final = ("textNl", "textEn")
_FIGURES: Final = ("observed", "of", "expected", "rate", "overall", "shrunk", "low", "high")


def centrality(found: Sequence[Central]) -> Table:
    """Nodes by rank."""
    columns = ("rank", "name", "type", "value", "percentile", "error", "id", *_TEXTS)
    return Table("centrality", columns, [_central(each) for each in found], frozenset(("id", *_TEXTS)))


def _central(found: Central) -> list[Cell]:
    of, text = identity(found.node), found.explanation
    numbers: list[Cell] = [found.value, found.percentile, found.error]
    return [found.rank, title(found.node), of["type"], *numbers, of["id"], text.nl, text.en]


def blind_spots(found: Sequence[BlindSpot]) -> Table:
    """Areas, worst first."""
    columns = ("area", "measure", "status", *_FIGURES, "withheld", "id", *_TEXTS)
    rows = [[each.area.name, each.measure.value, *_spot(each)] for each in found]
    narrow = () if any(each.withheld for each in found) else ("withheld",)
    return Table("blind-spots", columns, rows, frozenset(("measure", "id", *_TEXTS, *narrow)))


def theme_blind_spots(found: Sequence[BlindSpot]) -> Table:
    """Themes in areas, worst first."""
    columns = ("area", "theme", "status", *_FIGURES, "withheld", "id", *_TEXTS)
    rows = [[each.area.name, each.theme.name if each.theme else None, *_spot(each)] for each in found]
    return Table("theme-blind-spots", columns, rows, frozenset(("withheld", "id", *_TEXTS)))


def _spot(found: BlindSpot) -> list[Cell]:
    figures = [getattr(found.figures, name) for name in _FIGURES]
    return [found.status.value, *figures, found.withheld, identity(found.area)["id"], found.text.nl, found.text.en]
