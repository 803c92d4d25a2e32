# SPDX-License-Identifier: EUPL-1.2
"""Assembling: the facts of one snapshot from what is kept of its nodes. Arrays only; nothing is read.

What an initiative says is its title and summary; what an organisation says is its name and what it offers. The titles
of what it runs are left out: relations tell that already. So are the names of areas, where they are no common words:
that two are in one area is for PLACE to tell.
"""

import functools
from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.facts import Asks, Facts, Things
from graph_api.analysis.opportunities.parties import PARTY_TYPES, Parties
from graph_api.analysis.opportunities.records import ENDED, READ, Kept, Records
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.opportunities.weighing import weighed
from graph_api.analysis.snapshot import EPOCH, Int32s, Matrix, Snapshot, frozen
from schema.area import Area
from schema.base import Node, Relation
from schema.initiative import Asks as AsksFor
from schema.initiative import Initiative, Needs, Offers
from schema.municipality import Municipality
from schema.organisation import Organisation, Provides, Represents, Runs, Supports
from schema.resource import Need, Offer
from schema.support_request import AskedOf, SupportRequest

Seen = dict[type[Node], Records]
A = TypeVar("A", bound=npt.NDArray[Any])


def assembled(snapshot: Snapshot, kept: Kept) -> Facts:
    """The facts of a snapshot. Raises ValueError when it has nodes that are not kept."""
    seen = {cls: kept.records[cls].of(snapshot.keys(cls), cls) for cls in READ}
    parties = Parties(snapshot)
    resources: list[type[Node]] = [Need, Offer, SupportRequest]
    texts = weighed(kept.vocabulary, _said(snapshot, seen), [seen[cls].texts for cls in resources], seen[Area].texts)
    own = dict(zip(resources, texts.others, strict=True))
    day = (snapshot.day - EPOCH).days
    lon, lat = _points(snapshot, seen)
    things = functools.partial(_things, snapshot, parties, seen, own)
    asked = things(AsksFor)
    return Facts(
        parties=parties,
        day=day,
        open=_open(seen, day),
        lon=lon,
        lat=lat,
        texts=texts.texts,
        words=texts.words,
        needs=things(Needs),
        offers=things(Offers, Provides),
        asks=Asks(asked, _states(seen, asked), _asked_of(snapshot, parties, asked)),
    )


def _said(snapshot: Snapshot, seen: Seen) -> Matrix:
    """The texts of all parties: parties x forms."""
    offered = _pattern(snapshot.forward(Provides)) @ seen[Offer].texts
    organisations = seen[Organisation].texts + offered
    return sparse.vstack([seen[Initiative].texts, organisations, seen[Municipality].texts], format="csr")


def _pattern(*relations: Matrix) -> Matrix:
    """1 where any of these has a relation, whatever its weight."""
    ones = [sparse.csr_array((np.ones(len(r.data)), r.indices, r.indptr), r.shape) for r in relations]
    joined = ones[0]
    for other in ones[1:]:
        joined = joined + other
    joined.data[:] = 1
    return joined


def _open(seen: Seen, day: int) -> Flags:
    lasting = np.concatenate([seen[cls].rows["until"] >= day for cls in PARTY_TYPES])
    lasting[: len(seen[Initiative].rows)] &= seen[Initiative].rows["state"] != ENDED
    return _still(lasting)


def _points(snapshot: Snapshot, seen: Seen) -> tuple[Floats, Floats]:
    area = _mean(_pattern(snapshot.forward(Represents)), seen[Area])
    work = _mean(_pattern(snapshot.forward(Runs), snapshot.forward(Supports)), seen[Initiative])
    nowhere = np.full(len(seen[Municipality].rows), np.nan)
    own = (np.ascontiguousarray(seen[Initiative].rows[name]) for name in ("lon", "lat"))
    lon, lat = (
        _still(np.concatenate([mine, np.where(np.isnan(first), second, first), nowhere]))
        for mine, first, second in zip(own, area, work, strict=True)
    )
    return lon, lat


def _mean(links: Matrix, records: Records) -> tuple[Floats, Floats]:
    """The mean point of what each row is linked to, as far as known; NaN where nothing is."""
    lon, lat = records.rows["lon"], records.rows["lat"]
    known = ~np.isnan(lon)
    counts = links @ known.astype(np.float64)
    with np.errstate(invalid="ignore"):
        return (links @ np.where(known, lon, 0)) / counts, (links @ np.where(known, lat, 0)) / counts


def _things(
    snapshot: Snapshot,
    parties: Parties,
    seen: Seen,
    texts: Mapping[type[Node], Matrix],
    *relations: type[Relation],
) -> Things:
    """What parties have over these relations, whose sources come in the order of parties."""
    thing = relations[0].__ends__.target
    links = [snapshot.forward(relation) for relation in relations]
    starts = [parties.starts[relation.__ends__.source] for relation in relations]
    party = np.concatenate([_rows(link) + start for link, start in zip(links, starts, strict=True)])
    at = np.concatenate([link.indices for link in links])
    rows = seen[thing].rows[at]
    kind, since, until, key = (_still(np.ascontiguousarray(rows[n])) for n in ("kind", "since", "until", "key"))
    return Things(_still(party.astype(np.int32)), key, kind, since, until, frozen(texts[thing][at]))


def _rows(matrix: Matrix) -> Int32s:
    """The row of each entry."""
    return np.repeat(np.arange(matrix.shape[0], dtype=np.int32), np.diff(matrix.indptr))


def _states(seen: Seen, asked: Things) -> Int32s:
    requests = seen[SupportRequest].rows
    return _still(requests["state"][np.searchsorted(requests["key"], asked.keys)])


def _asked_of(snapshot: Snapshot, parties: Parties, asked: Things) -> Int32s:
    """The municipality of each request, the first where there are more."""
    links = snapshot.forward(AskedOf)
    first = np.full(links.shape[0], -1, np.int32)
    some = np.diff(links.indptr) > 0
    first[some] = links.indices[links.indptr[:-1][some]] + parties.starts[Municipality]
    return _still(first[snapshot.positions(SupportRequest, asked.keys)])


def _still(array: A) -> A:
    array.flags.writeable = False
    return array
