# SPDX-License-Identifier: EUPL-1.2
"""Learning weights: from links that were not seen, scored on links that were not learned from."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.weights import DEFAULTS, Weights, load, save
from graph_api.analysis.snapshot import Snapshot
from graph_api.cli import app
from graph_api.evaluation.learning import Pairs, fit, learn
from graph_api.evaluation.opportunities.seen import SIGNALS
from graph_api.store.port import Arrays
from schema.initiative import ConnectedTo
from schema.opportunity import Signal
from tests.evaluation.plain import TODAY, arrays, signals

N = 60


def connected_at_random(edges: int = 150, seed: int = 1) -> Arrays:
    rng = np.random.default_rng(seed)
    every = np.argwhere(np.triu(np.ones((N, N)), 1))
    return arrays(N, 0, ConnectedTo=rng.choice(every, edges, replace=False))


def noise(seed: int) -> Floats:
    values = np.random.default_rng(seed).random((N, N))
    return np.triu(values, 1) + np.triu(values, 1).T


def connections(snapshot: Snapshot) -> Floats:
    """The very links: what a signal must never know of those held out."""
    return snapshot.forward(ConnectedTo).toarray()


def paths(snapshot: Snapshot) -> Floats:
    """Common neighbours."""
    joined = connections(snapshot) > 0
    common = joined.astype(np.float64) @ joined
    np.fill_diagonal(common, 0)
    return common / (1 + common)


def test_of_a_random_graph_nothing_is_learned() -> None:
    lesson = learn(connected_at_random(), TODAY, signals(text=lambda _: noise(2), connections=paths), seed=1)
    assert lesson.source == "connections"
    assert lesson.links == 150
    for way in ("learned", "defaults"):
        assert lesson.mean(way).auc == pytest.approx(0.5, abs=0.08)


def test_the_links_themselves_tell_nothing_of_those_held_out() -> None:
    poisoned = signals(text=lambda _: noise(2), people=connections)
    lesson = learn(connected_at_random(), TODAY, poisoned, seed=1)
    assert lesson.mean("learned").auc == pytest.approx(0.5, abs=0.08)
    assert not lesson.better
    assert lesson.weights.of[Signal.PEOPLE] <= DEFAULTS[Signal.PEOPLE]


def test_what_tells_is_learned_and_what_does_not_is_not() -> None:
    rng = np.random.default_rng(3)
    places = rng.random(N)
    near = np.exp(-30 * np.abs(places[:, None] - places[None]))
    every = np.argwhere(np.triu(near > rng.random((N, N)), 1))
    given = signals(text=lambda _: noise(2), organisations=lambda _: near)
    lesson = learn(arrays(N, 0, ConnectedTo=every), TODAY, given, seed=1)
    learned = lesson.weights.of
    assert learned[Signal.TEXT] < learned[Signal.ORGANISATIONS] / 3
    assert learned[Signal.THEMES] == DEFAULTS[Signal.THEMES]
    assert lesson.better
    assert lesson.mean("learned").auc > lesson.mean("defaults").auc
    assert len(lesson.folds) == 5


def test_residents_teach_where_few_are_connected() -> None:
    rng = np.random.default_rng(4)
    group = rng.integers(0, 6, N)
    takes_part = [(1000 + r, int(i)) for r in range(120) for i in rng.choice(np.flatnonzero(group == r % 6), 2, False)]
    same = (group[:, None] == group[None]).astype(np.float64)
    given = signals(themes=lambda _: same, text=lambda _: noise(2))
    lesson = learn(arrays(N, 120, ParticipatesIn=takes_part), TODAY, given, seed=1)
    assert lesson.source == "people"
    assert lesson.weights.of[Signal.THEMES] > lesson.weights.of[Signal.TEXT]
    assert lesson.mean("learned").auc > 0.8


def test_too_little_says_what_lacks() -> None:
    graph = arrays(4, 1, ConnectedTo=[(0, 1)], ParticipatesIn=[(1000, 2), (1000, 3)])
    with pytest.raises(ValueError, match=r"1 connections .* 1 pairs .* 30 of either"):
        learn(graph, TODAY, signals(), seed=1)


def test_the_same_seed_gives_the_same() -> None:
    one, other = (learn(connected_at_random(), TODAY, signals(text=lambda _: noise(2)), seed=7) for _ in range(2))
    assert one == other


def test_fit_finds_what_made_the_links() -> None:
    rng = np.random.default_rng(5)
    values = np.zeros((20_000, len(SIGNALS)))
    values[:, :3] = rng.random((20_000, 3))
    true = np.array([1.0, 3.0, 0.0])
    links = rng.random(20_000) < 1 / (1 + np.exp(4 - values[:, :3] @ true))
    ones = np.ones(20_000)
    learned = fit(Pairs(values, links, ones, ones), Weights())
    found = np.array([learned.of[signal] for signal in SIGNALS[:3]])
    assert found / found[1] == pytest.approx(true / 3, abs=0.1)
    assert {signal: learned.of[signal] for signal in SIGNALS[3:]} == {s: DEFAULTS[s] for s in SIGNALS[3:]}


def test_a_pair_that_counts_for_two_is_two() -> None:
    rng = np.random.default_rng(6)
    values: Floats = rng.random((300, len(SIGNALS)))
    links, counts = rng.random(300) < 0.2, rng.integers(1, 4, 300)
    n, which = int(counts.sum()), np.repeat(np.arange(300), counts)
    of_each: Floats = counts.astype(np.float64)
    weighted = fit(Pairs(values, links, of_each, of_each), Weights())
    repeated = fit(Pairs(values[which], links[which], np.ones(n), np.ones(n)), Weights())
    assert list(weighted.of.values()) == pytest.approx(list(repeated.of.values()), abs=0.01)


weights = st.dictionaries(st.sampled_from(Signal), st.floats(0, 100).map(lambda w: round(w, 4)))
tables = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text('abcé"\\\n', max_size=5),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)


@given(weights, st.dictionaries(st.sampled_from(["from", "people", "a_b"]), tables, max_size=3))
def test_what_is_saved_is_read_back(tmp_path_factory: pytest.TempPathFactory, of, learned) -> None:
    path = tmp_path_factory.mktemp("weights") / "folder" / "weights.toml"
    save(Weights(DEFAULTS | of, learned), path)
    assert load(path) == Weights(DEFAULTS | of, learned)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version = 1\n[weights]\nVIBES = 1", "weights.VIBES: there is no such signal; these are: PEOPLE, "),
        ("version = 1\n[weights]\nTEXT = -0.5", r"weights.TEXT: -0.5 is not a number of 0 or more"),
        ("version = 1\n[weights]\nTEXT = nan", "weights.TEXT: nan is not"),
        ("version = 1\n[weights]\nTEXT = true", "weights.TEXT: True is not"),
        ("version = 1\n[weights]\nTEXT = 'much'", "weights.TEXT: 'much' is not"),
        ("version = 2\n[weights]\nTEXT = 1", "version is 2, and this program reads version 1"),
        ("[weights]\nTEXT = 1", "version is None"),
        ("version = 1\nweights = 3", r"there is no table \[weights\]"),
        ("version = 1\n[weights\nTEXT = 1", "is not TOML: .*line 2"),
        (b"version = 1 # \xff", "is not TOML"),
    ],
)
def test_a_file_that_cannot_be_says_what_and_where(tmp_path: Path, text: str | bytes, message: str) -> None:
    path = tmp_path / "w.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ValueError, match=message) as error:
        load(path)
    assert str(path) in str(error.value)


def test_what_a_file_leaves_out_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text("version = 1\n[weights]\nTEXT = 3")
    assert load(path).of == DEFAULTS | {Signal.TEXT: 3.0}


def test_the_command_says_what_lacks(tmp_path: Path) -> None:
    out = tmp_path / "weights.toml"
    empty = CliRunner().invoke(app, ["learn", "--store", f"sqlite:///{tmp_path / 'empty.db'}", "--out", str(out)])
    assert isinstance(empty.exception, ValueError)
    assert "too little to learn from" in str(empty.exception)
    assert not out.exists()


@pytest.mark.slow
def test_the_command_writes_what_is_better_and_else_keeps_the_defaults(tmp_path: Path) -> None:
    store, out = ["--store", f"sqlite:///{tmp_path / 'demo.db'}"], tmp_path / "weights.toml"
    assert CliRunner().invoke(app, ["demo", "--initiatives", "60", *store]).exit_code == 0
    shown = CliRunner().invoke(app, ["learn", *store, "--out", str(out)])
    assert shown.exit_code == 0
    assert "Cross-validation" in shown.stdout
    assert out.exists() == ("Wrote" in shown.stdout) == ("kept" not in shown.stdout)
    assert CliRunner().invoke(app, ["learn", *store, "--out", str(out), "--force"]).exit_code == 0
    weights = load(out)
    assert weights.learned["store_revision"] > 0
    assert len(weights.learned["cross_validation"]["learned"]["auc"]) == 5
    assert all(weight >= round(DEFAULTS[signal] / 10, 4) for signal, weight in weights.of.items())
