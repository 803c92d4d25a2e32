# SPDX-License-Identifier: EUPL-1.2
"""What the map answers to the mouse, the lines on it, and doing without it."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import PATIENCE, until
from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.views import map_drawn, settle
from tests.web.running import Served

pytestmark = pytest.mark.slow

MARKS = """query ($zoom: Int!) {
  mapFeatures(bbox: { west: -180, south: -90, east: 180, north: 90 }, zoom: $zoom) {
    count point { lon lat } box { west south east north } initiative { id title } } }"""

# The colour of lines over that of areas, in the copy that is made to be printed.
LINED = """(() => {
  dispatchEvent(new Event("beforeprint"));
  const copy = document.querySelector(".map-drawing__print");
  if (!copy?.width) return -1;
  const read = new OffscreenCanvas(copy.width, copy.height).getContext("2d", { willReadFrequently: true });
  read.drawImage(copy, 0, 0);
  const { data } = read.getImageData(0, 0, copy.width, copy.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [red, green, blue] = [data[i], data[i + 1], data[i + 2]];
    if (Math.min(red, blue) > 120 && green < Math.min(red, blue) - 30 && Math.abs(red - blue) < 25) count++;
  }
  return count;
})()"""


def marks(server: Served, zoom: int) -> Any:
    """What the API has drawn at a zoom level of the map, which counts from a world of twice the width."""
    return fact(server, MARKS, zoom=zoom + 1)["mapFeatures"]


def single(mark: Any) -> bool:
    """Whether all that it stands for is at one place."""
    box = mark["box"]
    return box["west"] == box["east"] and box["south"] == box["north"]


def opened(visit: Visit, server: Served, place: Any, zoom: int, **parameters: str) -> Page:
    """The map with a place in its middle."""
    where = {"beeld": f"{place['lat']},{place['lon']},{zoom}"} | parameters
    page = visit(server, f"/?{urlencode(where)}")
    settle(page)
    return page


def pick(page: Page, answered: Callable[[float], None]) -> None:
    """Click in the middle of the map until it answers: when all is drawn cannot be seen from outside. `answered` raises
    AssertionError when there is no answer within so many seconds."""
    canvas = page.get_by_role("region", name="Kaart van initiatieven").locator("canvas").first
    for _ in range(9):
        canvas.click()
        with suppress(AssertionError):
            return answered(5)
    canvas.click()
    return answered(PATIENCE / 1000)


def shows(told: Locator) -> Callable[[float], None]:
    """Answers of the map that can be read."""
    return lambda seconds: expect(told).to_be_visible(timeout=1000 * seconds)


def test_a_mark_tells_of_its_initiative(demo: Served, visit: Visit) -> None:
    mark = next(mark for mark in marks(demo, 18) if mark["initiative"])
    page = opened(visit, demo, mark["point"], 18)
    title = mark["initiative"]["title"]
    pick(page, shows(page.locator(".map-card").get_by_role("link", name=title, exact=True)))
    assert urlencode({"gekozen": mark["initiative"]["id"]}) in page.url
    page.get_by_role("button", name="Sluiten").click()
    expect(page.locator(".map-card")).to_have_count(0)


def test_a_cluster_comes_closer(demo: Served, visit: Visit) -> None:
    mark = max((mark for mark in marks(demo, 10) if not single(mark)), key=lambda mark: mark["count"])
    page = opened(visit, demo, mark["point"], 10)
    zoom = "Number(new URLSearchParams(location.search).get('beeld').split(',')[2])"
    pick(page, lambda seconds: until(page, f"{zoom} >= 11", seconds))
    expect(page.locator(".map-card")).to_have_count(0)


def test_what_lies_together_is_listed(demo: Served, visit: Visit) -> None:
    mark = max((mark for mark in marks(demo, 17) if single(mark)), key=lambda mark: mark["count"])
    page = opened(visit, demo, mark["point"], 17)
    card = page.locator(".map-card")
    pick(page, shows(card.get_by_role("heading", name=f"{mark['count']} initiatieven op deze plek")))
    expect(card.get_by_role("listitem")).to_have_count(mark["count"])
    card.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/initiatief"))


def test_an_area_tells_of_itself(demo: Served, visit: Visit) -> None:
    query = """{ areas(filter: { level: [DORP] }, first: 1) { nodes { id name centre { lon lat } } } }"""
    area = fact(demo, query)["areas"]["nodes"][0]
    page = opened(visit, demo, area["centre"], 12, q="dit bestaat nergens", niveau="dorp")
    card = page.locator(".map-card")
    pick(page, shows(card.get_by_role("heading", name=area["name"], exact=True)))
    expect(card).to_contain_text(re.compile(r"[\d.]+ inwoners"))
    card.get_by_role("button", name="Toon alleen dit gebied").click()
    expect(page).to_have_url(re.compile(re.escape(urlencode({"gebied": area["id"]}))))


def test_lines_join_who_work_together(demo: Served, visit: Visit) -> None:
    page = visit(demo)
    until(page, f"{LINED} > 300")
    legend = page.get_by_role("list", name="Tekens op de kaart")
    expect(legend).to_contain_text("Werken samen")
    page.get_by_role("checkbox", name="Samenwerking tussen initiatieven").uncheck()
    until(page, f"((count) => count >= 0 && count < 50)({LINED})")
    expect(legend).not_to_contain_text("Werken samen")


def test_without_the_map(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/?kaart=nee")
    settle(page)
    expect(page.get_by_role("main").get_by_role("listitem").get_by_role("heading", level=3)).to_have_count(25)
    expect(page.locator("canvas")).to_have_count(0)
    switch = page.get_by_role("checkbox", name="Toon de kaart")
    expect(switch).not_to_be_checked()
    switch.check()
    expect(page.locator("canvas").first).to_be_visible()
    assert "kaart" not in page.url


@pytest.mark.parametrize(("width", "height", "moves"), [(320, 256, "page"), (1280, 900, "map")])
def test_the_wheel_moves_the_page_where_the_map_fills_it(
    width: int, height: int, moves: str, demo: Served, visit: Visit
) -> None:
    page = visit(demo, "/?tab=kaart&beeld=53.01,6.71,11", width=width, height=height)
    map_drawn(page)
    drawing = page.locator(".map-drawing")
    drawing.scroll_into_view_if_needed()
    drawing.hover()
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, -60)
    hint = page.get_by_text("Houd Ctrl ingedrukt om te zoomen")
    if moves == "page":
        until(page, f"scrollY < {before}")
        expect(hint).to_have_count(1)
        assert page.url.endswith("beeld=53.01,6.71,11")
    else:
        expect(page).to_have_url(re.compile(r"beeld=53\.\d+%2C6\.\d+%2C11\.(?!00)"))
        expect(hint).to_have_count(0)
