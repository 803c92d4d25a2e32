# SPDX-License-Identifier: EUPL-1.2
"""Texts: how much two parties say the same, as the cosine of their weighted words; municipalities are not asked."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.facts import Facts
from graph_api.analysis.opportunities.product import Product, degrees, looked_up
from graph_api.analysis.opportunities.signal import Piece
from graph_api.analysis.snapshot import Int32s, Matrix
from schema.municipality import Municipality
from schema.opportunity import Signal

LEAST: Final = 0.08
"""A smaller cosine is no evidence: any two texts have some word in common."""
COMMON: Final = 0.05
"""A word that more than this part of the parties use tells nothing, and would lead to all of them."""
FEW: Final = 20
"""A word that so few use is never too common."""
SHOWN: Final = 5
"""How many words a piece names."""


class Texts:
    """One piece a pair, with the words that say most."""

    signal: Signal = Signal.TEXT
    proposes: bool = True

    def __init__(self, facts: Facts) -> None:
        texts = _telling(facts.texts, facts.parties.starts[Municipality])
        self._words = facts.words
        self._product = Product(texts, np.ones(texts.shape[1]))

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        others, values = self._product.found(one)
        kept = values >= LEAST
        return others[kept], values[kept]

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`."""
        shared = self._product.shared(one, other)
        value = sum(shared.values())
        if value < LEAST:
            return []
        ranked = [word for _, word in sorted((-value, self._words[word]) for word, value in shared.items())]
        # A compound says what its parts say.
        every = " ".join(ranked)
        named = (word for word in ranked if every.count(word) == 1)
        return [Piece(value, words=", ".join(islice(named, SHOWN)))]


def _telling(texts: Matrix, last: int) -> Matrix:
    """Without the words that are too common, and without the texts past the last."""
    common = degrees(texts) > max(FEW, COMMON * texts.shape[0])
    rows = np.repeat(np.arange(texts.shape[0]), np.diff(texts.indptr))
    kept = ~common[texts.indices] & (rows < last)
    found = (texts.data[kept].astype(np.float64), (rows[kept], texts.indices[kept]))
    telling = sparse.csr_array(found, shape=texts.shape)
    telling.sort_indices()
    return telling
