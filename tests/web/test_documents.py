# SPDX-License-Identifier: EUPL-1.2
"""The cache of documents: by text alone, bounded, without those that are wrong."""

from typing import Any

import graphql
import pytest

from graph_api.web import documents
from graph_api.web.documents import Documents, InvalidDocument

SCHEMA = graphql.build_schema("type Query { a: Int b(x: Int): Int } type Mutation { c: Int }")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were really parsed."""
    texts: list[str] = []

    def parse(text: str, **options: Any) -> graphql.DocumentNode:
        texts.append(text)
        return graphql.parse(text, **options)

    monkeypatch.setattr(documents, "parse", parse)
    return texts


def test_documents_are_parsed_once(parsed: list[str]) -> None:
    cache = Documents(SCHEMA)
    assert cache.get("{a}") is cache.get("{a}")
    assert parsed == ["{a}"]


def test_wrong_documents_are_not_kept(parsed: list[str]) -> None:
    cache = Documents(SCHEMA)
    for _ in range(2):
        for text in ("{", "{x}"):
            with pytest.raises(InvalidDocument) as invalid:
                cache.get(text)
            assert invalid.value.errors
    assert parsed == ["{", "{x}"] * 2


def test_the_least_recently_used_is_forgotten(parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_KEPT", 12)
    cache = Documents(SCHEMA)
    for text in ("{a #1}\n}", "{a}", "{a}", "{b}", "{a}", "{b }"):
        cache.get(text)
    assert parsed == ["{a #1}\n}", "{a}", "{b}", "{b }"]
    cache.get("{a}")
    cache.get("{a #1}\n}")
    assert parsed[4:] == ["{a #1}\n}"]


def test_very_long_documents_push_out_none(parsed: list[str]) -> None:
    cache = Documents(SCHEMA)
    cache.get("{a}")
    long = "{a}" + " " * documents.LONGEST_KEPT
    cache.get(long)
    cache.get(long)
    cache.get("{a}")
    assert parsed == ["{a}", long, long]


def test_kinds_are_known_by_name() -> None:
    document = Documents(SCHEMA).get("query A{a} mutation B{c}")
    assert document.kind("A") is graphql.OperationType.QUERY
    assert document.kind("B") is graphql.OperationType.MUTATION
    assert document.kind("C") is None
    assert document.kind(None) is None
    assert Documents(SCHEMA).get("query A{a}").kind(None) is graphql.OperationType.QUERY
