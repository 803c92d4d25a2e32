# SPDX-License-Identifier: EUPL-1.2
"""What residents come for: what is near me, what is it, and who are behind it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.hands import Hands
from tests.browser.parts import written
from tests.web.running import Served

pytestmark = pytest.mark.slow

LEVELS = {"DORP": "Dorp", "DISTRICT": "Stadsdeel"}


def busiest(server: Served) -> Any:
    """The area with most initiatives."""
    query = "query ($level: AreaLevel!) { areaCounts(level: $level) { initiatives area { id name level } } }"
    counts = [count for level in LEVELS for count in fact(server, query, level=level)["areaCounts"]]
    return max(counts, key=lambda count: count["initiatives"])


def results(page: Page) -> Any:
    """How many initiatives a page says that it found."""
    return page.get_by_role("status").filter(has_text=re.compile(r"^[\d.]+ initiatief|^[\d.]+ initiatieven"))


def test_finding_what_is_near_me(server: Served, visit: Visit, hands: Hands) -> None:
    """I type the name of my village; the list and the map show what is there."""
    found = busiest(server)
    area = found["area"]
    page = visit(server)
    field = page.get_by_role("combobox", name="Zoeken")
    hands.write(field, area["name"])
    suggestion = page.get_by_role("option").filter(
        has_text=re.compile(f"^{re.escape(area['name'])}, {LEVELS[area['level']]}")
    )
    hands.pick(field, suggestion)
    expect(results(page)).to_have_text(f"{written(found['initiatives'])} initiatieven")
    assert f"gebied={area['id'].replace(':', '%3A')}" in page.url
    expect(page.get_by_role("region", name="Kaart van initiatieven").locator("canvas").first).to_be_visible()
    listed = page.get_by_role("main").get_by_role("listitem").get_by_role("heading", level=3)
    expect(listed).to_have_count(min(25, found["initiatives"]))


def test_filtering_and_sharing_the_link(server: Served, visit: Visit, hands: Hands) -> None:
    """I choose a theme and a status; who gets the link sees the same; and I can go back."""
    themes = fact(server, "{ themes(first: 50) { nodes { id name initiatives { totalCount } } } }")["themes"]["nodes"]
    theme = max(themes, key=lambda each: each["initiatives"]["totalCount"])
    query = "query ($filter: InitiativeFilter) { initiatives(filter: $filter) { totalCount nodes { status } } }"
    status = fact(server, query, filter={"themes": [theme["id"]]})["initiatives"]["nodes"][0]["status"]
    name = {"IDEA": "Idee", "STARTING": "In oprichting", "ACTIVE": "Actief", "PAUSED": "Ligt stil"}.get(
        status, "Beëindigd"
    )
    wanted = {"themes": [theme["id"]], "status": [status]}
    total = fact(server, query, filter=wanted)["initiatives"]["totalCount"]

    page = visit(server)
    before = results(page).inner_text()
    hands.press(page.get_by_text(re.compile("^Filters")))
    hands.choose(page.get_by_role("combobox", name="Thema"), theme["name"])
    hands.tick(page.get_by_role("checkbox", name=name))
    said = re.compile(rf"^{re.escape(written(total))} initiatie(f|ven)$")
    expect(results(page)).to_have_text(said)

    other = visit(server, page.url.removeprefix(server.url))
    expect(results(other)).to_have_text(said)
    expect(other.get_by_role("combobox", name="Thema")).to_have_value(theme["id"])
    expect(other.get_by_role("checkbox", name=name)).to_be_checked()

    page.go_back()
    page.go_back()
    expect(results(page)).to_have_text(before)


def test_reading_who_what_and_where(server: Served, visit: Visit, hands: Hands) -> None:
    """I look an initiative up by its title and read all that is public of it."""
    query = """{ centrality(measure: DEGREE, type: INITIATIVE, first: 1) { node { ... on Initiative {
      title summary place { lon } areas { nodes { name } } themes { nodes { name } }
      organisers { nodes { name } } } } } }"""
    initiative = fact(server, query)["centrality"][0]["node"]
    page = visit(server)
    field = page.get_by_role("combobox", name="Zoeken")
    hands.write(field, initiative["title"])
    hands.pick(field, page.get_by_role("option").filter(has_text=initiative["title"]).first)
    expect(page.get_by_role("heading", level=1)).to_have_text(initiative["title"])
    main = page.get_by_role("main")
    if initiative["summary"]:
        expect(main).to_contain_text(initiative["summary"])
    for name in [each["name"] for kind in ("areas", "themes") for each in initiative[kind]["nodes"]]:
        expect(main).to_contain_text(name)
    who = page.get_by_role("region", name="Wie", exact=True)
    for organisation in initiative["organisers"]["nodes"]:
        expect(who.get_by_role("link", name=organisation["name"])).to_be_visible()
    if initiative["place"]:
        expect(main.get_by_role("figure").get_by_role("img", name=initiative["title"])).to_be_visible()
    if initiative["organisers"]["nodes"]:
        hands.press(who.get_by_role("link").first)
        expect(page.get_by_role("heading", level=1)).to_have_text(initiative["organisers"]["nodes"][0]["name"])
