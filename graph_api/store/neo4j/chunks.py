# SPDX-License-Identifier: EUPL-1.2
"""Reading much: in chunks along an index, each one record of lists.

To the driver a record costs far more than a value in a list; and no side ever holds more than a chunk.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from graph_api.store.neo4j.connection import Transaction, run
from graph_api.store.neo4j.cypher import seek


async def chunks(
    tx: Transaction, label: str, values: Sequence[str], size: int, *, column: str = "key", walk: str = ""
) -> AsyncIterator[list[list[Any]]]:
    """For each `size` different values of an indexed column, a list for each of `values`.

    `values` are expressions on a node `n` with the label, and on what `walk` (a MATCH clause) leads to from there.
    """
    lists = [f"v{i}" for i in range(len(values))]
    collected = ", ".join(f"collect({value}) AS {name}" for value, name in zip(values, lists, strict=True))
    statement = (
        f"MATCH (n:{label}) USING INDEX SEEK n:{label}({column}) WHERE n.{column} > $after "
        f"WITH DISTINCT n.{column} AS key ORDER BY key LIMIT $size WITH collect(key) AS keys "
        f"CALL (keys) {{ UNWIND keys AS key {seek('n', label, 'key', column)} {walk} RETURN {collected} }} "
        f"RETURN keys[-1], {', '.join(lists)}"
    )
    after = -1
    while after is not None:
        after, *found = (await run(tx, statement, after=after, size=size))[0]
        yield found
