# SPDX-License-Identifier: EUPL-1.2
"""A signal: one kind of evidence for a connection, between any two parties."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.snapshot import Int32s
from schema.opportunity import Party, Signal


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence and its value (> 0, before the weight). `via` and `meets` name nodes by type and key, as in
    `schema.opportunity.Part`."""

    value: float
    via: Party | None = None
    meets: Party | None = None
    words: str | None = None
    count: int = 1


class Evidence(Protocol):
    """A signal over the parties of one snapshot. Symmetric: values and pieces of (a, b) are those of (b, a).

    `found` and `values` agree with `pieces`: a pair's value is the sum of its pieces' values, 0 without pieces.
    """

    signal: Signal
    proposes: bool
    """Whether `found` names candidates. A signal that joins too many to tell (a theme, an area) only adds to pairs
    that others found; its `found` is then never asked, and with nobody has a party more of it than with itself."""

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """Every other party that has evidence with one, ascending, and its value (float64, > 0)."""
        ...

    def values(self, one: int, others: Int32s) -> Floats:
        """The values of pairs of one with others (any order), float64 (len(others))."""
        ...

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """The pieces of evidence of a pair."""
        ...


NOTHING: tuple[Int32s, Floats] = (np.empty(0, np.int32), np.empty(0, np.float64))
Flags = npt.NDArray[np.bool_]
