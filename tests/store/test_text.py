# SPDX-License-Identifier: EUPL-1.2
"""Dutch words are found by stem, without accents, and before they are finished."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.store.text import search, terms, words
from tests.store.records import AWKWARD


def found(query: str, text: str) -> bool:
    stored = terms(text).split()
    return all(
        word.stem in stored or (word.prefix is not None and any(term.startswith(word.prefix) for term in stored))
        for word in search(query)
    )


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("tuinen ", "Een tuin voor de buurt", True),
        ("tuin ", "Buurttuinen en moestuinen", False),  # compounds are words of their own
        ("CAFE ", "Het café", True),
        ("fiet", "Samen fietsen", True),  # unfinished
        ("fiet ", "Samen fietsen", False),  # finished
        ("de tuin ", "Tuin zonder lidwoord", True),  # a stop word does not count
        ("de ", "Zonder lidwoord", False),  # unless it is all there is
        ("tuin zwembad ", "Een tuin", False),  # every word
        ("straße ", "STRASSE", True),
        ("𝔟𝔲𝔲𝔯𝔱 ", "𝔅𝔲𝔲𝔯𝔱", True),  # letters in fancy dress are letters
        ("buurt ", "𝔅𝔲𝔲𝔯𝔱", True),
        ("a_b ", "a b", True),  # what joins words is no part of them
    ],
)
def test_searching(query: str, text: str, *, expected: bool) -> None:
    assert found(query, text) is expected


@given(st.one_of(st.sampled_from(AWKWARD), st.text()))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert found(text, text)
    assert found(text + " ", text)
    assert all(0 < len(word) <= 60 for word in words(text))
    assert words(text) == words(" ".join(words(text)))
