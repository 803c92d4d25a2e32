# SPDX-License-Identifier: EUPL-1.2
"""Blind spots of themes: what is told follows from the counts, and never of fewer than ten residents."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.blind_spots import theme_spots
from schema.area import Area, AreaLevel
from schema.blind_spot import LEAST, BlindSpotMeasure, BlindSpotStatus
from schema.theme import Theme

POPULATIONS = st.sampled_from([None, 0, LEAST - 1, LEAST, 1000])


@st.composite
def towns(draw: st.DrawFn) -> tuple[list[Area], list[Theme], Any, Any]:
    """Areas and themes, with how many there are for each theme, and for any."""
    areas, themes = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    known = draw(st.lists(st.integers(0, 3 * LEAST), min_size=areas * themes, max_size=areas * themes))
    counts = [draw(st.integers(0, most)) for most in known]
    shape = (areas, themes)
    return (
        [
            Area(key=key, name=f"Buurt {key}", level=AreaLevel.BUURT, code=str(key), population=draw(POPULATIONS))
            for key in range(areas)
        ],
        [Theme(key=100 + key, name=f"Thema {key}") for key in range(themes)],
        np.array(counts, np.float64).reshape(shape),
        np.array(known, np.float64).reshape(shape),
    )


@given(towns(), st.sampled_from(BlindSpotMeasure))
def test_what_is_told_is_what_there_is_and_nothing_of_few_residents(town: Any, measure: BlindSpotMeasure) -> None:
    areas, themes, counts, known = town
    least = LEAST if measure is BlindSpotMeasure.INITIATORS else 1
    usable = [
        [known[a, t] >= least and (area.population or 0) >= LEAST for t in range(len(themes))]
        for a, area in enumerate(areas)
    ]
    spots = theme_spots(measure, areas, themes, counts, known)
    assert {(spot.area.key, spot.theme and spot.theme.key) for spot in spots} == {
        (area.key, theme.key) for a, area in enumerate(areas) for t, theme in enumerate(themes) if usable[a][t]
    }
    for spot in spots:
        assert spot.theme
        a, t, figures = spot.area.key, spot.theme.key - 100, spot.figures
        among = [b for b in range(len(areas)) if usable[b][t]]
        overall = counts[among, t].sum() / known[among, t].sum()
        assert (figures.of, figures.overall) == (known[a, t], pytest.approx(overall))
        assert figures.expected == pytest.approx(known[a, t] * overall)
        assert spot.withheld == (measure is BlindSpotMeasure.INITIATORS and counts[a, t] < LEAST)
        if spot.withheld:
            assert {figures.observed, figures.rate, figures.shrunk, figures.low, figures.high} == {None}
            continue
        assert figures.observed == counts[a, t]
        assert figures.rate == pytest.approx(counts[a, t] / known[a, t])
        assert figures.low is not None
        assert figures.high is not None
        assert figures.low <= (figures.shrunk or 0) <= figures.high
        assert (spot.status is BlindSpotStatus.FEWER) == (figures.high < overall)
