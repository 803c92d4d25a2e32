# SPDX-License-Identifier: EUPL-1.2
"""Accessibility as axe measures it (https://github.com/dequelabs/axe-core)."""

from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    if not AXE.is_file():
        pytest.skip("no axe-core: run `npm ci` in frontend/ first")
    return AXE.read_text()


def violations(page: Page) -> list[str]:
    """Each rule that is broken, with where and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())  # not by a script tag: that is against the content security policy
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run({ runOnly: rules, resultTypes: ['violations'] }).then(({ violations }) => violations)", RULES
    )
    return [
        f"{rule['id']}: {node['html'][:200]} at {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
