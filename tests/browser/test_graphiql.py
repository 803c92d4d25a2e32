# SPDX-License-Identifier: EUPL-1.2
"""GraphiQL, for who wants to ask the API by hand."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import until
from tests.browser.conftest import Visit
from tests.web.running import Served


@pytest.mark.slow
def test_graphiql_runs_a_query(demo: Served, visit: Visit) -> None:
    page = visit(demo, "/graphiql?query=%7Bthemes(first:1)%7BtotalCount%7D%7D")
    # The button is there before the editors are, and does nothing until they have come.
    expect(page.get_by_role("region", name="Operation Editor")).to_contain_text("totalCount")
    page.get_by_role("button", name="Execute query").click()
    expect(page.get_by_role("region", name="Result Window")).to_contain_text('"totalCount":')
    # The editor knows the schema, and what it needs to say so has started: its workers are ours too.
    until(page, "performance.getEntriesByType('resource').some(({ name }) => name.includes('worker'))")
