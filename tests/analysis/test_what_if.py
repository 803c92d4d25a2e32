# SPDX-License-Identifier: EUPL-1.2
"""What is supposed is what it would be: the same as if it had been written, by a plain model and by networkx."""

import asyncio
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph_api.analysis.snapshot import Snapshot
from graph_api.analysis.supposed import altered, joined
from graph_api.analysis.view import HOLDING
from graph_api.analysis.what_if import compare
from graph_api.analysis.work import unreported
from schema.change import ChangeSet
from schema.consequences import Supposition
from schema.initiative import ConnectedTo, Initiative
from schema.opportunity import Party
from schema.organisation import LegalForm, Organisation, Runs, Supports
from schema.privacy import STAFF
from schema.resident import Resident
from schema.resource import ResourceKind
from schema.theme import Theme
from tests.analysis.graphs import KEYS, graphs
from tests.analysis.test_snapshot import same, whole, written
from tests.store.model import Model

INITIATIVES: list[Party] = [(Initiative, key) for key in KEYS[Initiative]]
PARTIES: list[Party] = [*INITIATIVES, *((Organisation, key) for key in KEYS[Organisation])]
pairs = st.tuples(st.sampled_from(INITIATIVES), st.sampled_from(PARTIES)).filter(lambda pair: pair[0] != pair[1])


def supposed(**what: Any) -> Supposition:
    return Supposition(**{name: tuple(value) for name, value in what.items()})


@given(graphs(), pairs)
def test_a_supposed_connection_is_as_one_that_is_written(changes: ChangeSet, pair: tuple[Party, Party]) -> None:
    model = written(changes)
    snapshot = whole(model)
    assume(not joined(snapshot, *pair))
    (_, one), (cls, other) = pair
    link = (
        ConnectedTo(source=min(one, other), target=max(one, other))
        if cls is Initiative
        else Supports(source=other, target=one, kind=ResourceKind.SPACE)
    )
    asyncio.run(model.write(ChangeSet(relations=[link]), STAFF))
    then = whole(model)
    same(altered(snapshot, supposed(add=[pair])), then)
    same(altered(then, supposed(remove=[pair])), snapshot)


@given(graphs(), st.sets(st.sampled_from(PARTIES), min_size=1, max_size=3))
def test_without_some_all_their_relations_are_gone(changes: ChangeSet, gone: set[Party]) -> None:
    keys = {key for _, key in gone}
    kept = [link for link in changes.relations if keys.isdisjoint((link.source, link.target))]
    same(altered(whole(written(changes)), supposed(without=gone)), whole(written(replace(changes, relations=kept))))


def drawn(model: Model, snapshot: Snapshot) -> Any:
    """The network of people and what they do, by networkx."""
    graph = nx.Graph()
    graph.add_nodes_from((cls, key) for cls in (Initiative, Organisation, Resident) for key in KEYS[cls])
    for cls in HOLDING:
        matrix, ends = snapshot.forward(cls).tocoo(), cls.__ends__
        for source, target in zip(matrix.row, matrix.col, strict=True):
            graph.add_edge(
                (ends.source, int(snapshot.keys(ends.source)[source])),
                (ends.target, int(snapshot.keys(ends.target)[target])),
            )
    return graph


@given(graphs(), pairs)
def test_the_figures_are_those_of_networkx(changes: ChangeSet, pair: tuple[Party, Party]) -> None:
    model = written(changes)
    now = whole(model)
    assume(not joined(now, *pair))
    then = altered(now, supposed(add=[pair]))
    found = compare(now, then, (), 5, unreported)
    for counts, snapshot in ((found.before, now), (found.after, then)):
        graph = drawn(model, snapshot)
        parts = list(nx.connected_components(graph))
        assert (counts.components, counts.largest) == (sum(len(part) > 1 for part in parts), max(map(len, parts)))
        assert counts.bridges == len(list(nx.bridges(graph)))
        assert counts.apart == sum(graph.degree(party) == 0 for party in INITIATIVES)
    values = [nx.betweenness_centrality(drawn(model, snapshot)) for snapshot in (now, then)]
    for shift in found.shifts:
        if shift.measure == "betweenness":
            assert [shift.before, shift.after] == pytest.approx([value[shift.party] for value in values])


@given(graphs())
def test_nothing_shifts_where_nothing_changes(changes: ChangeSet) -> None:
    snapshot = whole(written(changes))
    found = compare(snapshot, snapshot, (), 10, unreported)
    assert found.before == found.after
    assert found.shifts == []


def test_what_cannot_be_is_refused_with_what_and_which() -> None:
    one, other, third = INITIATIVES
    organisations = PARTIES[3:]
    nodes = [Initiative(key=key, title="x") for _, key in INITIATIVES]
    model = written(ChangeSet(nodes=nodes, relations=[ConnectedTo(source=one[1], target=other[1])]))
    snapshot = whole(model)
    for what, words in (
        (supposed(add=[(one, other)]), "are connected already"),
        (supposed(add=[(one, third), (third, one)]), "are connected already"),
        (supposed(add=[(one, one)]), "cannot be connected to itself"),
        (supposed(remove=[(one, third)]), "are not connected"),
        (supposed(add=[(one, organisations[0])]), "is not there"),
        (supposed(add=[(organisations[0], organisations[1])]), "give two initiatives, or one and an organisation"),
        (supposed(add=[(one, (Resident, 1))]), "give two initiatives, or one and an organisation"),
        (supposed(without=[(Resident, 1)]), "only initiatives and organisations"),
        (supposed(without=[(Theme, 1)]), "only initiatives and organisations"),
    ):
        with pytest.raises(ValueError, match=words):
            altered(snapshot, what)


def test_a_supporter_who_runs_it_too_is_wholly_gone() -> None:
    (initiative,), (organisation,) = INITIATIVES[:1], PARTIES[3:4]
    ends: dict[str, Any] = {"source": organisation[1], "target": initiative[1]}
    changes = ChangeSet(
        nodes=[node for node in written_nodes() if node.key in ends.values()],
        relations=[Runs(**ends), Supports(**ends, kind=ResourceKind.SPACE)],
    )
    snapshot = whole(written(changes))
    then = altered(snapshot, supposed(remove=[(initiative, organisation)]))
    assert joined(snapshot, initiative, organisation)
    assert not joined(then, initiative, organisation)


def written_nodes() -> list[Any]:
    organisations = [Organisation(key=key, name="x", legal_form=LegalForm.STICHTING) for _, key in PARTIES[3:]]
    return [*(Initiative(key=key, title="x") for _, key in INITIATIVES), *organisations]
