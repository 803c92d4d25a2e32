# SPDX-License-Identifier: EUPL-1.2
"""What analysts come for: who is central, which groups there are, where it is fragile; and to take it along."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.facts import TOGETHER, fact, introducible
from tests.browser.hands import Hands, Mouse
from tests.browser.parts import saved, written
from tests.browser.views import settle
from tests.web.running import Served

pytestmark = pytest.mark.slow


def test_seeing_who_is_central(server: Served, visit: Visit, hands: Hands, tmp_path: Path) -> None:
    """I look at the network of a theme, choose another measure, sort the table, and take table and drawing along."""
    themes = fact(server, "{ themes(first: 50) { nodes { id name initiatives { totalCount } } } }")["themes"]["nodes"]
    theme = max(themes, key=lambda each: each["initiatives"]["totalCount"])
    page = visit(server, "/netwerk")
    hands.press(page.get_by_text("Welke initiatieven", exact=True))
    hands.choose(page.get_by_role("combobox", name="Thema"), theme["name"])
    hands.choose(page.get_by_role("combobox", name="Maat"), "Invloed (PageRank)")
    hands.choose(page.get_by_role("combobox", name="Welke verbanden"), "Thema's en gebieden")
    drawing = page.get_by_role("main").locator("canvas").first
    expect(drawing).to_be_visible()
    settle(page)
    svg = saved(page, hands, page.get_by_role("button", name="Tekening als SVG"), tmp_path)
    assert "<svg " in svg.read_text()[:100]
    png = saved(page, hands, page.get_by_role("button", name="Tekening als PNG"), tmp_path)
    assert png.read_bytes().startswith(b"\x89PNG")

    hands.press(page.get_by_role("link", name="Tabel", exact=True))
    table = page.get_by_role("table")
    query = """query ($filter: InitiativeFilter) { centrality(measure: PAGERANK, filter: $filter, first: 1,
      relations: [ABOUT, LOCATED_IN, PART_OF]) { node { ... on Initiative { title } ... on Organisation { name }
      ... on Area { area: name } ... on Theme { theme: name } } } }"""
    first = fact(server, query, filter={"themes": [theme["id"]]})["centrality"][0]["node"]
    expect(table.get_by_role("row").nth(1)).to_contain_text(next(iter(first.values())))
    header = table.get_by_role("columnheader", name="Naam")
    hands.press(header.get_by_role("button"))
    expect(header).to_have_attribute("aria-sort", "ascending")
    names = [row.get_by_role("cell").nth(1).inner_text() for row in table.get_by_role("row").all()[1:6]]
    hands.press(header.get_by_role("button"))
    expect(header).to_have_attribute("aria-sort", "descending")
    assert table.get_by_role("row").last.get_by_role("cell").nth(1).inner_text() == names[0]
    sheet = saved(page, hands, page.get_by_role("button", name="Tabel als CSV"), tmp_path)
    rows = list(csv.DictReader(StringIO(sheet.read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) > 5
    shown = {row.get_by_role("cell").nth(3).inner_text() for row in table.get_by_role("row").all()[1:]}
    assert shown - {"–"} <= {row["community"] for row in rows}
    hands.press(page.get_by_text("Het netwerk zelf, voor andere programma's"))
    network = saved(page, hands, page.get_by_role("button", name="GEXF (Gephi)"), tmp_path)
    nodes = nx.read_gexf(network).nodes(data=True)
    assert {id for id, node in nodes if "pagerank" in node} == {row["id"] for row in rows}
    assert {node["communityId"] for _, node in nodes if "communityId" in node} == {
        row["communityId"] for row in rows if row["communityId"]
    }


def test_seeing_groups_and_weak_spots(server: Served, visit: Visit, hands: Hands, tmp_path: Path) -> None:
    """I read which groups there are, who cannot be missed and what would help, and what happens without them."""
    page = visit(server, "/netwerk")
    hands.choose(page.get_by_role("combobox", name="Welke verbanden"), "Thema's en gebieden")
    hands.press(page.get_by_role("link", name="Groepen", exact=True))
    query = """query ($of: [RelationType!]) { communities(relations: $of, first: 30) {
      items { name text } gaps { a { name } b { name } } } }"""
    found = fact(server, query, of=["ABOUT", "LOCATED_IN", "PART_OF"])["communities"]
    told, gaps = found["items"], [(gap["a"]["name"], gap["b"]["name"]) for gap in found["gaps"]]
    groups = page.get_by_role("region", name="Groepen", exact=True)
    for group in told[:3]:
        expect(
            groups.get_by_role("heading", name=re.compile(f"^{re.escape(group['name'])}( Wisselend)?$"))
        ).to_be_visible()
        expect(groups).to_contain_text(group["text"])
    sheet = saved(page, hands, page.get_by_role("button", name="Tabel als CSV"), tmp_path)
    assert sheet.read_bytes().count(b"\n") > len(told)
    sheet = saved(page, hands, page.get_by_role("button", name="Gaten als JSON"), tmp_path)
    assert [(row["a"], row["b"]) for row in json.loads(sheet.read_bytes())][: len(gaps)] == gaps

    hands.press(page.get_by_role("link", name="Kwetsbare plekken", exact=True))
    hands.choose(page.get_by_role("combobox", name="Welke verbanden"), "Wat mensen samen doen")
    settle(page)
    for part in ("Wie onmisbaar is", "Verbindingen die onmisbaar zijn", "Welke verbindingen helpen"):
        expect(page.get_by_role("heading", name=part)).to_be_visible()
    query = "query ($of: [RelationType!]) { fragility(relations: $of, first: 50) { text points { lost node { id } } } }"
    fragile = fact(server, query, of=TOGETHER)["fragility"]
    expect(page.get_by_role("main")).to_contain_text(fragile["text"])
    weak = page.get_by_role("region", name="Wie onmisbaar is", exact=True)
    if not fragile["points"]:
        expect(weak).to_contain_text("Niemand is onmisbaar")
        return
    expect(weak.get_by_role("row")).to_have_count(len(fragile["points"]) + 1)
    hands.press(weak.get_by_role("link", name="wegvalt").first)
    expect(page.get_by_role("region", name="Gevolgen").get_by_role("table")).to_be_visible()
    assert f"zonder={quote(fragile['points'][0]['node']['id'])}" in page.url


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


def test_supposing_a_connection(server: Served, visit: Visit, hands: Hands) -> None:
    """I choose two by name, and read what their connection would change in the network."""
    pair = introducible(server)
    query = "query ($id: ID!) { node(id: $id) { ... on Initiative { title } ... on Organisation { title: name } } }"
    page = visit(server, "/netwerk?deel=wat-als")
    for label, end in (("De een", pair["a"]), ("De ander", pair["b"])):
        name = fact(server, query, id=end["id"])["node"]["title"]
        field = page.get_by_role("combobox", name=label)
        hands.write(field, name)
        hands.pick(field, page.get_by_role("option").filter(has_text=re.compile(f"^{re.escape(name)}, ")).first)
        expect(field).to_have_value(name)
    assert all(f"{key}={quote(pair[key]['id'])}" in page.url for key in "ab")
    query = """query ($a: ID!, $b: ID!) { whatIf(add: [{ a: $a, b: $b }]) {
      before { components apart largest bridges } after { components apart largest bridges } } }"""
    supposed = fact(server, query, a=pair["a"]["id"], b=pair["b"]["id"])["whatIf"]
    table = page.get_by_role("region", name="Gevolgen").get_by_role("table")
    for row, figure in enumerate(("components", "apart", "largest", "bridges"), start=1):
        for cell, when in enumerate(("before", "after")):
            shown = table.get_by_role("row").nth(row).get_by_role("cell").nth(cell)
            expect(shown).to_have_text(written(supposed[when][figure]))
