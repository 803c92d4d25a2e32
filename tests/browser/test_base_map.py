# SPDX-License-Identifier: EUPL-1.2
"""A base map below our own areas, from another server: the one thing that a municipality may have fetched elsewhere."""

import base64
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE
from tests.browser.views import map_drawn
from tests.web.running import served

pytestmark = pytest.mark.slow

RED = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC")
"""A PNG of one pixel."""


class Tile(BaseHTTPRequestHandler):
    """Red, wherever it is."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(RED)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def tiles() -> Generator[str]:
    """The address of a server of tiles."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Tile) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def red(page: Page) -> bool:
    """Whether the corner of the map is."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # which makes a copy that can be read
    pixel = "copy => Array.from(copy.getContext('2d').getImageData(3, 3, 1, 1).data)"
    strength, green, *_ = page.locator(".map-drawing__print").evaluate(pixel)
    return strength > 200 and green < 60


def test_tiles_lie_below_until_they_are_not_wanted(demo_store: Path, browser: Browser, tmp_path: Path) -> None:
    with (
        tiles() as address,
        served(
            f"sqlite:///{demo_store}",
            tmp_path / "log",
            BASE_MAP=f"{address}/{{z}}/{{x}}/{{y}}.png",
            BASE_MAP_CREDIT="Kadaster",
        ) as server,
        browser.new_context(locale="nl-NL") as context,
    ):
        asked: list[str] = []
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(server.url)
        map_drawn(page)
        assert any(re.fullmatch(rf"{address}/\d+/\d+/\d+\.png", url) for url in asked)
        assert all(url.startswith((server.url, f"blob:{server.url}", address)) for url in asked)
        assert red(page)
        expect(page.get_by_text("Kadaster")).to_be_visible()
        switch = page.get_by_role("checkbox", name="Achtergrondkaart")
        # Another map is made then; that the last one was drawn says nothing of it.
        switch.evaluate("""box => box.addEventListener("click", () => {
          delete document.querySelector(".map-drawing").dataset.drawn;
        })""")
        switch.uncheck()
        map_drawn(page)
        assert not red(page)
        expect(page.get_by_text("Kadaster")).to_have_count(0)
