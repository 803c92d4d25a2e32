# SPDX-License-Identifier: EUPL-1.2
"""The evaluation of opportunities: what is held out, what should be found, and how that is counted."""

import asyncio
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from graph_api.analysis.affiliation import Affiliation
from graph_api.analysis.opportunities.chance import Chance
from graph_api.analysis.opportunities.engine import Engine
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.reading import Reader
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int32s, build
from graph_api.cli import app, running
from graph_api.evaluation.opportunities import metrics, report, splits, trials, truth
from graph_api.evaluation.opportunities.asking import ask, methods
from graph_api.evaluation.opportunities.reading import read_graph
from graph_api.evaluation.opportunities.seen import Seen
from graph_api.evaluation.opportunities.since import UNKNOWN
from graph_api.store.opening import open_store
from loaders.demo import load_demo
from schema.base import Relation
from schema.initiative import ConnectedTo, SharesBackers
from schema.opportunity import Signal
from schema.resident import Backs, ParticipatesIn
from tests.evaluation.plain import RESIDENT, TODAY, arrays, ends, signals

N, PEOPLE = 6, 12
pairs = st.lists(st.tuples(st.integers(RESIDENT, RESIDENT + PEOPLE - 1), st.integers(0, N - 1)), unique=True)
both = st.lists(st.sampled_from([(a, b) for a in range(N) for b in range(a + 1, N)]), unique=True)


@settings(max_examples=10)
@given(pairs, pairs, both, both, st.integers(0, 9))
def test_what_one_half_of_the_residents_did_is_not_seen(backs, takes_part, connected, shares, seed) -> None:
    graph = arrays(N, PEOPLE, Backs=backs, ParticipatesIn=takes_part, ConnectedTo=connected, SharesBackers=shares)
    people = {source for source, _ in (*backs, *takes_part)}
    for trial in trials.split_people(graph, TODAY, 2, np.random.default_rng(seed)):
        seen = {source for cls in (Backs, ParticipatesIn) for source, _ in ends(trial.arrays, cls)}
        assert abs(len(seen) * 2 - len(people)) <= 1
        for cls, all_of in ((Backs, backs), (ParticipatesIn, takes_part)):
            assert ends(trial.arrays, cls) == {end for end in all_of if end[0] in seen}
        held = splits.without_residents(graph, np.array(sorted(seen), np.int64))
        wanted = truth.joined(build(held, TODAY)).toarray() > 0
        assert ((trial.truth.toarray() > 0) == (wanted & ~(truth.connected(trial.seen).toarray() > 0))).all()
        # Shared backing was summed up over everybody, also those who are not seen.
        counted = {target for _, target in backs}
        assert ends(trial.arrays, SharesBackers) == {(a, b) for a, b in shares if not {a, b} <= counted}
        assert ends(trial.arrays, ConnectedTo) == set(connected)


@given(pairs, both, st.integers(0, 9))
def test_nobody_is_seen_of_newcomers(backs, shares, seed) -> None:
    graph = arrays(N, PEOPLE, Backs=backs, SharesBackers=shares)
    for trial in trials.newcomers(graph, TODAY, 1, np.random.default_rng(seed)):
        new = set(trial.asked.tolist())
        assert not {target for _, target in ends(trial.arrays, Backs)} & new
        assert not any({a, b} & new for a, b in ends(trial.arrays, SharesBackers))


@given(both, st.integers(0, 9))
def test_each_connection_is_hidden_once(connected, seed) -> None:
    graph = arrays(N, 0, ConnectedTo=connected)
    hidden: list[tuple[int, int]] = []
    for trial in trials.held_connections(graph, TODAY, np.random.default_rng(seed)):
        seen = ends(trial.arrays, ConnectedTo)
        found = trial.truth.tocoo()
        wanted = {(a, b) for a, b in zip(found.row.tolist(), found.col.tolist(), strict=True) if a < b}
        assert wanted == set(connected) - seen
        hidden += wanted
    assert sorted(hidden) == sorted(connected)


def test_the_last_year_is_not_seen() -> None:
    backs = [(RESIDENT, 0), (RESIDENT, 1), (RESIDENT + 1, 1), (RESIDENT + 1, 2)]
    graph = arrays(4, 2, ParticipatesIn=backs, ConnectedTo=[(0, 3), (2, 3)])
    since: dict[type[Relation], Int32s] = {
        ParticipatesIn: np.array([0, 0, 0, 20_000], np.int32),
        ConnectedTo: np.array([19_000, 20_000], np.int32),
    }
    (trial,) = trials.over_time(graph, TODAY, since)
    assert ends(trial.arrays, ParticipatesIn) == set(backs[:3])
    assert ends(trial.arrays, ConnectedTo) == {(0, 3)}
    assert {(a, b) for a, b in np.argwhere(trial.truth.toarray()).tolist() if a < b} == {(1, 2), (2, 3)}


def test_nothing_is_told_over_time_without_a_beginning() -> None:
    unknown: dict[type[Relation], Int32s] = {ParticipatesIn: np.full(1, UNKNOWN, np.int32)}
    assert not list(trials.over_time(arrays(2, 1, ParticipatesIn=[(RESIDENT, 0)]), TODAY, unknown))


def test_carrying_joins_and_backing_does_beyond_chance() -> None:
    # Twenty residents back 0 and 1, twenty 2 and 3, and one each 0 and 2, 1 and 3; one carries 0 and 3.
    backs = [(RESIDENT + r, i) for r in range(20) for i in (0, 1)] + [
        (RESIDENT + r, i) for r in range(20, 40) for i in (2, 3)
    ]
    backs += [(RESIDENT + 40, 0), (RESIDENT + 40, 2), (RESIDENT + 41, 1), (RESIDENT + 41, 3)]
    graph = arrays(4, 50, Backs=backs, ParticipatesIn=[(RESIDENT + 45, 0), (RESIDENT + 45, 3)])
    found = np.argwhere(truth.joined(build(graph, TODAY)).toarray()).tolist()
    assert sorted((a, b) for a, b in found if a < b) == [(0, 1), (0, 3), (2, 3)]
    assert sorted(map(tuple, found)) == sorted((b, a) for a, b in found)


def test_popular_initiatives_share_backers_by_chance() -> None:
    rng = np.random.default_rng(5)
    popular = np.linspace(0.02, 0.5, 30)
    backs = np.argwhere(rng.random((2000, 30)) < popular) + np.array([RESIDENT, 0])
    joined = truth.joined(build(arrays(30, 2000, Backs=backs), TODAY))
    assert joined.nnz / (30 * 29) < 0.03


@given(pairs)
def test_what_chance_expects_sums_to_what_is_shared(backs) -> None:
    snapshot = build(arrays(N, PEOPLE, Backs=backs), TODAY)
    members = Affiliation(snapshot.backward(Backs))
    shared = np.zeros((N, N))
    for one in range(N):
        of = members.shared(one)
        shared[one, of.initiatives] = of.resource_allocation
    chance = Chance(shared.sum(axis=1), snapshot.backward(Backs))
    everyone = np.arange(N, dtype=np.int32)
    expected = np.array([chance.expected(one, everyone) for one in range(N)])
    assert expected == pytest.approx(expected.T)
    assert expected.sum(axis=1) == pytest.approx(shared.sum(axis=1))


def test_chance_keeps_to_those_who_could_meet() -> None:
    backs = [(RESIDENT, 0), (RESIDENT, 1), (RESIDENT + 1, 2), (RESIDENT + 1, 3)]
    chance = Chance(np.full(4, 0.5), build(arrays(4, 2, Backs=backs), TODAY).backward(Backs))
    assert chance.expected(0, np.arange(4, dtype=np.int32)).tolist() == [0.25, 0.25, 0, 0]


def test_ranks_are_among_all_candidates() -> None:
    scores = np.array([9.0, 0.5, 0.0, 2.0, 2.0, 1.0])
    candidates = np.array([False, True, True, True, True, True])
    ties = np.array([0.0, 0.0, 0.0, 0.1, 0.2, 0.0])
    relevant = np.array([2, 3, 5], np.int32)
    found = metrics.ranks(scores, relevant, candidates, ties)
    assert found.tolist() == [np.inf, 2, 3]
    assert metrics.recall(found) == pytest.approx(2 / 3)
    assert metrics.reciprocal(found) == 0.5
    assert metrics.reciprocal(np.array([np.inf])) == 0


def test_only_the_first_twenty_count() -> None:
    assert metrics.recall(np.array([1.0, 20.0, 21.0, np.inf])) == 0.5


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.integers(1, 3)), min_size=2))
def test_auc_counts_pairs_won(rows) -> None:
    positive = np.array([p for _, p, _ in rows])
    if positive.all() or not positive.any():
        return
    scores, weights = np.array([float(s) for s, _, _ in rows]), np.array([float(w) for _, _, w in rows])
    won = total = 0.0
    for i in np.flatnonzero(positive):
        for j in np.flatnonzero(~positive):
            won += weights[i] * weights[j] * ((scores[i] > scores[j]) + (scores[i] == scores[j]) / 2)
            total += weights[i] * weights[j]
    assert metrics.auc(scores, positive, weights) == pytest.approx(won / total)


def test_the_interval_holds_the_mean() -> None:
    values = np.random.default_rng(1).random(400)
    low, high = metrics.interval(values, np.random.default_rng(2))
    assert low < values.mean() < high
    assert high - low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.15)


def test_each_method_finds_what_it_can() -> None:
    # Residents join 0 with 1 and 2 with 3; text finds 2 with 3 and thinks that 0 goes with 2.
    takes_part = [(RESIDENT + r, i) for r in range(8) for i in ((0, 1) if r % 2 else (2, 3))]
    graph = arrays(60, 8, ParticipatesIn=takes_part)
    text = np.zeros((60, 60))
    text[[2, 3, 0, 2], [3, 2, 2, 0]] = 0.5, 0.5, 0.9, 0.9
    people = np.zeros((60, 60))
    people[[0, 1], [1, 0]] = 0.5
    given = signals(text=lambda _: text, people=lambda _: people)
    found = ask(
        trials.split_people(graph, TODAY, 1, np.random.default_rng(3)),
        given,
        methods(Weights(dict.fromkeys(Signal, 1.0))),
        np.random.default_rng(4),
    )
    assert found is not None
    recall = {method: each.mean for method, each in found.all.recall(np.random.default_rng(0)).items()}
    mrr = {method: each.mean for method, each in found.all.mrr(np.random.default_rng(0)).items()}
    assert found.all.initiatives == 4
    assert recall["additive"] == recall["adamic_adar"] == 1
    assert recall["text"] == recall["without_people"] == recall["people"] == recall["without_text"] == 0.5
    assert mrr["text"] == (1 / 2 + 1) / 4
    assert recall["themes"] == 0
    assert recall["random"] < 1


def test_what_is_offered_is_counted_by_its_place_in_the_list() -> None:
    graph = arrays(40, 4, ParticipatesIn=[(RESIDENT + r, i) for r in range(4) for i in (0, 30)])
    found = ask(
        trials.split_people(graph, TODAY, 1, np.random.default_rng(3)),
        signals(),
        {},
        np.random.default_rng(4),
        lists=lambda _: lambda one: np.array([5, 30] if one == 0 else [5, 6], np.int32),
    )
    assert found is not None
    assert found.all.recall(np.random.default_rng(0))["offered"].mean == 0.5
    assert found.all.mrr(np.random.default_rng(0))["offered"].mean == 0.25


def test_the_report_says_what_lacks() -> None:
    graph = report.Graph(arrays(3, 0, ConnectedTo=[(0, 1)]), TODAY, signals(), {}, Weights())
    told = report.as_json(report.evaluate(graph, 1, 1))
    assert told == report.as_json(report.evaluate(graph, 1, 1))
    assert told["protocol"] == "held_out_connections"
    assert told["protocols"]["split_people"] is None
    assert "residents" in told["lacking"]["split_people"]
    assert told["recall_at_20"]["text"] is None
    assert told["recall_at_20"]["additive"] == 0


@pytest.mark.slow
def test_amsterdams_budgets(shared_data: Path, tmp_path: Path) -> None:
    """Residents split in half: the score beats Adamic-Adar and text, and finds pairs that share nobody."""
    store = ["--store", f"sqlite:///{tmp_path / 'amsterdam.db'}"]
    files = sorted(map(str, (shared_data / "pabulib").glob("Netherlands_Amsterdam_*.pb")))
    assert CliRunner().invoke(app, ["load", "--ballots", "keep", *store, *files]).exit_code == 0
    done = CliRunner().invoke(app, ["eval", "opportunities", *store, "--splits", "1", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    recall, cold = found["recall_at_20"], found["cold_pairs"]["recall_at_20"]
    assert recall["additive"] > recall["adamic_adar"] + 0.1
    assert recall["additive"] > recall["text"] + 0.1
    assert found["mrr"]["additive"] > found["mrr"]["adamic_adar"]
    assert cold["additive"] > 3 * cold["random"] > 0
    assert cold["adamic_adar"] == 0
    # The intervals do not touch either.
    measures = found["protocols"]["split_people"]["recall_at_20"]
    assert measures["additive"]["low"] > max(measures["adamic_adar"]["high"], measures["text"]["high"])


@pytest.mark.slow
def test_the_command_tells_in_tables_and_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SECONDS", 0)  # so that every step is told
    store = ["--store", f"sqlite:///{tmp_path / 'demo.db'}"]
    assert CliRunner().invoke(app, ["demo", "--initiatives", "25", *store]).exit_code == 0
    shown = CliRunner().invoke(app, ["eval", "opportunities", *store, "--splits", "1"])
    steps = [f"Measuring: {done} of 8" for done in range(1, 9)]
    assert (shown.exit_code, shown.stderr.splitlines()) == (0, ["Reading the graph", "Measuring", *steps])
    for words in ("Half of the residents held out", "additive", "without_text", "Recall@20"):
        assert words in shown.stdout
    as_json = CliRunner().invoke(app, ["eval", "opportunities", *store, "--splits", "1", "--json"])
    assert as_json.stderr == shown.stderr
    found = json.loads(as_json.stdout)
    assert set(found["recall_at_20"]) == set(found["mrr"])
    assert 0 < found["recall_at_20"]["additive"] <= 1
    assert found["protocols"]["over_time"]["recall_at_20"]["additive"]["low"] >= 0


def test_the_score_is_what_the_engine_gives(tmp_path: Path) -> None:
    async def read() -> tuple[report.Graph, Facts]:
        async with open_store(f"sqlite:///{tmp_path / 'demo.db'}") as store:
            await load_demo(store, 20, seed=3)
            graph = await read_graph(store, Weights())
            return graph, await Reader(store).facts(build(graph.arrays, graph.day))

    graph, facts = asyncio.run(read())
    snapshot = build(graph.arrays, graph.day)
    engine, seen = Engine(snapshot, facts, graph.signals(snapshot), Weights()), Seen(snapshot, graph.signals)
    for one in range(20):
        scores = methods(Weights())["additive"](seen.values(one))
        assert scores[one] == 0
        for other in range(one):
            assert scores[other] == pytest.approx(engine.pair(one, other).score)
