# SPDX-License-Identifier: EUPL-1.2
"""How large a demo is and what chance decides in it: the same plan always gives the same graph."""

import functools
import math
import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast

import numpy as np
import numpy.typing as npt

from schema.keys import natural_key

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FIRST: Final = date(2018, 11, 1)
"""Nothing in the demo began earlier, but for associations and their members."""

LAST: Final = date(2026, 10, 31)
"""The demo's today. A fixed day, so that the same seed gives the same graph whenever it is loaded."""

SPAN: Final = (LAST - FIRST).days
_OLDEST: Final = -20 * 365
_DAYS: Final = tuple(FIRST + timedelta(days=n) for n in range(_OLDEST, SPAN + 1))


def day(number: int) -> date:
    """The date so many days after FIRST (from 20 years before it, to LAST)."""
    return _DAYS[number - _OLDEST]


@dataclass(frozen=True)
class Plan:
    """A demo of so many initiatives and residents, by a seed."""

    initiatives: int
    residents: int
    seed: int

    def __post_init__(self) -> None:
        if self.initiatives < 1 or self.residents < 1:
            raise ValueError("a demo has at least one initiative and one resident")

    @property
    def villages(self) -> int:
        """How many villages so many initiatives would have: 8 for 200, 174 for 100,000."""
        return min(240, max(6, round(0.55 * math.sqrt(self.initiatives))))

    def chance(self, purpose: str, part: int = 0) -> np.random.Generator:
        """Random numbers for one purpose, independent of all others."""
        return np.random.default_rng([self._entropy, natural_key("chance", purpose), part])

    def dice(self, purpose: str, part: int = 0) -> random.Random:
        """The same for single choices, which Python makes faster."""
        return random.Random(natural_key("dice", self._entropy, purpose, part))

    def keys(self, type_name: str, numbers: Ints) -> list[int]:
        """The keys of nodes of a type by their numbers.

        By SplitMix64 (Steele, Lea and Flood 2014), which makes a different number of each number.
        """
        base = natural_key(type_name, self._entropy)
        with np.errstate(over="ignore"):
            z = np.uint64(base) + numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
            z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            return ints(((z ^ (z >> np.uint64(31))) >> np.uint64(1)).astype(np.int64))

    @functools.cached_property
    def _entropy(self) -> int:
        return natural_key("demo", self.initiatives, self.residents, self.seed)


def ints(numbers: Ints) -> list[int]:
    """The numbers as Python's, which records hold."""
    return cast("list[int]", numbers.tolist())


def draw(chance: np.random.Generator, total: Floats, low: Ints, high: Ints) -> Ints:
    """For each range [low, high) of indices one index in it, by weight; `total` is the cumulative weight before each
    index, and after the last (so one longer). Where a range has no weight: its `low`."""
    start = total[low]
    at = start + chance.random(low.size) * (total[high] - start)
    return np.clip(np.searchsorted(total, at, side="right") - 1, low, np.maximum(high - 1, low))
