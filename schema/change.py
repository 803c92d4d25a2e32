# SPDX-License-Identifier: EUPL-1.2
"""Writing: change sets, what a write answers, what it can refuse, and what the history tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from schema.base import Node, Relation
from schema.query import RelationId

Ref = tuple[type[Node], int] | RelationId
"""A node (its type and key) or a relation."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Nodes and relations to store, all or nothing.

    What is not there yet is made; what is there and differs is changed, wholly replaced by what is given; what is
    equal is left as it is, and keeps its revision. `expect` holds, by node or relation, the revision that it must
    still have (0: it must not exist). A change set with a `token` that was seen before is not applied again: its
    first receipt is returned. `origin` names the source, where there is one.
    """

    nodes: Sequence[Node] = ()
    relations: Sequence[Relation] = ()
    expect: dict[Ref, int] = field(default_factory=dict["Ref", int])
    token: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write did: the revision at which all of it is visible, and how much was made and changed.

    A write that changed nothing takes no revision and names the current one. `replayed`: the token was seen before.
    `by_type`: by type name how much was made and changed; it is not kept, and so empty when replayed.
    """

    revision: int
    created: int
    changed: int
    replayed: bool = False
    by_type: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]], compare=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where (a path of names and indices), a code for programs, words for people."""

    path: tuple[str | int, ...]
    code: str
    message: str


class Refused(Exception):  # noqa: N818 - what happened to the write, not a mistake of ours
    """A write that was not applied, with what is wrong. Codes:

    INVALID a value breaks its rules; CONFLICT the revision is not the expected one; MISSING an end of a relation
    does not exist or is of another type; TOKEN the token was used for another change set.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Change:
    """One revision, for the change feed. `touched` is None when it touched more than TOUCHED_LIMIT (a bulk load)."""

    revision: int
    at: datetime
    actor: str
    origin: str | None
    created: int
    changed: int
    touched: tuple[Ref, ...] | None


TOUCHED_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Version:
    """How a node or relation was from a revision on: who wrote it, when, from which source."""

    revision: int
    at: datetime
    actor: str
    origin: str | None
    record: Node | Relation
