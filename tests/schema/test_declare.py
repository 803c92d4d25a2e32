# SPDX-License-Identifier: EUPL-1.2
"""What must hold of every declaration, so that hiding is possible and searching is safe."""

import pytest

from schema.base import Node, Relation
from schema.declare import Column, Kind, columns
from schema.initiative import Initiative
from schema.organisation import PERSONAL_FORMS, LegalForm, Organisation
from schema.privacy import PUBLIC, STAFF, Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Resident

TYPES = (*NODE_TYPES, *RELATION_TYPES)
COLUMNS = [pytest.param(cls, column, id=f"{cls.__name__}.{column.name}") for cls in TYPES for column in columns(cls)]


@pytest.mark.parametrize(("cls", "column"), COLUMNS)
def test_every_column(cls: type, column: Column) -> None:
    rules = column.rules
    assert rules.description.endswith(".")
    if rules.privacy > Privacy.PUBLIC:
        assert column.nullable, "hiding it is returning null"
        assert not rules.full_text, "searching it would tell what it says"
        assert not rules.indexed, "filtering by it would tell what it says"
        assert not rules.spatial, "the map would tell where it is"
    if rules.derived:
        assert column.nullable
    if rules.full_text or rules.pattern or rules.max_length:
        assert column.kind is Kind.TEXT
    if column.kind is Kind.TEXT:
        assert rules.max_length or rules.pattern, "no text may be endless"
    if rules.spatial:
        assert column.kind is Kind.POINT


@pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.__name__)
def test_every_type(cls: type[Node] | type[Relation]) -> None:
    assert [column.name for column in columns(cls)][:3] == ["since", "until", "origin"]
    assert sum(column.rules.spatial for column in columns(cls)) <= 1
    assert cls.__doc__


def test_relations_of_hidden_types_are_hidden() -> None:
    for cls in RELATION_TYPES:
        ends = cls.__ends__
        assert ends.privacy >= max(ends.source.__privacy__, ends.target.__privacy__), cls.__name__


def test_what_must_be_given() -> None:
    required = {c.name for c in columns(Initiative) if c.rules.required}
    assert required == {"title"}
    assert {c.name for c in columns(Resident) if c.rules.required} == {"pseudonym"}
    with pytest.raises(TypeError, match="title"):
        Initiative(key=1)  # type: ignore[call-arg]  # that is the test


def test_nothing_of_a_resident_is_public() -> None:
    assert Resident.__privacy__ == Privacy.STAFF
    own = [column for column in columns(Resident) if column.name not in ("since", "until", "origin")]
    assert all(column.rules.privacy == Privacy.STAFF for column in own)


@pytest.mark.parametrize("form", LegalForm)
def test_organisations_that_are_persons(form: LegalForm) -> None:
    hidden = Organisation.privacy_of(Organisation(key=1, name="x", legal_form=form)) == Privacy.STAFF
    assert hidden == (form in PERSONAL_FORMS)
    persons = {"EENMANSZAAK", "MAATSCHAP", "VOF", "CV", "ONBEKEND"}
    assert {form.name for form in PERSONAL_FORMS} == persons


def test_viewers() -> None:
    assert PUBLIC.privacy < STAFF.privacy
