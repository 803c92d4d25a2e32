# SPDX-License-Identifier: EUPL-1.2
"""Rows as the properties of nodes and relations."""

import functools
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

from neo4j.spatial import WGS84Point

from graph_api.store.layout import Row, layout
from schema.base import Node, Relation
from schema.declare import columns

T = TypeVar("T")
Properties = dict[str, Any]

BATCH: Final = 10_000
"""The most rows that one statement is given."""


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows, so many at a time as a statement is given."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def properties(names: Sequence[str], row: Row) -> Properties:
    """A row with these names: what is empty is absent."""
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}


def stored_properties(cls: type[Node] | type[Relation], row: Row, *, derived: bool = False) -> Properties:
    """A row in layout order, with `point` for the index over points.

    A point that the store derives is left out, unless it is (`derived`) part of what was stored before.
    """
    found = properties(layout(cls).names, row)
    if point := _point(cls):
        lon, lat, made = point
        if made and not derived:
            found.pop(lon, None)
            found.pop(lat, None)
        elif lon in found:
            found["point"] = WGS84Point((found[lon], found[lat]))
    return found


@functools.cache
def _point(cls: type[Node] | type[Relation]) -> tuple[str, str, bool] | None:
    """The names of the coordinates that a type is on the map by, and whether the store derives them."""
    for column in columns(cls):
        if column.rules.spatial:
            return f"{column.name}_lon", f"{column.name}_lat", column.rules.derived
    return None
