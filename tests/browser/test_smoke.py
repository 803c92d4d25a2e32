# SPDX-License-Identifier: EUPL-1.2
"""Each page opens without anything going wrong; test_accessibility.py looks at every view of them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.views import VIEWS, View, settle
from tests.web.running import Served

PAGES = ("kaart", "initiatief", "organisatie", "werkbank-kansen", "netwerk-tekening")


@pytest.mark.parametrize("view", [view for view in VIEWS if view.name in PAGES], ids=lambda view: view.name)
def test_each_page_opens(view: View, demo: Served, visit: Visit) -> None:
    page = visit(demo, view.address(demo), staff=view.staff)
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.title().endswith("Verbind")
    assert page.get_by_role("main").inner_text().strip()
