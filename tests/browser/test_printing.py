# SPDX-License-Identifier: EUPL-1.2
"""What comes on paper: what was on the screen, without what one presses."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.chromium import until
from tests.browser.conftest import Visit
from tests.browser.views import VIEWS, settle
from tests.web.running import Served

pytestmark = pytest.mark.slow
ADDRESSES = {view.name: view.address for view in VIEWS}
A4: ViewportSize = {"width": 794, "height": 1123}


def printed(page: Page) -> None:
    """Show what the browser would print."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)


def test_the_map_with_its_figures(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/?tab=gebieden&status=ACTIVE&q=tuin")
    settle(page)
    until(page, "document.querySelector('.map-drawing').dataset.drawn > 0")
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
