# SPDX-License-Identifier: EUPL-1.2
"""Participatory budgets from Pabulib: projects become initiatives that asked the municipality for money."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from loaders import municipality as places
from loaders import pb
from loaders.ballots import APPROVAL, VOTE_TYPES, WITH_POINTS, BallotBox, read_ballots, shared_backing
from loaders.loaded import Ballots, Loaded, LoadError, Options
from schema.area import AreaLevel
from schema.base import Node, Relation
from schema.budget import Budget, HeldBy
from schema.geometry import Point
from schema.initiative import About, Asks, Initiative, InitiativeStatus, LocatedIn, SharesBackers
from schema.keys import fold, natural_key
from schema.resident import Backs, Resident
from schema.support_request import AskedOf, CompetedIn, RequestState, SupportRequest, SupportRole
from schema.theme import Theme
from schema.validation import validate

_ELSEWHERE: Final = frozenset(
    ("description", "unit", "instance", "num_projects", "num_votes", "budget", "vote_type", "rule", "currency")
)
"""Keys of META that have a field of their own, or that the file was checked against."""

_NOWHERE: Final = frozenset(("other", "overig", "citywide", "stadsbreed", "none", "-"))
"""What files write for a neighbourhood when a project is in none."""

_COLUMNS: Final = {"title": "name", "summary": "description", "text": "name", "location": "latitude"}
"""From which column a field comes, where the names differ."""


_Days = tuple[date, date]
"""The first and the last day that a date can mean."""


@dataclass(frozen=True, slots=True)
class _Project:
    """A project as the file has it."""

    row: pb.Row
    id: str
    key: int
    selected: bool | None


@dataclass(frozen=True, slots=True)
class _Round:
    """One round: what all its records have in common."""

    file: pb.PbFile
    municipality: str
    district: str
    names: tuple[str, ...]
    vote_type: str
    currency: str
    begin: _Days | None
    end: _Days | None

    @property
    def origin(self) -> str:
        """The source that its records name."""
        return f"Pabulib {self.municipality} {self.file.text('instance')}"[:200]

    def key(self, type_name: str, *parts: str) -> int:
        """The natural key of something in this round."""
        return natural_key(type_name, "pabulib", *self.names, *parts)


def read(path: Path, options: Options) -> Loaded:
    """What a file says. Raises LoadError."""
    this = _round(pb.parse(path))
    projects = list(_projects(this))
    box = read_ballots(this.file.votes, [project.id for project in projects], this.vote_type)
    ballots, points = box.totals(len(projects))
    _check(this, projects, ballots, points)
    received = points if this.vote_type in WITH_POINTS else ballots
    nodes: list[Node] = [_budget(this)]
    shared, relations = _municipality(this)
    for project, votes in zip(projects, received, strict=True):
        nodes += _asked(this, project)
        relations += _competed(this, project, round(votes))
        for more_shared, more_relations in (_where(this, project), _about(this, project)):
            shared += more_shared
            relations += more_relations
    relations += _shares(this, projects, box)
    if options.ballots is Ballots.KEEP:
        nodes += _residents(this, box)
        relations += _backs(this, projects, box)
    # Projects in one district name it each: the first time counts.
    shared = list({node.key: node for node in reversed(shared)}.values())[::-1]
    return Loaded(this.origin, nodes, shared, list({(type(r), r.source, r.target): r for r in relations}.values()))


def _round(file: pb.PbFile) -> _Round:
    municipality, instance = (file.row(key).required("value") for key in ("unit", "instance"))
    row = file.row("vote_type")
    if (vote_type := row.get("value").lower()) not in VOTE_TYPES:
        known = ", ".join(VOTE_TYPES)
        raise row.wrong("value", f"vote type {row.get('value')!r} is not known; these are: {known}")
    district, subunit = file.text("district"), file.text("subunit")
    names = (fold(municipality), fold(district), fold(subunit), instance)
    begin, end = (pb.day(file.meta[key], "value") if key in file.meta else None for key in ("date_begin", "date_end"))
    return _Round(file, municipality, district, names, vote_type, file.text("currency") or "EUR", begin, end)


def _municipality(this: _Round) -> tuple[list[Node], list[Relation]]:
    """The municipality, by name, which holds the budget."""
    nodes, relations = places.municipality(this.municipality)
    _refuse(nodes, this.file.row("unit"), "value")
    return nodes, [*relations, HeldBy(source=this.key("Budget"), target=nodes[0].key, origin=this.origin)]


def _refuse(nodes: Iterable[Node], row: pb.Row, column: str) -> None:
    """Raise what is wrong with nodes that this value named."""
    for node in nodes:
        for problem in validate(node):
            raise row.wrong(column, problem.message)


def _budget(this: _Round) -> Budget:
    file = this.file
    others = [row for key, row in file.meta.items() if key not in _ELSEWHERE]
    budget = Budget(
        key=this.key("Budget"),
        origin=this.origin,
        title=file.text("description") or this.origin,
        since=this.begin[0] if this.begin else None,
        until=this.end[1] if this.end else None,
        rule=file.text("rule") or None,
        ballot_type=this.vote_type,
        ballots=len(file.votes),
        amount=file.row("budget").amount("value"),
        currency=this.currency,
        conditions="\n".join(f"{row.get('key')}: {row.get('value')}" for row in others) or None,
    )
    keys = {"title": "description", "ballot_type": "vote_type", "until": "date_end"}
    for problem in validate(budget):
        row = file.meta.get(keys.get(str(problem.path[-1]), str(problem.path[-1])))
        raise row.wrong("value", problem.message) if row else LoadError(f"{file.end.file}: {problem.message}")
    return budget


def _projects(this: _Round) -> Iterator[_Project]:
    lines: dict[str, int] = {}
    for row in this.file.projects:
        name = row.required("project_id")
        if name in lines:
            raise row.wrong("project_id", f"project {name} is also on line {lines[name]}")
        lines[name] = row.line
        selected = row.whole("selected")
        # 1 is selected by the rule; higher numbers are selected for another reason, which the comment gives.
        yield _Project(row, name, this.key("Initiative", name), None if selected is None else selected > 0)


def _asked(this: _Round, project: _Project) -> tuple[Initiative, SupportRequest]:
    """The initiative, and what it asked of the municipality."""
    row = project.row
    name = row.get("name") or f"Project {project.id}"
    row.required("cost")
    cost, euros = row.amount("cost"), this.currency == "EUR"
    initiative = Initiative(
        key=project.key,
        origin=this.origin,
        since=this.begin[0] if this.begin else None,
        title=name,
        summary=row.get("description"),
        status=InitiativeStatus.ACTIVE if project.selected else InitiativeStatus.IDEA,
        location=_location(row),
    )
    states = {None: RequestState.ASKED, True: RequestState.GRANTED, False: RequestState.DECLINED}
    request = SupportRequest(
        key=this.key("SupportRequest", project.id),
        origin=this.origin,
        role=SupportRole.FINANCE,
        state=states[project.selected],
        text=name if euros else f"{name} ({cost} {this.currency})",
        amount=cost if euros else None,
        asked_on=_exact(this.begin),
        decided_on=None if project.selected is None else _exact(this.end),
    )
    for problem in validate(initiative) + validate(request):
        field = str(problem.path[-1])
        raise row.wrong(_COLUMNS.get(field, field), problem.message)
    return initiative, request


def _exact(days: _Days | None) -> date | None:
    """The day, when a date means one day and not a year."""
    return days[0] if days and days[0] == days[1] else None


def _location(row: pb.Row) -> Point | None:
    lon, lat = row.real("longitude"), row.real("latitude")
    return None if lon is None or lat is None else Point(lon=lon, lat=lat)


def _competed(this: _Round, project: _Project, votes: int) -> list[Relation]:
    request, budget = this.key("SupportRequest", project.id), this.key("Budget")
    origin, municipality = this.origin, places.municipality_key(this.municipality)
    return [
        Asks(source=project.key, target=request, origin=origin),
        AskedOf(source=request, target=municipality, origin=origin),
        CompetedIn(source=request, target=budget, votes=votes, selected=project.selected, origin=origin),
    ]


def _where(this: _Round, project: _Project) -> tuple[list[Node], list[Relation]]:
    """The smallest area that the file names for a project: its neighbourhood, the district, or the municipality."""
    row, inside = project.row, places.whole_key(this.municipality)
    spelling = "neighborhood" if "neighborhood" in row.columns else "neighbourhood"
    named = (
        (AreaLevel.DISTRICT, "district", row.get("district") or this.district),
        (AreaLevel.BUURT, spelling, row.get(spelling)),
    )
    nodes: list[Node] = []
    relations: list[Relation] = []
    for level, column, name in named:
        if name and fold(name) not in _NOWHERE:
            area, lies = places.area(this.municipality, level, name, inside)
            _refuse([area], row, column)
            inside = area.key
            nodes.append(area)
            relations += lies
    return nodes, [*relations, LocatedIn(source=project.key, target=inside, origin=this.origin)]


def _about(this: _Round, project: _Project) -> tuple[list[Node], list[Relation]]:
    names = {fold(name): name.strip() for name in project.row.get("category").split(",") if name.strip()}
    themes: list[Node] = [Theme(key=natural_key("Theme", folded), name=name) for folded, name in names.items()]
    _refuse(themes, project.row, "category")
    return themes, [About(source=project.key, target=theme.key, origin=this.origin) for theme in themes]


def _check(this: _Round, projects: Sequence[_Project], ballots: Sequence[int], points: Sequence[float]) -> None:
    """Does the file hold what it claims? A difference means that something was cut off or doubled."""
    for key, what, found in (
        ("num_projects", "projects", len(projects)),
        ("num_votes", "votes", len(this.file.votes)),
    ):
        row = this.file.row(key)
        if row.required("value") and row.whole("value") != found:
            raise row.wrong("value", f"{key} is {row.get('value')}, but the file has {found} {what}")
    for project, count, total in zip(projects, ballots, points, strict=True):
        row = project.row
        votes, score = row.whole("votes") if this.vote_type in APPROVAL else None, row.real("score")
        if votes is not None and votes != count:
            raise row.wrong("votes", f"is {votes}, but {count} ballots have project {project.id}")
        if this.vote_type in WITH_POINTS and score is not None and not math.isclose(score, total, rel_tol=1e-9):
            raise row.wrong("score", f"is {score:g}, but the points on the ballots sum to {total:g}")


def _shares(this: _Round, projects: Sequence[_Project], box: BallotBox) -> Iterator[Relation]:
    for first, second, backers, weight in shared_backing(box, len(projects)):
        source, target = sorted((projects[first].key, projects[second].key))
        yield SharesBackers(source=source, target=target, backers=backers, weight=weight, origin=this.origin)


def _residents(this: _Round, box: BallotBox) -> Iterator[Resident]:
    for voter in box.voters:
        key = this.key("Resident", voter)
        yield Resident(key=key, pseudonym=f"kiezer-{key:016x}", origin=this.origin)


def _backs(this: _Round, projects: Sequence[_Project], box: BallotBox) -> Iterator[Relation]:
    for ballot, voter in enumerate(box.voters):
        key = this.key("Resident", voter)
        for i in range(box.starts[ballot], box.starts[ballot + 1]):
            target = projects[box.projects[i]].key
            yield Backs(source=key, target=target, weight=box.points[i], origin=this.origin)
