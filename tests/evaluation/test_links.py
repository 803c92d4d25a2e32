# SPDX-License-Identifier: EUPL-1.2
"""Link prediction: the protocol, the measures against networkx's, the promises of the additive model, the command."""

import json
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.io import savemat
from typer.testing import CliRunner

from graph_api.analysis.kernels import Floats, Network
from graph_api.analysis.snapshot import Matrix
from graph_api.cli import app
from graph_api.evaluation.links.additive import SIGNALS, Additive
from graph_api.evaluation.links.features import further, signals
from graph_api.evaluation.links.mat import network, read
from graph_api.evaluation.links.protocol import HEURISTICS, auc, one_split
from graph_api.evaluation.links.split import FEWEST_LINKS, Pairs, hold_out, keys, nested, pairs_of
from tests.conftest import ROOT
from tests.web.running import verbind

METHODS = (*HEURISTICS, "additive", "ensemble")


def matrix_of(graph: nx.Graph) -> Matrix:
    return network(nx.to_scipy_sparse_array(graph))


def clubs(seed: int = 1) -> nx.Graph:
    """Four groups of which the members are mostly linked among themselves."""
    return nx.planted_partition_graph(4, 20, 0.4, 0.03, seed=seed)


def unlinked(graph: nx.Graph) -> Pairs:
    return np.array(sorted(tuple(sorted(pair)) for pair in nx.non_edges(graph)), np.int64)


def mat(path: Path, graph: nx.Graph) -> Path:
    savemat(path, {"net": sparse.csc_array(matrix_of(graph))})
    return path


# --- the protocol


@given(seed=st.integers(0, 2**32), links=st.integers(FEWEST_LINKS, 200))
def test_what_is_held_out_is_not_known_and_the_others_are_no_links(seed: int, links: int) -> None:
    whole = matrix_of(nx.gnm_random_graph(30, links, seed=seed % 1000))
    split = hold_out(whole, np.random.default_rng(seed))
    held, others = split.pairs[split.linked], split.pairs[~split.linked]
    assert len(held) == len(others) == max(1, round(links / 10))
    assert whole[held[:, 0], held[:, 1]].all()
    assert not whole[others[:, 0], others[:, 1]].any()
    assert not split.known[held[:, 0], held[:, 1]].any()
    assert (split.pairs[:, 0] < split.pairs[:, 1]).all()
    assert len(set(keys(split.pairs, 30))) == len(split.pairs)
    # Put back, the held-out links make the network whole, and nothing else was touched.
    assert set(keys(pairs_of(split.known), 30)) | set(keys(held, 30)) == set(keys(pairs_of(whole), 30))
    assert abs(split.known - split.known.T).nnz == 0


@given(seed=st.integers(0, 2**32))
def test_nothing_that_is_scored_is_learned_from(seed: int) -> None:
    whole = matrix_of(nx.gnm_random_graph(40, 150, seed=seed % 1000))
    rng = np.random.default_rng(seed)
    split = hold_out(whole, rng)
    known, scored = set(keys(pairs_of(split.known), 40)), set(keys(split.pairs, 40))
    hidden: list[int] = []
    for each in nested(split, rng):
        links, others = (set(keys(each.pairs[which], 40)) for which in (each.linked, ~each.linked))
        assert links <= known
        assert not others & (known | scored)
        assert set(keys(pairs_of(each.known), 40)) == known - links
        assert len(links) == len(others)
        hidden += links
    assert len(hidden) == len(set(hidden)) >= 0.9 * len(known)


def test_auc_is_the_chance_that_a_link_scores_higher() -> None:
    linked = np.array([True, True, False, False])
    assert auc(linked, np.array([3.0, 2.0, 1.0, 0.0])) == 100
    assert auc(linked, np.array([0.0, 1.0, 2.0, 3.0])) == 0
    assert auc(linked, np.array([1.0, 1.0, 1.0, 1.0])) == 50
    assert auc(linked, np.array([2.0, 0.0, 1.0, 0.0])) == 62.5  # 2 > 1, 2 > 0, 0 < 1, and a tie


def test_where_there_is_nothing_to_find_nothing_is_found() -> None:
    """Links drawn without any pattern: a method that does better than chance saw what it must not see."""
    whole = matrix_of(nx.gnm_random_graph(100, 1200, seed=3))
    found = [one_split(whole, 5, number) for number in range(2)]
    assert found[0].keys() == set(METHODS)
    for method in METHODS:
        # 480 pairs: chance alone gives a deviation of about 2.6.
        assert abs(np.mean([each[method] for each in found]) - 50) < 7, method


# --- the measures


def test_measures_of_neighbours_equal_networkx() -> None:
    graph = nx.karate_club_graph()
    pairs = unlinked(graph)
    ours = signals(Network(matrix_of(graph)), pairs)
    ours |= further(Network(matrix_of(graph)), pairs)
    theirs = {
        "common_neighbours": [len(list(nx.common_neighbors(graph, *pair))) for pair in pairs],
        "adamic_adar": [p for *_, p in nx.adamic_adar_index(graph, pairs)],
        "resource_allocation": [p for *_, p in nx.resource_allocation_index(graph, pairs)],
        "jaccard": [p for *_, p in nx.jaccard_coefficient(graph, pairs)],
        "degree_product": [p for *_, p in nx.preferential_attachment(graph, pairs)],
        "distance": [min(4, nx.shortest_path_length(graph, *pair)) for pair in pairs],
        "among_shared": [graph.subgraph(nx.common_neighbors(graph, *pair)).size() for pair in pairs],
    }
    for name, expected in theirs.items():
        np.testing.assert_allclose(ours[name], expected, rtol=1e-12, err_msg=name)


def test_walks_equal_powers_of_the_matrix() -> None:
    graph = nx.karate_club_graph()
    pairs = unlinked(graph)
    a = matrix_of(graph).toarray()
    u, v = pairs.T
    degree = a.sum(axis=0)
    ours = signals(Network(matrix_of(graph)), pairs)
    root = np.diag(degree**-0.5)
    np.testing.assert_allclose(ours["paths_3"], (a @ root @ a @ root @ a)[u, v])
    step = a / degree[:, None]
    np.testing.assert_allclose(
        ours["step_3_meet"], np.linalg.matrix_power(step, 3)[u, v] * np.sqrt(degree[u] / degree[v])
    )
    walker = np.sum([0.5 * 0.5**k * np.linalg.matrix_power(step, k) for k in range(1, 9)], axis=0)
    np.testing.assert_allclose(ours["rooted_0.5_visit"], (walker + walker.T)[u, v])
    factor = 0.5 / np.linalg.eigvalsh(a).max()
    katz = np.sum([factor**k * np.linalg.matrix_power(a, k) for k in range(1, 6)], axis=0)
    np.testing.assert_allclose(ours["katz"], katz[u, v], rtol=1e-3)


def test_level_sets_equal_distances() -> None:
    graph = nx.gnm_random_graph(70, 90, seed=2)  # more than one word of bits, and more than one component
    pairs = unlinked(graph)[::7]
    ours = further(Network(matrix_of(graph)), pairs)
    away = dict(nx.all_pairs_shortest_path_length(graph))
    for i, j in ((1, 1), (1, 2), (2, 2), (2, 3), (3, 3)):
        at = {n: {d: {m for m, far in away[n].items() if far == d} for d in (i, j)} for n in graph}
        there = np.array([len(at[u][i] & at[v][j]) for u, v in pairs])
        back = np.array([len(at[u][j] & at[v][i]) for u, v in pairs])
        np.testing.assert_array_equal(ours[f"at_{i}_{j}"], there + back if i != j else there)


def test_measures_depend_on_no_order() -> None:
    graph = clubs()
    pairs = unlinked(graph)[::17]
    whole = matrix_of(graph)
    there = signals(Network(whole), pairs) | further(Network(whole), pairs)
    turned = Network(network(whole[::-1, ::-1]))
    mirrored = (len(graph) - 1 - pairs)[:, ::-1]  # the same nodes under other numbers
    swapped = pairs[:, ::-1]
    for network_, same in ((turned, mirrored), (Network(whole), swapped)):
        again = signals(network_, same) | further(network_, same)
        assert again.keys() == there.keys()
        for name, values in there.items():
            np.testing.assert_allclose(again[name], values, rtol=1e-4, atol=1e-8, err_msg=name)


def test_every_measure_is_a_number_on_a_network_with_lonely_nodes() -> None:
    graph = nx.disjoint_union(nx.empty_graph(5), nx.disjoint_union(nx.path_graph(2), nx.star_graph(40)))
    pairs = unlinked(graph)
    found = signals(Network(matrix_of(graph)), pairs)
    assert all((values >= 0).all() for values in found.values())
    found |= further(Network(matrix_of(graph)), pairs)
    assert all(np.isfinite(values).all() for values in found.values())


# --- the additive model


@st.composite
def learned(draw: st.DrawFn) -> tuple[Additive, dict[str, Floats]]:
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    count = draw(st.integers(2, 60))
    columns = {
        name: np.round(rng.lognormal(0, scale, count), 1) * (rng.random(count) < 0.7)
        for name, scale in (("one", 0.5), ("other", 3.0), ("third", 1.0))
    }
    columns["never"] = np.zeros(count)
    return Additive.learned(columns, rng.random(count) < 0.5), columns


@given(learned=learned(), by=st.floats(0, 1e6), which=st.sampled_from(["one", "other", "third", "never"]))
def test_score_is_the_sum_of_parts_that_never_fall(
    learned: tuple[Additive, dict[str, Floats]], by: float, which: str
) -> None:
    model, columns = learned
    parts, score = model.parts(columns), model.score(columns)
    np.testing.assert_allclose(score, sum(parts.values()))
    assert all((part >= 0).all() for part in parts.values())
    assert all((parts[name][columns[name] == 0] == 0).all() for name in columns)
    more = model.score(columns | {which: columns[which] + by})
    assert (more >= score - 1e-9).all()
    less = model.score(columns | {which: np.zeros(len(score))})
    np.testing.assert_allclose(score - less, parts[which], atol=1e-9)  # what is taken away is what it had given


def test_additive_model_learns_what_tells_links_apart() -> None:
    rng = np.random.default_rng(1)
    linked = rng.random(2000) < 0.5
    tells = rng.poisson(1 + 2 * linked).astype(float)
    against = rng.poisson(3 - 2 * linked).astype(float)
    model = Additive.learned({"tells": tells, "against": against}, linked)
    # The best possible is the signal itself; what speaks against a link cannot be used, and adds nothing.
    columns = {"tells": tells, "against": against}
    assert auc(linked, model.score(columns)) == pytest.approx(auc(linked, tells), abs=0.2)
    assert model.parts(columns)["against"].max() < 0.05


def test_additive_signals_are_those_of_which_more_speaks_for_a_link() -> None:
    graph = nx.karate_club_graph()
    assert set(SIGNALS) <= signals(Network(matrix_of(graph)), unlinked(graph)).keys()


# --- the command


@pytest.mark.slow
def test_command_gives_the_auc_of_each_method_and_the_same_again(tmp_path: Path) -> None:
    paths = [str(mat(tmp_path / f"{name}.mat", clubs(seed))) for seed, name in enumerate(("one", "other"))]
    arguments = ["eval", "links", *paths, "--splits", "1", "--seed", "7", "--json"]
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    told = [line for name in ("one", "other") for line in (f"Measuring {name}", f"Measuring {name}: 1 of 1")]
    assert done.stderr.splitlines() == ["Reading the networks", *told]
    answers = [json.loads(line) for line in done.stdout.split()]
    assert [answer["network"] for answer in answers] == ["one", "other"]
    again = one_split(read(Path(paths[0])), 7, 0)
    rounded = {method: {"mean": round(found, 2), "std": 0.0} for method, found in again.items()}
    assert answers[0] == {"network": "one", "splits": 1, "auc": rounded}
    assert set(again) == set(METHODS)
    assert all(found > 60 for found in again.values())  # there is much to find
    assert one_split(read(Path(paths[0])), 8, 0) != again


@pytest.mark.slow
def test_splits_side_by_side_are_those_one_after_another(tmp_path: Path) -> None:
    path = mat(tmp_path / "clubs.mat", clubs())
    arguments = ["eval", "links", str(path), "--splits", "3", "--json"]
    answer = json.loads(CliRunner().invoke(app, arguments, catch_exceptions=False).stdout)
    here = [one_split(read(path), 1, number) for number in range(3)]
    for method, of in answer["auc"].items():
        values = [each[method] for each in here]
        assert of == {"mean": round(np.mean(values), 2), "std": round(np.std(values, ddof=1), 2)}


def test_without_its_library_the_ensemble_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    path = mat(tmp_path / "clubs.mat", clubs())
    done = CliRunner().invoke(app, ["eval", "links", str(path), "--splits", "1"], catch_exceptions=False)
    assert done.exit_code == 0
    assert "pip install 'verbind[eval]'" in done.stderr
    assert "additive" in done.stdout
    assert "ensemble" not in done.stdout


def test_plain_installation_does_without_the_extra() -> None:
    runtime, dev = ((ROOT / "requirements" / name).read_text() for name in ("runtime.txt", "dev.txt"))
    assert "\nscikit-learn==" not in runtime
    assert "\nscikit-learn==" in dev


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, ["No such file"]),
        (b"not a MATLAB file, not at all", ["not a MATLAB file"]),
        ({"other": np.eye(3)}, ["no variable `net`", "other"]),
        ({"net": np.ones((2, 3))}, ["`net`", "not a square matrix", "(2, 3)"]),
        ({"net": "words"}, ["`net`"]),
        ({"net": np.full((3, 3), np.nan)}, ["`net`", "not finite"]),
        ({"net": np.ones((4, 4))}, ["has 6 links", "at least 20"]),
        ({"net": np.ones((30, 30))}, ["too few pairs that are not linked"]),
        ({"net": sparse.csc_array((20_001, 20_001))}, ["20001 nodes", "20000"]),
    ],
    ids=["missing", "garbage", "other variable", "not square", "text", "nan", "few links", "complete", "large"],
)
def test_bad_file_is_told_by_name_and_reason(tmp_path: Path, content: Any, words: list[str]) -> None:
    path = tmp_path / "bad.mat"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        savemat(path, content)
    done = CliRunner().invoke(app, ["eval", "links", str(path)])
    assert isinstance(done.exception, ValueError | OSError), done.output
    assert all(word in str(done.exception) for word in ["bad.mat", *words]), done.exception


def test_bad_file_is_one_sentence_at_the_terminal(tmp_path: Path) -> None:
    done = verbind("eval", "links", tmp_path / "none.mat")
    assert (done.returncode, done.stdout) == (1, "")
    assert "none.mat" in done.stderr
    assert "Traceback" not in done.stderr
