# SPDX-License-Identifier: EUPL-1.2
"""Each page is whole in Dutch and whole in English: what is not marked as Dutch on an English page differs there."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.views import VIEWS, View, settle
from tests.web.running import Served

pytestmark = pytest.mark.slow

# What can be read in the language of the page itself, by sight or by ear.
READ = """[...document.querySelectorAll("body, body *")]
  .filter(element => element.closest("[lang]") === document.documentElement)
  .filter(element => !element.closest("svg, canvas, noscript"))
  .flatMap(element => [
    ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data),
    ...["aria-label", "placeholder", "title", "alt"].map(name => element.getAttribute(name) ?? ""),
  ]).map(text => text.trim()).filter(text => /[a-z]{2}/i.test(text))"""

SAME = re.compile(
    r"Verbind|Status|Website|Contact|Score|score [\d.,]+|Filters( \(\d\))?|Zoom in|PageRank|"
    r"GraphML|GEXF.*|Cytoscape|Excel.*|CSV|GeoJSON|JSON Lines"
)
"""Words that are the same in both languages. Themes are Dutch, and what one chooses from a list cannot say so."""


@pytest.mark.parametrize("view", [view for view in VIEWS if "niets" not in view.name], ids=lambda view: view.name)
def test_each_view_is_in_one_language(view: View, demo: Served, visit: Visit) -> None:
    dutch, english = (
        _read(visit(demo, view.address(demo, language), staff=view.staff), language) for language in ("nl", "en")
    )
    assert english
    themes = {theme["name"] for theme in fact(demo, "{ themes { nodes { name } } }")["themes"]["nodes"]}
    assert sorted(text for text in (dutch & english) - themes if not SAME.fullmatch(text)) == []


def _read(page: Page, language: str) -> set[str]:
    settle(page)
    assert page.evaluate("document.documentElement.lang") == language
    return set(page.evaluate(READ))
