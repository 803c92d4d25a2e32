# SPDX-License-Identifier: EUPL-1.2
"""Columns: the words by which the texts of one level are compared, and their weights.

TF-IDF: a word that counts c in a text, and is in d of n texts, weighs ln(1 + c) x (1 + ln((1 + n) / (1 + d))) (after
Salton & Buckley, Information Processing & Management 24, 1988; smoothed, so that a word in both of two texts counts).
Rows are of length 1. Columns stand in the order of their stems, and only words that the level sees have one: nothing
else is told of other texts.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.opportunities.lexicon import Vocabulary
from graph_api.analysis.snapshot import Int32s, Matrix, frozen

FEW: Final = 50
COMMON: Final = 0.3
"""Where there are more than FEW texts, words in more than this part of them tell nothing."""


class Columns:
    """`words`: what each column is called: the form of its stem that is in most texts."""

    def __init__(self, vocabulary: Vocabulary, texts: Matrix, others: Sequence[Matrix], names: Matrix) -> None:
        """`texts` are what document frequencies are counted in; `others` have columns too; `names` are texts whose
        words get no column, except where they are common words. All are rows x forms."""
        self._stem: Final = vocabulary.stem
        self._stems: Final = int(vocabulary.stem.max(initial=-1)) + 1
        n, frequency = int(np.count_nonzero(np.diff(texts.indptr))), self._frequency(texts)
        used = frequency > 0
        for other in others:
            used |= self._frequency(other) > 0
        if n > FEW:
            used &= frequency <= COMMON * n
        used[vocabulary.stem[_names(vocabulary, names)]] = False
        self._column: Final = np.where(used, np.cumsum(used) - 1, -1).astype(np.int32)
        self._idf: Final = 1 + np.log((1 + n) / (1 + frequency[used]))
        self.words: Final = self._called(vocabulary, [texts, *others])

    def _frequency(self, rows: Matrix) -> Int32s:
        """In how many rows each stem is."""
        by_stem = moved(rows, self._stem, self._stems)
        return np.bincount(by_stem.indices, minlength=self._stems).astype(np.int32)

    def _called(self, vocabulary: Vocabulary, texts: Sequence[Matrix]) -> list[str]:
        counts = sum(np.bincount(rows.indices, minlength=len(vocabulary.shown)) for rows in texts)
        best = np.lexsort((vocabulary.rank, -np.asarray(counts), vocabulary.stem))
        first = np.append(True, np.diff(vocabulary.stem[best]) > 0) if len(best) else np.empty(0, np.bool_)
        wanted = best[first][self._column[vocabulary.stem[best[first]]] >= 0]
        return [vocabulary.shown[form] for form in wanted.tolist()]

    def weighed(self, rows: Matrix) -> Matrix:
        """Rows over forms as rows over these columns, weighed and of length 1."""
        found = moved(rows, self._column[self._stem], len(self.words))
        weights = np.log1p(found.data) * self._idf[found.indices]
        counts = np.diff(found.indptr)
        row = np.repeat(np.arange(len(counts)), counts)
        length = np.sqrt(np.bincount(row, weights**2, len(counts)))
        return frozen(sparse.csr_array((weights / length[row], found.indices, found.indptr), found.shape))


def _names(vocabulary: Vocabulary, names: Matrix) -> Int32s:
    forms = np.unique(names.indices)
    return forms[~vocabulary.known[forms]]


def moved(rows: Matrix, to: Int32s, width: int) -> Matrix:
    """Rows with each column moved to another, or left out (-1); columns that meet are summed. Columns are sorted."""
    columns = to[rows.indices]
    kept = columns >= 0
    starts = np.append(0, np.cumsum(kept))[rows.indptr].astype(np.int32)
    placed = sparse.csr_array((rows.data[kept], columns[kept], starts), (rows.shape[0], width))
    # Turned twice, which sorts in one pass; sorting each row takes longer.
    ordered = placed.tocsc().tocsr()
    ordered.sum_duplicates()
    return ordered
