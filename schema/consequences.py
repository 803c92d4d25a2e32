# SPDX-License-Identifier: EUPL-1.2
"""Consequences: what would change in the network if some connections were made, or some were not there."""

from dataclasses import dataclass

from schema.base import Node
from schema.opportunity import Opportunity, Party


class ImpossibleError(ValueError):
    """What cannot be supposed, with what and which: the message is for who supposed it."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed: pairs joined (`add`), pairs no longer joined (`remove`), parties no longer there (`without`).
    Parties are initiatives and organisations; residents are never supposed away."""

    add: tuple[tuple[Party, Party], ...] = ()
    remove: tuple[tuple[Party, Party], ...] = ()
    without: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """The network in figures. `components`: parts of two nodes or more, without any way between them; `largest`: how
    many nodes the largest has; `bridges`: relations without which a part would come apart; `apart`: initiatives joined
    to nothing."""

    components: int
    largest: int
    bridges: int
    apart: int


@dataclass(frozen=True, slots=True)
class CentralChange:
    """An initiative or organisation of which a centrality would change; ranks are among those two types."""

    node: Node
    measure: str
    before: float
    after: float
    rank_before: int
    rank_after: int


@dataclass(frozen=True, slots=True)
class Consequences:
    """What would change. `gained` and `lost`: opportunities of those concerned that would be offered then and are not
    now, and the other way round."""

    before: Counts
    after: Counts
    central: list[CentralChange]
    gained: list[Opportunity]
    lost: list[Opportunity]
