# SPDX-License-Identifier: EUPL-1.2
"""Pieces of Cypher made from the declarations. Names come from there only; values are always parameters."""

import functools

from graph_api.store.layout import layout
from graph_api.store.sqlite.ddl import levels
from schema.base import Node, Relation
from schema.privacy import Privacy
from schema.query import MAX_PAGE, Page
from schema.registry import label

ACTIVE = "({0}.since IS NULL OR {0}.since <= $active_on) AND ({0}.until IS NULL OR {0}.until >= $active_on)"
"""Whether something holds on a day (ISO 8601 text, of which the order is that of time)."""


@functools.cache
def shown(cls: type[Node] | type[Relation], variable: str) -> str:
    """A list of what a decoder takes: identity, revision and declared values, in layout order."""
    names = (*layout(cls).identity, "revision", *layout(cls).declared)
    return f"[{', '.join(f'{variable}.{name}' for name in names)}]"


@functools.cache
def whole(cls: type[Node] | type[Relation], variable: str) -> str:
    """A list of all that is stored, in layout order."""
    return f"[{', '.join(f'{variable}.{name}' for name in layout(cls).names)}]"


def visible(cls: type[Node] | type[Relation], variable: str, privacy: Privacy) -> str:
    """The condition that a viewer at this level may see a node or relation; nothing is looked at where it is known."""
    low, high = levels(cls)
    if high <= privacy:
        return "true"
    return "false" if low > privacy else f"{variable}.privacy <= {int(privacy)}"


def pattern(cls: type[Relation], source: str, target: str) -> str:
    """Both ends of a relation by key, and the relation as `r`: `source` and `target` are expressions."""
    ends = cls.__ends__
    return (
        f"(a:{ends.source.__name__} {{key: {source}}})-[r:{label(cls)}]->(b:{ends.target.__name__} {{key: {target}}})"
    )


def limit(page: Page) -> int:
    """How many to fetch for a page: one more, to know whether there are more. Raises ValueError for a wrong size."""
    if not 0 <= page.first <= MAX_PAGE:
        raise ValueError(f"first is {page.first}; from 0 to {MAX_PAGE}")
    return page.first + 1
