# SPDX-License-Identifier: EUPL-1.2
"""Run the benchmarks, all of them or those named: `python -m benchmarks --help`."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import browser, centrality, load, opportunities, related, report, serving, shape, snapshot
from benchmarks.city import Scale
from benchmarks.measure import Outcome, UnavailableError

RESULTS: Final = Path(__file__).parent / "results"
CACHE: Final = Path(tempfile.gettempdir()) / "verbind-benchmarks"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. `village` is a municipality that is served; networkx can do a `town`; the map in the
    browser is of a `county`; and a `city`.

    `seconds`: how long a question is asked in a round, about `variants` different things. `sample`: of how many
    initiatives related ones are looked for.
    """

    hamlet: Scale
    village: Scale
    town: Scale
    county: Scale
    city: Scale
    seconds: float
    variants: int
    sample: int


FULL: Final = Sizes(
    hamlet=Scale(800, 8_000, rounds=3),
    village=Scale(2_000, 30_000, rounds=9),
    town=Scale(5_000, 75_000, rounds=5),
    county=Scale(20_000, 300_000, rounds=5),
    city=Scale(100_000, 1_500_000, rounds=3),
    seconds=1,
    variants=64,
    sample=1_000,
)
QUICK: Final = Sizes(
    hamlet=Scale(60, 600, rounds=1),
    village=Scale(60, 600, rounds=1),
    town=Scale(60, 600, rounds=1),
    county=Scale(60, 600, rounds=1),
    city=Scale(120, 1_200, rounds=1),
    seconds=0.2,
    variants=4,
    sample=50,
)
"""Whether everything still runs, in seconds; the numbers say nothing."""

BENCHMARKS: Final[dict[str, Callable[[Sizes, Path], Outcome]]] = {
    "load-sqlite": lambda sizes, _: load.sqlite(sizes.village),
    "load-neo4j": lambda sizes, _: load.neo4j(sizes.hamlet),
    "requests": lambda sizes, cache: serving.benchmark(sizes.village, cache, sizes.seconds, sizes.variants),
    "snapshot": lambda sizes, cache: snapshot.benchmark(sizes.town, sizes.city, cache),
    "related": lambda sizes, cache: related.benchmark(sizes.town, sizes.city, cache, sizes.sample),
    "opportunities": lambda sizes, cache: opportunities.benchmark(sizes.city, cache, sizes.sample),
    "centrality": lambda sizes, cache: centrality.benchmark(sizes.town, cache),
    "browser": lambda sizes, cache: browser.benchmark(sizes.county, cache),
    "shape": lambda sizes, cache: shape.benchmark(sizes.town, sizes.city, cache),
}


def main(arguments: list[str]) -> int:
    """Run, report and save. 1 when one could not run or, unless `--quick`, missed an aim; else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Ratios, measured side by side.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHMARKS)}; all if none is named")
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes, to see that it runs")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where made cities are kept (a large one is 2 GB)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where results go")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - BENCHMARKS.keys():
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    failed = 0
    for name in given.names or BENCHMARKS:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            outcome = BENCHMARKS[name](QUICK if given.quick else FULL, given.cache)
        except UnavailableError as lacking:
            failed = 1
            print(f"{name} was left out: {lacking}", file=sys.stderr)
            continue
        results = report.save(given.results, given.quick, {name: outcome})
        print(report.table({name: results[name]}), flush=True)
        if not given.quick and (missed := [each.name for each in outcome.missed]):
            failed = 1
            print(f"{name} missed an aim: {'; '.join(missed)}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
