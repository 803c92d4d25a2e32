# SPDX-License-Identifier: EUPL-1.2
"""Parties: those between whom connections are made, in one row: initiatives, organisations, municipalities."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from scipy import sparse

from graph_api.analysis.snapshot import Int32s, Int64s, Matrix, Snapshot, locate
from schema.base import Node
from schema.initiative import Initiative
from schema.municipality import Municipality
from schema.opportunity import Party
from schema.organisation import Organisation

PARTY_TYPES: Final[tuple[type[Node], ...]] = (Initiative, Organisation, Municipality)


class Parties:
    """A party's *index* is its place in the row: its position in its type, after all of the types before."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.keys: Final[Int64s] = np.concatenate([snapshot.keys(cls) for cls in PARTY_TYPES])
        counts = [snapshot.count(cls) for cls in PARTY_TYPES]
        self.n: Final = sum(counts)
        self.starts: Final = dict(zip(PARTY_TYPES, np.cumsum([0, *counts[:-1]]).tolist(), strict=True))
        self.counts: Final = dict(zip(PARTY_TYPES, counts, strict=True))

    def part(self, type: type[Node]) -> slice:
        """Where the parties of a type are."""
        return slice(self.starts[type], self.starts[type] + self.counts[type])

    def indices(self, type: type[Node], keys: Int64s) -> Int32s:
        """The indices of parties of a type by their keys; -1 where there is none."""
        found = locate(self.keys[self.part(type)], keys)
        return np.where(found >= 0, found + self.starts[type], -1).astype(np.int32)

    def index(self, party: Party) -> int:
        """The index of a party; -1 where there is none."""
        return int(self.indices(party[0], np.array([party[1]], np.int64))[0]) if party[0] in self.starts else -1

    def party(self, index: int) -> Party:
        """The party at an index."""
        cls = next(cls for cls in reversed(PARTY_TYPES) if index >= self.starts[cls] and self.counts[cls])
        return cls, int(self.keys[index])

    def rows(self, of: Mapping[type[Node], Matrix]) -> Matrix:
        """The rows of some types of parties as rows of all parties; those of other types are empty."""
        columns = next(iter(of.values())).shape[1]
        none = {cls: sparse.csr_array((self.counts[cls], columns)) for cls in PARTY_TYPES if cls not in of}
        stacked = sparse.vstack([of[cls] if cls in of else none[cls] for cls in PARTY_TYPES], format="csr")
        stacked.sort_indices()
        return sparse.csr_array(stacked)
