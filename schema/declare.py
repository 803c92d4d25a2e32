# SPDX-License-Identifier: EUPL-1.2
"""How a node or relation type is declared: once, with the rules that stores, documents and SDL derive from."""

import dataclasses
import enum
import functools
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final, dataclass_transform

import strawberry

from schema.geometry import Geometry, Point
from schema.privacy import Privacy

REQUIRED: Final = object()


class Kind(enum.Enum):
    """What a column holds; each store maps a kind to its own type."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    DATE = "date"
    MONEY = "money"
    TIMESTAMP = "timestamp"
    ENUM = "enum"
    POINT = "point"
    GEOMETRY = "geometry"


_KINDS: Final[dict[type, Kind]] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    float: Kind.REAL,
    bool: Kind.BOOLEAN,
    date: Kind.DATE,
    datetime: Kind.TIMESTAMP,
    Decimal: Kind.MONEY,
    Point: Kind.POINT,
    Geometry: Kind.GEOMETRY,
}


@dataclasses.dataclass(frozen=True, slots=True)
class Rules:
    """What must hold of a column, beside its type.

    A derived column is computed by the store on every write and never taken from input. A spatial column
    is the one point that map, bbox and near answer from. A full-text column is searched in Dutch; it is public.
    A dated column is the one day that a list is bounded and sorted by; it is public.
    """

    description: str
    required: bool = False
    privacy: Privacy = Privacy.PUBLIC
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    full_text: bool = False
    indexed: bool = False
    spatial: bool = False
    dated: bool = False
    derived: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One declared field: its Python name, the kind and Python type of its value, and its rules."""

    name: str
    kind: Kind
    type: type
    nullable: bool
    default: Any
    rules: Rules


def column(description: str, *, default: Any = REQUIRED, required: bool = False, **rules: Any) -> Any:
    """Declare a stored field.

    Without a default it must be given. `required=True` is for a field that is nullable only because some
    viewers may not see it: it still must be given on every write.
    """
    spec = Rules(description, required=required or default is REQUIRED, **rules)
    given: dict[str, Any] = {} if default is REQUIRED else {"default": default}
    return strawberry.field(description=description, metadata={"rules": spec}, **given)


@dataclass_transform(kw_only_default=True, field_specifiers=(column, strawberry.field))
def node(*, description: str, privacy: Privacy = Privacy.PUBLIC) -> Callable[[type], Any]:
    """Declare a node type; `privacy` is the least a viewer needs to know that such a node exists."""

    def decorate(cls: type) -> Any:
        cls.__privacy__ = privacy  # type: ignore[attr-defined]  # set once, read by every store
        return strawberry.type(description=description)(cls)

    return decorate


@dataclass_transform(kw_only_default=True, field_specifiers=(column, strawberry.field))
def relation(
    source: type,
    target: type,
    *,
    forward: str,
    backward: str,
    description: str,
    privacy: Privacy = Privacy.PUBLIC,
    symmetric: bool = False,
) -> Callable[[type], Any]:
    """Declare a relation type from one node type to another.

    `forward` names the walk from the source, `backward` the walk from the target. A symmetric relation joins
    two nodes of one type, is stored once with the smaller key as source, and is walked by `forward` from both.
    """

    def decorate(cls: type) -> Any:
        cls.__ends__ = Ends(source, target, forward, backward, privacy, symmetric)  # type: ignore[attr-defined]  # as above
        return strawberry.type(description=description)(cls)

    return decorate


@dataclasses.dataclass(frozen=True, slots=True)
class Ends:
    """What a relation type joins, and how it is walked."""

    source: type
    target: type
    forward: str
    backward: str
    privacy: Privacy
    symmetric: bool


def _column(field: dataclasses.Field[Any], hint: Any) -> Column:
    nullable = False
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        options = [option for option in typing.get_args(hint) if option is not type(None)]
        nullable, hint = True, options[0]
    kind = Kind.ENUM if issubclass(hint, enum.Enum) else _KINDS[hint]
    default = None if field.default is dataclasses.MISSING else field.default
    return Column(field.name, kind, hint, nullable, default, field.metadata["rules"])


@functools.cache
def columns(cls: type) -> tuple[Column, ...]:
    """The declared columns of a node or relation type, in order of declaration, those of its base first."""
    hints = typing.get_type_hints(cls, include_extras=False)
    fields = dataclasses.fields(cls)
    return tuple(_column(field, hints[field.name]) for field in fields if "rules" in field.metadata)


class Declared:
    """What every declared class has: a name that is its GraphQL type, label and table."""

    __privacy__: ClassVar[Privacy]
    __ends__: ClassVar[Ends]
