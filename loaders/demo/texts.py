# SPDX-License-Identifier: EUPL-1.2
"""The words of the demo: what its initiatives are about, and what everything is called."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any, Final

from schema.organisation import LegalForm, OrganisationKind
from schema.resource import ResourceKind
from schema.support_request import SupportRole

Resource = tuple[ResourceKind, str]


@dataclass(frozen=True, slots=True)
class Request:
    """Something that initiatives ask of the municipality; with amounts, at least and at most, if it is money."""

    role: SupportRole
    text: str
    department: str
    amounts: tuple[Decimal, Decimal] | None


@dataclass(frozen=True, slots=True)
class Story:
    """What an initiative may say of itself: any title, any first sentence, any of the next. Texts have places to fill
    in: see subjects.toml."""

    titles: tuple[str, ...]
    first: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What initiatives may be about, with the kinds of associations that carry such."""

    theme: str
    run: tuple[str, ...]
    stories: tuple[Story, ...]
    needs: tuple[Resource, ...]
    offers: tuple[Resource, ...]
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Association:
    """A kind of organisation. Its names say whether it is of a village, a neighbourhood or the municipality."""

    tag: str
    kind: OrganisationKind
    form: LegalForm
    names: tuple[str, ...]
    likely: float
    offers: tuple[Resource, ...]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("loaders.demo") / name).read_text("utf-8"))


def _resources(rows: Sequence[Sequence[str]]) -> tuple[Resource, ...]:
    return tuple((ResourceKind[kind], text) for kind, text in rows)


def _request(role: str, text: str, department: str, *amounts: int) -> Request:
    money = (Decimal(amounts[0]), Decimal(amounts[1])) if amounts else None
    return Request(SupportRole[role], text, department, money)


def _subject(row: dict[str, Any]) -> Subject:
    return Subject(
        theme=row["theme"],
        run=tuple(row["run"]),
        stories=tuple(Story(*(tuple(story[name]) for name in ("titles", "first", "then"))) for story in row["story"]),
        needs=_resources(row["needs"]),
        offers=_resources(row["offers"]),
        requests=tuple(_request(*request) for request in row["requests"]),
    )


def _association(row: dict[str, Any]) -> Association:
    kind, form = OrganisationKind[row.get("kind", "BUSINESS")], LegalForm[row["form"]]
    offers = _resources(row["offers"])
    return Association(row.get("tag", "bedrijf"), kind, form, tuple(row["names"]), row.get("likely", 1.0), offers)


_NAMES: Final = _toml("names.toml")

SUBJECTS: Final = tuple(_subject(row) for row in _toml("subjects.toml")["subject"])
THEMES: Final = tuple(dict.fromkeys(subject.theme for subject in SUBJECTS))
ASSOCIATIONS: Final = tuple(map(_association, _NAMES["organisation"]))
TRADERS: Final = tuple(map(_association, _NAMES["trader"]))

MUNICIPALITY: Final[str] = _NAMES["municipality"]
VILLAGES: Final = tuple(
    front + _NAMES["village_backs"][(i + turn) % len(_NAMES["village_backs"])]
    for turn in range(len(_NAMES["village_backs"]))
    for i, front in enumerate(_NAMES["village_fronts"])
)
"""Village names, each once: more than the largest demo has villages."""

BUURTEN: Final[tuple[tuple[str, str], ...]] = tuple((name, there) for name, there in _NAMES["buurten"])
SPOTS: Final[tuple[str, ...]] = tuple(_NAMES["spots"])
TIMES: Final[tuple[str, ...]] = tuple(_NAMES["times"])
FIRST_NAMES: Final[tuple[str, ...]] = tuple(_NAMES["first_names"])
SURNAMES: Final[tuple[str, ...]] = tuple(_NAMES["surnames"])
CLOSINGS: Final[dict[str, list[str]]] = _NAMES["closings"]
END_REASONS: Final[tuple[str, ...]] = tuple(_NAMES["reasons"]["ended"])
CONNECTED: Final[tuple[str, ...]] = tuple(_NAMES["reasons"]["connected"])
TASKS: Final[tuple[str, ...]] = tuple(_NAMES["tasks"]["names"])
