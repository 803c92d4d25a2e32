# SPDX-License-Identifier: EUPL-1.2
"""Blind spots: areas with fewer initiatives, support or initiators than their number of residents suggests, and areas
where a theme is rarer than elsewhere.

Areas of one level are compared with each other: those that a source covers (see `graph_api.analysis.coverage`), of
which the number of residents is known and at least LEAST. Together they give the overall rate; what an area may expect
is that rate times its residents. An area is called FEWER or MORE only when the interval of its shrunk rate (see
`graph_api.analysis.shrinkage`) lies wholly on one side of the overall rate.

Of themes the share is compared in what an area has, not the residents: in an area with few initiatives every theme
would be rare. A source that never names a theme tells nothing about it, so its initiatives do not count there. Areas of
which the number of residents is not known, or below LEAST, are left out; and of initiators those with fewer than LEAST
of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.blind_spot_texts import area_text, theme_text
from graph_api.analysis.coverage import Bools
from graph_api.analysis.shrinkage import Shrunk, prior, shrunk
from schema.area import Area
from schema.blind_spot import LEAST, BlindSpot, BlindSpotMeasure, BlindSpotStatus, Figures
from schema.theme import Theme

PER: Final = 1000
"""Residents of which rates are given."""

_ORDER: Final = ("FEWER", "NOT_COVERED", "NO_POPULATION", "AS_EXPECTED", "MORE", "TOO_SMALL")


@dataclass(frozen=True, slots=True)
class Compared:
    """Counts of areas that can be compared, and what they tell; all arrays alike."""

    count: Floats
    exposure: Floats
    overall: float
    shrunk: Shrunk

    def status(self, i: int) -> BlindSpotStatus:
        """Whether a count is fewer or more than chance explains."""
        if self.shrunk.high[i] < self.overall:
            return BlindSpotStatus.FEWER
        return BlindSpotStatus.MORE if self.shrunk.low[i] > self.overall else BlindSpotStatus.AS_EXPECTED

    def figures(self, i: int, per: int) -> Figures:
        """The figures of one, with rates per so many."""
        found = self.shrunk
        rates = (self.count[i] / self.exposure[i], self.overall, found.rate[i], found.low[i], found.high[i])
        rate, overall, usual, low, high = (float(per * each) for each in rates)
        expected = float(self.exposure[i] * self.overall)
        return Figures(int(self.count[i]), int(self.exposure[i]), expected, rate, overall, usual, low, high)


def compared(count: Floats, exposure: Floats) -> Compared:
    """Counts against each other. Exposures are above 0."""
    total = float(count.sum())
    overall = total / float(exposure.sum()) if len(count) else 0.0
    if total:
        return Compared(count, exposure, overall, shrunk(count, exposure, prior(count, exposure)))
    return Compared(count, exposure, overall, Shrunk(count, count, count))


def area_spots(measure: BlindSpotMeasure, areas: Sequence[Area], observed: Floats, covered: Bools) -> list[BlindSpot]:
    """The areas with how many there are in each, worst first. `covered`: whether any source tells of it."""
    residents = np.array([np.nan if area.population is None else area.population for area in areas], np.float64)
    usable = covered & (residents >= LEAST)
    among = compared(observed[usable], residents[usable])
    place = np.cumsum(usable) - 1
    spots: list[BlindSpot] = []
    for i, area in enumerate(areas):
        status, figures = _unusable(area, bool(covered[i]), int(observed[i]))
        if status is None:
            at = int(place[i])
            status, figures = among.status(at), among.figures(at, PER)
        spots.append(_spot(area, measure, status, figures))
    return sorted(spots, key=_worst_first)


def _unusable(area: Area, covered: bool, observed: int) -> tuple[BlindSpotStatus | None, Figures]:
    """Why an area cannot be compared, and what can be told nevertheless."""
    if area.population is not None and area.population < LEAST:
        return BlindSpotStatus.TOO_SMALL, Figures()
    if not covered:
        return BlindSpotStatus.NOT_COVERED, Figures(observed, area.population)
    if area.population is None:
        return BlindSpotStatus.NO_POPULATION, Figures(observed)
    return None, Figures()


def _spot(area: Area, measure: BlindSpotMeasure, status: BlindSpotStatus, figures: Figures) -> BlindSpot:
    """An area with its figures, without those that tell of fewer than LEAST residents."""
    shown, few = _shown(measure, figures)
    return BlindSpot(area, None, measure, status, shown, few, area_text(area, measure, status, shown, few))


def _shown(measure: BlindSpotMeasure, figures: Figures) -> tuple[Figures, bool]:
    """What may be told of figures, and whether that is not all."""
    few = measure is BlindSpotMeasure.INITIATORS and figures.observed is not None and figures.observed < LEAST
    return replace(figures, observed=None, rate=None, shrunk=None, low=None, high=None) if few else figures, few


def theme_spots(
    measure: BlindSpotMeasure, areas: Sequence[Area], themes: Sequence[Theme], counts: Floats, known: Floats
) -> list[BlindSpot]:
    """Areas with themes, worst first. Of areas (rows) and themes (columns): how many there are for the theme, and how
    many for any, of sources that know the theme; where these are none there is nothing to tell."""
    spots: list[BlindSpot] = []
    large = np.array([(area.population or 0) >= LEAST for area in areas], np.bool_)
    least = LEAST if measure is BlindSpotMeasure.INITIATORS else 1
    for t, theme in enumerate(themes):
        usable = np.flatnonzero(large & (known[:, t] >= least))
        among = compared(counts[usable, t], known[usable, t])
        for at, i in enumerate(usable.tolist()):
            status, (shown, few) = among.status(at), _shown(measure, among.figures(at, 1))
            text = theme_text(areas[i], theme, measure, status, shown, few)
            spots.append(BlindSpot(areas[i], theme, measure, status, shown, few, text))
    return sorted(spots, key=_worst_first)


def _worst_first(spot: BlindSpot) -> tuple[int, float, str, int, int]:
    figures = spot.figures
    lacking = (figures.expected or 0) - (figures.observed or 0)
    return _ORDER.index(spot.status.value), -lacking, spot.area.name, spot.area.key, spot.theme.key if spot.theme else 0
