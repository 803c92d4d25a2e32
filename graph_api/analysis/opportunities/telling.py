# SPDX-License-Identifier: EUPL-1.2
"""Telling: what a sentence about two parties needs to know beside the evidence itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_api.analysis.opportunities.scored import Scored
from graph_api.analysis.snapshot import Snapshot, row
from schema.base import Node, Relation
from schema.initiative import Asks, Initiative, Needs
from schema.opportunity import Party
from schema.organisation import Runs, Supports
from schema.resident import Initiates


@dataclass(frozen=True, slots=True)
class Telling:
    """`a`, `b`: the two, initiatives first; `nodes`: what the evidence names, as far as the viewer sees it. Keys:
    `leaders` residents who started one of the two; `sought` the needs and requests of each; `run`, `supported`
    organisations that carry, or support, both."""

    a: Node
    b: Node
    nodes: Mapping[Party, Node]
    leaders: frozenset[int]
    sought: tuple[frozenset[int], frozenset[int]]
    run: frozenset[int]
    supported: frozenset[int]


def telling(snapshot: Snapshot, pair: tuple[Node, Node], nodes: Mapping[Party, Node]) -> Telling:
    """What there is to know of a pair in a snapshot."""
    a, b = (_Around(snapshot, node) for node in pair)
    return Telling(
        a=pair[0],
        b=pair[1],
        nodes=nodes,
        leaders=a.walked(Initiates) | b.walked(Initiates),
        sought=(a.walked(Needs) | a.walked(Asks), b.walked(Needs) | b.walked(Asks)),
        run=a.walked(Runs) & b.walked(Runs),
        supported=a.walked(Supports) & b.walked(Supports),
    )


def named(found: Scored) -> set[Party]:
    """What the evidence of a pair names."""
    pieces = [piece for ground in found.grounds for piece in ground.pieces]
    return {party for piece in pieces for party in (piece.via, piece.meets) if party}


class _Around:
    """What an initiative is joined to; of others nothing is asked."""

    def __init__(self, snapshot: Snapshot, node: Node) -> None:
        self._snapshot = snapshot
        self._at = int(snapshot.positions(Initiative, [node.key])[0]) if isinstance(node, Initiative) else -1

    def walked(self, relation: type[Relation]) -> frozenset[int]:
        """The keys at the other ends of a relation."""
        if self._at < 0:
            return frozenset()
        ends, snapshot = relation.__ends__, self._snapshot
        forward = ends.source is Initiative
        matrix = snapshot.forward(relation) if forward else snapshot.backward(relation)
        keys = snapshot.keys(ends.target if forward else ends.source)
        return frozenset(keys[row(matrix, self._at)].tolist())
