# SPDX-License-Identifier: EUPL-1.2
"""The municipality, its areas and themes as records, with how many residents live where."""

import dataclasses
import functools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from loaders import municipality as places
from loaders import shapes
from loaders.demo.land import Land, land
from loaders.demo.plan import Ints, Plan
from loaders.demo.texts import MUNICIPALITY, THEMES
from schema.area import Area, AreaLevel, BelongsTo
from schema.base import Node, Relation
from schema.keys import fold, natural_key
from schema.municipality import Municipality
from schema.theme import Theme

ORIGIN = "Verzonnen: een demogemeente die niet bestaat"
"""What the records of the demo name as their source."""

MUNICIPALITY_KEY = places.municipality_key(MUNICIPALITY)

_KNOWN = 4
"""Of so many residents one is in the graph; the others never took part in anything."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where everything is.

    `homes[b]` is the number of the first resident of neighbourhood b, and `homes[-1]` how many residents there are;
    `first[v]` is the first neighbourhood of village v, and `first[-1]` how many neighbourhoods there are.
    """

    land: Land
    homes: Ints
    first: Ints

    def village(self, number: int) -> str:
        """The name of a village."""
        return self.land.villages[number].name

    def buurt_keys(self) -> list[int]:
        """The keys of the neighbourhoods' areas."""
        return [places.area_key(AreaLevel.BUURT, self._code(b)) for b in range(len(self.land.buurten))]

    def village_keys(self) -> list[int]:
        """The keys of the villages' areas."""
        codes = [places.made_code(MUNICIPALITY, village.name) for village in self.land.villages]
        return [places.area_key(AreaLevel.DORP, code) for code in codes]

    def _code(self, buurt: int) -> str:
        return places.made_code(MUNICIPALITY, self.full_name(buurt))

    def full_name(self, buurt: int) -> str:
        """The name of a neighbourhood with its village's, which makes it the only one."""
        return f"{self.village(self.land.buurten[buurt].village)} {self.land.buurten[buurt].name}"


@functools.cache
def theme_key(name: str) -> int:
    """The key of a theme."""
    return natural_key("Theme", fold(name))


def ground(plan: Plan) -> Ground:
    """Draw the land and settle the residents: villages differ much in size, as they do."""
    drawn = land(plan)
    chance = plan.chance("homes")
    village = np.array([buurt.village for buurt in drawn.buurten])
    size = chance.lognormal(0, 0.8, plan.villages)[village] * chance.lognormal(0, 0.4, village.size)
    # A few live everywhere, so that no neighbourhood is empty unless there are hardly any residents.
    least = min(5, plan.residents // village.size)
    people = least + chance.multinomial(plan.residents - least * village.size, size / size.sum())
    homes = np.concatenate(([0], np.cumsum(people)))
    return Ground(drawn, homes, np.searchsorted(village, np.arange(plan.villages + 1)))


def records(on: Ground) -> tuple[list[Node], list[Relation]]:
    """The municipality, the area that is all of it, villages, neighbourhoods and themes."""
    total = int(on.homes[-1]) * _KNOWN
    municipality = Municipality(key=MUNICIPALITY_KEY, name=MUNICIPALITY, population=total, origin=ORIGIN)
    whole_key = places.whole_key(MUNICIPALITY)
    whole = Area(key=whole_key, name=MUNICIPALITY, level=AreaLevel.MUNICIPALITY, code=fold(MUNICIPALITY))
    nodes: list[Node] = [municipality, _drawn(whole, total, on.land.outline)]
    relations: list[Relation] = [BelongsTo(source=whole_key, target=MUNICIPALITY_KEY)]
    for area, lies in _areas(on):
        nodes.append(area)
        relations += lies
    nodes += [Theme(key=theme_key(name), name=name) for name in THEMES]
    return nodes, relations


def _areas(on: Ground) -> Iterator[tuple[Area, list[Relation]]]:
    people = np.diff(on.homes) * _KNOWN
    for v, village in enumerate(on.land.villages):
        inside = range(int(on.first[v]), int(on.first[v + 1]))
        dorp, lies = places.area(MUNICIPALITY, AreaLevel.DORP, village.name)
        yield _drawn(dorp, int(people[inside].sum()), village.outline), lies
        for b in inside:
            buurt, lies = places.area(MUNICIPALITY, AreaLevel.BUURT, on.full_name(b), dorp.key)
            yield _drawn(buurt, int(people[b]), on.land.buurten[b].outline), lies


def _drawn(area: Area, population: int, outline: BaseGeometry) -> Area:
    geometry, centre = shapes.geojson(outline), shapes.centre(outline)
    return dataclasses.replace(area, population=population, geometry=geometry, centre=centre, origin=ORIGIN)
