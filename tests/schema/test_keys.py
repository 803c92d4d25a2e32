# SPDX-License-Identifier: EUPL-1.2
"""Keys are the same everywhere and always; folded text is what people mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.keys import fold, natural_key, new_key


def test_natural_keys_never_change() -> None:
    """These numbers are in every database: a register loaded again must find what it made."""
    assert natural_key("Municipality", "assen") == 6770337196571422418
    assert natural_key("Area", "BUURT", "BU01060101") == 1061011143024955034


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_only_the_same_parts_give_the_same_key(some: list[str], other: list[str]) -> None:
    assert (natural_key("T", *some) == natural_key("T", *other)) == (some == other)
    assert 0 <= natural_key("T", *some) < 2**63


def test_where_a_part_ends_matters() -> None:
    assert natural_key("T", "ab", "c") != natural_key("T", "a", "bc") != natural_key("T", "abc")


def test_new_keys_differ() -> None:
    keys = {new_key() for _ in range(1000)}
    assert len(keys) == 1000
    assert all(0 <= key < 2**63 for key in keys)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Coördinatie\n van  Één ", "coordinatie van een"),
        ("cafe\u0301", "cafe"),
        ("STRASSE", fold("straße")),
        ("İstanbul", "istanbul"),
        ("𝔅𝔲𝔲𝔯𝔱 Ｆｅｅｓｔ", "buurt feest"),
        ("ﬁets Ĳssel", "fiets ijssel"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
