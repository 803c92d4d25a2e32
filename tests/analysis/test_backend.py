# SPDX-License-Identifier: EUPL-1.2
"""Networkx on our graph: kernels give what networkx gives, and what no kernel does works all the same."""

import importlib
import inspect
import math
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis import graph as graph_module
from graph_api.analysis.backend import LEFT_OUT, backend_interface, can_run
from graph_api.analysis.backend_info import FUNCTIONS, backend_info
from graph_api.analysis.graph import Graph, graph
from graph_api.analysis.kernels import Network
from graph_api.analysis.snapshot import build
from schema.change import ChangeSet
from schema.initiative import Initiative
from schema.privacy import STAFF, Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Backs, Resident
from tests.analysis.graphs import TODAY
from tests.store.model import Model

nx: Any = importlib.import_module("networkx")  # its types are partly unknown
pytestmark = pytest.mark.anyio
MOST = 14


@st.composite
def plain_graphs(draw: st.DrawFn, least: int = 0) -> Any:
    """Graphs with isolated nodes, several components, weights (also 0) or none; named by texts."""
    names = [f"node {number}" for number in range(draw(st.integers(least, MOST)))]
    pairs = [(u, v) for at, u in enumerate(names) for v in names[at + 1 :]]
    chosen = draw(st.sets(st.sampled_from(pairs), max_size=3 * MOST)) if pairs else set()
    weights = st.sampled_from([0.0, 0.25, 1.0, 3.0, 100.0])
    weighted = draw(st.booleans())
    found: Any = nx.Graph()
    found.add_nodes_from(names)
    for u, v in sorted(chosen):
        found.add_edge(u, v, **({"weight": draw(weights)} if weighted else {}))
    return found


def ours(plain: Any, weight: str | None = "weight") -> Graph:
    weighted = any("weight" in data for _, _, data in plain.edges(data=True))
    return backend_interface.convert_from_nx(plain, edge_attrs={weight: 1} if weighted and weight else None)


def outcome(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What a call gives, or the kind of error it raises."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # numpy's, of a division by a sum of 0
            found = call(*args, **kwargs)
            return found if isinstance(found, (dict, int, float, set)) else list(found)
    except Exception as error:
        return type(error)


def alike(one: Any, other: Any) -> Any:
    """Equal, numbers to nine digits or ten decimals, in the same order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-10) or (math.isnan(one) and math.isnan(other))
    return bool(one == other)


def check(function: str, plain: Any, *args: Any, **kwargs: Any) -> None:
    G = ours(plain)
    assert can_run(function, (G, *args), kwargs) is True
    expected = outcome(getattr(nx, function), plain, *args, **kwargs)
    found = outcome(getattr(nx, function), G, *args, **kwargs)
    if function == "harmonic_centrality":  # networkx gives it in the order of a set
        found, expected = ({node: values[node] for node in plain} for values in (found, expected))
    assert alike(found, expected), f"{function}: {found} is not {expected}"
    assert "_adj" not in vars(G), "a kernel has no need of dicts"


UNARY = sorted(
    {*FUNCTIONS} - {"node_connected_component", "resource_allocation_index", "adamic_adar_index", "pagerank"}
)


@pytest.mark.parametrize("function", UNARY)
@given(plain=plain_graphs())
def test_a_kernel_gives_what_networkx_gives(function: str, plain: Any) -> None:
    check(function, plain)


@given(
    plain_graphs(),
    st.sampled_from([0.85, 0.5, 0.0]),
    st.sampled_from(["weight", None, "other"]),
    st.data(),
)
def test_pagerank_gives_what_networkx_gives_with_patience(plain: Any, alpha: float, weight: Any, data: Any) -> None:
    def chosen(name: str) -> Any:
        some = st.dictionaries(st.sampled_from([*plain, "elsewhere"]), st.sampled_from([0.0, 1.0, 2.5]))
        return data.draw(st.none() | some, label=name)

    settings = {name: chosen(name) for name in ("personalization", "nstart", "dangling")}
    check("pagerank", plain, alpha=alpha, weight=weight, tol=1e-13, max_iter=1000, **settings)


@given(plain_graphs(), st.integers(0, 30))
def test_pagerank_fails_to_converge_where_networkx_does(plain: Any, max_iter: int) -> None:
    expected = outcome(nx.pagerank, plain, max_iter=max_iter)
    found = outcome(nx.pagerank, ours(plain), max_iter=max_iter)
    assert (found is nx.PowerIterationFailedConvergence) == (expected is nx.PowerIterationFailedConvergence)


def test_pagerank_goes_on_where_networkx_stops_at_once() -> None:
    plain: Any = nx.star_graph(30_000)
    exact = nx.pagerank(plain, tol=1e-14, max_iter=500)
    far, near = (sum(abs(found[n] - exact[n]) for n in plain) for found in map(nx.pagerank, (plain, ours(plain))))
    assert near < 1e-5 < far


@given(plain_graphs(), st.integers(0, MOST + 1), st.booleans(), st.booleans(), st.integers(0, 3))
def test_betweenness_from_a_sample(plain: Any, k: int, normalized: bool, endpoints: bool, seed: int) -> None:
    check("betweenness_centrality", plain, k=k, normalized=normalized, endpoints=endpoints, seed=seed)
    check("betweenness_centrality", plain, None, normalized, None, endpoints)


@given(plain_graphs(1), st.data())
def test_some_nodes_only(plain: Any, data: Any) -> None:
    nodes = st.lists(st.sampled_from([*plain, "elsewhere"]), max_size=4)
    chosen = data.draw(st.sampled_from([*plain, "elsewhere"]) | nodes, label="nodes")
    for function in ("triangles", "clustering", "average_clustering", "harmonic_centrality"):
        G = ours(plain)
        expected = outcome(getattr(nx, function), plain, chosen)
        found = outcome(getattr(nx, function), G, chosen)
        if isinstance(expected, dict):
            expected, found = (dict(sorted(values.items())) for values in (expected, found))
        assert alike(found, expected)


@given(plain_graphs(1), st.booleans(), st.data())
def test_closeness_of_one_or_all(plain: Any, improved: bool, data: Any) -> None:
    one = data.draw(st.none() | st.sampled_from([*plain, "elsewhere"]), label="node")
    check("closeness_centrality", plain, one, wf_improved=improved)


@given(plain_graphs(1), st.data())
def test_the_component_of_a_node(plain: Any, data: Any) -> None:
    check("node_connected_component", plain, data.draw(st.sampled_from([*plain, "elsewhere"]), label="node"))


@pytest.mark.parametrize("function", ["resource_allocation_index", "adamic_adar_index"])
@given(plain=plain_graphs(1), data=st.data())
def test_links_that_could_be(function: str, plain: Any, data: Any) -> None:
    node = st.sampled_from([*plain, *plain, "elsewhere"])
    check(function, plain, data.draw(st.lists(st.tuples(node, node), max_size=20), label="pairs"))


@pytest.mark.parametrize(
    ("function", "settings"),
    [
        *((name, {argument: "weight"}) for name, arguments in LEFT_OUT.items() for argument in arguments[:1]),
        ("harmonic_centrality", {"sources": ["node 0"]}),
        ("resource_allocation_index", {}),
        ("adamic_adar_index", {"ebunch": None}),
    ],
)
@given(plain=plain_graphs(1))
def test_what_a_kernel_does_not_do_networkx_does(function: str, settings: dict[str, Any], plain: Any) -> None:
    if "weight" in settings.values() and not nx.is_empty(plain):
        # Of paths that weigh nothing networkx counts some, as they happen to come.
        plain = nx.Graph((u, v, {"weight": 1 + number}) for number, (u, v) in enumerate(plain.edges))
    assert can_run(function, (ours(plain),), settings) is not True
    found, expected = (outcome(getattr(nx, function), G, **settings) for G in (ours(plain), plain))
    if isinstance(expected, list):
        # Which end of a pair comes first is up to the order of a set.
        found, expected = (sorted((*sorted(pair[:2]), pair[2]) for pair in pairs) for pairs in (found, expected))
    assert alike(found, expected)


OTHERS: dict[str, Callable[[Any], Any]] = {
    "louvain": lambda G: sorted(map(sorted, nx.community.louvain_communities(G, seed=1))),
    "distances": lambda G: dict(nx.all_pairs_shortest_path_length(G)),
    "density": lambda G: nx.density(G),
    "cliques": lambda G: sorted(map(sorted, nx.find_cliques(G))),
    "bridges": lambda G: sorted(nx.bridges(G)),
    "degree": lambda G: dict(G.degree),
    "strength": lambda G: dict(G.degree(weight="weight")),
    "edges": lambda G: sorted(G.edges(data="weight")),
    "dicts": lambda G: nx.to_dict_of_dicts(G),
    "from_graph": lambda G: nx.node_link_data(nx.Graph(G)),
    "copy": lambda G: nx.node_link_data(G.copy()),
    "complement": lambda G: sorted(nx.complement(G).edges),
    "directed": lambda G: sorted(G.to_directed().edges(data=True)),
    "spanning_tree": lambda G: sorted(nx.minimum_spanning_tree(G).edges(data=True)),
    "subgraph": lambda G: sorted(G.subgraph(list(G)[::2]).edges(data=True)),
    "edge_subgraph": lambda G: sorted(G.edge_subgraph(list(G.edges)[:3]).nodes),
    "ego": lambda G: sorted(nx.ego_graph(G, next(iter(G))).edges(data=True)),
    "part_pagerank": lambda G: nx.pagerank(G.subgraph(list(G)[::2]), tol=1e-12),
    "sizes": lambda G: (len(G), G.order(), G.size(), G.size("weight"), G.size("other"), G.number_of_edges()),
    "membership": lambda G: [(u in G, G.has_node(u), G.number_of_edges(u, "node 1")) for u in G],
    "nodes": lambda G: ("x" in G, [] in G, list(G), list(G.nodes), nx.is_isomorphic(G, nx.path_graph(3))),
    "numpy": lambda G: nx.eigenvector_centrality_numpy(G) and nx.to_numpy_array(G).tolist(),
}


def in_order(plain: Any) -> Any:
    """The same with each node's neighbours in the order of the nodes, as our graphs have them."""
    place = {node: number for number, node in enumerate(plain)}
    found: Any = nx.Graph()
    found.add_nodes_from(plain.nodes(data=True))
    ends = [(*sorted((u, v), key=place.__getitem__), data) for u, v, data in plain.edges(data=True)]
    # Each node meets its neighbours before it in their order, then those after it in theirs.
    found.add_edges_from(sorted(ends, key=lambda end: (place[end[1]], place[end[0]])))
    return found


@pytest.mark.parametrize("question", OTHERS)
@given(plain=plain_graphs(3).map(in_order))
def test_everything_else_works_as_on_any_graph(question: str, plain: Any) -> None:
    assert alike(outcome(OTHERS[question], ours(plain)), outcome(OTHERS[question], plain))


@pytest.mark.parametrize("question", [*OTHERS][:15])
def test_also_on_a_graph_too_large_to_convert_at_once(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_module, "SMALL", 0)
    plain = in_order(nx.relabel_nodes(nx.gnm_random_graph(12, 20, seed=4), "node {}".format))
    assert alike(outcome(OTHERS[question], ours(plain)), outcome(OTHERS[question], plain))


def test_a_large_graph_is_looked_at_only_where_a_function_goes() -> None:
    plain: Any = nx.cycle_graph(30_000)
    G = ours(plain)
    assert nx.shortest_path(G, 0, 9) == list(range(10))
    rows: Any = G._adj
    assert len(rows._made) < 100


def test_it_cannot_be_changed_and_its_copies_can() -> None:
    G = ours(nx.path_graph(4))
    with pytest.raises(nx.NetworkXError):
        G.add_edge(0, 3)
    with pytest.raises(nx.NetworkXError, match="cannot be changed"):
        nx.set_edge_attributes(G, 2, "weight")
    with pytest.raises(nx.NetworkXError, match="cannot be changed"):
        G.nodes[0]["name"] = "x"
    with pytest.raises(nx.NetworkXError, match="cannot be changed"):
        G.graph["name"] = "x"
    copy = G.copy()
    copy.add_edge(0, 3, weight=2)
    copy.nodes[0]["name"] = "x"
    assert (copy.size(), G.size()) == (4, 3)


def test_a_plain_graph_can_be_given_to_the_backend() -> None:
    karate: Any = nx.karate_club_graph()
    found = nx.pagerank(karate, tol=1e-12, max_iter=500, backend="verbind")
    assert alike(found, nx.pagerank(karate, tol=1e-12, max_iter=500))
    with pytest.raises(NotImplementedError):
        nx.core_number(nx.DiGraph([(0, 1)]), backend="verbind")
    with pytest.raises(NotImplementedError):
        nx.core_number(nx.Graph([(0, 0)]), backend="verbind")
    assert nx.pagerank(nx.DiGraph([(0, 1)]))


def test_every_function_is_one_of_networkx_with_its_arguments() -> None:
    assert set(backend_info()["functions"]) == set(FUNCTIONS) <= set(vars(backend_interface))
    for name in FUNCTIONS:
        theirs = [p for p in inspect.signature(getattr(nx, name)).parameters if p not in ("backend", "backend_kwargs")]
        assert list(inspect.signature(getattr(backend_interface, name)).parameters) == theirs


@pytest.mark.slow
def test_networkx_own_tests_pass_on_kernels() -> None:
    folder = Path(nx.__file__).parent / "algorithms"
    centralities = ("betweenness", "closeness", "degree", "harmonic")
    files = [
        *(f"centrality/tests/test_{name}_centrality.py" for name in centralities),
        "components/tests/test_connected.py",
        "link_analysis/tests/test_pagerank.py",
        *(f"tests/test_{name}.py" for name in ("cluster", "core", "link_prediction")),
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(folder / file for file in files)],
        env={**os.environ, "NETWORKX_TEST_BACKEND": "verbind", "NETWORKX_FALLBACK_TO_NX": "True"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:]


async def test_the_snapshot_as_a_graph_has_the_ids_of_the_api() -> None:
    model = Model()
    initiatives = [Initiative(key=key, title="Moestuin") for key in (5, 6)]
    residents = [Resident(key=key, pseudonym="p") for key in (1, 2)]
    backs = [Backs(source=1, target=5, weight=3), Backs(source=1, target=6, weight=2)]
    await model.write(ChangeSet([*initiatives, *residents], backs), STAFF)
    snapshot = build(await model.arrays(NODE_TYPES, RELATION_TYPES), TODAY)
    G = graph(snapshot)
    assert list(G) == ["Initiative:5", "Initiative:6", "Resident:1", "Resident:2"]
    assert sorted(G.edges(data=True)) == [("Initiative:5", "Resident:1", {}), ("Initiative:6", "Resident:1", {})]
    assert G.nodes["Resident:2"] == {"type": "Resident"}
    assert list(nx.connected_components(G)) == [{"Initiative:5", "Initiative:6", "Resident:1"}, {"Resident:2"}]
    assert graph(snapshot, weighted=True)["Initiative:5"] == {"Resident:1": {"weight": 3}}
    assert list(graph(snapshot.seen(Privacy.PUBLIC))) == ["Initiative:5", "Initiative:6"]
    assert list(graph(snapshot, nodes=[Resident])) == ["Resident:1", "Resident:2"]


def test_a_network_keeps_what_networkit_works_on() -> None:
    plain: Any = nx.gnm_random_graph(500, 2000, seed=2)
    expected = list(nx.core_number(plain).values())
    for _ in range(20):
        assert Network(ours(plain).network.matrix).core().tolist() == expected
