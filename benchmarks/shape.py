# SPDX-License-Identifier: EUPL-1.2
"""The shape of the network: each kernel against networkx, and on the network of a large city its time and the memory of
a process that does nothing else.

    python -m benchmarks.shape FILE        # prints seconds, of the clock and of the processor, and megabytes
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any, Final

import networkx as nx
import numpy as np

from benchmarks import plain
from benchmarks.city import Scale, counts, stored
from benchmarks.measure import Comparison, Outcome, Quantity, alternate, seconds
from benchmarks.snapshot import taken
from graph_api.analysis.centrality import MEASURES
from graph_api.analysis.fragility import Fragility, bridges
from graph_api.analysis.kernels import Network
from graph_api.analysis.view import DIRECT, view
from schema.registry import NODE_TYPES

COPIED: Final = {"Leiden, one run": "a copy for Leiden", "core numbers": "a copy for networkit"}
"""What runs on a copy of the network, which is made once and then kept with it; the limits are of running alone."""
LIMITS: Final = {"PageRank": 5.0, "Leiden, one run": 15.0, "core numbers": 1.0}
MOST_MEGABYTES: Final = 3000.0


def benchmark(scale: Scale, large: Scale, cache: Path) -> Outcome:
    """Against networkx at the scale that networkx can do, and alone at the large one."""
    path, city = stored(scale, cache), stored(large, cache)
    alone = _alone(city)
    memory, title = alone.pop("memory"), f"{large.initiatives:,} initiatives"
    found: list[Quantity] = []
    for name, (took, busy) in alone.items():
        found.append(Quantity(f"{name}, {title}", "s", [took], LIMITS.get(name)))
        found.append(Quantity(f"{name}, {title}, processor time", "s", [busy]))
        if copy := COPIED.get(name):
            both = f"{name.removesuffix(', one run')}, copy and run, {title}"
            found.append(Quantity(both, "s", [alone[copy][0] + took]))
    found.append(Quantity(f"memory at the peak, {title}", "MB", memory, MOST_MEGABYTES))
    sizes = {f"{what} in the large city": count for what, count in counts(city).items()}
    return Outcome({**counts(path), **sizes}, _compared(path, scale.rounds), found)


def _compared(path: Path, rounds: int) -> list[Comparison]:
    """Both networks are there already, and are the same; networkx's Louvain stands for its Leiden, which it lacks."""
    matrix = view(taken(path)).network.matrix
    theirs: Any = plain.graph(path, NODE_TYPES, DIRECT)
    if (theirs.number_of_nodes(), theirs.number_of_edges()) != (matrix.shape[0], matrix.nnz // 2):
        raise RuntimeError("the two networks are not the same")
    sides = {
        "core numbers": (lambda ours: ours.core(), nx.core_number),
        "bridges": (bridges, lambda graph: list(nx.bridges(graph))),
        "communities": (lambda ours: ours.leiden(1), lambda graph: nx.community.louvain_communities(graph, seed=1)),
    }
    against = {name: f"networkx, {'Louvain' if name == 'communities' else name}" for name in sides}
    return [
        Comparison(
            name,
            against[name],
            "s",
            *alternate(
                # What is kept of a network from one question to the next is made anew.
                lambda ours=ours: seconds(lambda: ours(Network(matrix))),
                lambda plain=plain: seconds(lambda: plain(theirs)),
                rounds,
            ),
        )
        for name, (ours, plain) in sides.items()
    ]


def _alone(path: Path) -> dict[str, list[float]]:
    """Seconds and seconds of the processor, and megabytes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.shape", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _measured(path: Path) -> dict[str, list[float]]:
    """Each on what the ones before it left, as in a server."""
    network = view(taken(path)).network
    steps: dict[str, Callable[[], object]] = {
        "PageRank": lambda: MEASURES["pagerank"](network),
        "a copy for Leiden": lambda: network._weighted,  # pyright: ignore[reportPrivateUsage]
        "Leiden, one run": lambda: network.leiden(1),
        "a copy for networkit": lambda: network._graph,  # pyright: ignore[reportPrivateUsage]
        "core numbers": network.core,
        "articulation points": lambda: Fragility(network, network.degree.astype(np.float64)).points(),
    }
    found: dict[str, list[float]] = {}
    for name, step in steps.items():
        before = process_time()
        found[name] = [seconds(step)]
        found[name].append(process_time() - before)
    return found | {"memory": [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6]}


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]))))
