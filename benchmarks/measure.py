# SPDX-License-Identifier: EUPL-1.2
"""What a benchmark measures: a comparison with another way to do the same, or a quantity that has a limit."""

import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

Side = Callable[[], float]
"""Does the work once and gives what it measured: seconds, or how much a second."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same work done our way and another way, round by round in alternation.

    `rate`: the numbers are how much a second, else they are seconds. `least`: the ratio that is aimed at.
    """

    name: str
    against: str
    unit: str
    ours: list[float]
    theirs: list[float]
    rate: bool = False
    least: float | None = None

    @property
    def ratio(self) -> float:
        """How many times as fast ours is: the median over the rounds, of which each was measured in one go."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return median(our / their if self.rate else their / our for our, their in pairs)

    @property
    def met(self) -> bool | None:
        """Whether the aim was reached; None where there is none."""
        return None if self.least is None else self.ratio >= self.least


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured quantity, one number a round; its median should be under `limit`, where there is one."""

    name: str
    unit: str
    values: list[float]
    limit: float | None = None

    @property
    def value(self) -> float:
        """The median over the rounds."""
        return median(self.values)

    @property
    def met(self) -> bool | None:
        """Whether it is under the limit; None where there is none."""
        return None if self.limit is None else self.value < self.limit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one benchmark found, on data of which `sizes` tells how large they were."""

    sizes: dict[str, int]
    comparisons: list[Comparison] = field(default_factory=list[Comparison])
    quantities: list[Quantity] = field(default_factory=list[Quantity])

    @property
    def missed(self) -> list[Comparison | Quantity]:
        """Those that did not reach their aim."""
        return [each for each in (*self.comparisons, *self.quantities) if each.met is False]

    def plain(self) -> dict[str, Any]:
        """All of it as JSON can hold it, raw numbers and what they come to."""
        return {
            "sizes": self.sizes,
            "comparisons": [{**asdict(c), "ratio": c.ratio, "met": c.met} for c in self.comparisons],
            "quantities": [{**asdict(q), "value": q.value, "met": q.met} for q in self.quantities],
        }


class UnavailableError(Exception):
    """A benchmark that this machine cannot run; the message says what it lacks."""


def alternate(ours: Side, theirs: Side, rounds: int) -> tuple[list[float], list[float]]:
    """Both sides `rounds` times, each time the other one first, so that a drift of the machine favours neither."""
    measured: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            measured[side].append((ours, theirs)[side]())
    return measured


@contextmanager
def undisturbed() -> Generator[None]:
    """What was there before is out of the garbage collector's sight."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(work: Callable[[], object]) -> float:
    """How long work takes; what it gives is not let go of until after that."""
    with undisturbed():
        start = perf_counter()
        given = work()
        took = perf_counter() - start
        del given
    return took
