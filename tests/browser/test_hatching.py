# SPDX-License-Identifier: EUPL-1.2
"""Which areas of the map are hatched."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.web.running import Served, served, verbind

pytestmark = pytest.mark.slow

PEOPLE = {"WIJK": {"Stad": 20_000, "Polder": 20_000}, "BUURT": {"Groot": 20_000, "Ruim": 19_700, "Klein": 300}}
"""By level, how many live in each area."""
HERE = {"Stad": 0, "Polder": 40, "Groot": 0, "Ruim": 40, "Klein": 0}
"""How many initiatives each area has."""


def _square(name: str, level: str, place: int, people: int) -> dict[str, Any]:
    west, south = 6 + place / 100, 53.0 if level == "WIJK" else 52.5
    corners = [[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]
    ring = [[west + x, south + y] for x, y in corners]
    properties = {"name": name, "population": people}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _loaded(folder: Path) -> Path:
    store = folder / "verbind.db"
    for level, people in PEOPLE.items():
        features = [_square(name, level, i, count) for i, (name, count) in enumerate(people.items())]
        file = folder / f"{level}.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        options = ("--store", f"sqlite:///{store}", "--level", level.lower(), "--municipality", "Kwekerdam")
        verbind("load", *options, file).check_returncode()
    return store


def _told(server: Served) -> None:
    """Write the initiatives of a register that covers all areas."""
    areas = {
        each["name"]: each["id"] for each in fact(server, "{ areas(first: 9) { nodes { id name } } }")["areas"]["nodes"]
    }
    for name, count in HERE.items():
        for i in range(count):
            made = fact(
                server,
                'mutation ($title: String!) { done: createInitiative(input: { title: $title, origin: "register" })'
                " { initiative { id } } }",
                staff=True,
                title=f"{name} {i}",
            )["done"]["initiative"]["id"]
            fact(
                server,
                "mutation ($from: ID!, $to: ID!) { createLocatedIn(input: { source: $from, target: $to })"
                " { errors { message } } }",
                staff=True,
                **{"from": made, "to": areas[name]},
            )


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server on a municipality of which one large area has nothing, and one has few residents."""
    folder = tmp_path_factory.mktemp("register")
    with served(f"sqlite:///{_loaded(folder)}", folder / "log") as server:
        _told(server)
        yield server


def test_hatched_are_areas_where_few_are_expected(register: Served, visit: Visit) -> None:
    page = visit(register, "/?kleur=initiatieven&niveau=buurt")
    figures = page.get_by_role("list", name="Initiatieven per 1.000 inwoners")
    expect(figures).to_contain_text("Gearceerd: er zijn er zo weinig te verwachten")
    expect(figures).to_contain_text("vooral toeval kan zijn (1 gebied)")
    page.get_by_role("combobox", name="Gebieden", exact=True).select_option("Wijken")
    expect(figures).to_contain_text("(1 gebied)")
    expect(figures).not_to_contain_text("Gearceerd")
