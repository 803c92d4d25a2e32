# SPDX-License-Identifier: EUPL-1.2
"""Splits: the same graph with some relations held out. Nothing is copied but the rows that stay."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from graph_api.analysis.opportunities.signal import Flags
from graph_api.analysis.snapshot import Int64s
from graph_api.store.port import Arrays, RelationArrays
from schema.base import Relation
from schema.initiative import Initiative, SharesBackers
from schema.registry import RELATION_TYPES
from schema.resident import Backs, Resident

OF_RESIDENTS: Final = tuple(cls for cls in RELATION_TYPES if cls.__ends__.source is Resident)
"""All that residents have: their relations start with them."""


def kept(arrays: Arrays, masks: Mapping[type[Relation], Flags]) -> Arrays:
    """The arrays with only those relations of the types in `masks` whose flag is set."""
    relations = {cls: _rows(links, masks[cls]) if cls in masks else links for cls, links in arrays.relations.items()}
    return replace(arrays, relations=relations)


def _rows(links: RelationArrays, mask: Flags) -> RelationArrays:
    return RelationArrays(
        links.source[mask], links.target[mask], links.privacy[mask], links.weight[mask], links.until[mask]
    )


def without_summaries(arrays: Arrays) -> Arrays:
    """The arrays without the shared backing of those whose backers are here: it was summed up over all backers, also
    those that will be held out."""
    counted = np.unique(arrays.relations[Backs].target)
    links = arrays.relations[SharesBackers]
    return kept(arrays, {SharesBackers: ~(np.isin(links.source, counted) & np.isin(links.target, counted))})


def without_residents(arrays: Arrays, residents: Int64s) -> Arrays:
    """The arrays without any relation of these residents (keys)."""
    found = {cls: arrays.relations[cls] for cls in OF_RESIDENTS}
    return kept(arrays, {cls: ~np.isin(links.source, residents) for cls, links in found.items()})


def without_people_of(arrays: Arrays, initiatives: Int64s) -> Arrays:
    """The arrays as if nobody were known of these initiatives (keys): nobody who carries or backs them."""
    masks = {
        cls: ~np.isin(arrays.relations[cls].target, initiatives)
        for cls in OF_RESIDENTS
        if cls.__ends__.target is Initiative
    }
    shared = arrays.relations[SharesBackers]
    masks[SharesBackers] = ~(np.isin(shared.source, initiatives) | np.isin(shared.target, initiatives))
    return kept(arrays, masks)


def folds(n: int, k: int, rng: np.random.Generator) -> Iterator[Flags]:
    """Flags over n, k times: each of the n is flagged in exactly one, as many in each as can be."""
    fold = rng.permutation(np.arange(n) % k)
    for each in range(k):
        yield fold == each


def residents(arrays: Arrays) -> Int64s:
    """The keys of the residents who have any relation."""
    return np.unique(np.concatenate([arrays.relations[cls].source for cls in OF_RESIDENTS]))
