# SPDX-License-Identifier: EUPL-1.2
"""What a page says when the server refuses or takes long: in the reader's words, and what to do."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.hands import Mouse
from tests.browser.parts import saved
from tests.browser.routes import API, intercept
from tests.browser.views import ADDRESSES
from tests.web.running import Served

pytestmark = pytest.mark.slow


def refusal(code: str) -> dict[str, Any]:
    """An answer of the API."""
    return {"data": None, "errors": [{"message": "English of the API", "extensions": {"code": code}}]}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "Uw toegangscode is niet meer geldig. Log opnieuw in."),
        (400, "Met deze keuze kan dit bestand niet worden gemaakt."),
        (500, "Het bestand kon niet worden opgehaald."),
    ],
)
def test_a_download_that_is_refused(status: int, said: str, demo: Served, visit: Visit) -> None:
    page = visit(demo, "/netwerk?deel=groepen", expected=(status,))
    page.route("**/export/**", lambda route: route.fulfill(status=status, json={"detail": "English of the API"}))
    page.get_by_role("button", name="Tabel als CSV").click()
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("alert")).not_to_contain_text("English")


def test_a_decision_with_a_token_that_is_no_longer_known(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/werkbank", staff=True, expected=(401,))
    page.get_by_role("button", name="In contact gebracht").first.click()
    dialog = page.get_by_role("dialog")
    page.route(API, lambda route: route.fulfill(status=401, json={"detail": "Unknown token"}))
    dialog.get_by_role("button", name="Vastleggen").click()
    expect(dialog.get_by_role("alert")).to_contain_text("log uit en log opnieuw in")
    page.unroute_all()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Er worden nu te veel lijsten gemaakt. Probeer het over een minuut opnieuw, of kies"),
        ("en", "Too many lists are being made now. Try again in a minute, or choose"),
    ],
)
def test_a_list_while_too_many_are_made(language: str, said: str, demo: Served, visit: Visit) -> None:
    page = visit(demo, "/initiatief", staff=True)
    intercept(page, "TodaysOpportunities", lambda route: route.fulfill(json=refusal("BUSY")))
    page.goto(f"{demo.url}/werkbank?lang={language}")
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text(said)
    expect(problem).not_to_contain_text("English")
    page.unroute_all()
    problem.get_by_role("button").click()
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()


def late(page: Page, times: int) -> list[Route]:
    """Let what-if take too long so many times; which it did."""
    given_up: list[Route] = []

    def answer(route: Route) -> None:
        if len(given_up) == times:
            return route.continue_()
        given_up.append(route)
        return route.fulfill(json=refusal("TIMEOUT"))

    intercept(page, "NetworkWhatIf", answer)
    return given_up


def test_what_if_is_asked_again_and_taken_along(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo, "/initiatief")
    given_up = late(page, 2)
    page.goto(demo.url + ADDRESSES["netwerk-zonder"](demo))
    outcome = page.get_by_role("region", name="Gevolgen")
    rows = outcome.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(5)
    assert len(given_up) == 2
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
    page.goto(demo.url + ADDRESSES["netwerk-zonder"](demo))
    outcome = page.get_by_role("region", name="Gevolgen")
    expect(outcome).to_contain_text("Probeer het later opnieuw")
    expect(outcome).not_to_contain_text("Kies")
