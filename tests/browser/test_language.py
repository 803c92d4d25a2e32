# SPDX-License-Identifier: EUPL-1.2
"""Each page is whole in Dutch and whole in English: what is not marked as Dutch on an English page differs there."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.views import VIEWS, View, settle
from tests.web.running import Served

pytestmark = pytest.mark.slow

# What can be read in the language of the page itself, by sight or by ear.
READ = """[...document.querySelectorAll("body, body *")]
  .filter(element => element.closest("[lang]") === document.documentElement && !element.closest("svg, canvas"))
  .flatMap(element => [
    ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data),
    ...["aria-label", "placeholder", "title", "alt"].map(name => element.getAttribute(name) ?? ""),
  ]).map(text => text.trim()).filter(text => /[a-z]{2}/i.test(text))"""

SAME = re.compile(
    r"Verbind|Status|Website|Contact|GraphML|GEXF.*|Cytoscape|Excel.*|CSV|GeoJSON|JSON Lines|DORP|WIJK|BUURT|"
    r"score [\d.,]+|Filters( \(\d\))?|PageRank|[\d.,]+ %|in"
)
"""Words that are the same in both languages."""


@pytest.mark.parametrize("view", [view for view in VIEWS if "niets" not in view.name], ids=lambda view: view.name)
def test_each_view_is_in_one_language(view: View, demo: Served, visit: Visit) -> None:
    dutch, english = (
        _read(visit(demo, view.address(demo, language), staff=view.staff), language) for language in ("nl", "en")
    )
    assert english
    assert sorted(text for text in dutch & english if not SAME.fullmatch(text)) == []


def _read(page: Page, language: str) -> set[str]:
    settle(page)
    assert page.evaluate("document.documentElement.lang") == language
    return set(page.evaluate(READ))
