# SPDX-License-Identifier: EUPL-1.2
"""Blind spots in GraphQL: where fewer is known or going on than is to be expected."""

from typing import Annotated, Any, Final, TypeAlias

import strawberry

from schema.area import Area, AreaLevel
from schema.blind_spot import LEAST, BlindSpotMeasure, BlindSpotStatus
from schema.connection import First, checked_first
from schema.context import Info
from schema.enums import explained
from schema.errors import bad_input
from schema.filters import to_filter
from schema.initiative import Initiative
from schema.network import Where
from schema.plain import Read, list_of, optional, output, plain, resolved
from schema.query import Filter
from schema.texts import text_field
from schema.theme import Theme

Level: TypeAlias = Annotated[
    AreaLevel, strawberry.argument(description="Areas of this level, compared with each other.")
]
Measure: TypeAlias = Annotated[BlindSpotMeasure, strawberry.argument(description="What is counted.")]

explained(
    BlindSpotMeasure,
    "What is counted in an area, and compared with its number of residents; of a theme with what it has of any.",
    {
        "INITIATIVES": "Initiatives, also those that ended; `filter` chooses others.",
        "SUPPORT": "Initiatives that an organisation supports, or to which the municipality granted a request.",
        "INITIATORS": f"Residents who started an initiative there; only for staff, and not told below {LEAST}.",
    },
)
explained(
    BlindSpotStatus,
    "What the figures of an area say.",
    {
        "FEWER": "Fewer than is to be expected: the whole interval lies below the overall rate.",
        "AS_EXPECTED": "No more or fewer than chance explains.",
        "MORE": "More than is to be expected: the whole interval lies above the overall rate.",
        "TOO_SMALL": f"It has fewer than {LEAST} residents, about whom nothing is told.",
        "NO_POPULATION": "How many residents it has is not known, so there is no rate.",
        "NOT_COVERED": "No source covers all of it, so what is not known need not be absent.",
    },
)


def _figures(unit: str, of: str) -> list[Any]:
    def read(name: str) -> Read:
        return lambda spot: getattr(spot.figures, name)

    return [
        plain("status", BlindSpotStatus, "What the figures say."),
        plain("observed", optional(int), "How many there are.", read("observed")),
        plain("of", optional(int), f"Of how many {of}.", read("of")),
        plain("expected", optional(float), "How many are to be expected by the overall rate.", read("expected")),
        plain("rate", optional(float), f"How many there are {unit}.", read("rate")),
        plain("overall_rate", optional(float), "That rate of all areas that are compared.", read("overall")),
        plain(
            "shrunk_rate",
            optional(float),
            "The rate without what may be chance: small numbers are drawn to the usual rate (empirical Bayes).",
            read("shrunk"),
        ),
        plain("low", optional(float), "Where the interval starts that holds the rate 9 times in 10.", read("low")),
        plain("high", optional(float), "Where that interval ends.", read("high")),
        text_field("text", "What the figures say, in a sentence."),
    ]


_MEASURE: Final = plain("measure", BlindSpotMeasure, "What is counted.")
_WITHHELD: Final = plain(
    "withheld", bool, f"Whether figures are withheld because they are of fewer than {LEAST} residents."
)

BlindSpot = output(
    "BlindSpot",
    "How many of something an area has against how many are to be expected. Null is what cannot or may not be told.",
    [
        plain("area", Area, "The area."),
        _MEASURE,
        *_figures("per 1,000 residents", "residents"),
        _WITHHELD,
    ],
)

ThemeBlindSpot = output(
    "ThemeBlindSpot",
    "How much of what an area has is about a theme, against its share elsewhere. Null is what may not be told.",
    [
        plain("area", Area, "The area."),
        plain("theme", Theme, "The theme."),
        _MEASURE,
        *_figures("as a share from 0 to 1", "there, about any theme, of sources that name this theme at all"),
        _WITHHELD,
    ],
)


async def blind_spots(
    info: Info, level: Level, measure: Measure = BlindSpotMeasure.INITIATIVES, where: Where = None
) -> Any:
    """Areas with their figures."""
    context = info.context
    return await context.analysis.blind_spots(level, measure, _filter(where), context.viewer)


async def theme_blind_spots(
    info: Info,
    level: Level,
    measure: Measure = BlindSpotMeasure.INITIATIVES,
    where: Where = None,
    first: First = 50,
) -> Any:
    """Themes in areas with their figures."""
    context = info.context
    asked = (level, measure, _filter(where), checked_first(first))
    return await context.analysis.theme_blind_spots(*asked, context.viewer)


def _filter(given: Any) -> Filter:
    chosen = to_filter(Initiative, given)
    if chosen.box or chosen.near:
        raise bad_input("Areas are compared as a whole: choose with `areas` or `municipality`, not `bbox` or `near`")
    return chosen


BLIND_SPOT_QUERIES: Final = [
    resolved(
        "blindSpots",
        blind_spots,
        list_of(BlindSpot),
        "Areas of a level, those first that have the fewest against what their number of residents suggests. `filter` "
        "chooses the initiatives; its `areas` and `municipality` choose the areas too. Empty for who may not see them.",
    ),
    resolved(
        "themeBlindSpots",
        theme_blind_spots,
        list_of(ThemeBlindSpot),
        "Themes in areas of a level, those first that are rarest against their share in all areas compared. Areas of "
        f"which the number of residents is not known, or below {LEAST}, are left out; and of initiators those with "
        f"fewer than {LEAST} of them. Empty for who may not see them.",
    ),
]
