# SPDX-License-Identifier: EUPL-1.2
"""Matching: what one party seeks and another gives, and what two parties seek alike.

A match of two things is worth 0.5 / log2(1 + d) + 0.5 x the cosine of their texts. d is how many parties offer the same
kind within reach (or seek it too): that somebody offers space tells much where nobody else does and little where
everybody does, while a text that fits tells as much anywhere. d counts parties, not things, and rests on the place of
who seeks alone, so no piece of evidence of a pair changes the value of another.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from graph_api.analysis.affiliation import Floats, sums
from graph_api.analysis.opportunities.listed import Listed, cosines
from graph_api.analysis.opportunities.reach import Reach
from graph_api.analysis.opportunities.signal import NOTHING, Piece
from graph_api.analysis.snapshot import Int32s
from schema.base import Node
from schema.resource import Offer

Part = tuple[Int32s, Floats]
"""Parties and what is found with each."""


class Meeting:
    """What one party seeks, met by what another gives: one piece for everything sought, its best of what is given."""

    def __init__(self, seeking: type[Node], sought: Listed, given: Listed, reach: Reach) -> None:
        """`seeking`: what the nodes that are sought are; those given are offers."""
        self._seeking, self.sought, self.given, self._reach = seeking, sought, given, reach
        self._kind = _of_kind(sought, given, 0)

    def found(self, one: int) -> tuple[Int32s, Floats]:
        """See `Evidence.found`."""
        return together([*self._met(one), *self._meeting(one)], len(self._reach.points))

    def values(self, one: int, others: Int32s) -> Floats:
        """See `Evidence.values`."""
        return looked_up(self.found(one), others)

    def pieces(self, one: int, other: int) -> Sequence[Piece]:
        """See `Evidence.pieces`; ascending by key."""
        return sorted((*self._between(one, other), *self._between(other, one)), key=_key)

    def _met(self, one: int) -> Iterator[Part]:
        """Who gives what this party seeks."""
        for row in self.sought.own(one):
            given = self.given.near(one, int(self.sought.group[row]))
            given = given[self.given.overlapping(given, *self.sought.period(row))]
            values = self._kind[row] + 0.5 * cosines(self.sought.texts, row, self.given.texts, given)
            yield best_of_each(self.given.party[given], values)

    def _meeting(self, one: int) -> Iterator[Part]:
        """Who seeks what this party gives."""
        for group, own in self.given.own_groups(one):
            sought = self.sought.near(one, group)
            values = np.zeros(len(sought))
            for row in own:
                cosine = cosines(self.given.texts, row, self.sought.texts, sought)
                fits = self.sought.overlapping(sought, *self.given.period(row))
                np.maximum(values, np.where(fits, self._kind[sought] + 0.5 * cosine, 0), out=values)
            yield self.sought.party[sought[values > 0]], values[values > 0]

    def _between(self, seeker: int, giver: int) -> Iterator[Piece]:
        theirs = np.array(self.given.own(giver), np.int32)
        sought = self.sought.own(seeker)
        if not len(theirs) or not len(sought) or not self._reach.near(seeker, np.array([giver], np.int32)).all():
            return
        for row in sought:
            fits = self.given.overlapping(theirs, *self.sought.period(row))
            given = theirs[fits & (self.given.group[theirs] == self.sought.group[row])]
            if len(given):
                values = self._kind[row] + 0.5 * cosines(self.sought.texts, row, self.given.texts, given)
                best = int(values.argmax())
                meets = (Offer, int(self.given.keys[given[best]]))
                yield Piece(float(values[best]), (self._seeking, int(self.sought.keys[row])), meets)


class Alike:
    """What two parties both seek: one piece for each group, of the two that are most alike."""

    def __init__(self, seeking: type[Node], sought: Listed, reach: Reach) -> None:
        """`seeking`: what the nodes that are sought are."""
        self._seeking, self.sought, self._reach = seeking, sought, reach
        self._kind = _of_kind(sought, sought, 1)

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
        theirs = dict(self.sought.own_groups(other))
        mine = dict(self.sought.own_groups(one))
        if not theirs.keys() & mine.keys() or not self._reach.near(one, np.array([other], np.int32)).all():
            return []
        found = (self._closest(mine[group], theirs[group]) for group in theirs.keys() & mine.keys())
        return sorted((piece for piece in found if piece), key=_key)

    def _others(self, one: int, group: int, own: Int32s) -> Part:
        others = self.sought.near(one, group)
        values = np.zeros(len(others))
        for row in own:
            np.maximum(values, self._values(int(row), others), out=values)
        return best_of_each(self.sought.party[others[values > 0]], values[values > 0])

    def _values(self, row: int, others: Int32s) -> Floats:
        """The values of a thing with others of its group; 0 where they have no day in common."""
        cosine = cosines(self.sought.texts, row, self.sought.texts, others)
        kind = np.minimum(self._kind[row], self._kind[others])
        return np.where(self.sought.overlapping(others, *self.sought.period(row)), kind + 0.5 * cosine, 0)

    def _closest(self, mine: Int32s, theirs: Int32s) -> Piece | None:
        """Of equals the one of which the lower key, then the higher, is lowest: the same from both sides."""
        keys = self.sought.keys
        every = [
            (-float(value), *sorted((int(keys[row]), int(keys[other]))))
            for row in mine
            for other, value in zip(theirs, self._values(int(row), theirs), strict=True)
            if value
        ]
        if not every:
            return None
        value, key, _ = min(every)
        return Piece(-value, (self._seeking, key), count=2)


def _of_kind(sought: Listed, given: Listed, self_counted: int) -> Floats:
    """What the kind alone tells of everything sought: see the module."""
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


def looked_up(found: Part, wanted: Int32s) -> Floats:
    """The values of wanted parties, of those found (ascending); 0 where nothing was."""
    parties, values = found
    if not len(parties):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(parties, wanted), len(parties) - 1)
    return np.where(parties[at] == wanted, values[at], 0.0)


def best_of_each(parties: Int32s, values: Floats) -> Part:
    """The highest value of each party, of values by ascending party."""
    if not len(parties):
        return NOTHING
    first = np.flatnonzero(np.append(True, parties[1:] != parties[:-1]))
    return parties[first], np.maximum.reduceat(values, first)


def _key(piece: Piece) -> int:
    return piece.via[1] if piece.via else 0
