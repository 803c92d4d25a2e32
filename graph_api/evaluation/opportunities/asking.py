# SPDX-License-Identifier: EUPL-1.2
"""Asking every method for every initiative of a trial, and counting what it finds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Int32s, Snapshot, row
from graph_api.evaluation.opportunities import metrics
from graph_api.evaluation.opportunities.boards import Board
from graph_api.evaluation.opportunities.seen import SIGNALS, Seen, Signals, Values, vector
from graph_api.evaluation.opportunities.trials import Trial
from schema.initiative import ConnectedTo, Initiative

MOST: Final = 2000
"""Where there are more initiatives, as many are drawn to ask for; candidates are always all."""

Method = Callable[[Values], Floats]
"""Scores of one initiative with all others."""

Lists = Callable[[Snapshot], Callable[[int], Int32s]]
"""Makes of a snapshot what gives an initiative its list: other initiatives, best first."""


@dataclass(slots=True)
class Found:
    """What was found under one protocol, of all pairs, and of cold pairs: those that share no resident and no
    organisation in what is seen. `present`: which of SIGNALS had any value at all."""

    all: Board
    cold: Board
    present: Flags
    trials: int = field(default=0)


def methods(weights: Weights) -> dict[str, Method]:
    """The engine's sum, what each signal does alone and what the sum does without it, and two that are well known."""
    vectored = vector(weights)
    found: dict[str, Method] = {
        "additive": lambda values: vectored @ values.of,
        "adamic_adar": lambda values: values.adamic_adar,
        "resource_allocation": lambda values: values.resource_allocation,
    }
    for place, signal in enumerate(SIGNALS):
        found[alone(place)] = lambda values, place=place: values.of[place]
        less = np.where(np.arange(len(SIGNALS)) == place, 0.0, vectored)
        found[f"without_{signal.name.lower()}"] = lambda values, less=less: less @ values.of
    return found


def alone(place: int) -> str:
    """What the method is called that scores by one of SIGNALS alone."""
    return SIGNALS[place].name.lower()


def ask(
    trials: Iterable[Trial],
    signals: Signals,
    methods: Mapping[str, Method],
    rng: np.random.Generator,
    done: Callable[[], None] = lambda: None,
    lists: Lists | None = None,
) -> Found | None:
    """What each method finds, what chance does (`random`), and what is `offered` by `lists`; None where nothing was to
    be found. `done` is called after each trial."""
    found: Found | None = None
    for trial in trials:
        seen = Seen(trial.seen, signals)
        found = found or Found(Board(seen.n), Board(seen.n), np.zeros(len(SIGNALS), np.bool_))
        found.trials += 1
        listed = lists(trial.seen) if lists else None
        for one in drawn(trial.asked, rng).tolist():
            values = seen.values(one)
            scores = {name: method(values) for name, method in methods.items()}
            if listed:
                scores["offered"] = _ordered(listed(one), seen.n)
            scores["random"] = 1 - rng.random(seen.n)
            _count(trial, one, values, scores, rng, found)
        done()
    return found if found and found.all.initiatives else None


def _ordered(listed: Int32s, n: int) -> Floats:
    """Scores in the order of a list, 0 for all that are not in it."""
    scores = np.zeros(n)
    scores[listed] = np.arange(len(listed), 0, -1)
    return scores


def _count(
    trial: Trial, one: int, values: Values, scores: Mapping[str, Floats], rng: np.random.Generator, found: Found
) -> None:
    relevant, ties = row(trial.truth, one), rng.random(len(values.resource_allocation))
    candidates = candidates_of(trial.seen, one)
    ranks = {name: metrics.ranks(each, relevant, candidates, ties) for name, each in scores.items()}
    found.present |= (values.of > 0).any(axis=1)
    found.all.add(one, ranks)
    cold = values.resource_allocation[relevant] == 0
    if cold.any():
        found.cold.add(one, {name: each[cold] for name, each in ranks.items()})


def candidates_of(seen: Snapshot, one: int) -> Flags:
    """All but itself and what it is connected to already."""
    candidates = np.ones(seen.count(Initiative), np.bool_)
    candidates[one] = False
    candidates[row(seen.forward(ConnectedTo), one)] = False
    return candidates


def drawn(asked: Int32s, rng: np.random.Generator) -> Int32s:
    """All, or MOST of them."""
    return asked if len(asked) <= MOST else np.sort(rng.choice(asked, MOST, replace=False))
