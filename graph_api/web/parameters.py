# SPDX-License-Identifier: EUPL-1.2
"""Parameters in the address of a download: the conditions of the filter of initiatives, and choices by name."""

import math
from collections.abc import Collection, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Final, TypeVar

from graphql import GraphQLError
from starlette.datastructures import QueryParams

from schema.area import Area
from schema.base import Node
from schema.errors import bad_input
from schema.filters import BoxInput, to_filter
from schema.ids import key_of
from schema.initiative import Initiative, InitiativeStatus
from schema.municipality import Municipality
from schema.query import Filter
from schema.theme import Theme

T = TypeVar("T")
D = TypeVar("D")

FILTERS: Final = frozenset(("area", "theme", "municipality", "status", "text", "activeOn", "bbox"))
"""Those that choose initiatives; area, theme and status may be there more than once."""

SELECTION: Final = frozenset(("projection", "relation", "nodeType"))
"""Those that choose what makes a network of these initiatives; relation and nodeType may be there more than once."""

_MANY: Final = ("area", "theme", "status", "relation", "nodeType")


class Parameters:
    """What an address asks. Everything raises GraphQLError, with what is wrong, for what cannot be."""

    def __init__(self, given: QueryParams, known: frozenset[str], many: Collection[str] = ()) -> None:
        """`many`: those of `known` that may be there more than once, beside those of which that is always so."""
        self._given = given
        for name in given:
            if name not in known:
                raise bad_input(f"There is no parameter {name[:40]!r}; there are {', '.join(sorted(known))}")
            if name not in (*_MANY, *many) and len(given.getlist(name)) > 1:
                raise bad_input(f"The parameter {name!r} is there twice")

    def where(self, *, boxed: bool = True) -> Filter:
        """Which initiatives are wanted. `boxed`: whether a box can be asked for here."""
        statuses = {each.name: each for each in InitiativeStatus}
        given = SimpleNamespace(
            areas=self._ids("area", Area),
            themes=self._ids("theme", Theme),
            municipality=next(iter(self._ids("municipality", Municipality)), None),
            status=[_chosen("status", name, statuses) for name in self._given.getlist("status")],
            text=self._given.get("text"),
            active_on=self._day("activeOn"),
            bbox=self._box("bbox"),
        )
        if given.bbox and not boxed:
            raise bad_input("Areas are compared as a whole: choose with `area` or `municipality`, not `bbox`")
        return to_filter(Initiative, given)

    def one_of(self, name: str, choices: Mapping[str, T], default: D) -> T | D:
        """The choice that is named, or the default."""
        given = self._given.get(name)
        return default if given is None else _chosen(name, given, choices)

    def several(self, name: str, choices: Mapping[str, T]) -> tuple[T, ...] | None:
        """The choices that are named, None for none at all."""
        given = self._given.getlist(name)
        return tuple(_chosen(name, each, choices) for each in dict.fromkeys(given)) if given else None

    def required(self, name: str, choices: Mapping[str, T]) -> T:
        """The choice that is named, which must be."""
        if name not in self._given:
            raise bad_input(f"Give `{name}`: {', '.join(choices)}")
        return _chosen(name, self._given[name], choices)

    def text(self, name: str) -> str | None:
        """The text that is given, or None where it is empty or not there."""
        return self._given.get(name, "").strip() or None

    def flag(self, name: str, default: bool = False) -> bool:
        """Yes or no."""
        return self.one_of(name, {"true": True, "false": False}, default)

    def score(self, name: str) -> float:
        """A number of 0 or more; 0 where none is given."""
        given = self._given.get(name, "0")
        try:
            found = float(given)
        except ValueError:
            found = math.nan
        if not 0 <= found < math.inf:
            raise bad_input(f"`{name}` is {given[:40]!r}; it is a number of 0 or more")
        return found

    def first(self, most: int) -> int:
        """How many are wanted at most."""
        given = self._given.get("first", str(most))
        if not (given.isascii() and given.isdigit() and len(given) < 10 and int(given) <= most):
            raise bad_input(f"`first` is {given[:40]!r}; it goes from 0 to {most}")
        return int(given)

    def _ids(self, name: str, cls: type[Node]) -> list[str]:
        """The ids that are given, looked at here so that what is wrong with one is said of this parameter."""
        given = self._given.getlist(name)
        for each in given:
            try:
                key_of(cls, each)
            except GraphQLError as wrong:
                raise bad_input(f"`{name}`: {wrong.message}") from None
        return given

    def _day(self, name: str) -> date | None:
        given = self._given.get(name)
        try:
            return None if given is None else date.fromisoformat(given)
        except ValueError:
            raise bad_input(f"`{name}` is {given!r}; write a day as 2026-03-31") from None

    def _box(self, name: str) -> BoxInput | None:
        given = self._given.get(name)
        if given is None:
            return None
        try:
            west, south, east, north = map(float, given.split(","))
        except ValueError:
            raise bad_input(f"`{name}` is four numbers: west,south,east,north, in degrees") from None
        return BoxInput(west=west, south=south, east=east, north=north)


def _chosen(name: str, given: str, choices: Mapping[str, T]) -> T:
    if given not in choices:
        raise bad_input(f"`{name}` is {given[:40]!r}; it is one of {', '.join(choices)}")
    return choices[given]
