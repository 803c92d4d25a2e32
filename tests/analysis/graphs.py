# SPDX-License-Identifier: EUPL-1.2
"""Strategies for small whole graphs, of every type there is; plain where a value does not matter to the structure."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from schema.area import AreaLevel
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.declare import columns
from schema.organisation import LegalForm
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.resource import ResourceKind
from schema.support_request import SupportRole
from schema.verdict import VerdictOutcome

TODAY: Final = date(2024, 2, 29)
KEYS: Final = {cls: (number, number + 100, 2**62 + number) for number, cls in enumerate(NODE_TYPES)}
"""Few keys a type, so that relations meet."""

_VALUES: Final[dict[type, Any]] = {
    str: "0014",
    int: 10,
    float: 0.5,
    Decimal: Decimal(1),
    AreaLevel: AreaLevel.BUURT,
    ResourceKind: ResourceKind.SPACE,
    SupportRole: SupportRole.FINANCE,
    VerdictOutcome: VerdictOutcome.INTRODUCED,
    datetime: datetime(2024, 2, 1, tzinfo=UTC),
}


def _needed(cls: type) -> dict[str, Any]:
    """A value for every column that must be given, but those that the strategies vary."""
    needed = [c for c in columns(cls) if c.rules.required and c.type is not LegalForm]
    return {c.name: "GM0014" if c.rules.pattern else _VALUES[c.type] for c in needed}


def nodes(cls: type[Node], key: int) -> st.SearchStrategy[Node]:
    """Nodes with this key; organisations are public or not."""
    forms = {"legal_form": st.sampled_from([LegalForm.VERENIGING, LegalForm.EENMANSZAAK])}
    varied = forms if any(c.name == "legal_form" for c in columns(cls)) else {}
    return st.builds(cls, key=st.just(key), **{n: st.just(v) for n, v in _needed(cls).items()}, **varied)


def relations(cls: type[Relation]) -> st.SearchStrategy[Relation]:
    """Relations that have ended, end today, end tomorrow or do not, of which some have begun; with any weight."""
    weights = st.sampled_from([0.0, 0.1, 1.0, 250.0])
    weighted = any(c.name == "weight" for c in columns(cls))
    varied: dict[str, st.SearchStrategy[Any]] = {"weight": weights} if weighted else {}
    fixed = {name: st.just(value) for name, value in _needed(cls).items() if name not in varied}
    until = st.sampled_from([None, None, *(TODAY + timedelta(days) for days in (-1, 0, 1))])
    since = st.sampled_from([None, *(TODAY + timedelta(days) for days in (-4, -2))])
    ends = (st.sampled_from(KEYS[end]) for end in (cls.__ends__.source, cls.__ends__.target))
    found = st.builds(
        cls, **dict(zip(("source", "target"), ends, strict=True)), since=since, until=until, **fixed, **varied
    )
    return found.filter(lambda r: r.source != r.target) if cls.__ends__.symmetric else found


def some_nodes() -> st.SearchStrategy[list[Node]]:
    every = [(cls, key) for cls in NODE_TYPES for key in KEYS[cls]]
    one = st.sampled_from(every).flatmap(lambda pair: nodes(*pair))
    return st.lists(one, max_size=4, unique_by=lambda node: node.key)


def some_relations(most: int = 6) -> st.SearchStrategy[list[Relation]]:
    one = st.sampled_from(RELATION_TYPES).flatmap(relations)
    return st.lists(one, max_size=most, unique_by=lambda r: (type(r), frozenset((r.source, r.target))))


def all_nodes(each: int = 3) -> st.SearchStrategy[list[Node]]:
    """The first `each` keys of every type, each with a node."""
    return st.tuples(*(nodes(cls, key) for cls in NODE_TYPES for key in KEYS[cls][:each])).map(list)


def graphs() -> st.SearchStrategy[ChangeSet]:
    """A change set that makes a graph from nothing."""
    return st.builds(ChangeSet, nodes=all_nodes(), relations=some_relations(30))
