# SPDX-License-Identifier: EUPL-1.2
"""GraphiQL in a real browser, and that its example is one."""

import re

import graphql
import pytest

from graph_api.web import pages
from tests.conftest import ROOT
from tests.web.browser import browser
from tests.web.running import Served

SCHEMA = graphql.build_schema((ROOT / "schema" / "schema.graphql").read_text())
EXAMPLE = ROOT / "frontend" / "src" / "graphiql" / "example.ts"


def test_the_example_of_graphiql_is_valid() -> None:
    """What the other pages ask is checked by their build, which makes types of it."""
    found = re.findall(r"`([^`]*)`", EXAMPLE.read_text())
    assert found
    for text in found:
        assert graphql.validate(SCHEMA, graphql.parse(text)) == []


built = pytest.mark.skipif(not (pages.STATIC / "index.html").is_file(), reason="no pages: run `make build` first")


@built
@pytest.mark.browser
@pytest.mark.slow
def test_graphiql_runs_a_query(server: Served) -> None:
    with browser() as page:
        page.go(f"{server.url}/graphiql?query=%7Binitiative(id:%22Initiative:30%22)%7Btitle%7D%7D")
        page.until("document.querySelector('.graphiql-execute-button') !== null")
        page.until("document.querySelector('.graphiql-query-editor').textContent.includes('Initiative:30')")
        page.value("document.querySelector('.graphiql-execute-button').click()")
        page.until("document.querySelector('.graphiql-response').textContent.includes('Kas')")
        # The editor knows the schema, and what it needs to say so has started: its workers are ours too.
        page.until("performance.getEntriesByType('resource').some(e => e.name.includes('worker'))")
        _nothing_from_elsewhere(page.requested, page.problems, server.url)


def _nothing_from_elsewhere(requested: list[str], problems: list[str], url: str) -> None:
    assert len(requested) > 3
    assert [address for address in requested if not address.startswith(url)] == []
    assert problems == []
