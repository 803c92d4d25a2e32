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


def _of(type: str) -> Callable[[Served], dict[str, str]]:
    return lambda server: {"id": best_connected(server, type)}


def _chosen(**parameters: str) -> Callable[[Served], dict[str, str]]:
    return lambda _: parameters


VIEWS: Final[Sequence[View]] = (
    View("kaart", "/"),
    View("kaart-gefilterd", "/", _chosen(status="ACTIVE", q="tuin")),
    View("kaart-niets", "/", _chosen(q="dit bestaat nergens")),
    View("kaart-gekleurd", "/", _chosen(kleur="witte-vlekken", tab="gebieden")),
    View("kaart-gekozen", "/", lambda server: {"gekozen": best_connected(server, "INITIATIVE")}),
    View("initiatief", "/initiatief", _of("INITIATIVE")),
    View("initiatief-medewerker", "/initiatief", _of("INITIATIVE"), staff=True),
    View("initiatief-onbekend", "/initiatief", _chosen(id="Initiative:bestaat-niet")),
    View("organisatie", "/organisatie", _of("ORGANISATION")),
    View("organisatie-medewerker", "/organisatie", _of("ORGANISATION"), staff=True),
    View("werkbank-buiten", "/werkbank"),
    View("werkbank-kansen", "/werkbank", staff=True),
    View("werkbank-waarom", "/werkbank", _chosen(deel="waarom"), staff=True),
    View("werkbank-vragen", "/werkbank", _chosen(deel="vragen"), staff=True),
    View("werkbank-bestanden", "/werkbank", _chosen(deel="bestanden"), staff=True),
    View("netwerk-tekening", "/netwerk"),
    View("netwerk-tabel", "/netwerk", _chosen(deel="tabel")),
    View("netwerk-groepen", "/netwerk", _chosen(deel="groepen")),
    View("netwerk-kwetsbaar", "/netwerk", _chosen(deel="kwetsbaar")),
    View("netwerk-wat-als", "/netwerk", _chosen(deel="wat-als")),
)


def settle(page: Page) -> None:
    """Wait until a page shows all that it has to show."""
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".loading, [aria-busy=true]")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
