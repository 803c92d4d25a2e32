# SPDX-License-Identifier: EUPL-1.2
"""Learning the weights of the signals from the graph itself: which evidence was there before a link was?

Links are held out, a fifth at a time: connections where there are enough, else what residents join. The signals' values
are computed without them. A logistic regression with weights of 0 or more then tells held-out links from all other
candidates, and is held towards the defaults by a normal prior, so that a signal of which the graph has nothing to tell
keeps its default. Scored is it on folds that neither the signals nor the regression saw: those of an inner split, on
which it learns, are held out of what the outer one left.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from scipy import optimize

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import build, row
from graph_api.analysis.work import unreported
from graph_api.evaluation.opportunities import metrics, trials, truth
from graph_api.evaluation.opportunities.asking import Method, ask, candidates_of, drawn
from graph_api.evaluation.opportunities.seen import SIGNALS, Seen, Signals, vector
from graph_api.evaluation.opportunities.trials import Trial
from graph_api.store.port import Arrays

ENOUGH: Final = 30
"""With fewer links than this nothing is learned."""
SPREAD: Final = 1.0
"""The standard deviation of the prior: how far from its default a weight may well be."""
LEAST: Final = 0.1
"""No weight falls below this part of its default: what residents join says nothing of, say, requests that one answer
could serve, and a weight of 0 would silence them."""
NEGATIVES: Final = 500
"""Past this many pairs of one initiative that are no links, as many are drawn, and count for all."""

Folds = Callable[[Arrays, date, np.random.Generator], Iterator[Trial]]
"""Splits a graph into trials."""
SOURCES: Final[dict[str, Folds]] = {"connections": trials.held_connections, "people": trials.held_people}
"""From which links is learned."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of initiatives: the signals' values (pairs x signals), whether they are links, for how many pairs each
    stands, and their resource allocation."""

    values: Floats
    links: Flags
    counts: Floats
    resource_allocation: Floats


@dataclass(frozen=True, slots=True)
class Score:
    """How well one way of scoring did on one fold."""

    auc: float
    recall_at_20: float
    mrr: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned. `folds`: of the cross-validation, for each way (`learned`, `defaults`, `resource_allocation`)
    its score."""

    source: str
    links: int
    weights: Weights
    folds: list[dict[str, Score]]

    def mean(self, way: str) -> Score:
        """A way's mean over the folds."""
        scores = [fold[way] for fold in self.folds]
        auc, recall, mrr = (float(np.mean([getattr(s, name) for s in scores])) for name in Score.__slots__)
        return Score(auc, recall, mrr)

    @property
    def better(self) -> bool:
        """Whether what is learned finds more than the defaults do, in its first 20, and no later."""
        learned, defaults = self.mean("learned"), self.mean("defaults")
        return learned.recall_at_20 > defaults.recall_at_20 and learned.mrr >= defaults.mrr


def learn(
    arrays: Arrays,
    day: date,
    signals: Signals,
    seed: int,
    report: Callable[[int, int], None] = unreported,
) -> Lesson:
    """Learn. Raises ValueError when there is too little to learn from."""
    source, links = source_of(arrays, day, seed)
    folds, defaults = SOURCES[source], Weights()
    scores: list[dict[str, Score]] = []
    for place, trial in enumerate(folds(arrays, day, np.random.default_rng(seed))):
        rng = np.random.default_rng([seed, place])
        fitted = fit(together(pairs(inner, signals, rng) for inner in folds(trial.arrays, day, rng)), defaults)
        scores.append(_scores(trial, signals, {"learned": fitted, "defaults": defaults}, rng))
        report(place + 1, trials.FOLDS + 1)
    rng = np.random.default_rng([seed, trials.FOLDS])
    fitted = fit(together(pairs(trial, signals, rng) for trial in folds(arrays, day, rng)), defaults)
    report(trials.FOLDS + 1, trials.FOLDS + 1)
    return Lesson(source, links, fitted, scores)


def signed(lesson: Lesson, revision: int, day: date, seed: int) -> Weights:
    """What was learned, with from what and how well it did on each fold, for the file."""
    scores = {
        way: {name: [round(getattr(fold[way], name), 4) for fold in lesson.folds] for name in Score.__slots__}
        for way in lesson.folds[0]
    }
    about = {
        "learned_on": day.isoformat(),
        "store_revision": revision,
        "learned_from": lesson.source,
        "links": lesson.links,
        "seed": seed,
        "better_than_defaults": lesson.better,
    }
    return Weights(lesson.weights.of, {**about, "cross_validation": scores})


def source_of(arrays: Arrays, day: date, seed: int) -> tuple[str, int]:
    """From which links to learn, and how many there are. Raises ValueError when there are too few of either."""
    connections = truth.connected(build(arrays, day)).nnz // 2
    if connections >= ENOUGH:
        return "connections", connections
    people = sum(t.truth.nnz // 2 for t in trials.held_people(arrays, day, np.random.default_rng(seed)))
    if people >= ENOUGH:
        return "people", people
    raise ValueError(
        f"too little to learn from: {connections} connections between initiatives, and {people} pairs that held-out "
        f"residents join; {ENOUGH} of either are needed"
    )


def pairs(trial: Trial, signals: Signals, rng: np.random.Generator) -> Pairs:
    """All candidate pairs of a trial, each once, or of many those that are no links a sample."""
    seen = Seen(trial.seen, signals)
    found = [_pairs(trial, seen, one, rng) for one in drawn(np.arange(seen.n, dtype=np.int32), rng).tolist()]
    return together(found)


def _pairs(trial: Trial, seen: Seen, one: int, rng: np.random.Generator) -> Pairs:
    values, candidates = seen.values(one), candidates_of(trial.seen, one)
    candidates[: one + 1] = False
    links = np.zeros(seen.n, np.bool_)
    links[row(trial.truth, one)] = True
    others = np.flatnonzero(candidates & ~links)
    drawn = others if len(others) <= NEGATIVES else rng.choice(others, NEGATIVES, replace=False)
    chosen = np.concatenate([np.flatnonzero(candidates & links), drawn])
    counts = np.where(links[chosen], 1.0, len(others) / max(1, len(drawn)))
    return Pairs(values.of[:, chosen].T, links[chosen], counts, values.resource_allocation[chosen])


def together(parts: Iterable[Pairs]) -> Pairs:
    """Pairs of several as one."""
    each = list(parts)
    return Pairs(
        np.concatenate([p.values for p in each]),
        np.concatenate([p.links for p in each]),
        np.concatenate([p.counts for p in each]),
        np.concatenate([p.resource_allocation for p in each]),
    )


def fit(pairs: Pairs, defaults: Weights) -> Weights:
    """The weights w > 0 that are most likely, where the log-odds of a link are b + a (w . values), and w is normal
    around the defaults.

    The scale a is what fits the defaults best. As weights rank alike at any scale, they are given at the one where they
    are nearest to the defaults. Pairs for which nothing speaks are left out: no weight can move them.
    """
    spoken = pairs.values.any(axis=1)
    values, links, counts = pairs.values[spoken], pairs.links[spoken].astype(np.float64), pairs.counts[spoken]
    if not 0 < links.sum() < len(links):
        return defaults
    told = values.any(axis=0)
    prior = vector(defaults)[told]
    values = values[:, told]
    scale = _logistic((values @ prior)[:, None], links, counts, np.ones(1), np.inf, 0.0)[0]
    if not scale:
        return defaults  # what the defaults rank high is linked least: there is no scale to hold weights to them
    found = _logistic(values * scale, links, counts, prior, SPREAD, LEAST)
    nearest = np.maximum(found * (found @ prior) / (found @ found), LEAST * prior)
    return Weights(defaults.of | dict(zip(np.array(SIGNALS)[told].tolist(), nearest.tolist(), strict=True)))


def _logistic(values: Floats, links: Floats, counts: Floats, prior: Floats, spread: float, least: float) -> Floats:
    """The coefficients of a logistic regression with an intercept: normal around the prior, and at least that part of
    it."""

    def loss(given: Floats) -> tuple[float, Floats]:
        """Minus the logarithm of how likely it is, and its gradient."""
        odds = given[0] + values @ given[1:]
        surprise = np.logaddexp(0, -odds)  # of a link
        wrong = counts * (np.exp(-surprise) - links)
        away = (given[1:] - prior) / spread
        total = float(counts @ (surprise + (1 - links) * odds) + away @ away / 2)
        return total, np.append(wrong.sum(), wrong @ values + away / spread)

    part = counts @ links / counts.sum()
    start = np.append(np.log(part / (1 - part)), prior)
    bounds = [(None, None), *((least * each, None) for each in prior.tolist())]
    found: Any = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x[1:], np.float64)


def _scores(
    trial: Trial, signals: Signals, weights: Mapping[str, Weights], rng: np.random.Generator
) -> dict[str, Score]:
    table = pairs(trial, signals, rng)
    scores = {way: table.values @ vector(each) for way, each in weights.items()}
    scores["resource_allocation"] = table.resource_allocation
    methods: dict[str, Method] = {
        way: lambda values, each=each: vector(each) @ values.of for way, each in weights.items()
    }
    methods["resource_allocation"] = lambda values: values.resource_allocation
    found = ask([trial], signals, methods, rng)
    if found is None or not table.links.any():
        raise ValueError("too little to learn from: a fold of the cross-validation holds no link")
    recall, mrr = found.all.recall(rng), found.all.mrr(rng)
    aucs = {way: metrics.auc(each, table.links, table.counts) for way, each in scores.items()}
    return {way: Score(aucs[way], recall[way].mean, mrr[way].mean) for way in aucs}
