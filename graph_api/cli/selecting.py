# SPDX-License-Identifier: EUPL-1.2
"""The options that select part of the network; areas, themes and municipalities by name, or by id."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from schema.base import Node
    from schema.privacy import Viewer
    from schema.query import Filter
    from schema.selection import Selection
    from schema.services import Graph

E = TypeVar("E", bound=enum.Enum)
T = TypeVar("T")

_MORE = "may be there more than once"

AreaOption = Annotated[list[str] | None, typer.Option(metavar="NAME", help=f"In this area, by name or id; {_MORE}.")]
ThemeOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help=f"About this theme, by name or id; {_MORE}.")
]
MunicipalityOption = Annotated[str | None, typer.Option(metavar="NAME", help="In this municipality, by name or id.")]
StatusOption = Annotated[list[str] | None, typer.Option(help=f"Of this status, such as ACTIVE; {_MORE}.")]
TextOption = Annotated[str | None, typer.Option(help="Initiatives with these words.")]
DayOption = Annotated[str | None, typer.Option(metavar="DAY", help="Those that exist on this day, such as 2026-03-31.")]
ProjectionOption = Annotated[str, typer.Option(help="FULL, or INITIATIVES by what they share.")]
RelationOption = Annotated[list[str] | None, typer.Option(help=f"Over this relation, such as RUNS; {_MORE}.")]
NodeTypeOption = Annotated[
    list[str] | None, typer.Option(help=f"Only with nodes of this type, such as ORGANISATION; {_MORE}.")
]


@dataclass(frozen=True, slots=True)
class Where:
    """Which initiatives, as it was typed."""

    area: AreaOption = None
    municipality: MunicipalityOption = None
    theme: ThemeOption = None
    status: StatusOption = None
    text: TextOption = None
    active_on: DayOption = None

    async def filter(self, graph: Graph) -> Filter:
        """The filter that is asked for. Raises ValueError for names that are not there, or that several have."""
        from schema.area import Area
        from schema.initiative import InitiativeStatus
        from schema.municipality import Municipality
        from schema.query import Filter
        from schema.theme import Theme

        stages = [chosen("--status", each, InitiativeStatus) for each in self.status or ()]
        day = _day("--active-on", self.active_on)
        inside = await _keys(graph, Area, self.area or ())
        of = await _keys(graph, Municipality, [self.municipality] if self.municipality else ())
        about = await _keys(graph, Theme, self.theme or ())
        return Filter(
            self.text,
            areas=inside or None,
            municipality=of[0] if of else None,
            themes=about or None,
            active_on=day,
            equals=(("status", tuple(stages)),) if stages else (),
        )


@dataclass(frozen=True, slots=True)
class Network:
    """What makes a network of these initiatives, as it was typed."""

    projection: ProjectionOption = "FULL"
    relation: RelationOption = None
    node_type: NodeTypeOption = None

    def of(self, where: Filter, viewer: Viewer) -> Selection:
        """The selection that is asked for. Raises ValueError for names that are not there."""
        from schema.registry import NODE_TYPES, RELATION_TYPES, label
        from schema.selection import Projection, Selection

        return Selection(
            where,
            chosen("--projection", self.projection, Projection),
            _several("--relation", self.relation, {label(cls): cls for cls in RELATION_TYPES}),
            _several("--node-type", self.node_type, {label(cls): cls for cls in NODE_TYPES}),
        ).seen(viewer.privacy)


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """The command with, instead of each argument that is a dataclass, the options that are its fields."""
    own = inspect.signature(command, eval_str=True).parameters.values()
    groups: dict[str, Any] = {each.name: each.annotation for each in own if is_dataclass(each.annotation)}
    fields = {name: inspect.signature(group, eval_str=True).parameters for name, group in groups.items()}

    def called(**given: Any) -> None:
        made = {name: groups[name](**{field: given.pop(field) for field in fields[name]}) for name in groups}
        command(**given, **made)

    options = [option for each in own for option in fields.get(each.name, {each.name: each}).values()]
    called.__signature__ = inspect.Signature(  # type: ignore[attr-defined] - read by inspect
        [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in options]
    )
    called.__name__, called.__doc__ = command.__name__, command.__doc__
    return called


def chosen(option: str, given: str, choices: type[E]) -> E:
    """The member that is named. Raises ValueError."""
    return _one(option, given, choices.__members__)


def _one(option: str, given: str, choices: Mapping[str, T]) -> T:
    try:
        return choices[given.upper()]
    except KeyError:
        raise ValueError(f"{option} is {given}; it is one of {', '.join(choices)}") from None


def _several(option: str, given: list[str] | None, choices: Mapping[str, T]) -> tuple[T, ...] | None:
    """What is named, None for none at all."""
    return tuple(dict.fromkeys(_one(option, each, choices) for each in given)) if given else None


def _day(option: str, given: str | None) -> date | None:
    try:
        return None if given is None else date.fromisoformat(given)
    except ValueError:
        raise ValueError(f"{option} is {given}; write a day as 2026-03-31") from None


async def _keys(graph: Graph, cls: type[Node], given: Iterable[str]) -> tuple[int, ...]:
    return tuple([await _key(graph, cls, name) for name in given])


async def _key(graph: Graph, cls: type[Node], name: str) -> int:
    from schema.ids import parse_key
    from schema.keys import fold
    from schema.privacy import PUBLIC
    from schema.query import MAX_PAGE, Filter, Order, Page

    if name.startswith(f"{cls.__name__}:"):
        return parse_key(cls, name)
    found: Any = await graph.find(cls, Filter(text=name), Order.TITLE, Page(MAX_PAGE), PUBLIC)
    exact = [node for node in found.nodes if fold(node.name) == fold(name)]
    if len(exact) == 1:
        return exact[0].key
    kind = cls.__name__.lower()
    if exact:
        ids = ", ".join(node.id() for node in exact)
        raise ValueError(f"{len(exact)} nodes of type {cls.__name__} are called {name}: {ids}; give one of these ids")
    like = ", ".join(node.name for node in found.nodes[:5])
    raise ValueError(f"there is no {kind} called {name}{f'; there is {like}' if like else ''}")
