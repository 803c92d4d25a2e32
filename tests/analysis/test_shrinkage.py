# SPDX-License-Identifier: EUPL-1.2
"""Shrunk rates: their intervals hold the truth as often as they say, and chance does not pass for a difference."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.shrinkage import Prior, prior, shrunk


def shrink(count: list[float], exposure: list[float]) -> tuple[Floats, Floats, Floats]:
    observed, people = np.array(count, np.float64), np.array(exposure, np.float64)
    found = shrunk(observed, people, prior(observed, people))
    return found.rate, found.low, found.high


@pytest.mark.parametrize(("areas", "shape"), [(10, 2), (30, 2), (30, 20), (100, 4), (100, 1000)])
def test_intervals_hold_the_truth_nine_times_in_ten(areas: int, shape: float) -> None:
    chance = np.random.default_rng(areas)
    held = []
    for _ in range(60):
        people = np.maximum(10, np.round(chance.lognormal(7, 1, areas)))
        truth = chance.gamma(shape, 0.002 / shape, areas)
        count = chance.poisson(truth * people).astype(np.float64)
        found = shrunk(count, people, prior(count, people))
        held.append(np.mean((found.low <= truth) & (truth <= found.high)))
    # Never far too seldom; where rates hardly vary at all, the more often.
    assert 0.8 < np.mean(held) < (0.96 if shape < 100 else 1.0)


def test_where_rates_do_not_vary_chance_is_not_taken_for_a_difference() -> None:
    chance = np.random.default_rng(5)
    flagged = []
    for _ in range(40):
        people = np.maximum(10, np.round(chance.lognormal(6, 1, 50)))
        count = chance.poisson(people * 0.003).astype(np.float64)
        found = shrunk(count, people, prior(count, people))
        flagged.append(np.mean(found.high < count.sum() / people.sum()))
    assert np.mean(flagged) < 0.01


@given(st.lists(st.integers(0, 60), min_size=2, max_size=30).filter(any), st.integers(10, 10**6))
def test_equal_areas_keep_their_order(count: list[int], people: int) -> None:
    rate, low, high = shrink([float(each) for each in count], [float(people)] * len(count))
    order = np.argsort(count, kind="stable")
    for found in (rate, low, high):
        assert (np.diff(found[order]) >= -1e-15).all()
    assert (low <= rate).all()
    assert (rate <= high).all()


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(10, 10**6)), min_size=1, max_size=30).filter(
        lambda pairs: any(count for count, _ in pairs)
    )
)
def test_a_rate_lies_between_its_own_and_the_usual(pairs: list[tuple[int, int]]) -> None:
    count, people = (np.array(each, np.float64) for each in zip(*pairs, strict=True))
    usual = prior(count, people)
    rate = shrunk(count, people, usual).rate
    own, mean = count / people, usual.shape / usual.rate
    assert (np.minimum(own, mean) - 1e-12 <= rate).all()
    assert (rate <= np.maximum(own, mean) + 1e-12).all()


def test_many_residents_speak_for_themselves_and_few_hardly() -> None:
    people = np.array([50.0, 1e7, *[3000.0] * 20])
    count = np.array([0.0, 1e5, *[6.0] * 20])
    found = shrunk(count, people, prior(count, people))
    assert found.rate[1] == pytest.approx(0.01, rel=0.01)
    assert found.high[1] - found.low[1] < 0.001
    assert found.rate[0] > 0.001, "none among fifty is not a rate of 0"
    assert found.low[0] < 0.002 < found.high[0]


def test_it_is_the_textbook_posterior() -> None:
    found = shrunk(np.array([3.0]), np.array([4200.0]), Prior(4, 2000))
    assert found.rate[0] == pytest.approx(7 / 6200)
    assert (found.low[0], found.high[0]) == pytest.approx((3.2853 / 6200, 11.8424 / 6200), rel=1e-3)
