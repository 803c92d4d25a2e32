# SPDX-License-Identifier: EUPL-1.2
"""How much code the application is, and when it is asked for."""

import gzip
import re

import pytest
from playwright.sync_api import Request

from graph_api.web import pages
from tests.browser.conftest import Visit
from tests.web.running import Served

LIMIT = 600_000
"""Bytes, compressed: all pages together, with the libraries that draw maps and networks."""


@pytest.fixture
def code() -> dict[str, int]:
    """The compressed size of each file of code that the application can come to ask for, however far it is followed;
    what only GraphiQL loads is not among them."""
    if not (pages.STATIC / "index.html").is_file():
        pytest.skip("no pages: run `make build` first")
    assets = {path.name: path for path in (pages.STATIC / "assets").glob("*.js")}
    found: dict[str, int] = {}
    unread = [(pages.STATIC / "index.html").read_bytes()]
    while unread:
        named = set(re.findall(r"[\w.-]+\.js", unread.pop().decode())) & assets.keys()
        for name in named - found.keys():
            content = assets[name].read_bytes()
            found[name] = len(gzip.compress(content))
            unread.append(content)
    return found


def test_the_application_is_small(code: dict[str, int]) -> None:
    assert len(code) >= len(pages.PATHS)
    assert not any(re.search("graphiql|monaco|worker", name, re.IGNORECASE) for name in code if "maplibre" not in name)
    assert sum(code.values()) < LIMIT, sorted(code.items(), key=lambda item: -item[1])


@pytest.mark.slow
def test_the_map_comes_after_the_list(code: dict[str, int], demo: Served, visit: Visit) -> None:
    heavy = [name for name in code if b"maplibregl-canvas" in (pages.STATIC / "assets" / name).read_bytes()]
    assert heavy
    page = visit(demo, "/initiatief")
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(f"{demo.url}/")
    page.get_by_role("region", name="Kaart van initiatieven").locator("canvas").first.wait_for()
    listed = next(request.timing for request in asked if "query InitiativeList" in (request.post_data or ""))
    library = [request.timing for request in asked if request.url.rpartition("/")[2] in heavy]
    assert library
    assert all(each["startTime"] >= listed["startTime"] + listed["responseEnd"] for each in library)
