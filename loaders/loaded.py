# SPDX-License-Identifier: EUPL-1.2
"""What a loader is given, what it returns, and how it says that a file is wrong."""

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from schema.area import Area, AreaLevel
from schema.base import Node, Relation
from schema.privacy import Privacy, Viewer

LOADER = Viewer(Privacy.STAFF, "load")
"""Who reads the store for a loader, and writes what was read where nobody else is named."""

Progress = Callable[[int, int | None], None]
"""Told after each write how many records have been written, and how many there will be where that is known."""


def silent(written: int, total: int | None) -> None:
    """No progress is shown."""


class Ballots(enum.Enum):
    """What is kept of ballots. SHARED: what initiatives share, from ten backers up. KEEP: also each voter."""

    SHARED = "shared"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who loads may say about a file.

    `level` and `municipality` (a name; to `load` also the CBS code of one that the store has) are for areas whose file
    does not tell them. `names` are the municipalities that the store has, by code; `load` fills them in.
    """

    ballots: Ballots = Ballots.SHARED
    level: AreaLevel | None = None
    municipality: str | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file says.

    `nodes` are written as they were read. `shared` are municipalities, areas and themes that the file only names:
    each is written only where the store has no such thing, else the relations are laid to what is there.
    Relations may end in either.
    """

    origin: str
    nodes: Sequence[Node] = ()
    shared: Sequence[Node] = ()
    relations: Sequence[Relation] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What loading did: the last revision, how much was made and changed, and by type how much was read, made and
    changed. `municipalities` (keys) are those it is about. `unplaced` are the areas of its initiatives that were not
    there and were made without an outline: those initiatives are not on the map until the areas are loaded.
    """

    origin: str
    revision: int
    created: int
    changed: int
    read: Mapping[str, int] = field(default_factory=dict[str, int])
    made: Mapping[str, int] = field(default_factory=dict[str, int])
    altered: Mapping[str, int] = field(default_factory=dict[str, int])
    municipalities: Sequence[int] = ()
    unplaced: Sequence[Area] = ()


class LoadError(Exception):
    """A file that cannot be loaded. The message says which, where and why; nothing of it was written."""
