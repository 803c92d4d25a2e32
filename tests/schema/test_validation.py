# SPDX-License-Identifier: EUPL-1.2
"""Values that break their rules are named, with where and what; values that keep to them pass."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.area import Area, AreaLevel
from schema.base import Node, Relation
from schema.budget import Budget
from schema.geometry import Geometry, Point
from schema.initiative import ConnectedTo, Initiative, SharesBackers
from schema.municipality import Municipality
from schema.organisation import LegalForm, Organisation
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resident import Backs, Resident
from schema.theme import Theme
from schema.validation import validate
from tests.store import records

CONSENT = date(2024, 5, 1)
WRONG: list[tuple[Node | Relation, str, str]] = [
    (Theme(key=1, name=""), "name", "is empty"),
    (Theme(key=1, name=" \u2003\n"), "name", "is empty"),
    (Theme(key=1, name="x" * 201), "name", "201 characters long; 200"),
    (Theme(key=1, name="a\x00b"), "name", "control characters"),
    (Theme(key=1, name="a\ud800b"), "name", "control characters"),
    (Theme(key=1, name="x", origin="y" * 201), "origin", "201 characters"),
    (Theme(key=1, name=None), "name", "is missing"),  # type: ignore[arg-type]  # as a careless loader might
    (Resident(key=1), "pseudonym", "is missing"),
    (Municipality(key=1, name="x", code="14"), "code", r"form GM\d{4}"),
    (Municipality(key=1, name="x", code="GM0014\n"), "code", r"form GM\d{4}"),
    (Municipality(key=1, name="x", code="GM٠٠١٤"), "code", r"form GM\d{4}"),  # digits, but not those of a code
    (Municipality(key=1, name="x", population=-1), "population", "0 is the least"),
    (Municipality(key=1, name="x", population=2**53), "population", "too large"),
    (Initiative(key=1, title="x", website="javascript:alert(1)"), "website", "form https?"),
    (Initiative(key=1, title="x", location=Point(lon=180.1, lat=0)), "location", "not on the earth"),
    (Initiative(key=1, title="x", location=Point(lon=0, lat=float("nan"))), "location", "not on the earth"),
    (Initiative(key=1, title="x", since=date(2024, 2, 2), until=date(2024, 2, 1)), "until", "before since"),
    (Area(key=1, name="x", code="x", level=AreaLevel.WIJK, geometry=Geometry(type="Point")), "geometry", "GeoJSON"),
    (Budget(key=1, title="x", amount=Decimal("0.001")), "amount", "two decimals"),
    (Budget(key=1, title="x", amount=Decimal("-0.01")), "amount", "0 is the least"),
    (Budget(key=1, title="x", amount=Decimal("NaN")), "amount", "finite"),
    (Backs(source=1, target=2, weight=float("inf")), "weight", "finite"),
    (SharesBackers(source=1, target=2, backers=9, weight=1.0), "backers", "10 is the least"),
    (ConnectedTo(source=1, target=1), "target", "joined to itself"),
    (Resident(key=1, pseudonym="b", name="Bea"), "name", "day of consent"),
    (Resident(key=1, pseudonym="b", contact="b@example.nl"), "contact", "day of consent"),
]


@pytest.mark.parametrize(("record", "column", "words"), WRONG)
def test_what_is_wrong_is_named(record: Node | Relation, column: str, words: str) -> None:
    (problem,) = validate(record, ("nodes", 3))
    assert problem.path == ("nodes", 3, column)
    assert problem.code == "INVALID"
    assert words in problem.message


def test_all_that_is_wrong_is_named() -> None:
    problems = validate(Initiative(key=1, title="", website="x", location=Point(lon=999, lat=0)))
    assert [problem.path for problem in problems] == [("title",), ("location",), ("website",)]


def test_edges_that_are_right() -> None:
    assert validate(Resident(key=1, pseudonym="b", name="Bea", contact="b@example.nl", consent_on=CONSENT)) == []
    assert validate(Budget(key=1, title="x" * 300, amount=Decimal("1.10"))) == []
    assert (
        validate(
            Initiative(key=1, title="👩‍👩‍👧‍👦\n\t", location=Point(lon=-180, lat=90), since=CONSENT, until=CONSENT)
        )
        == []
    )
    assert validate(Organisation(key=1, name="x", legal_form=LegalForm.BV, kvk_number="00000000")) == []


@pytest.mark.parametrize("cls", [*NODE_TYPES, *RELATION_TYPES], ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_records_that_keep_the_rules_pass(cls: type[Node] | type[Relation], data: st.DataObject) -> None:
    made = records.nodes(cls, st.just(1)) if issubclass(cls, Node) else records.relations(cls, [1], [2])
    assert validate(data.draw(made)) == []
