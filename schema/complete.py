# SPDX-License-Identifier: EUPL-1.2
"""Complete the declared types with what derives from them: walks, history, ends of relations, analysis."""

import functools
from collections.abc import Iterable
from typing import Any

import strawberry
from strawberry.types.base import StrawberryObjectDefinition, StrawberryOptional
from strawberry.types.field import StrawberryField

from schema.base import Node, Relation, global_id
from schema.enums import RelationType
from schema.history import history_field
from schema.initiative import Initiative
from schema.network import related_field
from schema.opportunities import opportunities_field
from schema.organisation import Organisation
from schema.plain import plain
from schema.registry import NODE_TYPES, RELATION_TYPES, label
from schema.scalars import BigInt
from schema.walks import paths, walk_field


def complete() -> None:
    """Add the derived fields. To be called once, before a schema is made."""
    for path in paths():
        _add([path.start], [walk_field(path)])
    _add([Node, *NODE_TYPES], [history_field()])
    _add([Initiative], [related_field(), opportunities_field(Initiative)])
    _add([Organisation], [opportunities_field(Organisation)])
    _add([Relation, *RELATION_TYPES], _relation_fields())
    for cls in (Node, *NODE_TYPES, Relation, *RELATION_TYPES):
        for field in _definition(cls).fields:
            _widen(field)


def _add(types: Iterable[type], fields: Iterable[StrawberryField]) -> None:
    for cls in types:
        _definition(cls).fields.extend(fields)


def _definition(cls: Any) -> StrawberryObjectDefinition:
    return cls.__strawberry_definition__


def _relation_fields() -> list[StrawberryField]:
    return [
        plain("type", RelationType, "Its type.", lambda relation: relation.__class__.__name__),
        plain("label", str, "Its type in words, such as `located in`.", lambda relation: _words(relation.__class__)),
        plain(
            "source",
            strawberry.ID,
            "The id of the node it comes from.",
            lambda relation: global_id(relation.__ends__.source, relation.source),
        ),
        plain(
            "target",
            strawberry.ID,
            "The id of the node it leads to.",
            lambda relation: global_id(relation.__ends__.target, relation.target),
        ),
    ]


@functools.cache
def _words(cls: type[Relation]) -> str:
    return label(cls).replace("_", " ").lower()


def _widen(field: Any) -> None:
    """Whole numbers may be larger than an Int."""
    if field.base_resolver is None:
        if field.type is int:
            field.type = BigInt
        elif isinstance(field.type, StrawberryOptional) and field.type.of_type is int:
            field.type = BigInt | None
