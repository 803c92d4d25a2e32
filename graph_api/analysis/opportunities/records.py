# SPDX-License-Identifier: EUPL-1.2
"""Records: the public columns of nodes from which facts are made, as arrays by key, with their texts as numbers."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph_api.analysis.opportunities.facts import ALWAYS, NEVER
from graph_api.analysis.opportunities.lexicon import Lexicon, Said, Vocabulary
from graph_api.analysis.snapshot import EPOCH, Int64s, Matrix, locate
from schema.area import Area
from schema.base import Node
from schema.geometry import Point
from schema.initiative import Initiative, InitiativeStatus
from schema.municipality import Municipality
from schema.organisation import Organisation
from schema.resource import Need, Offer, ResourceKind
from schema.support_request import RequestState, SupportRequest, SupportRole

READ: Final[tuple[type[Node], ...]] = (Municipality, Area, Need, Offer, SupportRequest, Initiative, Organisation)
"""The types of which records are kept."""
ENDED: Final = list(InitiativeStatus).index(InitiativeStatus.ENDED)
TITLE: Final = 2.0
"""How often a title or a name counts: it is chosen with more care than a summary, and short."""

_ROW: Final = np.dtype(
    [("key", "i8"), ("kind", "i4"), ("state", "i4"), ("since", "i4"), ("until", "i4"), ("lon", "f8"), ("lat", "f8")]
)
Row = tuple[int, int, int, int, int, float, float]


@dataclass(frozen=True, slots=True)
class Records:
    """Nodes of one type, by ascending key. `rows`: key; kind (of needs, offers and requests) and state (of requests
    and initiatives) as places in their enums; since and until in days; lon and lat. `texts`: rows x forms."""

    rows: npt.NDArray[Any]
    texts: Matrix

    def of(self, keys: Int64s, type: type[Node]) -> "Records":
        """The records with these keys, in this order. Raises ValueError when one is not there."""
        if np.array_equal(keys, self.rows["key"]):
            return self
        at = locate(np.ascontiguousarray(self.rows["key"]), keys)
        if len(at) and at.min() < 0:
            raise ValueError(f"the snapshot has a {type.__name__} that the store does not have")
        return Records(self.rows[at], self.texts[at])

    def merged(self, new: "Records") -> "Records":
        """These with others in the place of those with the same key."""
        keep = np.flatnonzero(~np.isin(self.rows["key"], new.rows["key"]))
        rows = np.concatenate([self.rows[keep], new.rows])
        order = np.argsort(rows["key"])
        texts = [self.widened(new.texts.shape[1]).texts[keep], new.texts]
        return Records(rows[order], sparse.vstack(texts, format="csr")[order])

    def widened(self, width: int) -> "Records":
        """The same in a lexicon that has grown to so many forms."""
        texts = self.texts
        return Records(self.rows, sparse.csr_array((texts.data, texts.indices, texts.indptr), (len(self.rows), width)))


@dataclass(frozen=True, slots=True)
class Kept:
    """All records at a revision (a floor: parts of later writes may be in them), and the forms of their texts."""

    revision: int
    records: Mapping[type[Node], Records]
    vocabulary: Vocabulary


def kept(revision: int, records: Mapping[type[Node], Records], lexicon: Lexicon) -> Kept:
    """Records whose texts were read with one lexicon."""
    vocabulary = lexicon.vocabulary()
    width = len(vocabulary.shown)
    return Kept(revision, {cls: found.widened(width) for cls, found in records.items()}, vocabulary)


def records(nodes: Sequence[Node], lexicon: Lexicon) -> Records:
    """The records of nodes of one type, which come by ascending key."""
    rows = np.array([_row(node) for node in nodes], _ROW)
    return Records(rows, lexicon.rows(_said(node) for node in nodes))


def together(parts: Sequence[Records]) -> Records:
    """Records that follow each other as one."""
    width = parts[-1].texts.shape[1]
    texts = [part.widened(width).texts for part in parts]
    return Records(np.concatenate([part.rows for part in parts]), sparse.vstack(texts, format="csr"))


def _row(node: Node) -> Row:
    kind, state, since, point = 0, 0, node.since, None
    match node:
        case Initiative():
            state, point = _place(node.status), node.place
        case Area():
            point = node.centre
        case Need() | Offer():
            kind = _place(node.kind)
        case SupportRequest():
            kind, state, since = _place(node.role), _place(node.state), node.since or node.asked_on
        case _:
            pass
    lon, lat = (point.lon, point.lat) if isinstance(point, Point) else (np.nan, np.nan)
    return node.key, kind, state, _day(since, ALWAYS), _day(node.until, NEVER), lon, lat


_PLACES: Final = {
    value: place
    for values in (InitiativeStatus, ResourceKind, SupportRole, RequestState)
    for place, value in enumerate(values)
}


def _place(value: enum.Enum) -> int:
    return _PLACES[value]  # pyright: ignore[reportArgumentType] - members of four enums in one table


def _day(day: date | None, unknown: int) -> int:
    return unknown if day is None else (day - EPOCH).days


def _said(node: Node) -> Said:
    match node:
        case Initiative():
            return ((node.title, TITLE), (node.summary, 1.0))
        case Organisation():
            return ((node.name, TITLE),)
        case Area():
            return ((node.name, 1.0),)
        case Need() | Offer():
            return ((node.text, 1.0),)
        case SupportRequest():
            return ((node.text or "", 1.0),)
        case _:
            return ()
