# SPDX-License-Identifier: EUPL-1.2
"""Communities of networks: against networkx, against counting, and against what is known of the Southern Women."""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis import communities
from graph_api.analysis.communities import matched, partition, rand_index, stability
from tests.analysis.networks import network_of, plain_graphs

LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=20)


def dense(labels: Any) -> Any:
    return np.unique(np.array(labels), return_inverse=True)[1]


def groups(labels: Any) -> list[set[int]]:
    return [set(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels[labels >= 0])]


@given(plain_graphs(1), st.integers(0, 5))
def test_each_run_gives_connected_groups_of_the_modularity_that_networkx_counts(graph: Any, seed: int) -> None:
    network = network_of(graph)
    labels = network.leiden(seed)
    assert labels.tolist() == network.leiden(seed).tolist()
    assert all(nx.is_connected(graph.subgraph(group)) for group in groups(labels))
    if graph.number_of_edges():
        assert network.modularity(labels) == pytest.approx(nx.community.modularity(graph, groups(labels)))
    for u, v in graph.edges:
        if 1 in (graph.degree[u], graph.degree[v]):
            assert labels[u] == labels[v]  # who is joined to one belongs there


def test_modularity_of_the_karate_club_is_the_highest_there_is() -> None:
    """Brandes et al., IEEE Transactions on Knowledge and Data Engineering 20, 2008."""
    assert partition(network_of(nx.karate_club_graph())).modularity == pytest.approx(0.4198, abs=5e-5)


@pytest.mark.parametrize(
    "graph", [nx.les_miserables_graph(), nx.gnp_random_graph(200, 0.03, seed=1), nx.davis_southern_women_graph()]
)
def test_modularity_is_as_high_as_that_of_networkx(graph: Any) -> None:
    louvain = [
        nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed, weight=None), weight=None)
        for seed in range(10)
    ]
    assert partition(network_of(graph)).modularity >= np.mean(louvain)


def test_folding_in_loose_ends_loses_nothing() -> None:
    graph: Any = nx.planted_partition_graph(6, 20, 0.4, 0.02, seed=3)
    rng = np.random.default_rng(1)
    for leaf in range(120, 420):
        graph.add_edge(leaf, int(rng.integers(120)))
    ours = max(network_of(graph).modularity(network_of(graph).leiden(seed)) for seed in range(5))
    theirs = max(
        nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed)) for seed in range(5)
    )
    assert ours >= theirs - 1e-9


@given(LABELS)
def test_agreement_is_the_adjusted_rand_index(pairs: list[tuple[int, int]]) -> None:
    one, other = (dense([pair[side] for pair in pairs]) for side in (0, 1))
    both = [(one[i] == one[j], other[i] == other[j]) for i, j in combinations(range(len(pairs)), 2)]
    a, b = (sum(pair[side] for pair in both) for side in (0, 1))
    chance = a * b / len(both) if both else 0
    most = (a + b) / 2
    expected = (sum(x and y for x, y in both) - chance) / (most - chance) if most != chance else 1
    assert rand_index(one, other) == pytest.approx(expected)


@given(LABELS)
def test_stability_is_the_overlap_with_the_nearest_group(pairs: list[tuple[int, int]]) -> None:
    one, other = (dense([pair[side] for pair in pairs]) for side in (0, 1))
    found = stability(one, [other, one])
    for label, value in enumerate(found):
        [mine] = [group for group in groups(one) if group == set(np.flatnonzero(one == label).tolist())]
        best = max(len(mine & theirs) / len(mine | theirs) for theirs in groups(other))
        assert value == pytest.approx((best + 1) / 2)


def test_a_clear_division_is_stable_and_an_arbitrary_one_is_not() -> None:
    clear = partition(network_of(nx.connected_caveman_graph(6, 8)))
    assert (clear.runs, len(clear.stability)) == (communities.RUNS, 6)
    assert clear.agreement == pytest.approx(1)
    assert clear.stability.min() == pytest.approx(1)
    random = partition(network_of(nx.gnm_random_graph(300, 900, seed=4)))
    assert random.agreement < 0.6
    assert np.median(random.stability) < communities.STABLE


def test_a_network_of_nothing_has_no_communities() -> None:
    found = partition(network_of(nx.empty_graph(3)))
    assert found.labels.tolist() == [-1, -1, -1]
    assert len(found.stability) == 0


def test_of_a_large_network_fewer_runs_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communities, "EDGES", 0)
    assert partition(network_of(nx.karate_club_graph())).runs == communities.LEAST_RUNS


def keys(*members: int) -> Any:
    return np.array(members, np.int64)


def test_groups_go_on_where_most_members_do() -> None:
    former = [keys(1, 2, 3, 4), keys(5, 6, 7), keys(8, 9)]
    present = [keys(5, 6, 7, 10), keys(20, 21), keys(1, 2, 3)]
    assert matched(former, present) == [1, None, 0]
    assert matched([], present) == [None] * 3
    assert matched(former, []) == []
    split = matched([keys(1, 2, 3, 4, 5)], [keys(1, 2), keys(3, 4, 5)])
    assert split == [None, 0], "the larger part goes on"


# --- Southern Women: Davis, Gardner & Gardner, Deep South, 1941


@pytest.fixture
def attended(shared_data: Path) -> dict[str, set[str]]:
    """Which events each woman attended, in the order in which Davis et al. number both."""
    found: dict[str, set[str]] = defaultdict(set)
    with (shared_data / "networks" / "southern_women.csv").open() as file:
        for row in csv.DictReader(file):
            found[row["person"]].add(row["group"])
    return found


def test_the_women_fall_into_the_two_groups_that_are_known(attended: dict[str, set[str]]) -> None:
    """Freeman, "Finding social groups: a meta-analysis of the Southern Women data", 2003: of 21 analyses nearly all
    put 1 to 7 and 9 in one group and 10 to 15, 17 and 18 in the other; 8 and 16 are on the edge."""
    names = list(attended)
    graph: Any = nx.empty_graph(len(names))
    events = defaultdict(int)
    for each in attended.values():
        for event in each:
            events[event] += 1
    for (i, one), (j, other) in combinations(enumerate(names), 2):
        if shared := attended[one] & attended[other]:
            graph.add_edge(i, j, weight=sum(1 / events[event] for event in shared))
    found = partition(network_of(graph, "weight"))
    sides = [{i + 1 for i in group} for group in groups(found.labels)]
    assert len(sides) == 2
    [first] = [side for side in sides if 1 in side]
    assert first >= {1, 2, 3, 4, 5, 6, 7, 9}
    assert not first & {10, 11, 12, 13, 14, 15, 17, 18}
    assert found.agreement > 0.95
