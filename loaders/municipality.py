# SPDX-License-Identifier: EUPL-1.2
"""Municipalities and the areas in them, as files name them: by name, sometimes with a code."""

from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.base import Node, Relation
from schema.keys import fold, natural_key
from schema.municipality import Municipality

_CODES = {"amsterdam": "GM0363", "assen": "GM0106"}
"""CBS codes of municipalities that participatory budgets name without one."""


def municipality_key(name: str) -> int:
    """The key of the municipality of this name."""
    return natural_key("Municipality", fold(name))


def area_key(level: AreaLevel, code: str) -> int:
    """The key of the area with this code."""
    return natural_key("Area", level.value, code)


def whole_key(municipality: str) -> int:
    """The key of the area that is all of this municipality."""
    return area_key(AreaLevel.MUNICIPALITY, fold(municipality))


def made_code(municipality: str, name: str) -> str:
    """The code of an area that has none of its own: unique, and the same whatever names it."""
    return f"{fold(municipality)}/{fold(name)}"


def municipality(name: str, code: str | None = None) -> tuple[list[Node], list[Relation]]:
    """A municipality and the area that is all of it."""
    key = municipality_key(name)
    whole = Area(key=whole_key(name), name=name, level=AreaLevel.MUNICIPALITY, code=fold(name))
    found = Municipality(key=key, name=name, code=code or _CODES.get(fold(name)))
    return [found, whole], [BelongsTo(source=whole.key, target=key)]


def area(municipality: str, level: AreaLevel, name: str, inside: int | None = None) -> tuple[Area, list[Relation]]:
    """An area that has no code, inside another area (a key), which is the whole municipality if not given."""
    code = made_code(municipality, name)
    made = Area(key=area_key(level, code), name=name, level=level, code=code)
    return made, [
        PartOf(source=made.key, target=whole_key(municipality) if inside is None else inside),
        BelongsTo(source=made.key, target=municipality_key(municipality)),
    ]
