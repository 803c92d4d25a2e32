# SPDX-License-Identifier: EUPL-1.2
"""Suggestions while someone types: what was marked is what Enter takes, whatever came in the meantime."""

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.routes import intercept
from tests.web.running import Served

pytestmark = pytest.mark.slow

FIRST, SECOND, THIRD = (
    {"__typename": "Initiative", "id": f"Initiative:{i}", "title": title}
    for i, title in enumerate(("Tuin", "Tuinbank", "Tuinhek"))
)
FOUND = {"tu": [FIRST, SECOND], "tui": [THIRD, SECOND], "tuin": [THIRD, FIRST]}


def text(route: Route) -> str:
    """What is sought."""
    asked: Any = route.request.post_data_json
    return asked["variables"]["text"]


def test_the_mark_stays_with_what_was_marked(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/")
    late: list[Route] = []

    def answer(route: Route) -> None:
        if text(route) == "tu":
            give(route)
        else:
            late.append(route)

    def give(route: Route) -> None:
        none: dict[str, Any] = {"__typename": "Connection", "nodes": []}
        data = {
            "initiatives": none | {"nodes": FOUND[text(route)]},
            "areas": none,
            "themes": none,
            "organisations": none,
        }
        route.fulfill(json={"data": data})

    intercept(page, "SearchSuggestions", answer)
    search = page.get_by_role("combobox", name="Zoeken")
    offered = page.get_by_role("listbox", name="Zoeken").get_by_role("option")
    marked = page.get_by_role("listbox", name="Zoeken").get_by_role("option", selected=True)
    search.press_sequentially("tu")
    expect(offered).to_have_count(2)

    def mark_before_the_answer(letter: str, written: str) -> None:
        """Write a letter more, mark the second of what is still offered, and only then let the answer come."""
        search.press_sequentially(letter)
        with page.expect_request(lambda request: f'"text":"{written}"' in (request.post_data or "")):
            pass
        search.press("ArrowDown")
        search.press("ArrowDown")
        expect(marked).to_contain_text("Tuinbank")
        give(late.pop())

    mark_before_the_answer("i", "tui")
    expect(offered.first).to_contain_text("Tuinhek")
    expect(marked).to_contain_text("Tuinbank")

    mark_before_the_answer("n", "tuin")
    expect(offered.nth(1)).to_contain_text("Tuin")
    expect(marked).to_have_count(0)
    search.press("Enter")
    page.wait_for_url("**/?q=tuin")
