# SPDX-License-Identifier: EUPL-1.2
"""The pages on Neo4j, which is what a municipality runs: one way through all of them."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.hands import Mouse
from tests.browser.parts import sign_in
from tests.browser.views import settle
from tests.web.running import Served, served, verbind


@pytest.fixture
def server(clean_neo4j: str, tmp_path: Path) -> Generator[Served]:
    """A server on the demo municipality in Neo4j."""
    done = verbind("demo", "--store", clean_neo4j)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(clean_neo4j, tmp_path / "server.log") as running:
        yield running
        assert running.stop() == 0


@pytest.mark.slow
@pytest.mark.neo4j
def test_the_pages_on_neo4j(server: Served, visit: Visit) -> None:
    page = visit(server)
    field = page.get_by_role("combobox", name="Zoeken")
    field.press_sequentially("moestuin")
    page.get_by_role("listbox", name="Zoeken").get_by_role("option").first.click()
    expect(page.get_by_role("region", name="Wie", exact=True)).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Werkbank").click()
    sign_in(page, Mouse())
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()
    page.get_by_role("link", name="Netwerk", exact=True).click()
    page.get_by_role("link", name="Tabel", exact=True).click()
    expect(page.get_by_role("table").get_by_role("row").nth(1)).to_be_visible()
    settle(page)
