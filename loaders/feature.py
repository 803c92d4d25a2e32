# SPDX-License-Identifier: EUPL-1.2
"""A GeoJSON feature that is an area, whatever its properties are called."""

import re
from collections.abc import Sequence
from typing import Any, Final, cast

from loaders.loaded import LoadError
from schema.area import AreaLevel

LEVELS: Final = {"BU": AreaLevel.BUURT, "WK": AreaLevel.WIJK, "GM": AreaLevel.MUNICIPALITY}
"""The level that the letters of a CBS code mean."""

_CBS: Final = re.compile(r"BU\d{8}|WK\d{6}|GM\d{4}")

# What files call a property, without capitals, best first.
_CODE: Final = ("buurtcode", "bu_code", "wijkcode", "wk_code", "gemeentecode", "gm_code", "statcode", "code")
_NAME: Final = ("statnaam", "naam", "name")
_NAME_OF: Final = {
    AreaLevel.BUURT: ("buurtnaam", "bu_naam", *_NAME),
    AreaLevel.WIJK: ("wijknaam", "wk_naam", *_NAME),
    AreaLevel.MUNICIPALITY: ("gemeentenaam", "gm_naam", *_NAME),
}
_POPULATION: Final = ("aantal_inwoners", "aant_inw", "inwoners", "population")
_MUNICIPALITY_NAME: Final = ("gemeentenaam", "gm_naam")
_MUNICIPALITY_CODE: Final = ("gemeentecode", "gm_code", "gemeente")
_NOT_LAND: Final = ("JA", "B")
"""What CBS writes in `water` for a feature that is water, or lies abroad."""


class Feature:
    """A feature of a file; its properties are found by name without regard to capitals."""

    def __init__(self, file: str, index: int, feature: object) -> None:
        self.where = f"{file}, features[{index}]"
        content = cast("dict[str, Any]", feature) if isinstance(feature, dict) else {}
        properties: object = content.get("properties") or {}
        geometry = content.get("geometry")
        if content.get("type") != "Feature" or not isinstance(properties, dict):
            raise LoadError(f"{self.where}: is not a GeoJSON feature")
        if geometry is not None and not isinstance(geometry, dict):
            raise LoadError(f"{self.where}, geometry: is not a GeoJSON geometry")
        self.geometry = cast("dict[str, Any] | None", geometry)
        self._properties = {name.casefold(): (name, v) for name, v in cast("dict[str, Any]", properties).items()}

    def wrong(self, name: str, reason: str) -> LoadError:
        """An error that says which property of which feature."""
        return LoadError(f"{self.where}, property {name}: {reason}")

    def is_land(self) -> bool:
        """Whether it is land in the Netherlands, as far as the file says."""
        return self._text(("water",)) not in _NOT_LAND

    def code_and_level(self, given: AreaLevel | None) -> tuple[str | None, AreaLevel]:
        """Its code, and the level that this means; a code that is not CBS's means none, so that it must be given."""
        code = self._text(_CODE)
        if code and _CBS.fullmatch(code):
            return code, LEVELS[code[:2]]
        if given:
            return code, given
        reason = f"{code!r} is not a CBS code (BU, WK or GM with digits)" if code else "is missing"
        raise self.wrong(self._first(_CODE)[0] or "code", f"{reason}, so the level of the areas must be given")

    def name(self, level: AreaLevel) -> str:
        """The name of the area."""
        names = _NAME_OF.get(level, _NAME)
        if name := self._text(names):
            return name
        raise self.wrong(" or ".join(names), "is missing")

    def population(self) -> int | None:
        """Residents; None where not known, for which CBS also writes numbers below zero."""
        name, value = self._first(_POPULATION)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or value % 1:
            raise self.wrong(name, f"{value!r} is not a whole number")
        return int(value) if value >= 0 else None

    def municipality(self) -> tuple[str | None, str | None]:
        """The code and the name of its municipality, where it tells them."""
        code, named = self._text(_CODE) or "", self._text(_MUNICIPALITY_CODE) or ""
        if _CBS.fullmatch(code):
            named = f"GM{code[2:6]}"
        names = _NAME_OF[AreaLevel.MUNICIPALITY] if code.startswith("GM") else _MUNICIPALITY_NAME
        return named if _CBS.fullmatch(named) else None, self._text(names)

    def _first(self, names: Sequence[str]) -> tuple[str, Any]:
        """The first of these properties that has a value, as the file spells it, and the value."""
        found = (self._properties[name] for name in names if name in self._properties)
        return next((pair for pair in found if pair[1] not in (None, "")), ("", None))

    def _text(self, names: Sequence[str]) -> str | None:
        name, value = self._first(names)
        if value is not None and not isinstance(value, str):
            raise self.wrong(name, f"{value!r} is not text")
        return value.strip() or None if value else None
