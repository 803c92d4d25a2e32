# SPDX-License-Identifier: EUPL-1.2
"""The drawing of the network as it is saved: always of what was chosen, also when that was a moment ago."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.facts import TOGETHER, fact
from tests.browser.hands import Mouse
from tests.browser.parts import saved
from tests.browser.routes import hold, release
from tests.browser.views import settle
from tests.web.running import Served

pytestmark = pytest.mark.slow

DRAWING = """query ($relations: [RelationType!]) {
  drawing(measure: DEGREE, projection: FULL, relations: $relations, first: 300) { nodes { rank } residents } }"""
SAVE = "Tekening als SVG"


def dots(server: Served, relations: Sequence[str] | None) -> int:
    """How many there are to draw, by the API."""
    drawing: dict[str, Any] = fact(server, DRAWING, relations=relations)["drawing"]
    return len(drawing["nodes"]) + (drawing["residents"] or 0)


def drawn(file: Path) -> int:
    """How many a saved drawing has, all of them at a place."""
    text = file.read_text()
    assert "NaN" not in text
    groups = ElementTree.fromstring(text).iter("{http://www.w3.org/2000/svg}g")  # noqa: S314 - we made it
    return next(len(group) for group in groups if group.get("stroke") == "#ffffff")


def test_another_network_is_not_drawn_at_the_old_places(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo, "/netwerk")
    settle(page)
    save = page.get_by_role("button", name=SAVE)
    expect(page.locator(".network-canvas__busy")).to_have_count(0)
    assert drawn(saved(page, Mouse(), save, tmp_path)) == dots(demo, TOGETHER)

    held: list[Route] = []
    page.route("**/layout.worker*", lambda route: held.append(route))
    page.get_by_role("combobox", name="Welke verbanden").select_option("Alle verbanden")
    label = page.get_by_role("img", name=re.compile(f"^Tekening van {dots(demo, None)} "))
    expect(label).to_be_visible()
    save.click()
    expect(page.get_by_text("De tekening is nog niet klaar")).to_be_visible()
    release(page, held)
    expect(page.locator(".network-canvas__busy")).to_have_count(0)
    assert drawn(saved(page, Mouse(), save, tmp_path)) == dots(demo, None)


def test_the_old_network_is_not_saved_as_the_new(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/netwerk")
    settle(page)
    held = hold(page, "NetworkDrawing")
    page.get_by_role("combobox", name="Welke verbanden").select_option("Alle verbanden")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("De tekening is nog niet klaar")).to_be_visible()
    release(page, held)


def test_what_is_chosen_is_in_the_address(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/netwerk?verband=inhoud")
    group = page.locator(".network-legend__group").nth(1)
    group.click()
    expect(group).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(group).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".network-legend__group[aria-pressed=true]")).to_have_count(1)
