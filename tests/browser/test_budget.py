# SPDX-License-Identifier: EUPL-1.2
"""How much code the application is, and when it is asked for."""

import re

import pytest
from playwright.sync_api import expect

from graph_api.web import pages
from tests.browser.conftest import Visit
from tests.browser.routes import asks, hold, release
from tests.web.running import Served
from tests.web.test_pages import built

LIMIT = 600_000
"""Bytes, in Brotli."""
PAGE = re.compile(r"[A-Z]\w+Page-")
"""How the code of a page is called that is loaded when someone opens it."""


def code(*pages_left_out: str) -> dict[str, int]:
    """The compressed size of each file of code that the application can come to ask for, however far it is followed,
    but for some pages; what only GraphiQL loads is not among them."""
    assets = {path.name: path for path in (pages.STATIC / "assets").glob("*.js") if path.name not in pages_left_out}
    found: dict[str, int] = {}
    unread = [(pages.STATIC / "index.html").read_bytes()]
    while unread:
        named = set(re.findall(r"[\w.-]+\.js", unread.pop().decode())) & assets.keys()
        for name in named - found.keys():
            content = assets[name].read_bytes()
            found[name] = assets[name].with_name(f"{name}.br").stat().st_size
            unread.append(content)
    return found


def largest(sizes: dict[str, int]) -> str:
    """What is worth looking at first."""
    return ", ".join(f"{name} {size:,}" for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:8])


@built
def test_no_page_is_large() -> None:
    """With all that it comes to load, the map with its worker, or the drawing of the network."""
    parts = [name for name in code() if PAGE.match(name)]
    assert len(parts) >= len(pages.PATHS)
    for part in parts:
        sizes = code(*(other for other in parts if other != part))
        assert not any(re.search("graphiql|monaco|editor", name, re.IGNORECASE) for name in sizes)
        assert sum(sizes.values()) < LIMIT, largest(sizes)


@built
def test_all_pages_together_are_small() -> None:
    sizes = code()
    assert sum(sizes.values()) < LIMIT, f"{sum(sizes.values()):,}: {largest(sizes)}"


@pytest.mark.slow
def test_the_map_comes_after_the_list(demo: Served, visit: Visit) -> None:
    heavy = [name for name in code() if b"maplibregl-canvas" in (pages.STATIC / "assets" / name).read_bytes()]
    assert heavy
    page = visit(demo, "/initiatief")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    held = hold(page, "InitiativeList")
    with page.expect_response(lambda response: asks(response.request, "MapExtent")):
        page.goto(f"{demo.url}/")
    expect(page.get_by_text("Laden…", exact=True)).to_be_visible()
    assert held
    assert not set(asked) & set(heavy)
    release(page, held)
    page.get_by_role("region", name="Kaart van initiatieven").locator("canvas").first.wait_for()
    assert set(asked) & set(heavy)
