# SPDX-License-Identifier: EUPL-1.2
"""Backing beyond chance: symmetric, alike however it is asked for, and more with every common backer."""

from collections.abc import Set

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.opportunities.backing import UNCOUNTED, Backing
from graph_api.analysis.opportunities.parties import Parties
from graph_api.analysis.snapshot import build
from tests.evaluation.plain import RESIDENT, TODAY, arrays

N, PEOPLE = 6, 12
votes = st.sets(st.tuples(st.integers(RESIDENT, RESIDENT + PEOPLE - 1), st.integers(0, N - 1)))
summed_up = st.sets(st.sampled_from([(a, b) for a in range(N) for b in range(a + 1, N)]))


def backing(votes: Set[tuple[int, int]], summed_up: Set[tuple[int, int]] = frozenset()) -> Backing:
    snapshot = build(arrays(N, PEOPLE + 1, Backs=list(votes), SharesBackers=list(summed_up)), TODAY)
    return Backing(snapshot, Parties(snapshot))


def value(of: Backing, one: int, other: int) -> float:
    return float(of.values(one, np.array([other], np.int32))[0])


@given(votes, summed_up)
def test_found_values_and_pieces_agree_and_are_symmetric(votes, summed_up) -> None:
    of = backing(votes, summed_up)
    for one in range(N):
        others, values = of.found(one)
        assert (np.diff(others) > 0).all()
        assert ((values > 0) & (values < 1)).all()
        assert one not in others
        found = dict(zip(others.tolist(), values.tolist(), strict=True))
        for other in range(N):
            pieces = of.pieces(one, other) if other != one else []
            assert sum(piece.value for piece in pieces) == pytest.approx(found.get(other, 0.0))
            assert value(of, one, other) == found.get(other, 0.0) == pytest.approx(value(of, other, one))


@given(votes, st.sampled_from([(a, b) for a in range(N) for b in range(a + 1, N)]))
def test_one_more_who_backs_both_never_lowers_it(votes, pair) -> None:
    before = value(backing(votes), *pair)
    after = value(backing(votes | {(RESIDENT + PEOPLE, end) for end in pair}), *pair)
    assert after > before or after == before == 0


def test_what_is_popular_is_not_related_to_everything() -> None:
    """Six back 0 and 1 and one more each; two back 2 and 3, which few back: that tells more than 0 and 2 do."""
    votes = {(RESIDENT + r, i) for r in range(6) for i in (0, 1)} | {(RESIDENT + r, 2 + r % 4) for r in range(6)}
    votes |= {(RESIDENT + r, i) for r in (6, 7) for i in (2, 3)}
    of = backing(votes)
    assert value(of, 2, 3) > value(of, 0, 2)


def test_a_summary_counts_where_ballots_are_not_seen() -> None:
    public = backing(set(), {(0, 1)})
    assert value(public, 0, 1) == pytest.approx(0.5 / 1.5)
    assert [piece.count for piece in public.pieces(0, 1)] == [UNCOUNTED]
    staff = backing({(RESIDENT, 0), (RESIDENT, 1)}, {(0, 1)})
    assert value(staff, 0, 1) == pytest.approx(0.25 / 1.25)
    assert [piece.count for piece in staff.pieces(0, 1)] == [1]
