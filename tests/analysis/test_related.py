# SPDX-License-Identifier: EUPL-1.2
"""Related initiatives, against plain networkx on the same relations, and what the public may not be told."""

import asyncio
import math
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.related import BACKER, BACKING, ORGANISATION, RESIDENT, Pair, Relatedness
from graph_api.analysis.snapshot import Snapshot, build
from schema.base import Relation
from schema.change import ChangeSet
from schema.initiative import Initiative, SharesBackers
from schema.organisation import LegalForm, Organisation, Runs, Supports
from schema.privacy import STAFF, Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Backs, Initiates, ParticipatesIn, Resident
from schema.resource import ResourceKind
from tests.analysis.graphs import TODAY
from tests.store.model import Model

INITIATIVES = range(1, 8)
RESIDENTS = range(101, 109)
ORGANISATIONS = range(201, 205)
CARRYING = (Initiates, ParticipatesIn, Runs, Supports)


def links(cls: type[Relation], sources: range, most: int) -> st.SearchStrategy[list[Relation]]:
    extra = {"kind": st.just(ResourceKind.SPACE)} if cls is Supports else {}
    one = st.builds(cls, source=st.sampled_from(sources), target=st.sampled_from(INITIATIVES), **extra)
    return st.lists(one, max_size=most, unique_by=lambda link: (link.source, link.target))


def affiliations(most_carrying: int = 8) -> st.SearchStrategy[list[Relation]]:
    return st.tuples(
        links(Initiates, RESIDENTS, most_carrying),
        links(ParticipatesIn, RESIDENTS, most_carrying),
        links(Runs, ORGANISATIONS, most_carrying),
        links(Supports, ORGANISATIONS, most_carrying),
        links(Backs, RESIDENTS, 20),
    ).map(lambda parts: [link for part in parts for link in part])


def snapshot_of(relations: list[Relation], private: frozenset[int] = frozenset()) -> Snapshot:
    model = Model()
    nodes = [
        *(Initiative(key=key, title=f"Initiatief {key}") for key in INITIATIVES),
        *(Resident(key=key, pseudonym=f"R{key}") for key in RESIDENTS),
        *(
            Organisation(
                key=key,
                name=f"Vereniging {key}",
                legal_form=LegalForm.EENMANSZAAK if key in private else LegalForm.VERENIGING,
            )
            for key in ORGANISATIONS
        ),
    ]
    asyncio.run(model.write(ChangeSet(nodes=nodes, relations=relations), STAFF))
    return build(asyncio.run(model.arrays(NODE_TYPES, RELATION_TYPES)), TODAY)


def related(snapshot: Snapshot, key: int) -> dict[int, Pair]:
    relatedness = Relatedness(snapshot)
    [position] = snapshot.positions(Initiative, [key])
    return {relatedness.key(pair.initiative): pair for pair in relatedness.related(int(position), 100)}


def indexes(relations: list[Relation], kinds: tuple[type[Relation], ...], one: int) -> dict[int, tuple[float, float]]:
    """Resource allocation and Adamic-Adar by networkx, for each other initiative where they are not 0."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(INITIATIVES)
    graph.add_edges_from((link.source, link.target) for link in relations if type(link) in kinds)
    pairs = [(one, other) for other in INITIATIVES if other != one]
    resource = nx.resource_allocation_index(graph, pairs)
    logs = nx.adamic_adar_index(graph, pairs)
    return {v: (p, q) for (_, v, p), (_, _, q) in zip(resource, logs, strict=True) if p}


@given(affiliations())
def test_carriers_count_as_networkx_counts_them_and_backing_for_no_more(relations: list[Relation]) -> None:
    snapshot = snapshot_of(relations)
    for one in INITIATIVES:
        found = related(snapshot, one)
        carried, backed = indexes(relations, CARRYING, one), indexes(relations, (Backs,), one)
        assert found.keys() == (carried or backed).keys()
        for other, pair in found.items():
            grounds = carried.get(other, (0, 0))[0]
            backing = backed.get(other, (0, 0))[0]
            assert pair.score == pytest.approx(grounds + (min(backing, grounds) if carried else backing))
            assert pair.adamic_adar == pytest.approx(carried.get(other, (0, 0))[1] + backed.get(other, (0, 0))[1])


@given(affiliations())
def test_shares_sum_to_the_score_and_order_is_by_score_then_key(relations: list[Relation]) -> None:
    snapshot = snapshot_of(relations)
    for one in INITIATIVES:
        found = related(snapshot, one)
        for pair in found.values():
            assert pair.score == math.fsum(share.share for share in pair.shares) > 0
            assert all(share.share > 0 for share in pair.shares)
            assert {share.kind for share in pair.shares} <= {RESIDENT, ORGANISATION, BACKER}
        assert list(found) == sorted(found, key=lambda key: (-found[key].score, key))


@given(affiliations())
def test_counted_residents_are_as_many_and_share_as_much(relations: list[Relation]) -> None:
    snapshot = snapshot_of(relations)
    for pair in [pair for one in INITIATIVES for pair in related(snapshot, one).values()]:
        counted = pair.counted()
        assert replace(counted, shares=pair.shares) == pair
        assert all(share.key is None for share in counted.shares if share.kind != ORGANISATION)
        for kind in (RESIDENT, BACKER, ORGANISATION):
            each = [share for share in pair.shares if share.kind == kind]
            together = [share for share in counted.shares if share.kind == kind]
            assert len(together) == (len(each) if kind == ORGANISATION else min(1, len(each)))
            assert sum(share.count for share in together) == len(each)
            assert sum(share.share for share in together) == pytest.approx(sum(share.share for share in each))


@given(affiliations(), affiliations(), st.frozensets(st.sampled_from(ORGANISATIONS)))
def test_hidden_relations_change_nothing_for_the_public(
    some: list[Relation], others: list[Relation], private: frozenset[int]
) -> None:
    def public(hidden: list[Relation]) -> list[dict[int, Pair]]:
        shown = [link for link in some if type(link) in (Runs, Supports) and link.source not in private]
        kept = [link for link in hidden if type(link) not in (Runs, Supports) or link.source in private]
        seen = snapshot_of([*shown, *kept], private).seen(Privacy.PUBLIC)
        return [related(seen, one) for one in INITIATIVES]

    assert public(some) == public(others)


def test_the_summary_speaks_only_where_backers_cannot_be_seen() -> None:
    summary = SharesBackers(source=1, target=2, backers=12, weight=3.5)
    ballots = [Backs(source=101, target=1), Backs(source=101, target=2)]
    snapshot = snapshot_of([summary, *ballots])
    [staff] = related(snapshot, 1)[2].shares
    [public] = related(snapshot.seen(Privacy.PUBLIC), 1)[2].shares
    assert (staff.kind, staff.key, staff.share) == (BACKER, 101, 0.5)
    assert (public.kind, public.key, public.share) == (BACKING, None, 3.5)


def test_backing_alone_is_not_enough_where_there_are_other_grounds() -> None:
    runs: list[Relation] = [Runs(source=201, target=1), Runs(source=201, target=2)]
    summaries: list[Relation] = [SharesBackers(source=1, target=other, backers=50, weight=9.0) for other in (2, 3)]
    found = related(snapshot_of([*runs, *summaries]), 1)
    assert list(found) == [2]
    assert [(share.kind, share.share) for share in found[2].shares] == [(BACKING, 0.5), (ORGANISATION, 0.5)]
    assert list(related(snapshot_of(summaries), 1)) == [2, 3]
