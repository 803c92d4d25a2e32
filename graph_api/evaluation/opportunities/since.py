# SPDX-License-Identifier: EUPL-1.2
"""Since when relations hold, which the arrays do not tell."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, cast

import numpy as np

from graph_api.analysis.snapshot import EPOCH, Int32s
from graph_api.store.layout import layout
from graph_api.store.port import Arrays, Store
from schema.base import Relation

UNKNOWN: Final = np.iinfo(np.int32).min
"""The `since` of what has no known beginning."""


async def read_since(store: Store, arrays: Arrays, types: Sequence[type[Relation]]) -> dict[type[Relation], Int32s]:
    """For each relation in the arrays, of these types, the day since which it holds, in days since 1970-01-01, or
    UNKNOWN. Raises ValueError when the store was written to meanwhile."""
    by_name = {cls.__name__: cls for cls in types}
    found: dict[type[Relation], list[tuple[int, int, int]]] = {cls: [] for cls in types}
    async for rows in store.dump():
        if (cls := by_name.get(rows.table)) is not None:
            since = layout(cls).names.index("since")
            found[cls] += [(cast(int, row[0]), cast(int, row[1]), _days(row[since])) for row in rows.rows]
    return {cls: _aligned(arrays, cls, rows) for cls, rows in found.items()}


def _days(value: Any) -> int:
    return (date.fromisoformat(value) - EPOCH).days if value else UNKNOWN


def _aligned(arrays: Arrays, cls: type[Relation], rows: list[tuple[int, int, int]]) -> Int32s:
    table = np.array(sorted(rows), np.int64).reshape(-1, 3)
    links = arrays.relations[cls]
    if not (np.array_equal(table[:, 0], links.source) and np.array_equal(table[:, 1], links.target)):
        raise ValueError("the graph was written to while it was read; try again")
    return table[:, 2].astype(np.int32)
