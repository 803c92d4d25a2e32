# SPDX-License-Identifier: EUPL-1.2
"""Matching: what one party seeks and another gives, and what two parties seek alike.

A match of two things is worth 0.5 x alone / log2(1 + d) + 0.5 x the cosine of their texts. `alone` says how much the
kind tells without the text: any hall may do, but who knows of solar panels does not know of all. d is how many parties
offer the same kind within reach (or seek it too): that somebody offers space tells much where nobody else does and
little where everybody does, while a text that fits tells as much anywhere. d counts parties, not things, and rests on
the place of who seeks alone, so no piece of evidence of a pair changes the value of another. What is worth less than
LEAST is no evidence: the same kind of thing, of which there is plenty and whose words do not meet.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from graph_api.analysis.affiliation import Floats, sums
from graph_api.analysis.opportunities.listed import Listed, cosine, cosines
from graph_api.analysis.opportunities.product import looked_up
from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.opportunities.signal import NOTHING, Piece
from graph_api.analysis.snapshot import Int32s
from schema.base import Node
from schema.resource import Offer

LEAST: Final = 0.08
"""The least that a match is worth telling."""

Part = tuple[Int32s, Floats]
"""Parties and what is found with each."""


class Meeting:
    """What one party seeks, met by what another gives: one piece for everything sought, its best of what is given."""

    def __init__(self, seeking: type[Node], sought: Listed, given: Listed, reach: Reach, alone: Floats) -> None:
        """`seeking`: what the nodes that are sought are; those given are offers. `alone`: of each row sought."""
        self._seeking, self.sought, self.given, self._reach = seeking, sought, given, reach
        self._kind = _of_kind(sought, given, 0) * alone

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        return together([*self._met(one), *self._meeting(one)], len(self._reach.points))

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`; ascending by key."""
        return sorted((*self._between(one, other), *self._between(other, one)), key=_order)

    def _met(self, one: int) -> Iterator[Part]:
        """Who gives what this party seeks."""
        for row in self.sought.own(one):
            given = self.given.near(one, int(self.sought.group[row]))
            given = given[self.given.overlapping(given, *self.sought.period(row))]
            values = self._kind[row] + 0.5 * cosines(self.sought.texts, row, self.given.texts, given)
            telling = values >= LEAST
            yield best_of_each(self.given.party[given[telling]], values[telling])

    def _meeting(self, one: int) -> Iterator[Part]:
        """Who seeks what this party gives."""
        for group, own in self.given.own_groups(one):
            sought = self.sought.near(one, group)
            values = np.zeros(len(sought))
            for row in own:
                cosine = cosines(self.given.texts, row, self.sought.texts, sought)
                fits = self.sought.overlapping(sought, *self.given.period(row))
                np.maximum(values, np.where(fits, self._kind[sought] + 0.5 * cosine, 0), out=values)
            telling = values >= LEAST
            yield self.sought.party[sought[telling]], values[telling]

    def _between(self, seeker: int, giver: int) -> Iterator[Piece]:
        sought, given = self.sought.own(seeker), self.given.own(giver)
        if not sought or not given or not self._reach.both(seeker, giver):
            return
        for row in sought:
            fits = [
                (-cosine(self.sought.texts, row, self.given.texts, its), int(self.given.keys[its]))
                for its in given
                if self.given.group[its] == self.sought.group[row] and self.sought.overlaps(row, self.given, its)
            ]
            if fits:
                fit, key = min(fits)
                value = float(self._kind[row]) - 0.5 * fit
                if value >= LEAST:
                    yield Piece(value, (self._seeking, int(self.sought.keys[row])), (Offer, key))


class Alike:
    """What two parties both seek: one piece for each group, of the two that are most alike."""

    def __init__(self, seeking: type[Node], sought: Listed, reach: Reach, alone: Floats) -> None:
        """`seeking`: what the nodes that are sought are. `alone`: of each row."""
        self._seeking, self.sought, self._reach = seeking, sought, reach
        self._kind = _of_kind(sought, sought, 1) * alone

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        return together(
            [self._others(one, group, own) for group, own in self.sought.own_groups(one)], len(self._reach.points)
        )

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`; ascending by key."""
        own, theirs = self.sought.own(one), self.sought.own(other)
        if not own or not theirs or not self._reach.both(one, other):
            return []
        best: dict[int, tuple[float, int, int]] = {}
        for row in own:
            for its in theirs:
                group = int(self.sought.group[row])
                if group == self.sought.group[its] and self.sought.overlaps(row, self.sought, its):
                    best[group] = min(best.get(group, (0.0, 0, 0)), self._ranked(row, its))
        telling = [(-least, key) for least, key, _ in best.values() if -least >= LEAST]
        return sorted((Piece(value, (self._seeking, key), count=2) for value, key in telling), key=_order)

    def _others(self, one: int, group: int, own: Int32s) -> Part:
        others = self.sought.near(one, group)
        values = np.zeros(len(others))
        for row in own:
            np.maximum(values, self._values(int(row), others), out=values)
        telling = values >= LEAST
        return best_of_each(self.sought.party[others[telling]], values[telling])

    def _values(self, row: int, others: Int32s) -> Floats:
        """The values of a thing with others of its group; 0 where they have no day in common."""
        cosine = cosines(self.sought.texts, row, self.sought.texts, others)
        kind = np.minimum(self._kind[row], self._kind[others])
        return np.where(self.sought.overlapping(others, *self.sought.period(row)), kind + 0.5 * cosine, 0)

    def _ranked(self, row: int, other: int) -> tuple[float, int, int]:
        """The best is least, and of equals the one with the lowest key: the same from both sides."""
        kind = min(float(self._kind[row]), float(self._kind[other]))
        value = kind + 0.5 * cosine(self.sought.texts, row, self.sought.texts, other)
        low, high = sorted((int(self.sought.keys[row]), int(self.sought.keys[other])))
        return -value, low, high


def _of_kind(sought: Listed, given: Listed, self_counted: int) -> Floats:
    """What a kind tells of everything sought, as far as it tells alone: see the module."""
    values = np.zeros(len(sought.party))
    for group in np.unique(sought.group).tolist():
        rows = sought.group == group
        crowds = np.maximum(given.crowds(group, sought.party[rows]) - self_counted, 1)
        values[rows] = 0.5 / np.log2(1 + crowds)
    return values


def together(parts: Sequence[Part], parties: int) -> Part:
    """The sums of what was found with each party, ascending."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return NOTHING
    others, values = (np.concatenate(each) for each in zip(*parts, strict=True))
    found, (summed,) = sums(others, (values,), parties)
    return found.astype(np.int32, copy=False), summed


def best_of_each(parties: Int32s, values: Floats) -> Part:
    """The highest value of each party, of values by ascending party."""
    if not len(parties):
        return NOTHING
    first = np.flatnonzero(np.append(True, parties[1:] != parties[:-1]))
    return parties[first], np.maximum.reduceat(values, first)


def _order(piece: Piece) -> tuple[int, int, float]:
    """By key; two parties may have one thing together."""
    return piece.via[1] if piece.via else 0, piece.meets[1] if piece.meets else 0, piece.value
