# SPDX-License-Identifier: EUPL-1.2
"""The pages on Neo4j, which is what a municipality runs: one way through all of them."""

import json
import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import FOLLOW, PATIENCE
from tests.browser.conftest import SIGNED_IN, Visit
from tests.browser.facts import best_connected, fact
from tests.browser.hands import Mouse, suggested
from tests.browser.parts import sign_in
from tests.browser.views import settle
from tests.web.running import Served, served, verbind

SOUGHT = "moestuin"


@pytest.fixture
def on_neo4j(clean_neo4j: str, tmp_path: Path) -> Generator[Served]:
    """A server on the demo municipality in Neo4j."""
    done = verbind("demo", "--store", clean_neo4j)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(clean_neo4j, tmp_path / "server.log") as running:
        yield running
        assert running.stop() == 0


def plan(server: Served, browser: Browser) -> None:
    """Put the questions of the pages until each was answered: what an empty Neo4j plans may take it longer than a page
    may be made to wait."""
    asked: set[str] = set()
    initiative = best_connected(server, "INITIATIVE")
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        context.add_init_script(FOLLOW)
        context.add_init_script(SIGNED_IN)
        context.on("request", lambda request: asked.add(request.post_data or ""))
        page = context.new_page()
        for address in (f"/initiatief?id={initiative}", "/werkbank", "/netwerk?deel=tabel", "/"):
            page.goto(f"{server.url}{address}")
            settle(page)
        page.get_by_role("combobox", name="Zoeken").fill(SOUGHT)
        suggested(page)
    for body in filter(None, asked):
        question = json.loads(body)
        fact(server, question["query"], staff=True, **question["variables"])


@pytest.mark.slow
@pytest.mark.neo4j
def test_the_pages_on_neo4j(on_neo4j: Served, browser: Browser, visit: Visit) -> None:
    plan(on_neo4j, browser)
    page = visit(on_neo4j)
    field = page.get_by_role("combobox", name="Zoeken")
    field.press_sequentially(SOUGHT)
    suggestions = page.get_by_role("listbox", name="Zoeken").get_by_role("option")
    Mouse().pick(field, suggestions.filter(has_text=re.compile(f"{SOUGHT}.*, Initiatieven$", re.IGNORECASE)).first)
    expect(page.get_by_role("region", name="Wie", exact=True)).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Werkbank").click()
    sign_in(page, Mouse())
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()
    page.get_by_role("link", name="Netwerk", exact=True).click()
    page.get_by_role("link", name="Tabel", exact=True).click()
    expect(page.get_by_role("table").get_by_role("row").nth(1)).to_be_visible()
    settle(page)
