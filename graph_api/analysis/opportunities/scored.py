# SPDX-License-Identifier: EUPL-1.2
"""What the engine finds: pairs with their scores and reasons, as indices and keys; names come later."""

from dataclasses import dataclass

from graph_api.analysis.opportunities.signal import Piece
from schema.opportunity import OpportunityKind, Signal


@dataclass(frozen=True, slots=True)
class Ground:
    """What one signal contributes to a pair: share = weight x the sum of the pieces' values, > 0."""

    signal: Signal
    weight: float
    share: float
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair (indices of parties). `grounds` strongest first, ties by signal; their shares sum to the score."""

    one: int
    other: int
    score: float
    kinds: list[OpportunityKind]
    grounds: list[Ground]
    connected: bool
    open: bool
    """Whether neither party has ended or is closed."""
