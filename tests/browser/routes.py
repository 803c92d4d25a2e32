# SPDX-License-Identifier: EUPL-1.2
"""Questions of pages to the API that a test answers itself, or lets wait."""

import re
from collections.abc import Callable
from typing import Final

from playwright.sync_api import Page, Request, Route

API: Final = "**/graphql"


def asks(request: Request, name: str) -> bool:
    """Whether a request puts the query of this name."""
    return re.search(rf"\bquery {name}\b", request.post_data or "") is not None


def intercept(page: Page, name: str, answer: Callable[[Route], object]) -> None:
    """Answer the query of this name from now on; all else goes on to the server."""
    page.route(API, lambda route: answer(route) if asks(route.request, name) else route.continue_())


def fail(page: Page, name: str) -> None:
    """Let the server fail on the query of this name from now on."""
    intercept(page, name, lambda route: route.fulfill(status=500, body="stuk"))


def hold(page: Page, name: str) -> list[Route]:
    """The queries of this name from now on, which wait."""
    held: list[Route] = []
    intercept(page, name, held.append)
    return held


def release(page: Page, held: list[Route]) -> None:
    """Let what waits go on, and whatever comes."""
    for route in held:
        route.continue_()
    page.unroute_all()
