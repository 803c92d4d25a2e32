# SPDX-License-Identifier: EUPL-1.2
"""The snapshot of a graph in a SQLite file: how long it takes, against a networkx graph of the same relations; and on
a large city its time and the memory of a process that does nothing else.

    python -m benchmarks.snapshot FILE        # prints seconds, of the clock and of the processor, and megabytes
"""

import asyncio
import json
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from benchmarks import plain
from benchmarks.city import Scale, counts, stored
from benchmarks.measure import Comparison, Outcome, Quantity, alternate, seconds
from graph_api.analysis.snapshot import Snapshot, build
from graph_api.store.opening import open_store
from schema.registry import NODE_TYPES, RELATION_TYPES

MOST_SECONDS = 4.0
MOST_MEGABYTES = 2000.0
MOST_FOR_NETWORKX = 2_000_000
"""Nodes and relations; networkx takes about a kilobyte for each."""


def taken(path: Path) -> Snapshot:
    """The snapshot of a graph in a file, read whole, as of today."""

    async def arrays() -> Snapshot:
        async with open_store(f"sqlite:///{path}") as store:
            return build(await store.arrays(NODE_TYPES, RELATION_TYPES), datetime.now(UTC).date())

    return asyncio.run(arrays())


def benchmark(scale: Scale, large: Scale, cache: Path) -> Outcome:
    """Against networkx at the scale that networkx can do, and alone at the large one."""
    path, city = stored(scale, cache), stored(large, cache)
    rounds = alternate(lambda: seconds(lambda: taken(path)), lambda: seconds(lambda: plain.graph(path)), scale.rounds)
    compared = Comparison("snapshot from SQLite", "nx.Graph of the same relations", "s", *rounds)
    alone = [_alone(city) for _ in range(large.rounds)]
    title = f"{large.initiatives:,} initiatives"
    return Outcome(
        {**counts(path), **{f"{what} in the large city": count for what, count in counts(city).items()}},
        [compared],
        [
            Quantity(f"snapshot of {title}", "s", [each[0] for each in alone], MOST_SECONDS),
            Quantity(f"snapshot of {title}, processor time", "s", [each[1] for each in alone]),
            Quantity(f"memory at the peak, {title}", "MB", [each[2] for each in alone], MOST_MEGABYTES),
        ],
    )


def _alone(path: Path) -> list[float]:
    """Seconds, seconds of the processor, and megabytes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.snapshot", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    before = process_time()
    took = seconds(lambda: taken(Path(sys.argv[1])))
    busy = process_time() - before
    print(json.dumps([took, busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6]))
