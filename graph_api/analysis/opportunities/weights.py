# SPDX-License-Identifier: EUPL-1.2
"""The weights of the signals: defaults, or learned from a graph and kept in a file that people can read."""

import json
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from schema.opportunity import Signal

VERSION: Final = 1
"""Of the file."""

DEFAULTS: Final[dict[Signal, float]] = {
    Signal.PEOPLE: 1.0,
    Signal.ORGANISATIONS: 1.0,
    Signal.BACKING: 0.5,
    Signal.CONNECTIONS: 0.5,
    Signal.PATHS: 0.3,
    Signal.THEMES: 0.5,
    Signal.TEXT: 1.5,
    Signal.PLACE: 0.5,
    Signal.RESOURCES: 2.0,
    Signal.NEEDS: 0.3,
    Signal.ASKS: 1.0,
    Signal.ROLE: 0.7,
}
"""Sensible before anything is learned: what one seeks and another has says most, a shared theme or area little."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight >= 0 for each signal. `learned`: from what and how well, as the file tells; empty for the defaults."""

    of: dict[Signal, float] = field(default_factory=lambda: dict(DEFAULTS))
    learned: dict[str, Any] = field(default_factory=dict[str, Any])


def current(path: Path) -> Weights:
    """The weights in the file where it is there, else the defaults. Raises what `load` raises."""
    return load(path) if path.exists() else Weights()


def load(path: Path) -> Weights:
    """The weights in a file that `save` wrote or that a person edited; a signal that is not there has its default.

    Raises ValueError that says what is wrong and where, OSError when the file cannot be read.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not TOML: {error}") from None
    version, table = content.pop("version", None), content.pop("weights", None)
    if version != VERSION:
        raise ValueError(f"{path}: version is {version!r}, and this program reads version {VERSION}")
    if not isinstance(table, dict):
        raise ValueError(f"{path}: there is no table [weights]")
    given = dict(_weight(path, name, value) for name, value in cast(dict[str, Any], table).items())
    return Weights(DEFAULTS | given, content)


def _weight(path: Path, name: str, value: Any) -> tuple[Signal, float]:
    if name not in Signal.__members__:
        raise ValueError(f"{path}: weights.{name}: there is no such signal; these are: {', '.join(Signal.__members__)}")
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise ValueError(f"{path}: weights.{name}: {value!r} is not a number of 0 or more")
    return Signal[name], float(value)


def save(weights: Weights, path: Path) -> None:
    """Write the weights, and from what they were learned, to a TOML file. Folders are made where there are none."""
    of = {signal.name: round(weight, 4) for signal, weight in weights.of.items()}
    lines = (
        "# How much each kind of evidence counts in the score of an opportunity. Written by `verbind learn`.",
        f"version = {VERSION}",
        *_toml({"weights": of, **weights.learned}, ""),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(content: Mapping[str, Any], name: str) -> Iterator[str]:
    """A table's values, then the tables in it: what TOML asks for."""
    for key, value in content.items():
        if not isinstance(value, dict):
            yield f"{key} = {json.dumps(value)}"  # text, numbers, booleans and lists of them look alike in both
    for key, value in content.items():
        if isinstance(value, dict):
            table = cast(dict[str, Any], value)
            if not table or not all(isinstance(inner, dict) for inner in table.values()):
                yield f"\n[{name}{key}]"
            yield from _toml(table, f"{name}{key}.")
