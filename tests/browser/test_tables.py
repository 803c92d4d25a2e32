# SPDX-License-Identifier: EUPL-1.2
"""Every figure in a table is what the API says, as Dutch writes it; and what one does with a table."""

import csv
import math
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.hands import Mouse
from tests.browser.parts import saved, written
from tests.browser.views import settle
from tests.web.running import Served

pytestmark = pytest.mark.slow

CELLS = "table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))"


def cells(table: Locator) -> list[list[str]]:
    """What is in the body of a table, row by row."""
    return table.evaluate(CELLS)


def known(value: float | None, decimals: int = 0) -> str:
    """A number, or the dash that stands for none."""
    return "–" if value is None else written(value, decimals)


@pytest.mark.parametrize(("colour", "measure"), [("witte-vlekken", "INITIATIVES"), ("steun", "SUPPORT")])
def test_figures_of_areas(colour: str, measure: str, server: Served, visit: Visit) -> None:
    query = """query ($level: AreaLevel!, $measure: BlindSpotMeasure!) { blindSpots(level: $level, measure: $measure) {
      area { name population } observed expected rate low high text(language: NL) } }"""
    found = {level: fact(server, query, level=level, measure=measure)["blindSpots"] for level in ("DORP", "DISTRICT")}
    level, spots = next((level, spots) for level, spots in found.items() if spots)
    page = visit(server, f"/?kaart=nee&tab=gebieden&kleur={colour}&niveau={level.lower()}")
    settle(page)
    assert cells(page.get_by_role("table")) == [_area(spot) for spot in spots]


def _area(spot: Any) -> list[str]:
    margin = "–" if spot["low"] is None else f"{written(spot['low'], 1)} tot {written(spot['high'], 1)}"
    return [
        spot["area"]["name"],
        known(spot["observed"]),
        known(spot["area"]["population"]),
        known(spot["expected"], 1),
        known(spot["rate"], 1),
        margin,
        spot["text"],
    ]


def test_who_is_central(server: Served, visit: Visit) -> None:
    query = """query ($of: [RelationType!]) { drawing(measure: PAGERANK, relations: $of, first: 100) {
      nodes { rank value percentile error explanation(language: NL) } } }"""
    nodes = fact(server, query, of=["ABOUT", "LOCATED_IN", "PART_OF"])["drawing"]["nodes"]
    assert nodes
    page = visit(server, "/netwerk?deel=tabel&maat=PAGERANK&verband=inhoud&aantal=100")
    settle(page)
    shown = [[rank, *rest] for rank, _, _, _, *rest, _ in cells(page.get_by_role("table"))]
    assert shown == [
        [str(node["rank"]), _figure(node), f"{written(node['percentile'], 1)}%", node["explanation"]] for node in nodes
    ]


def _figure(node: Any) -> str:
    """With three digits that tell."""
    size = abs(node["value"])
    decimals = 0 if size == 0 or size >= 100 else min(8, max(0, 2 - math.floor(math.log10(size))))
    return f"{'' if node['error'] is None else 'ca. '}{written(node['value'], decimals)}"


def test_requests_by_age(server: Served, visit: Visit) -> None:
    query = """{ supportRequests(filter: { state: [ASKED] }, first: 500) { totalCount nodes { role askedOn } } }"""
    asked = fact(server, query, staff=True)["supportRequests"]
    assert asked["totalCount"] == len(asked["nodes"])
    now = datetime.now(UTC)
    counts = Counter((each["role"], _age(each["askedOn"], now.date())) for each in asked["nodes"])
    roles, ages = ("FACILITATE", "ORGANISE", "FINANCE", "REGULATE"), ("long", "some", "short", None)
    expected = [[counts[role, age] for age in ages] for role in roles]
    expected.append([sum(column) for column in zip(*expected, strict=True)])

    page = visit(server, staff=True)
    page.clock.set_fixed_time(now)  # or midnight could come between
    page.goto(f"{server.url}/werkbank?deel=vragen")
    table = page.get_by_role("table", name="Aantal vragen naar rol en wachttijd")
    expect(table).not_to_contain_text("…")
    assert [row[1:] for row in cells(table)] == [[written(count) for count in [*row, sum(row)]] for row in expected]


def _age(asked_on: str | None, today: date) -> str | None:
    if asked_on is None:
        return None
    days = (today - date.fromisoformat(asked_on)).days
    return "long" if days > 56 else "some" if days >= 14 else "short"


def test_shares_of_what_relates_two(demo: Served, visit: Visit) -> None:
    query = """{ initiatives(first: 100) { nodes { id related(first: 8, eachResident: false) {
      score initiative { title } evidence { share } } } } }"""
    found = fact(demo, query, staff=True)["initiatives"]["nodes"]
    one = max(found, key=lambda each: sum(len(relative["evidence"]) > 1 for relative in each["related"]))
    page = visit(demo, f"/initiatief?id={one['id']}", staff=True)
    settle(page)
    cards = page.get_by_role("region", name="Verwante initiatieven").locator("li.card")
    expect(cards).to_have_count(len(one["related"]))
    told = 0
    for card, relative in zip(cards.all(), one["related"], strict=True):
        expect(card.get_by_role("heading")).to_have_text(relative["initiative"]["title"])
        shares = [each["share"] / relative["score"] for each in relative["evidence"]]
        for item, share in zip(card.get_by_role("listitem").all(), shares, strict=True):
            if len(shares) > 1:
                expect(item).to_contain_text(f"({written(100 * share)}% van de verwantschap)")
                told += 1
    assert told


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


def test_only_figures_can_be_taken_along(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/?tab=gebieden")
    file = page.get_by_role("button", name="Tabel als")
    expect(page.get_by_role("table").get_by_role("columnheader", name="Inwoners")).to_be_visible()
    expect(file).to_have_count(0)
    page.get_by_role("combobox", name="Kleur gebieden naar").select_option("steun")
    expect(file).to_have_count(3)


def test_a_table_is_sorted_as_the_address_says(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/?tab=gebieden&niveau=dorp")
    table = page.get_by_role("table", name=re.compile("Cijfers per gebied"))
    table.get_by_role("button", name="Inwoners").click()
    names = table.locator("tbody tr td:first-child")
    sorted_ = names.all_inner_texts()
    assert sorted_[0] == "Elzerveen"
    page.reload()
    expect(names).to_have_text(sorted_)


def test_the_order_of_a_table_is_in_the_address(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/netwerk?deel=tabel&volgorde=-name")
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader", name="Naam")).to_have_attribute("aria-sort", "descending")
    table.get_by_role("button", name="Soort").click()
    expect(page).to_have_url(re.compile("volgorde=type"))
