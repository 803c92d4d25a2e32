# SPDX-License-Identifier: EUPL-1.2
"""Enums of the API that are not part of what is declared of a node."""

import enum
from collections.abc import Iterable, Mapping
from typing import Any

import strawberry

from schema.plain import described
from schema.query import Order
from schema.registry import NODE_TYPES, RELATION_TYPES, label


def _of_types(name: str, types: Iterable[type], description: str) -> Any:
    members = {label(cls): strawberry.enum_value(cls.__name__, description=described(cls)) for cls in types}
    return strawberry.enum(enum.Enum(name, members), description=description)


def _explained(cls: Any, description: str, words: Mapping[str, str], name: str) -> Any:
    found = strawberry.enum(cls, name=name, description=description)
    for value in found.__strawberry_definition__.values:
        value.description = words[value.name]
    return found


NodeType = _of_types("NodeType", NODE_TYPES, "The types of nodes.")
RelationType = _of_types("RelationType", RELATION_TYPES, "The types of relations.")

_explained(
    Order,
    "How a list is sorted; ties by key.",
    {
        "KEY": "By key, which says nothing about the node.",
        "TITLE": "By title or name, without case and accents.",
        "NEWEST": "By `since`, the latest first, unknown last.",
        "NEAREST": "By distance in whole metres from `filter.near`, which must be given.",
        "RELEVANCE": "Those whose title has every word of `filter.text` first, then by title; it must be given.",
    },
    "ListOrder",
)


class _CentralityMeasure(enum.Enum):
    DEGREE = strawberry.enum_value("degree", description="How many others a node is joined to.")
    PAGERANK = strawberry.enum_value(
        "pagerank", description="How often a walk that follows relations at random comes by (Brin and Page, 1998)."
    )
    BETWEENNESS = strawberry.enum_value(
        "betweenness", description="On which part of the shortest paths between others a node lies (Freeman, 1977)."
    )


CentralityMeasure = strawberry.enum(
    _CentralityMeasure, name="CentralityMeasure", description="In what sense a node is central."
)
