# SPDX-License-Identifier: EUPL-1.2
"""Factors: evidence that is a product over features, with one piece for each feature that a pair shares."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.product import Product, looked_up, other_than
from graph_api.analysis.opportunities.signal import NOTHING, Evidence, Piece
from graph_api.analysis.snapshot import Int32s
from schema.opportunity import Party, Signal

Name = Callable[[int], Party]
"""What a feature (a column) is."""


class Factors:
    """Evidence from a product. See `Evidence`."""

    def __init__(self, signal: Signal, product: Product, name: Name, *, proposes: bool = True) -> None:
        self.signal: Signal = signal
        self.proposes: bool = proposes
        self.product = product
        self._name = name

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        return self.product.found(one)

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`. What is few is looked up among those found; what many share is not gathered."""
        return looked_up(self.found(one), others) if self.proposes else self.product.values(one, others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`; ascending by feature."""
        return [Piece(value, self._name(feature)) for feature, value in self.product.shared(one, other).items()]


class Several:
    """Evidence of one signal that is found in several ways, each with pieces of its own."""

    proposes: bool = True

    def __init__(self, ways: Sequence[Evidence], parties: int) -> None:
        self.signal: Signal = ways[0].signal
        self.ways = ways
        self._parties = parties

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        found = sorted((f for f in (way.found(one) for way in self.ways) if len(f[0])), key=lambda f: int(f[0][0]))
        if all(a[0][-1] < b[0][0] for a, b in pairwise(found)):
            # Mostly each way leads to a type of its own.
            parts = (NOTHING, *found)
            return np.concatenate([others for others, _ in parts]), np.concatenate([values for _, values in parts])
        return other_than(one, found, self._parties)

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`."""
        return [piece for way in self.ways for piece in way.pieces(one, other)]
