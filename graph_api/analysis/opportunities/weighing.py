# SPDX-License-Identifier: EUPL-1.2
"""Weighing: the words by which the texts of one level are compared, and how much each tells.

TF-IDF: a word that counts c in a text, and is in d of n texts, weighs ln(1 + c) x (1 + ln((1 + n) / (1 + d))) (after
Salton & Buckley, Information Processing & Management 24, 1988; smoothed, so that a word in both of two texts counts).
Rows are of length 1. Columns stand in the order of their stems, and only words that the level sees have one: nothing
else is told of other texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.lexicon import Vocabulary
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.snapshot import Int32s, Matrix, frozen

FEW: Final = 50
COMMON: Final = 0.3
"""Where there are more than FEW texts, words in more than this part of them tell nothing."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """`texts` and each of `others` as rows over the same columns; `words`: what a column is called, which is the
    form of its stem that is in most texts."""

    words: list[str]
    texts: Matrix
    others: list[Matrix]


def weighed(vocabulary: Vocabulary, texts: Matrix, others: Sequence[Matrix], names: Matrix) -> Weighed:
    """Weigh rows over forms. Document frequencies are counted in `texts`; words of `names` that are no common words get
    no column."""
    stems = int(vocabulary.stem.max(initial=-1)) + 1
    by_stem = [_moved(rows, vocabulary.stem, stems) for rows in (texts, *others)]
    counts = [np.bincount(rows.indices, minlength=stems) for rows in by_stem]
    n, frequency = int(np.count_nonzero(np.diff(texts.indptr))), counts[0]
    used = np.sum(counts, axis=0) > 0
    if n > FEW:
        used &= frequency <= COMMON * n
    used[vocabulary.stem[_proper(vocabulary, names)]] = False
    idf = 1 + np.log((1 + n) / (1 + frequency[used]))
    first, *rest = (_scaled(_chosen(rows, used), idf) for rows in by_stem)
    return Weighed(_called(vocabulary, [texts, *others], used), first, rest)


def _proper(vocabulary: Vocabulary, names: Matrix) -> Int32s:
    forms = np.unique(names.indices)
    return forms[~vocabulary.known[forms]]


def _called(vocabulary: Vocabulary, texts: Sequence[Matrix], used: Flags) -> list[str]:
    counts = np.sum([np.bincount(rows.indices, minlength=len(vocabulary.shown)) for rows in texts], axis=0)
    best = np.lexsort((vocabulary.rank, -counts, vocabulary.stem))
    best = best[used[vocabulary.stem[best]]]
    stems = vocabulary.stem[best]
    return [vocabulary.shown[form] for form in best[np.flatnonzero(np.diff(stems, prepend=-1))].tolist()]


def _moved(rows: Matrix, to: Int32s, width: int) -> Matrix:
    """Rows with each column moved to another, sorted; columns that meet are summed."""
    moved = sparse.csr_array((rows.data, to[rows.indices], rows.indptr), (rows.shape[0], width))
    # Turned twice, which sorts in one pass; sorting each row takes longer.
    ordered = moved.tocsc().tocsr()
    ordered.sum_duplicates()
    return ordered


def _chosen(rows: Matrix, used: Flags) -> Matrix:
    """Rows with only the columns that are used."""
    column = (np.cumsum(used) - 1).astype(np.int32)
    kept = used[rows.indices]
    starts = np.append(0, np.cumsum(kept))[rows.indptr].astype(np.int32)
    shape = (rows.shape[0], int(np.count_nonzero(used)))
    return sparse.csr_array((rows.data[kept], column[rows.indices[kept]], starts), shape)


def _scaled(rows: Matrix, idf: Floats) -> Matrix:
    weights = np.log1p(rows.data) * idf[rows.indices]
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    length = np.sqrt(np.bincount(row, weights**2, rows.shape[0]))
    return frozen(sparse.csr_array((weights / length[row], rows.indices, rows.indptr), rows.shape))
