# SPDX-License-Identifier: EUPL-1.2
"""Every page and sub-view that there is, to look at one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser.chromium import until
from tests.browser.facts import best_connected, introducible
from tests.web.running import Served


@dataclass(frozen=True)
class View:
    """What can be seen at an address. `parameters` finds on a server what the address must say."""

    name: str
    path: str
    parameters: Callable[[Served], dict[str, str]] = lambda _: {}
    staff: bool = False
    shows: str = "h1"
    """What must be seen in it, also on a phone."""

    def address(self, server: Served, language: str = "nl") -> str:
        """The path with its parameters."""
        parameters = self.parameters(server) | ({"lang": language} if language != "nl" else {})
        return f"{self.path}?{urlencode(parameters)}" if parameters else self.path


def _of(type: str) -> Callable[[Served], dict[str, str]]:
    return lambda server: {"id": best_connected(server, type)}


def _looked_at(look: str) -> Callable[[Served], dict[str, str]]:
    return lambda server: {"open": introducible(server)["id"], "blik": look}


def _pair(one: str, other: str, part: str) -> Callable[[Served], dict[str, str]]:
    def parameters(server: Served) -> dict[str, str]:
        found = introducible(server)
        return {"deel": part, one: found["a"]["id"], other: found["b"]["id"]}

    return parameters


def _without(server: Served) -> dict[str, str]:
    return {"deel": "wat-als", "zonder": best_connected(server, "ORGANISATION")}


def _chosen(**parameters: str) -> Callable[[Served], dict[str, str]]:
    return lambda _: parameters


VIEWS: Final[Sequence[View]] = (
    View("kaart", "/"),
    View("kaart-gefilterd", "/", _chosen(status="ACTIVE", q="tuin")),
    View("kaart-niets", "/", _chosen(q="dit bestaat nergens")),
    View("kaart-gekleurd", "/", _chosen(kleur="witte-vlekken", tab="gebieden")),
    View("kaart-gekozen", "/", lambda server: {"gekozen": best_connected(server, "INITIATIVE")}),
    View("kaart-telefoon", "/", _chosen(tab="kaart"), shows=".map-drawing canvas"),
    View("initiatief", "/initiatief", _of("INITIATIVE")),
    View("initiatief-medewerker", "/initiatief", _of("INITIATIVE"), staff=True),
    View("initiatief-onbekend", "/initiatief", _chosen(id="Initiative:bestaat-niet")),
    View("organisatie", "/organisatie", _of("ORGANISATION")),
    View("organisatie-medewerker", "/organisatie", _of("ORGANISATION"), staff=True),
    View("werkbank-buiten", "/werkbank"),
    View("werkbank-kansen", "/werkbank", staff=True),
    View("werkbank-vergelijking", "/werkbank", _looked_at("vergelijk"), staff=True, shows=".compared"),
    View("werkbank-wat-als", "/werkbank", _looked_at("watals"), staff=True, shows=".chance__view table"),
    View("werkbank-waarom", "/werkbank", _chosen(deel="waarom"), staff=True),
    View("werkbank-waarom-twee", "/werkbank", _pair("een", "ander", "waarom"), staff=True, shows=".reasons"),
    View("werkbank-vragen", "/werkbank", _chosen(deel="vragen"), staff=True),
    View("werkbank-bestanden", "/werkbank", _chosen(deel="bestanden"), staff=True),
    View("netwerk-tekening", "/netwerk"),
    View("netwerk-tabel", "/netwerk", _chosen(deel="tabel")),
    View("netwerk-groepen", "/netwerk", _chosen(deel="groepen")),
    View("netwerk-kwetsbaar", "/netwerk", _chosen(deel="kwetsbaar")),
    View("netwerk-wat-als", "/netwerk", _chosen(deel="wat-als")),
    View("netwerk-verbonden", "/netwerk", _pair("a", "b", "wat-als"), shows="section table"),
    View("netwerk-zonder", "/netwerk", _without, shows="section table"),
)

ADDRESSES: Final = {view.name: view.address for view in VIEWS}
"""By the name of a view, its address on a server."""

SETTLED: Final = """quietFor(100).then(quiet => quiet &&
  !document.querySelector(".loading, [aria-busy=true], .network-canvas__busy") &&
  [...document.querySelectorAll(".map-drawing")].every(map => map.dataset.drawn || !map.clientWidth))"""
"""No question is open, nothing says that it is on its way, the network is arranged and the map drawn."""


def map_drawn(page: Page) -> None:
    """Wait until the map has drawn something of what it has to show."""
    until(page, "document.querySelector('.map-drawing')?.dataset.drawn > 0")


def settle(page: Page) -> None:
    """Wait until a page shows all that it has to show."""
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    until(page, SETTLED)
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
