# SPDX-License-Identifier: EUPL-1.2
"""The registries hold every declared type, in an order that a copy can follow."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import schema
from schema.base import Node, Relation, global_id
from schema.declare import columns
from schema.registry import NODE_BY_NAME, NODE_TYPES, RELATION_BY_NAME, RELATION_TYPES, label
from schema.theme import Theme


def declared(base: type) -> Iterator[type]:
    """All types declared in schema/ below a base."""
    for module in pkgutil.iter_modules(schema.__path__):
        importlib.import_module(f"schema.{module.name}")
    for cls in base.__subclasses__():
        yield cls
        yield from declared(cls)


def test_schema_is_ours() -> None:
    assert schema.__doc__
    assert __file__.removesuffix("tests/schema/test_registry.py") in (schema.__file__ or "")


def test_registries_are_complete() -> None:
    def ours(base: type) -> set[type]:
        return {cls for cls in declared(base) if cls.__module__.startswith("schema.")}

    assert set(NODE_TYPES) == ours(Node)
    assert set(RELATION_TYPES) == ours(Relation)
    assert len(set(NODE_TYPES)) == len(NODE_TYPES)
    assert len(set(RELATION_TYPES)) == len(RELATION_TYPES)


def test_each_type_has_a_name_of_its_own() -> None:
    names = [*NODE_BY_NAME, *RELATION_BY_NAME]
    assert len({name.lower() for name in names}) == len(NODE_TYPES) + len(RELATION_TYPES)
    assert {label(cls) for cls in RELATION_TYPES} >= {"LOCATED_IN", "PARTICIPATES_IN", "RUNS"}
    assert global_id(Theme, 12) == "Theme:12" == Theme(key=12, name="x").id()


def test_node_types_are_in_topological_order() -> None:
    """A relation belongs to its source's type, and points to that type or to an earlier one."""
    for cls in RELATION_TYPES:
        assert NODE_TYPES.index(cls.__ends__.target) <= NODE_TYPES.index(cls.__ends__.source), cls.__name__


def test_from_each_type_every_walk_and_field_has_a_name_of_its_own() -> None:
    names = Counter((cls, column.name) for cls in NODE_TYPES for column in columns(cls))
    for cls in RELATION_TYPES:
        ends = cls.__ends__
        walks = (
            [(ends.source, ends.forward)]
            if ends.symmetric
            else [(ends.source, ends.forward), (ends.target, ends.backward)]
        )
        names.update(walks)
    assert [name for name, count in names.items() if count > 1] == []


def test_symmetric_relations_join_one_type() -> None:
    for cls in RELATION_TYPES:
        if cls.__ends__.symmetric:
            assert cls.__ends__.source is cls.__ends__.target
            assert cls.__ends__.forward == cls.__ends__.backward
