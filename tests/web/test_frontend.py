# SPDX-License-Identifier: EUPL-1.2
"""What the pages ask is what the API answers: their operations against the committed schema, and in a real browser."""

import re
from pathlib import Path

import graphql
import httpx2
import pytest

from graph_api.web import pages
from tests.conftest import ROOT
from tests.web.browser import browser
from tests.web.running import Served

SCHEMA = graphql.build_schema((ROOT / "schema" / "schema.graphql").read_text())
SOURCES = sorted((ROOT / "frontend" / "src").rglob("*.ts*"))
_TEMPLATE = re.compile(r"(?:const (\w+) = )?`([^`]*)`")
_OPERATION = re.compile(r"^\s*(?:query|mutation|subscription)\b[^`]*?\{", re.MULTILINE)


def operations(path: Path) -> list[str]:
    """The GraphQL operations in a source file: template strings, with those that they name written out."""
    named = dict(_TEMPLATE.findall(path.read_text()))
    asked = [text for text in named.values() if _OPERATION.search(text)]
    return [re.sub(r"\$\{(\w+)\}", lambda name: named[name[1]], text) for text in asked]


def test_every_operation_of_the_pages_is_valid() -> None:
    found = {path.name: operations(path) for path in SOURCES}
    assert (len(found["initiatives.ts"]), len(found["example.ts"])) == (3, 1)
    for name, texts in found.items():
        for text in texts:
            assert graphql.validate(SCHEMA, graphql.parse(text)) == [], name


built = pytest.mark.skipif(not (pages.STATIC / "index.html").is_file(), reason="no pages: run `make build` first")


@built
@pytest.mark.browser
@pytest.mark.slow
def test_the_landing_page_shows_what_is_there(server: Served, client: httpx2.Client) -> None:
    data = client.get("/graphql", params={"query": "{initiatives{totalCount} organisations{totalCount}}"}).json()[
        "data"
    ]
    with browser() as page:
        page.go(f"{server.url}/")
        for what in ("initiatives", "organisations"):
            total = data[what]["totalCount"]
            assert total
            page.until(f"document.querySelector('#count-{what}').textContent.trim() === '{total}'")
        page.until("document.querySelectorAll('#initiatives h3').length === 4")
        assert "Buurttuin De Kas" in page.value("document.querySelector('#initiatives').textContent")
        page.go(f"{server.url}/?q=fietsen&lang=en")
        page.until("document.querySelectorAll('#initiatives h3').length === 1")
        assert "Repair Café" in page.value("document.querySelector('#initiatives').textContent")
        _nothing_from_elsewhere(page.requested, page.problems, server.url)


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
