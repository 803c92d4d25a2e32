# SPDX-License-Identifier: EUPL-1.2
"""What staff come for: whom to introduce today, why, what it would change, and what the municipality owes an answer."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.hands import Hands
from tests.browser.parts import sign_in, written
from tests.browser.views import settle
from tests.web.running import Served

pytestmark = pytest.mark.slow

LEVELS = {"DORP": "dorp", "DISTRICT": "stadsdeel"}
PABULIB = """META
key;value
description;Dorpsbudget van {name}
country;Netherlands
unit;Ergens
instance;2024
num_projects;2
num_votes;2
budget;1000
vote_type;approval
rule;greedy
date_begin;2024-03-01
date_end;15.03.2024
PROJECTS
project_id;cost;votes;name;selected;category
1;600;2;Moestuin van {name};1;groen, samen eten
2;400.50;1;Bankje van {name};0;
VOTES
voter_id;vote
a;1,2
b;1
"""


def opportunities(server: Served, first: int, **where: object) -> Any:
    """What the API says of today's opportunities."""
    query = """query ($area: ID, $first: Int!) { opportunities(area: $area, first: $first) {
      totalCount nodes { id headline score bridge reasons { share text } a { __typename } b { __typename } } } }"""
    return fact(server, query, staff=True, first=first, **where)["opportunities"]


def area_with_opportunities(server: Served) -> Any:
    """An area, by name and level, with the opportunities there."""
    query = "query ($level: AreaLevel!) { areaCounts(level: $level) { initiatives area { id name level } } }"
    counts = [count for level in LEVELS for count in fact(server, query, level=level)["areaCounts"]]
    for count in sorted(counts, key=lambda count: -count["initiatives"]):
        found = opportunities(server, 20, area=count["area"]["id"])
        if found["nodes"]:
            return count["area"], found
    raise AssertionError("there are no opportunities anywhere")


def cards(page: Page) -> Locator:
    """The opportunities on a page."""
    return page.get_by_role("main").get_by_role("article")


def test_seeing_whom_to_introduce_and_why(server: Served, visit: Visit, hands: Hands) -> None:
    """I sign in, choose my area, and read the reasons of each opportunity with what they weigh."""
    area, found = area_with_opportunities(server)
    page = visit(server, "/werkbank")
    sign_in(page, hands)
    field = page.get_by_role("combobox", name="Gebied")
    hands.write(field, area["name"])
    found_there = re.compile(f"^{re.escape(area['name'])}, {LEVELS[area['level']]}")
    hands.pick(field, page.get_by_role("option").filter(has_text=found_there))
    total = re.escape(written(found["totalCount"]))
    expect(page.get_by_text(re.compile(rf"^{total} kans(en)?$"))).to_be_visible()
    expect(cards(page)).to_have_count(len(found["nodes"]))
    for card, told in zip(cards(page).all(), found["nodes"], strict=True):
        expect(card.get_by_role("heading", level=3)).to_have_text(told["headline"])
        reasons = card.get_by_role("list").first.get_by_role("listitem")
        expect(reasons).to_have_count(len(told["reasons"]) + bool(told["bridge"]))
        if told["bridge"]:
            expect(reasons.last).to_contain_text(told["bridge"])
        for reason, why in zip(reasons.all(), told["reasons"], strict=False):
            expect(reason).to_contain_text(why["text"])
            expect(reason).to_contain_text(f"{round(100 * why['share'] / told['score'])}%")


def test_comparing_and_supposing(server: Served, visit: Visit, hands: Hands) -> None:
    """I put the two side by side, and see what changes when they are introduced."""
    page = visit(server, "/werkbank")
    sign_in(page, hands)
    card = cards(page).filter(has=page.get_by_role("button", name="Wat als we ze verbinden?")).first
    hands.press(card.get_by_role("button", name="Vergelijk"))
    compared = card.get_by_role("table")
    expect(compared.get_by_role("columnheader")).to_have_count(4)
    expect(compared.get_by_role("row")).not_to_have_count(1)
    hands.press(card.get_by_role("button", name="Wat als we ze verbinden?"))
    expect(card.get_by_role("heading", name="Kansen die erbij komen")).to_be_visible()
    expect(card.get_by_role("table").get_by_role("row")).to_have_count(5)
    assert "blik=watals" in page.url


def test_deciding(workshop: Served, visit: Visit, hands: Hands) -> None:
    """I dismiss an opportunity with a reason, and record that the two of another one were introduced."""
    before = [node["headline"] for node in opportunities(workshop, 2)["nodes"]]
    page = visit(workshop, "/werkbank")
    sign_in(page, hands)
    # By name: the list is asked again after each decision, and what was decided may then stand elsewhere.
    first, second = (page.get_by_role("article", name=headline, exact=True) for headline in before)
    hands.press(first.get_by_role("button", name="Niet doen"))
    dialog = page.get_by_role("dialog")
    hands.tick(dialog.get_by_role("radio", name="Zij kennen elkaar al"))
    hands.write(dialog.get_by_label("Toelichting"), "zij vergaderen samen")
    hands.press(dialog.get_by_role("button", name="Vastleggen"))
    said = "U hebt deze kans afgewezen: ‘Zij kennen elkaar al: zij vergaderen samen’."
    expect(first).to_contain_text(said)
    expect(dialog).to_be_hidden()

    hands.press(second.get_by_role("button", name="In contact gebracht"))
    hands.write(dialog.get_by_label("Hoe ging het"), "koffie gedronken")
    hands.press(dialog.get_by_role("button", name="Vastleggen"))
    expect(second).to_contain_text("‘koffie gedronken’")

    verdicts = fact(workshop, "{ verdicts(first: 100) { nodes { reason } } }", staff=True)["verdicts"]["nodes"]
    assert {"Zij kennen elkaar al: zij vergaderen samen", "koffie gedronken"} <= {each["reason"] for each in verdicts}
    page.reload()
    expect(cards(page).first).to_be_visible()
    settle(page)
    headlines = [card.get_by_role("heading", level=3).inner_text() for card in cards(page).all()]
    assert not set(before) & set(headlines)


def test_seeing_what_waits_for_an_answer(server: Served, visit: Visit, hands: Hands) -> None:
    """I see how many requests wait, by role and age, and open those for money that wait longest."""
    query = """query ($role: [SupportRole!]) {
      supportRequests(filter: { state: [ASKED], role: $role }, first: 1) { totalCount } }"""
    roles = {
        "FACILITATE": "Faciliteren",
        "ORGANISE": "Organiseren",
        "FINANCE": "Financieren",
        "REGULATE": "Regelgeving",
    }
    page = visit(server, "/werkbank")
    sign_in(page, hands)
    hands.press(page.get_by_role("link", name="Vragen aan de gemeente"))
    table = page.get_by_role("table", name="Aantal vragen naar rol en wachttijd")
    for role, name in roles.items():
        total = fact(server, query, staff=True, role=[role])["supportRequests"]["totalCount"]
        expect(table.get_by_role("row", name=name).get_by_role("cell").last).to_have_text(written(total))
    everything = fact(server, query, staff=True)["supportRequests"]["totalCount"]
    expect(table.get_by_role("row", name="Totaal").get_by_role("cell").last).to_have_text(written(everything))
    links = table.get_by_role("row", name="Financieren").get_by_role("link")
    if links.count() == 0:
        assert fact(server, query, staff=True, role=["FINANCE"])["supportRequests"]["totalCount"] == 0
        return
    wanted = links.first.inner_text()
    hands.press(links.first)
    expect(page.get_by_text(re.compile(rf"^{re.escape(wanted)} vra(ag|gen)$"))).to_be_visible()
    expect(page.get_by_role("combobox", name="Rol van de gemeente")).to_have_value("FINANCE")


def test_loading_a_file(workshop: Served, visit: Visit, hands: Hands, tmp_path: Path) -> None:
    """I give the file of a participatory budget, and see what it did; once more, and it does nothing."""
    name = type(hands).__name__
    file = tmp_path / f"{name}.pb"
    file.write_text(PABULIB.format(name=name))
    page = visit(workshop, "/werkbank")
    sign_in(page, hands)
    hands.press(page.get_by_role("link", name="Bestanden"))
    for outcome in (re.compile(r"\d+ gegevens gemaakt"), "er is niets veranderd"):
        hands.give(page.get_by_label("Kies een bestand"), file)
        hands.press(page.get_by_role("button", name="Inlezen", exact=True))
        expect(page.get_by_role("heading", level=2, name=f"Wat {name}.pb deed")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text(outcome)
        hands.press(page.get_by_role("button", name="Nog een bestand inlezen"))
    found = fact(
        workshop, "query ($text: String) { initiatives(filter: { text: $text }) { nodes { title } } }", text=name
    )
    assert {each["title"] for each in found["initiatives"]["nodes"]} == {f"Moestuin van {name}", f"Bankje van {name}"}
