# SPDX-License-Identifier: EUPL-1.2
"""The map when answers fail or wait, and that one can get past it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import until
from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.routes import fail, hold, release
from tests.browser.views import map_drawn
from tests.web.running import Served

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("question", ["MapExtent", "AreaLevels", "AreaOutlines", "MapMarks", "AreaFigures", "MapLines"])
def test_what_gets_no_answer_is_said(question: str, demo: Served, visit: Visit) -> None:
    page = visit(demo, "/initiatief", expected=(500,))
    fail(page, question)
    page.goto(f"{demo.url}/?kleur=initiatieven&gebied={_village(demo)}")
    region = page.get_by_role("region", name="Kaart van initiatieven")
    problem = region.get_by_role("alert")
    expect(problem).to_contain_text("konden niet worden opgehaald")
    until(page, "quietFor(100)")  # no other view is asked for any more
    page.unroute_all()
    problem.get_by_role("button", name="Probeer opnieuw").click()
    expect(problem).to_have_count(0)
    map_drawn(page)


def _village(server: Served) -> str:
    query = "{ areas(filter: { level: [DORP] }, first: 1) { nodes { id } } }"
    return fact(server, query)["areas"]["nodes"][0]["id"]


def test_the_map_says_that_it_waits(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/initiatief")
    waiting = hold(page, "MapExtent")
    page.goto(f"{demo.url}/")
    status = page.get_by_role("region", name="Kaart van initiatieven").get_by_text("De kaart wordt geladen…")
    expect(status).to_be_visible()
    release(page, waiting)
    expect(status).to_have_count(0)


def test_what_was_chosen_gets_no_answer(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/initiatief", expected=(500,))
    fail(page, "MapChosen")
    page.goto(f"{demo.url}/?gekozen={_village(demo)}")
    region = page.get_by_role("region", name="Kaart van initiatieven")
    expect(region.get_by_role("alert")).to_be_visible()
    page.unroute_all()
    region.get_by_role("alert").get_by_role("button", name="Probeer opnieuw").click()
    expect(region.get_by_role("button", name="Toon alleen dit gebied")).to_be_visible()


def test_a_figure_for_staff_is_not_asked_for_the_public(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/?kleur=trekkers&tab=gebieden")
    table = page.get_by_role("table", name=re.compile("Cijfers per gebied"))
    expect(table.get_by_role("columnheader", name="Initiatieven")).to_be_visible()
    expect(page.get_by_role("combobox", name="Kleur gebieden naar")).to_have_value("")
    page = visit(demo, "/?kleur=trekkers&tab=gebieden", staff=True)
    expect(page.get_by_role("table").get_by_role("columnheader", name="Trekkers")).to_be_visible()
