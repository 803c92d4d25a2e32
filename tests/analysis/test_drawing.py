# SPDX-License-Identifier: EUPL-1.2
"""A network to draw holds the selection, its neighbours, and exactly the relations among these."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.drawing import select
from graph_api.analysis.snapshot import build
from schema.base import Relation
from schema.change import ChangeSet
from schema.initiative import ConnectedTo, Initiative
from schema.organisation import Runs
from schema.privacy import STAFF, Privacy
from schema.query import RelationId
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Initiates, MemberOf
from tests.analysis.graphs import KEYS, TODAY, graphs
from tests.store.model import Model

pytestmark = pytest.mark.anyio

RELATIONS = (ConnectedTo, Runs, Initiates, MemberOf)


@given(graphs(), st.sets(st.sampled_from(KEYS[Initiative])), st.sampled_from(Privacy), st.integers(0, 12))
async def test_nodes_and_relations(changes: ChangeSet, seeds: set[int], level: Privacy, most: int) -> None:
    model = Model()
    await model.write(changes, STAFF)
    snapshot = build(await model.arrays(NODE_TYPES, RELATION_TYPES), TODAY).seen(level)
    found = select(snapshot, sorted(seeds), RELATIONS, most)
    drawn = {key for keys in found.nodes.values() for key in keys}
    shown = [
        link for cls in RELATIONS for link in model.related(cls) if model.privacy(link) <= level and lasts(link, TODAY)
    ]
    near = {end for link in shown for end in (link.source, link.target) if seeds & {link.source, link.target}}
    assert seeds <= drawn <= seeds | near
    assert len(drawn) <= max(most, len(seeds))
    assert found.truncated == (len(seeds | near) > len(drawn))
    expected = {RelationId(type(r), r.source, r.target) for r in shown if r.source in drawn and r.target in drawn}
    assert sorted(map(repr, found.relations)) == sorted(map(repr, expected))


def lasts(link: Relation, day: date) -> bool:
    return link.until is None or link.until >= day
