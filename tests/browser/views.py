# SPDX-License-Identifier: EUPL-1.2
"""Every page and sub-view that there is, to look at one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser.facts import best_connected
from tests.web.running import Served


@dataclass(frozen=True)
class View:
    """What can be seen at an address. `parameters` finds on a server what the address must say."""

    name: str
    path: str
    parameters: Callable[[Served], dict[str, str]] = lambda _: {}
    staff: bool = False

    def address(self, server: Served, language: str = "nl") -> str:
        """The path with its parameters."""
        parameters = self.parameters(server) | ({"lang": language} if language != "nl" else {})
        return f"{self.path}?{urlencode(parameters)}" if parameters else self.path


VIEWS: Final[Sequence[View]] = (
    View("kaart", "/"),
    View("initiatief", "/initiatief", lambda server: {"id": best_connected(server, "INITIATIVE")}),
    View("organisatie", "/organisatie", lambda server: {"id": best_connected(server, "ORGANISATION")}),
    View("werkbank", "/werkbank"),
    View("netwerk", "/netwerk"),
)


def settle(page: Page) -> None:
    """Wait until a page shows all that it has to show."""
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".loading, [aria-busy=true]")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
