# SPDX-License-Identifier: EUPL-1.2
"""What a page says when the server refuses or takes long: in the reader's words, and what to do."""

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.hands import Mouse
from tests.browser.parts import saved
from tests.web.running import Served

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "Uw toegangscode is niet meer geldig. Log opnieuw in."),
        (400, "Van wat u koos, kan dit bestand niet worden gemaakt."),
        (500, "Het bestand kon niet worden opgehaald."),
    ],
)
def test_a_download_that_is_refused(status: int, said: str, demo: Served, visit: Visit) -> None:
    page = visit(demo, "/netwerk?deel=groepen", expected=(status,))
    page.route("**/export/**", lambda route: route.fulfill(status=status, json={"detail": "English of the API"}))
    page.get_by_role("button", name="Tabel als CSV").click()
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("alert")).not_to_contain_text("English")


def test_gaps_between_groups_are_asked_of_the_same_network(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo, "/netwerk?deel=groepen&vorm=initiatieven&status=ACTIVE")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="a,b\r\n", content_type="text/csv")

    page.route("**/export/gaps.csv*", answer)
    saved(page, Mouse(), page.get_by_role("button", name="Gaten als CSV"), tmp_path)
    assert [url.partition("?")[2] for url in asked] == [
        "status=ACTIVE&projection=INITIATIVES&relation=CONNECTED_TO&relation=RUNS&relation=SUPPORTS"
    ]


def test_a_decision_with_a_token_that_is_no_longer_known(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/werkbank", staff=True, expected=(401,))
    page.get_by_role("button", name="In contact gebracht").first.click()
    dialog = page.get_by_role("dialog")
    page.route("**/graphql", lambda route: route.fulfill(status=401, json={"detail": "Unknown token"}))
    dialog.get_by_role("button", name="Vastleggen").click()
    expect(dialog.get_by_role("alert")).to_contain_text("log uit en log opnieuw in")
    page.unroute("**/graphql")
