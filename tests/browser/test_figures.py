# SPDX-License-Identifier: EUPL-1.2
"""Every figure is what the API says: list, map and areas under ten combinations of filters."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.chromium import until
from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.parts import number
from tests.browser.routes import asks
from tests.web.running import Served

pytestmark = pytest.mark.slow

TOLD = """query ($filter: InitiativeFilter, $level: AreaLevel!) {
  initiatives(filter: $filter) { totalCount }
  areaCounts(level: $level, filter: $filter) { initiatives area { name } }
  mapFeatures(bbox: { west: -180, south: -90, east: 180, north: 90 }, zoom: 0, filter: $filter) { count }
}"""
PARAMETERS = {"text": "q", "areas": "gebied", "themes": "thema", "status": "status", "activeOn": "op"}


def combinations(server: Served, level: str) -> list[dict[str, Any]]:
    """Filters as the API takes them: none, each alone, some together, and one that nothing matches."""
    query = """query ($level: AreaLevel!) { areas(filter: { level: [$level] }, first: 2) { nodes { id } }
      themes(first: 2) { nodes { id } } }"""
    found = fact(server, query, level=level)
    area, other = (each["id"] for each in found["areas"]["nodes"])
    theme, second = (each["id"] for each in found["themes"]["nodes"])
    return [
        {},
        {"text": "groen"},
        {"areas": [area]},
        {"themes": [theme]},
        {"status": ["ACTIVE", "ENDED"]},
        {"activeOn": "2024-06-01"},
        {"areas": [other], "status": ["ACTIVE"]},
        {"themes": [second], "status": ["ACTIVE"], "activeOn": "2024-06-01"},
        {"text": "buurt", "themes": [theme]},
        {"text": "dit staat nergens", "areas": [area]},
    ]


@pytest.mark.parametrize(("store", "level"), [("demo", "DORP"), ("amsterdam", "DISTRICT")])
def test_list_map_and_areas_agree(store: str, level: str, visit: Visit, request: pytest.FixtureRequest) -> None:
    server: Served = request.getfixturevalue(store)
    page = visit(server, "/?tab=gebieden")
    for given in combinations(server, level):
        told = fact(server, TOLD, filter=given, level=level)
        wanted = {PARAMETERS[name]: value for name, value in given.items()} | {"niveau": level.lower()}
        total, placed = told["initiatives"]["totalCount"], sum(each["count"] for each in told["mapFeatures"])
        assert _listed_and_drawn(page, f"{server.url}/?{urlencode(wanted, doseq=True)}", placed > 0) == (total, placed)
        page.get_by_role("button", name="Gebieden", exact=True).click()
        rows = {count["area"]["name"]: count["initiatives"] for count in told["areaCounts"]}
        table = page.get_by_role("table", name=re.compile("Cijfers per gebied"))
        expect(table.get_by_role("row")).to_have_count(len(rows) + 1)
        shown = [row.get_by_role("cell").all_inner_texts()[:2] for row in table.get_by_role("row").all()[1:]]
        assert {name: number(count) for name, count in shown} == rows


def _listed_and_drawn(page: Page, address: str, anything: bool) -> tuple[int, int]:
    """How many initiatives a page says that there are, and how many the marks stand for that its map was given."""
    marks: list[Response] = []

    def note(response: Response) -> None:
        if asks(response.request, "MapMarks"):
            marks.append(response)

    page.on("response", note)
    with page.expect_response(lambda response: asks(response.request, "MapMarks")):
        page.goto(address)
    if anything:
        expect(page.get_by_role("region", name="Kaart van initiatieven").locator("canvas").first).to_be_visible()
    said = page.get_by_role("heading", level=2).filter(has_text="initiati")
    expect(said).to_have_text(re.compile(r"^[\d.]+ initiatie(f|ven)$"))
    until(page, "quietFor(100)")
    page.remove_listener("response", note)
    drawn = marks[-1].json()["data"]["mapFeatures"]
    return number(said.inner_text()), sum(each["count"] for each in drawn)
