# SPDX-License-Identifier: EUPL-1.2
"""Reading much: in chunks along an index, each one record of lists.

To the driver a record costs far more than a value in a list; and no side ever holds more than a chunk.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from graph_api.store.neo4j.connection import Answer

Ask = Callable[..., Awaitable[Answer]]
"""Runs one statement with parameters, in a transaction or in one of its own."""


async def chunks(
    ask: Ask, label: str, values: Sequence[str], size: int, *, column: str = "key", walk: str = ""
) -> AsyncIterator[list[list[Any]]]:
    """For each `size` nodes along an indexed column of whole numbers, a list of each of `values` (without nulls).

    `values` are expressions on a node `n` with the label, and on what `walk` (a MATCH clause) leads to from there.
    """
    lists = [f"v{i}" for i in range(len(values))]
    collected = ", ".join(f"collect({value}) AS {name}" for value, name in zip(values, lists, strict=True))
    nodes = f"MATCH (n:{label}) USING INDEX SEEK n:{label}({column}) WHERE n.{column} > $after"
    statement = (
        f"CALL () {{ {nodes} WITH n.{column} AS value ORDER BY value LIMIT $size RETURN max(value) AS last }} "
        f"CALL (last) {{ {nodes} AND n.{column} <= last {walk} RETURN {collected} }} "
        f"RETURN last, {', '.join(lists)}"
    )
    after = -1
    while after is not None:
        after, *found = (await ask(statement, after=after, size=size))[0]
        yield found
