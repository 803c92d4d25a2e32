# SPDX-License-Identifier: EUPL-1.2
"""Pieces of Cypher made from the declarations. Names come from there only; values are always parameters."""

import functools

from graph_api.store.layout import layout, levels
from schema.base import Node, Relation
from schema.privacy import Privacy
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
    if hidden(cls, privacy):
        return "false"
    return "true" if levels(cls)[1] <= privacy else f"{variable}.privacy <= {int(privacy)}"


def hidden(cls: type[Node] | type[Relation], privacy: Privacy) -> bool:
    """Whether a viewer at this level sees nothing of a type: then there is nothing to ask."""
    return levels(cls)[0] > privacy


def seek(variable: str, label_: str, value: str, column: str = "key") -> str:
    """Match the one node with a value. The index is named: statistics may be of when there was hardly anything."""
    return f"MATCH ({variable}:{label_} {{{column}: {value}}}) USING INDEX SEEK {variable}:{label_}({column})"


def ends(cls: type[Relation], source: str, target: str) -> str:
    """Match both ends of a relation, `a` and `b`, by their keys."""
    return f"{seek('a', cls.__ends__.source.__name__, source)} {seek('b', cls.__ends__.target.__name__, target)}"


def relation(cls: type[Relation], source: str, target: str) -> str:
    """Match a relation `r` by the keys of its ends."""
    return f"{ends(cls, source, target)} MATCH (a)-[r:{label(cls)}]->(b)"
