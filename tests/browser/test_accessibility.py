# SPDX-License-Identifier: EUPL-1.2
"""Every page for everyone: by axe's rules in light and dark, on a phone, enlarged four times, and without motion."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.views import VIEWS, View, settle
from tests.web.running import Served

PHONE = {"width": 320, "height": 256}
"""As wide as a small phone, and as large as a screen of 1280 by 1024 is when everything is enlarged four times."""
DESKTOP = {"width": 1280, "height": 900}

# What moves although someone asked for rest: anything of more than a blink.
MOVES = """[...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].flatMap(part => {
  const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element, part);
  const longest = durations => Math.max(...durations.split(",").map(parseFloat));
  const moves = animationName !== "none" && longest(animationDuration) > 0.05 ||
    longest(transitionDuration) > 0.05 || scrollBehavior === "smooth";
  return moves ? [element.outerHTML.slice(0, 200)] : [];
}))"""

TOO_WIDE = """document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.body.querySelectorAll("*")].filter(element => element.getBoundingClientRect().right > innerWidth)
    .map(element => element.outerHTML.slice(0, 200))"""


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_each_view_is_accessible(view: View, demo: Served, visit: Visit) -> None:
    page = visit(demo, view.address(demo), staff=view.staff, reduced_motion="reduce")
    settle(page)
    assert {looks: found for looks in _looks(page) if (found := violations(page))} == {}
    expect(page.locator(view.shows).first).to_be_visible()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(MOVES) == []


def _looks(page: Page) -> Iterator[str]:
    """Shows a page in each way, and says which; the last one is the phone's."""
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            settle(page)
            yield f"{scheme}, {size['width']} pixels wide"
