# SPDX-License-Identifier: EUPL-1.2
"""Enums of the API that are not part of what is declared of a node."""

import enum
from collections.abc import Iterable, Mapping
from typing import Any, Final

import strawberry

from schema.plain import described
from schema.query import Order
from schema.registry import NODE_TYPES, RELATION_TYPES, label


def _of_types(name: str, types: Iterable[type], description: str) -> Any:
    found = {label(cls): cls for cls in types}
    made: Any = enum.Enum(name, {key: cls.__name__ for key, cls in found.items()})
    return explained(made, description, {key: described(cls) for key, cls in found.items()})


def explained(cls: Any, description: str, words: Mapping[str, str], name: str | None = None) -> Any:
    """Make a Python enum one of GraphQL, with words for each value."""
    strawberry.enum(cls, name=name, description=description)
    for value in cls.__strawberry_definition__.values:
        value.description = words[value.name]
    return cls


class CentralityMeasure(enum.Enum):
    """Measures, by the names that the analysis knows."""

    DEGREE = "degree"
    PAGERANK = "pagerank"
    BETWEENNESS = "betweenness"
    STRENGTH = "strength"
    CLOSENESS = "closeness"
    HARMONIC = "harmonic"
    EIGENVECTOR = "eigenvector"
    CORE = "core"


class EvidenceKind(enum.Enum):
    """Kinds of evidence, by the names that the analysis gives them."""

    ORGANISATION = "ORGANISATION"
    RESIDENT = "RESIDENT"
    BACKER = "BACKER"
    BACKING = "BACKING"


NodeType: Final = _of_types("NodeType", NODE_TYPES, "The types of nodes.")
RelationType: Final = _of_types("RelationType", RELATION_TYPES, "The types of relations.")

explained(
    CentralityMeasure,
    "In what sense a node is central.",
    {
        "DEGREE": "How many others a node is joined to.",
        "PAGERANK": "How often a walk that follows relations at random comes by (Brin and Page, 1998).",
        "BETWEENNESS": "On which part of the shortest paths between others a node lies (Freeman, 1977).",
        "STRENGTH": "How many relations a node has; among initiatives alone, how much it shares with others.",
        "CLOSENESS": "How few steps a node is from all it can reach, and how much that is (Wasserman, Faust, 1994).",
        "HARMONIC": "All others, each counting for one over the steps it is away (Boldi, Vigna, 2014).",
        "EIGENVECTOR": "How well it is joined to what is well joined itself; 0 outside the largest connected part.",
        "CORE": "The most others that each is joined to in a group to which it belongs (Seidman, 1983).",
    },
)
explained(
    EvidenceKind,
    "What two initiatives share.",
    {
        "ORGANISATION": "An organisation that runs or supports both.",
        "RESIDENT": "A resident who started or takes part in both.",
        "BACKER": "A resident who backed both.",
        "BACKING": "Residents who backed both, counted together.",
    },
)
explained(
    Order,
    "How a list is sorted; ties by key.",
    {
        "KEY": "By key, which says nothing about the node.",
        "TITLE": "By title or name, without case and accents.",
        "NEWEST": "By `since`, the latest first, unknown last.",
        "OLDEST": "By the day on which they were asked, the earliest first, unknown last: of requests only.",
        "NEAREST": "By distance in whole metres from `filter.near`, which must be given.",
        "RELEVANCE": "Those whose title has every word of `filter.text` first, then by title; it must be given.",
    },
    "ListOrder",
)
