# SPDX-License-Identifier: EUPL-1.2
"""What a page says when the server refuses or takes long: in the reader's words, and what to do."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.facts import best_connected
from tests.browser.hands import Mouse
from tests.browser.parts import saved
from tests.web.running import Served

pytestmark = pytest.mark.slow

LATE = {"data": None, "errors": [{"message": "It took too long", "extensions": {"code": "TIMEOUT"}}]}


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


def without(server: Served) -> str:
    """Where one reads what would change without the best connected initiative."""
    return f"{server.url}/netwerk?deel=wat-als&zonder={best_connected(server, 'INITIATIVE')}"


def late(page: Page, times: int) -> list[Route]:
    """Let what-if take too long so many times; which it did."""
    refused: list[Route] = []

    def answer(route: Route) -> None:
        if "whatIf" in (route.request.post_data or "") and len(refused) < times:
            refused.append(route)
            route.fulfill(body=json.dumps(LATE), content_type="application/json")
        else:
            route.continue_()

    page.route("**/graphql", answer)
    return refused


def test_what_if_is_asked_again_and_taken_along(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo, "/initiatief")
    refused = late(page, 2)
    page.goto(without(demo))
    outcome = page.get_by_role("region", name="Gevolgen")
    rows = outcome.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(5)
    assert len(refused) == 2
    expect(outcome).to_contain_text("over het hele netwerk")
    file = saved(page, Mouse(), outcome.get_by_role("button", name="Gevolgen als CSV"), tmp_path)
    with file.open(encoding="utf-8-sig", newline="") as text:
        header, *told = csv.reader(text)
    assert header == ["Onderdeel", "Naam", "Nu", "Dan"]
    shown = [re.sub(r"\.", "", cell) for cell in rows.nth(1).get_by_role("cell").all_inner_texts()]
    assert told[0][2:] == shown[:2]
    assert told[0][0] == outcome.get_by_role("heading", level=2).inner_text()


def test_what_if_that_never_comes_does_not_ask_for_another_choice(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/initiatief")
    late(page, 1000)
    page.goto(without(demo))
    outcome = page.get_by_role("region", name="Gevolgen")
    expect(outcome).to_contain_text("Probeer het later opnieuw")
    expect(outcome).not_to_contain_text("Kies")
