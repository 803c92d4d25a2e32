# SPDX-License-Identifier: EUPL-1.2
"""The weights of the signals: defaults, or learned from a graph and kept in a file that people can read."""

from dataclasses import dataclass, field
from typing import Any, Final

from schema.opportunity import Signal

DEFAULTS: Final[dict[Signal, float]] = {
    Signal.PEOPLE: 2.0,
    Signal.ORGANISATIONS: 1.0,
    Signal.BACKING: 0.5,
    Signal.CONNECTIONS: 0.5,
    Signal.PATHS: 0.5,
    Signal.THEMES: 0.5,
    Signal.TEXT: 1.5,
    Signal.PLACE: 0.5,
    Signal.RESOURCES: 1.0,
    Signal.NEEDS: 0.3,
    Signal.ASKS: 0.5,
    Signal.ROLE: 0.7,
}
"""Sensible before anything is learned: people say most, a shared theme or area alone says little."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight >= 0 for each signal. `learned`: from what and how well, as the file tells; empty for the defaults."""

    of: dict[Signal, float] = field(default_factory=lambda: dict(DEFAULTS))
    learned: dict[str, Any] = field(default_factory=dict[str, Any])
