# SPDX-License-Identifier: EUPL-1.2
"""Who may see what."""

import enum
from dataclasses import dataclass


class Privacy(enum.IntEnum):
    """The least a viewer must be to see a field, a node or a relation. Higher sees all that lower sees."""

    PUBLIC = 0
    STAFF = 1


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: the level they see at, and the name that their writes carry."""

    privacy: Privacy
    name: str


PUBLIC = Viewer(Privacy.PUBLIC, "public")
STAFF = Viewer(Privacy.STAFF, "staff")
