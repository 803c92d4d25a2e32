# SPDX-License-Identifier: EUPL-1.2
"""Results as JSON and as a table. A run replaces the results of the benchmarks that it ran, and keeps the others."""

import json
import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import Outcome

PACKAGES: Final = (
    "graphql-core",
    "neo4j",
    "networkit",
    "networkx",
    "numpy",
    "scipy",
    "starlette",
    "strawberry-graphql",
    "uvicorn",
    "verbind",
)
_MARK: Final = {True: "yes", False: "**no**", None: ""}


def conditions(quick: bool) -> dict[str, Any]:
    """When and on what it was measured; nothing that tells whose machine it was."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "quick": quick,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: version(name) for name in PACKAGES},
    }


def save(folder: Path, quick: bool, outcomes: dict[str, Outcome]) -> dict[str, Any]:
    """Write `full.json` and `full.md`, or `quick.*`, and give all results that they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ("quick.json" if quick else "full.json")
    results: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    results |= {name: {**conditions(quick), **outcome.plain()} for name, outcome in outcomes.items()}
    path.write_text(f"{json.dumps(results, indent=1)}\n")
    path.with_suffix(".md").write_text(table(results))
    return results


def table(results: dict[str, Any]) -> str:
    """The results in Markdown."""
    lines = ["<!-- SPDX-License-Identifier: EUPL-1.2 -->", "<!-- Written by `python -m benchmarks`; do not edit. -->"]
    for name, result in results.items():
        sizes = ", ".join(f"{count:,} {what}" for what, count in result["sizes"].items())
        lines += ["", f"## {name}", "", f"{sizes}; {result['cores']} cores, {result['date']}", ""]
        lines += _comparisons(result["comparisons"])
        lines += _quantities(result["quantities"])
    return "\n".join(lines) + "\n"


def _comparisons(rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    head = ["| what | against | ratio (more is faster) | aim | reached |", "|---|---|--:|--:|---|"]
    return [*head, *(f"| {r['name']} | {r['against']} | {_aim('', r['ratio'])} | {_aim('≥', r['least'])} | "
                     f"{_MARK[r['met']]} |" for r in rows), ""]  # fmt: skip


def _quantities(rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    head = ["| what | unit | measured | aim | reached |", "|---|---|--:|--:|---|"]
    return [*head, *(f"| {r['name']} | {r['unit']} | {_aim('', r['value'])} | {_aim('<', r['limit'])} | "
                     f"{_MARK[r['met']]} |" for r in rows), ""]  # fmt: skip


def _aim(sign: str, value: float | None) -> str:
    return "" if value is None else f"{sign} {value:,.3g}".strip() if value < 1000 else f"{sign} {value:,.0f}".strip()
