# SPDX-License-Identifier: EUPL-1.2
"""The map and its tables when answers fail or wait, and that one can get past it."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import until
from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.hands import Mouse
from tests.browser.parts import saved
from tests.web.running import Served

pytestmark = pytest.mark.slow


def _failing(page: Page, question: str) -> None:
    """Let the server fail on a question from now on."""

    def answer(route: Route) -> None:
        if f"query {question}" in (route.request.post_data or ""):
            route.fulfill(status=500, body="stuk")
        else:
            route.continue_()

    page.route("**/graphql", answer)


@pytest.mark.parametrize("question", ["MapExtent", "AreaLevels", "AreaOutlines", "MapMarks", "AreaFigures", "MapLines"])
def test_what_gets_no_answer_is_said(question: str, demo: Served, visit: Visit) -> None:
    page = visit(demo, "/initiatief", expected=(500,))
    _failing(page, question)
    page.goto(f"{demo.url}/?kleur=initiatieven&gebied={_village(demo)}")
    region = page.get_by_role("region", name="Kaart van initiatieven")
    problem = region.get_by_role("alert")
    expect(problem).to_contain_text("konden niet worden opgehaald")
    page.wait_for_load_state("networkidle")  # no other view is asked for any more
    page.unroute("**/graphql")
    problem.get_by_role("button", name="Probeer opnieuw").click()
    expect(problem).to_have_count(0)
    until(page, "document.querySelector('.map-drawing')?.dataset.drawn > 0")


def _village(server: Served) -> str:
    query = "{ areas(filter: { level: [DORP] }, first: 1) { nodes { id } } }"
    return fact(server, query)["areas"]["nodes"][0]["id"]


def test_the_map_says_that_it_waits(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/initiatief")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        held = "query MapExtent" in (route.request.post_data or "")
        waiting.append(route) if held else route.continue_()

    page.route("**/graphql", hold)
    page.goto(f"{demo.url}/")
    status = page.get_by_role("region", name="Kaart van initiatieven").get_by_text("De kaart wordt geladen…")
    expect(status).to_be_visible()
    for route in waiting:
        route.continue_()
    expect(status).to_have_count(0)


def test_what_was_chosen_gets_no_answer(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/initiatief", expected=(500,))
    _failing(page, "MapChosen")
    page.goto(f"{demo.url}/?gekozen={_village(demo)}")
    region = page.get_by_role("region", name="Kaart van initiatieven")
    expect(region.get_by_role("alert")).to_be_visible()
    page.unroute("**/graphql")
    region.get_by_role("alert").get_by_role("button", name="Probeer opnieuw").click()
    expect(region.get_by_role("button", name="Toon alleen dit gebied")).to_be_visible()


def test_a_figure_for_staff_is_not_asked_for_the_public(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/?kleur=trekkers&tab=gebieden")
    table = page.get_by_role("table", name=re.compile("Cijfers per gebied"))
    expect(table.get_by_role("columnheader", name="Initiatieven")).to_be_visible()
    expect(page.get_by_role("combobox", name="Kleur gebieden naar")).to_have_value("")
    page = visit(demo, "/?kleur=trekkers&tab=gebieden", staff=True)
    expect(page.get_by_role("table").get_by_role("columnheader", name="Trekkers")).to_be_visible()


def test_figures_of_areas_are_taken_along(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo, "/?kleur=steun&tab=gebieden&niveau=dorp&status=ACTIVE")
    rows = page.get_by_role("table", name=re.compile("Cijfers per gebied")).get_by_role("row")
    expect(rows).to_have_count(9)
    shown = {
        row.get_by_role("cell").nth(0).inner_text(): row.get_by_role("cell").nth(1).inner_text()
        for row in rows.all()[1:]
    }
    file = saved(page, Mouse(), page.get_by_role("button", name="Tabel als CSV"), tmp_path)
    with file.open(encoding="utf-8-sig") as text:
        told = {row["area"]: row["observed"] for row in csv.DictReader(text)}
    assert told == shown


def test_a_table_is_sorted_as_the_address_says(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/?tab=gebieden&niveau=dorp")
    table = page.get_by_role("table", name=re.compile("Cijfers per gebied"))
    table.get_by_role("button", name="Inwoners").click()
    names = table.locator("tbody tr td:first-child")
    sorted_ = names.all_inner_texts()
    assert sorted_[0] == "Elzerveen"
    page.reload()
    expect(names).to_have_text(sorted_)


@pytest.mark.parametrize(("width", "height", "moves"), [(320, 256, "page"), (1280, 900, "map")])
def test_the_wheel_moves_the_page_where_the_map_fills_it(
    width: int, height: int, moves: str, demo: Served, visit: Visit
) -> None:
    page = visit(demo, "/?tab=kaart&beeld=53.2,6.5,11", width=width, height=height)
    until(page, "document.querySelector('.map-drawing')?.dataset.drawn !== undefined")
    drawing = page.locator(".map-drawing")
    drawing.scroll_into_view_if_needed()
    drawing.hover()
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, -60)
    hint = page.get_by_text("Houd Ctrl ingedrukt om in te zoomen")
    if moves == "page":
        until(page, f"scrollY < {before}")
        expect(hint).to_have_count(1)
        assert page.url.endswith("beeld=53.2,6.5,11")
    else:
        expect(page).to_have_url(re.compile(r"beeld=53\.\d+%2C6\.\d+%2C11\.(?!00)"))
        expect(hint).to_have_count(0)
