# SPDX-License-Identifier: EUPL-1.2
"""Blind spots: areas where less is known or going on than is usual, and whether that is more than chance."""

import enum
from dataclasses import dataclass
from typing import Final

from schema.area import Area
from schema.opportunity import Text
from schema.theme import Theme

LEAST: Final = 10
"""Of fewer residents than this nothing is told."""


class BlindSpotMeasure(enum.Enum):
    """What is counted in an area."""

    INITIATIVES = "INITIATIVES"
    SUPPORT = "SUPPORT"
    INITIATORS = "INITIATORS"


class BlindSpotStatus(enum.Enum):
    """What the figures of an area say."""

    FEWER = "FEWER"
    AS_EXPECTED = "AS_EXPECTED"
    MORE = "MORE"
    TOO_SMALL = "TOO_SMALL"
    NO_POPULATION = "NO_POPULATION"
    NOT_COVERED = "NOT_COVERED"


@dataclass(frozen=True, slots=True)
class Figures:
    """How many there are against how many are to be expected, in an area. None is what cannot or may not be told.

    Rates are per 1,000 residents, or shares of initiatives from 0 to 1 where a theme is concerned. `overall`: the rate
    of all areas together; `shrunk`: the area's rate without what may be chance, which lies between `low` and `high`
    with probability 0.9. `of`: how many residents, or initiatives, the rate is of.
    """

    observed: int | None = None
    of: int | None = None
    expected: float | None = None
    rate: float | None = None
    overall: float | None = None
    shrunk: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """An area, or a theme in it, with its figures. `withheld`: the count is of fewer than LEAST residents, and neither
    it nor what it can be computed from is told."""

    area: Area
    theme: Theme | None
    measure: BlindSpotMeasure
    status: BlindSpotStatus
    figures: Figures
    withheld: bool
    text: Text
