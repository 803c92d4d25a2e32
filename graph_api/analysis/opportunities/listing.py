# SPDX-License-Identifier: EUPL-1.2
"""A list of opportunities: of whom, in which order, and no party too often near another."""

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import neg
from typing import Final

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.engine import Engine
from graph_api.analysis.opportunities.search import DIGITS, scores
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.snapshot import Int32s, Int64s
from graph_api.analysis.work import Report, unreported
from schema.opportunity import Wanted

MOST_EACH: Final = 200
"""In a list of many parties, the most that each brings in; another may bring in the same pair."""
MANY: Final = 2000
"""A list of more parties takes so long that it is worth beginning with those who promise most."""
SPREAD: Final = 1000
"""How far down a list parties are spread; what comes after is by score alone."""
WINDOWS: Final = ((10, 2), (20, 3))
"""Among so many that follow each other, a party stands at most so often."""
_ALL: Final = 2**31
_WIDTH: Final = np.int64(2**31)
"""A pair as one number: the lower index times this, and the higher."""
_LOOKED: Final = 2000
"""How far is looked ahead for another party."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """Pairs, the highest score first, ties by index; each pair once, `ones` below `others`. Parties of `free` may stand
    as often as they come: those whose list it is. `pending`: of how many parties what they bring in is not among them
    yet."""

    ones: Int32s
    others: Int32s
    scores: Floats
    free: frozenset[int]
    pending: int = 0

    def __len__(self) -> int:
        return len(self.ones)

    def without(self, hidden: set[Pair]) -> "Listing":
        """The list without some pairs."""
        if not hidden:
            return self
        return self._only(~self._are(hidden))

    def at_least(self, score: float) -> "Listing":
        """The list of those with at least this score."""
        return self._only(slice(bisect_right(self.scores, -round(score, DIGITS), key=neg)))

    def _only(self, kept: Flags | slice) -> "Listing":
        return replace(self, ones=self.ones[kept], others=self.others[kept], scores=self.scores[kept])

    def among(self, pairs: Sequence[Pair]) -> set[Pair]:
        """Which of these pairs are in the list."""
        found = self._are(pairs)
        return set(zip(self.ones[found].tolist(), self.others[found].tolist(), strict=True))

    def _are(self, pairs: Iterable[Pair]) -> Flags:
        """Which places hold one of these pairs."""
        packed = np.array([one * int(_WIDTH) + other for one, other in pairs], np.int64)
        return np.isin(self.ones * _WIDTH + self.others, packed)

    def page(self, start: int, first: int) -> list[Pair]:
        """The pairs from place `start` on, in the order in which they are shown."""
        places = list(islice(self._spread(), start, start + first))
        return list(zip(self.ones[places].tolist(), self.others[places].tolist(), strict=True))

    def _spread(self) -> Iterator[int]:
        """Places in the order in which they are shown: of those not shown yet the first that does not stand too near to
        the same party; where all do, the first."""
        recent: deque[int] = deque(maxlen=max(window for window, _ in WINDOWS) - 1)
        waiting: deque[int] = deque()
        ahead = 0
        while (ahead < len(self) or waiting) and ahead < SPREAD:
            crowded = self._crowded(recent)
            place = next((each for each in waiting if not self._is_of(each, crowded)), None)
            if place is not None:
                waiting.remove(place)
            while place is None and ahead < len(self) and len(waiting) < _LOOKED:
                ahead += 1
                if self._is_of(ahead - 1, crowded):
                    waiting.append(ahead - 1)
                else:
                    place = ahead - 1
            if place is None:
                place = waiting.popleft()
            recent.append(place)
            yield place
        yield from sorted(waiting)
        yield from range(ahead, len(self))

    def _crowded(self, recent: deque[int]) -> set[int]:
        """The parties that have been shown as often as they may."""
        found: set[int] = set()
        for window, most in WINDOWS:
            last = list(recent)[-(window - 1) :]
            counts: Counter[int] = Counter([*self.ones[last].tolist(), *self.others[last].tolist()])
            found |= {party for party, count in counts.items() if count >= most}
        return found - self.free

    def _is_of(self, place: int, parties: set[int]) -> bool:
        return int(self.ones[place]) in parties or int(self.others[place]) in parties


def takes_long(ones: Sequence[int]) -> bool:
    """Whether these are so many that their list takes minutes."""
    return len(ones) > MANY


class Gathering:
    """All opportunities of some parties, each pair once, gathered by one thread while others look at what there is.

    Of many parties each brings in its MOST_EACH best.
    """

    def __init__(self, engine: Engine, ones: Sequence[int], wanted: Wanted) -> None:
        """`ones`: initiatives, where they are MANY."""
        self._engine, self._ones, self._wanted = engine, ones, wanted
        self.many: Final = takes_long(ones)
        self.named: Final = wanted.parties is not None
        self._found: list[tuple[Int64s, Floats]] = []

    def steps(self) -> Iterator[tuple[int, int]]:
        """Look at all of them, one after another: how many are done, of how many."""
        most = MOST_EACH if len(self._ones) > 1 else _ALL
        for done, one in enumerate(self._promising() if self.many else self._ones):
            yield done, len(self._ones)
            others, shares = self._engine.search.ranked(one, most, self._wanted)
            self._found.append((np.minimum(others, one) * _WIDTH + np.maximum(others, one), scores(shares)))

    def gather(self, report: Report = unreported) -> Listing:
        """Look at all of them at once."""
        for step in self.steps():
            report(*step)
        return self.listing()

    def listing(self) -> Listing:
        """What was found so far."""
        found = list(self._found)
        pairs = np.concatenate([*(pairs for pairs, _ in found), np.empty(0, np.int64)])
        packed, first = np.unique(pairs, return_index=True)
        summed = np.concatenate([*(each for _, each in found), np.empty(0)])[first]
        order = np.lexsort((packed, -summed))
        packed = packed[order]
        free = frozenset(self._ones) if self.named else frozenset[int]()
        ones, others = (packed // _WIDTH).astype(np.int32), (packed % _WIDTH).astype(np.int32)
        return Listing(ones, others, summed[order], free, len(self._ones) - len(found))

    def forget(self) -> None:
        """Keep nothing of what was found: the whole list takes a third of the memory."""
        self._found = []

    def _promising(self) -> list[int]:
        """Who promises most first."""
        return np.array(self._ones)[np.argsort(-self._engine.promises[self._ones], kind="stable")].tolist()

    @property
    def begun(self) -> bool:
        """Whether any pair was found."""
        return any(len(pairs) for pairs, _ in self._found)
