# SPDX-License-Identifier: EUPL-1.2
"""What the example in GraphiQL asks; the page itself is tested in tests/browser."""

import re

import graphql

from tests.conftest import ROOT

SCHEMA = graphql.build_schema((ROOT / "schema" / "schema.graphql").read_text())
EXAMPLE = ROOT / "frontend" / "src" / "graphiql" / "example.ts"


def test_the_example_of_graphiql_is_valid() -> None:
    """What the other pages ask is checked by their build, which makes types of it."""
    found = re.findall(r"`([^`]*)`", EXAMPLE.read_text())
    assert found
    for text in found:
        assert graphql.validate(SCHEMA, graphql.parse(text)) == []
