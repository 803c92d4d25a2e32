# SPDX-License-Identifier: EUPL-1.2
"""The schema as written down: complete, described, and the files that derive from it up to date."""

from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    get_introspection_query,
    print_ast,
)

from schema import document, sdl
from schema.api import build
from schema.connection import MAX_PAGE
from schema.declare import columns
from schema.derived import is_current
from schema.registry import NETWORK_TYPES, NODE_TYPES, RELATION_TYPES
from tests.api.conftest import Asked

OURS = {name: type for name, type in build_schema(sdl.text()).type_map.items() if not name.startswith("__")}
DECLARED_ENUMS = {c.type.__name__ for cls in (*NODE_TYPES, *RELATION_TYPES) for c in columns(cls)}


def test_the_committed_sdl_is_current() -> None:
    assert is_current(sdl.NAME, sdl.text()), "python -m schema.sdl writes it anew"


def test_the_page_of_the_data_model_is_current() -> None:
    assert is_current(document.NAME, document.text()), "python -m schema.document writes it anew"


def test_a_file_that_lies_is_noticed() -> None:
    assert not is_current(sdl.NAME, sdl.text() + "type Lie { x: Int }")
    assert not is_current("docs/not-there.md", "")


def test_everything_is_described() -> None:
    lacking: list[str] = []
    for name, type in OURS.items():
        things: dict[str, Any] = {name: type}
        if isinstance(type, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for key, field in type.fields.items():
                things[f"{name}.{key}"] = field
                things |= {f"{name}.{key}({arg})": value for arg, value in getattr(field, "args", {}).items()}
        if isinstance(type, GraphQLEnumType) and name not in DECLARED_ENUMS:
            things |= {f"{name}.{key}": value for key, value in type.values.items()}
        lacking += [key for key, thing in things.items() if not thing.description]
    assert lacking == []


@pytest.mark.parametrize("cls", NODE_TYPES)
def test_a_node_type_has_its_columns_queries_and_mutations(cls: type) -> None:
    fields = OURS[cls.__name__].fields  # type: ignore[union-attr]
    name = cls.__name__[0].lower() + cls.__name__[1:]
    assert {"id", "revision", "history", "since", "until", "origin"} <= fields.keys()
    query, mutation = OURS["Query"].fields, OURS["Mutation"].fields  # type: ignore[union-attr]
    assert query[name].type is OURS[cls.__name__]
    assert f"{cls.__name__}Connection" in OURS
    own = {f"{verb}{cls.__name__}" for verb in ("create", "change", "end")} & mutation.keys()
    assert len(own) == (3 if cls in NETWORK_TYPES else 0)
    assert len(fields) == len(set(fields))


@pytest.mark.parametrize("relation", RELATION_TYPES)
def test_a_relation_is_walked_from_both_ends(relation: Any) -> None:
    ends = relation.__ends__
    there = OURS[ends.source.__name__].fields[ends.forward]  # type: ignore[union-attr]
    back = OURS[ends.target.__name__].fields[ends.backward]  # type: ignore[union-attr]
    for field in (there, back):
        assert set(field.args) == {"first", "after", "activeOn"}
        assert print_ast(field.args["first"].ast_node).endswith("first: Int! = 50")
        assert str(field.type).endswith("!") is (ends.privacy == 0), "hidden walks can be null"


def test_hidden_columns_can_be_null() -> None:
    for cls in (*NODE_TYPES, *RELATION_TYPES):
        assert all(column.nullable for column in columns(cls) if column.rules.privacy > 0)


def test_a_schema_with_extensions_is_the_same_schema() -> None:
    assert build().as_str() == build().as_str()
    assert str(MAX_PAGE) in sdl.text()


@pytest.mark.anyio
async def test_introspection_is_within_the_limits(ask: Asked) -> None:
    found = await ask(get_introspection_query(specified_by_url=True, input_value_deprecation=True))
    assert {type["name"] for type in found["__schema"]["types"]} >= {"Initiative", "BigInt", "GeoJSON"}
