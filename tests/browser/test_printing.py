# SPDX-License-Identifier: EUPL-1.2
"""What comes on paper: what was on the screen, without what one presses."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Visit
from tests.browser.parts import number
from tests.browser.views import ADDRESSES, map_drawn, settle
from tests.web.running import Served

pytestmark = pytest.mark.slow
A4: ViewportSize = {"width": 794, "height": 1123}


def printed(page: Page) -> None:
    """Show what the browser would print."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)


def test_the_map_with_its_figures(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/?tab=gebieden&status=ACTIVE&q=tuin")
    settle(page)
    map_drawn(page)
    chosen = page.get_by_text("Actief, “tuin”")
    expect(chosen).to_be_hidden()
    printed(page)
    expect(chosen).to_be_visible()
    copy = page.locator(".map-drawing__print")
    expect(copy).to_be_visible()
    colours = copy.evaluate(
        "copy => new Set(copy.getContext('2d').getImageData(0, 0, copy.width, copy.height).data).size"
    )
    assert colours > 10, "the copy is empty"
    table = page.get_by_role("table")
    for header in ("Gebied", "Initiatieven", "Inwoners"):
        expect(table.get_by_role("columnheader", name=header)).to_be_visible()
    expect(table.get_by_role("button", name="Elzerveen")).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)


def test_the_drawing_of_the_network(demo: Served, visit: Visit) -> None:
    page = visit(demo, ADDRESSES["netwerk-tekening"](demo))
    settle(page)
    printed(page)
    sheet = page.locator(".network-sheet > svg")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_text("Netwerk van initiatieven: alles").last).to_be_visible()
    expect(page.locator(".network-canvas")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_count(0)


def test_no_table_leads_elsewhere(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/netwerk?deel=tabel")
    settle(page)
    printed(page)
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader", name="Wat het betekent")).to_be_visible()
    expect(table.get_by_role("link", name="Wijs aan")).to_have_count(0)


def test_an_initiative_with_its_best_opportunities(demo: Served, visit: Visit) -> None:
    page = visit(demo, ADDRESSES["initiatief"](demo), staff=True)
    settle(page)
    opportunities = page.get_by_role("region", name="Kansen om te verbinden")
    total = number(opportunities.get_by_role("status").inner_text().partition(" van ")[2])
    printed(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(opportunities.get_by_role("article")).to_have_count(3)
    expect(opportunities.get_by_text(f"De beste 3 van {total} kansen.")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("heading", name="Geschiedenis")).to_have_count(0)


def test_the_opportunities_of_today(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/werkbank", staff=True)
    settle(page)
    printed(page)
    expect(page.get_by_role("main").get_by_role("article")).to_have_count(20)
    expect(page.get_by_text(re.compile(r"^20 van [\d.]+ getoond$"))).to_be_visible()
    for role in ("button", "combobox", "navigation"):
        expect(page.get_by_role("main").get_by_role(role)).to_have_count(0)


def test_groups_without_what_one_chooses(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/netwerk?deel=groepen")
    settle(page)
    groups = page.get_by_role("region", name="Groepen", exact=True).get_by_role("heading", level=2)
    before = groups.count()
    assert before
    printed(page)
    expect(groups).to_have_count(before)
    for role in ("button", "combobox", "navigation"):
        expect(page.get_by_role("main").get_by_role(role)).to_have_count(0)
