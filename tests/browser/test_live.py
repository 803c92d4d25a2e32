# SPDX-License-Identifier: EUPL-1.2
"""A page that is open shows what someone else writes, also when writes never stop or the connection was gone."""

import time
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.conftest import Visit
from tests.browser.facts import fact
from tests.browser.views import settle
from tests.web.running import Served

pytestmark = pytest.mark.slow

NUMBERS = count(1)


def write(server: Served) -> None:
    """Something new, by someone else."""
    query = "mutation ($title: String!) { createInitiative(input: { title: $title }) { errors { message } } }"
    fact(server, query, staff=True, title=f"Zwemsteiger {next(NUMBERS)}")


def found(page: Page) -> Locator:
    """How many initiatives a page says that there are."""
    return page.get_by_role("heading", level=2).get_by_role("status")


def in_all(server: Served) -> str:
    """The same, by the API."""
    return f"{fact(server, '{ initiatives { totalCount } }')['initiatives']['totalCount']} initiatieven"


def test_what_someone_else_writes_is_shown(workshop: Served, visit: Visit) -> None:
    page = visit(workshop, "/")
    settle(page)
    before = in_all(workshop)
    expect(found(page)).to_have_text(before)
    write(workshop)
    assert in_all(workshop) != before
    expect(found(page)).to_have_text(in_all(workshop))


def test_writes_that_go_on_are_shown_meanwhile(workshop: Served, visit: Visit) -> None:
    page = visit(workshop, "/")
    settle(page)
    before = found(page).inner_text()
    deadline = time.monotonic() + 60
    while found(page).inner_text() == before:
        assert time.monotonic() < deadline, "nothing is shown as long as someone writes"
        write(workshop)
        page.wait_for_timeout(500)


def test_what_was_missed_is_asked_when_the_connection_is_back(workshop: Served, visit: Visit) -> None:
    page = visit(workshop, "/initiatief")
    connections: list[WebSocketRoute] = []
    open_ = [True]

    def connect(route: WebSocketRoute) -> None:
        if open_[0]:
            route.connect_to_server()
            connections.append(route)
        else:
            route.close(code=1012)

    page.route_web_socket("**/graphql", connect)
    page.goto(f"{workshop.url}/")
    settle(page)
    expect(found(page)).to_have_text(in_all(workshop))
    open_[0] = False
    connections.pop().close(code=1012)
    write(workshop)
    page.wait_for_timeout(2000)
    open_[0] = True
    expect(found(page)).to_have_text(in_all(workshop))
    assert connections
