# SPDX-License-Identifier: EUPL-1.2
"""The lexicon: a number for every form of a term that was ever read, so that texts can be kept as rows of numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.snapshot import Int32s, Matrix
from graph_api.analysis.words import terms

Said = tuple[tuple[str, float], ...]
"""Texts of one thing, each with how often it counts."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All forms by number. `stem`: the place of a form's stem among all stems, `rank`: its own among all forms, both in
    alphabetical order; so both orders say nothing of when a form was read."""

    shown: list[str]
    known: Flags
    stem: Int32s
    rank: Int32s


class Lexicon:
    """Numbers are given in order of first use and never change. For one writer at a time."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._known: list[bool] = []
        self._vocabulary = Vocabulary([], np.empty(0, np.bool_), np.empty(0, np.int32), np.empty(0, np.int32))

    def rows(self, said: Iterable[Said]) -> Matrix:
        """How much each form counts in each row of texts: float64, rows x forms."""
        starts, forms, counts = [0], list[int](), list[float]()
        for texts in said:
            row: defaultdict[int, float] = defaultdict(float)
            for text, times in texts:
                for term in terms(text):
                    row[self._number(term.stem, term.shown, term.known)] += term.weight * times
            forms += row
            counts += row.values()
            starts.append(len(forms))
        parts = (np.array(counts, np.float64), np.array(forms, np.int32), np.array(starts, np.int32))
        return sparse.csr_array(parts, shape=(len(starts) - 1, len(self._known)))

    def _number(self, stem: str, shown: str, known: bool) -> int:
        number = self._numbers.setdefault((stem, shown), len(self._known))
        if number == len(self._known):
            self._known.append(known)
        return number

    def vocabulary(self) -> Vocabulary:
        """All forms so far."""
        if len(self._vocabulary.shown) < len(self._known):
            self._vocabulary = self._listed()
        return self._vocabulary

    def _listed(self) -> Vocabulary:
        forms = list(self._numbers)
        order = np.array(sorted(range(len(forms)), key=forms.__getitem__), np.int32)
        places = {stem: place for place, stem in enumerate(sorted({stem for stem, _ in forms}))}
        rank = np.empty(len(forms), np.int32)
        rank[order] = np.arange(len(forms))
        stem = np.array([places[stem] for stem, _ in forms], np.int32)
        return Vocabulary([shown for _, shown in forms], np.array(self._known, np.bool_), stem, rank)
