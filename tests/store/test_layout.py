# SPDX-License-Identifier: EUPL-1.2
"""Records become rows and records again, and nobody sees in them what they may not."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.store.layout import HEADING_LENGTH, decoder, derived, encoder, layout
from schema.base import Node, Relation
from schema.declare import columns
from schema.privacy import Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.theme import Theme
from tests.store import records

TYPES = (*NODE_TYPES, *RELATION_TYPES)


@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_rows_hold_all_and_show_what_is_allowed(cls: type[Node] | type[Relation], data: st.DataObject) -> None:
    key = st.integers(0, 2**63 - 1)
    made = records.nodes(cls, key) if issubclass(cls, Node) else records.relations(cls, [1, 2**63 - 1], [0, 3])
    record = dataclasses.replace(data.draw(made), revision=7)
    row = encoder(cls)(record)
    width = len(layout(cls).identity)
    stored = (*row[:width], 7, *row[width:])
    assert all(isinstance(value, (str, int, float, type(None))) for value in stored)
    assert len((*stored, *derived(record))) == len(layout(cls).names) == len(set(layout(cls).names))
    assert decoder(cls, Privacy.STAFF)(stored) == record
    hidden = {c.name: None for c in columns(cls) if c.rules.privacy > Privacy.PUBLIC}
    assert decoder(cls, Privacy.PUBLIC)(stored) == dataclasses.replace(record, **hidden)


def test_what_is_derived_of_a_long_title() -> None:
    privacy, heading, title_terms, terms = derived(Theme(key=1, name="Échte " * 33))
    assert privacy == Privacy.PUBLIC
    assert heading == ("echte " * 33)[:HEADING_LENGTH].strip()
    assert title_terms == terms == "echte echt"
