# SPDX-License-Identifier: EUPL-1.2
"""The organisations of the demo: associations of villages and neighbourhoods, institutions, and sole traders."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from loaders.demo.ground import ORIGIN, Ground
from loaders.demo.plan import Floats, Ints, Plan, day
from loaders.demo.texts import ASSOCIATIONS, MUNICIPALITY, SURNAMES, TRADERS, Association
from schema.base import Node, Relation
from schema.organisation import Organisation, Provides, Represents
from schema.resource import Offer

_OLDEST = 20 * 365


@dataclass(frozen=True, slots=True)
class Club:
    """An organisation: its kind and name, the numbers of its village and neighbourhood if it has them, and how many
    members it draws compared with others."""

    kind: Association
    name: str
    village: int | None = None
    buurt: int | None = None
    appeal: float = 0.0
    key: int = 0


@dataclass(frozen=True, slots=True)
class Clubs:
    """All organisations. Those of a village stand together, `first[v]` being the first of village v; from
    `first[-1]` on come those of the municipality, then sole traders and partnerships.

    `appeal` is cumulative, as `draw` takes it.
    """

    every: list[Club]
    first: Ints
    appeal: Floats


def clubs(plan: Plan, on: Ground) -> Clubs:
    """Found the organisations."""
    dice = plan.dice("clubs")
    local = [list(_of_village(dice, on, village)) for village in range(plan.villages)]
    wide = [Club(kind, kind.names[0].format(gemeente=MUNICIPALITY)) for kind in ASSOCIATIONS if _wide(kind)]
    traders = [_trader(dice) for _ in range(plan.villages + plan.initiatives // 25)]
    every = [*(club for village in local for club in village), *wide, *traders]
    keys = plan.keys("Organisation", np.arange(len(every)))
    first = np.cumsum([0, *map(len, local)])
    appeal = np.cumsum([0.0, *(club.appeal for club in every)])
    return Clubs([replace(club, key=key) for club, key in zip(every, keys, strict=True)], first, appeal)


def _wide(kind: Association) -> bool:
    return "{gemeente}" in kind.names[0]


def _trader(dice: random.Random) -> Club:
    kind, owner = dice.choice(TRADERS), dice.choice(SURNAMES)
    return Club(kind, dice.choice(kind.names).format(achternaam=owner[0].upper() + owner[1:]))


def _of_village(dice: random.Random, on: Ground, village: int) -> Iterator[Club]:
    """Of each kind of association the village has one, or none; of some, each neighbourhood."""
    for kind in ASSOCIATIONS:
        inside = range(int(on.first[village]), int(on.first[village + 1]))
        for buurt in inside if "{buurt_naam}" in kind.names[0] else [None]:
            if not _wide(kind) and dice.random() < kind.likely:
                part = "" if buurt is None else on.land.buurten[buurt].name
                name = dice.choice(kind.names).format(dorp=on.village(village), buurt_naam=part)
                yield Club(kind, name, village, buurt, dice.paretovariate(1.3))


def records(plan: Plan, on: Ground, all_clubs: Clubs) -> tuple[list[Node], list[Relation]]:
    """The organisations with what they offer and for which area they speak."""
    dice = plan.dice("club records")
    villages, buurten = on.village_keys(), on.buurt_keys()
    offer_keys = iter(plan.keys("Offer of organisation", np.arange(2 * len(all_clubs.every))))
    nodes: list[Node] = []
    relations: list[Relation] = []
    for club in all_clubs.every:
        founded = day(dice.randrange(-_OLDEST, -365))
        kind = club.kind
        nodes.append(
            Organisation(
                key=club.key, name=club.name, kind=kind.kind, legal_form=kind.form, since=founded, origin=ORIGIN
            )
        )
        if kind.tag in ("dorpsbelangen", "buurtvereniging"):
            area = villages[club.village or 0] if club.buurt is None else buurten[club.buurt]
            relations.append(Represents(source=club.key, target=area, since=founded))
        for resource, text in kind.offers:
            if dice.random() < 0.5:
                offer = Offer(key=next(offer_keys), kind=resource, text=text, since=day(dice.randrange(0, 2800)))
                nodes.append(offer)
                relations.append(Provides(source=club.key, target=offer.key, since=offer.since))
    return nodes, relations
