# SPDX-License-Identifier: EUPL-1.2
"""Facts: what is known of parties beside the structure of the graph, as arrays over the parties of one snapshot."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_api.analysis.affiliation import Floats
from graph_api.analysis.opportunities.parties import Parties
from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.snapshot import Int32s, Int64s, Matrix

Days = npt.NDArray[np.int32]
"""Days since 1970-01-01; ALWAYS and NEVER where unknown."""

ALWAYS = np.iinfo(np.int32).min
"""The `since` of what has no known beginning."""
NEVER = np.iinfo(np.int32).max
"""The `until` of what has no known end."""


@dataclass(frozen=True, slots=True)
class Things:
    """Needs or offers (or support requests), one row for each party that has one: sorted by party, then key.

    `party`: index; `kind`: place in ResourceKind (SupportRole of a request); `since`, `until`: days, of which the first
    is that on which a request was asked where nothing else is known; `texts`: rows as in Facts.texts, of the thing's
    own text. What has ended is among them.
    """

    party: Int32s
    keys: Int64s
    kind: Int32s
    since: Days
    until: Days
    texts: Matrix


@dataclass(frozen=True, slots=True)
class Asks:
    """Support requests, one row for each initiative that made one: `things.kind` is the place in SupportRole; `state`
    the place in RequestState; `municipality` the index of the party it was asked of, -1 where that is not known."""

    things: Things
    state: Int32s
    municipality: Int32s


@dataclass(frozen=True, slots=True)
class Facts:
    """`open`: not ended, neither by status nor by `until`. `lon`, `lat`: where a party is shown, degrees, NaN where
    unknown: an initiative's `place`; an organisation's is the centre of the area it represents, else the mean of the
    initiatives behind which it stands. `texts`: parties x words, TF-IDF, rows of length 1 (or empty); `words`: what
    each column is called in a sentence. A compound and its parts are columns of their own ("moestuin", "tuin"), so a
    sentence need not name a word that is inside another it names."""

    parties: Parties
    day: int
    open: Flags
    lon: Floats
    lat: Floats
    texts: Matrix
    words: list[str]
    needs: Things
    offers: Things
    asks: Asks
