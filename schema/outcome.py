# SPDX-License-Identifier: EUPL-1.2
"""What a mutation answers: the record as it is now, or the user's errors as data."""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from schema.base import Node, Relation
from schema.change import Problem
from schema.declare import columns
from schema.enums import explained
from schema.plain import field_name, optional, output, plain
from schema.scalars import BigInt


class UserErrorCode(enum.Enum):
    """Why a mutation was not applied."""

    INVALID = "INVALID"
    CONFLICT = "CONFLICT"
    EXISTS = "EXISTS"
    MISSING = "MISSING"
    TOKEN = "TOKEN"  # noqa: S105 - not a password


explained(
    UserErrorCode,
    "Why a mutation was not applied.",
    {
        "INVALID": "A value does not keep to the rules of its field.",
        "CONFLICT": "It was changed by another: its revision is not the expected one.",
        "EXISTS": "It exists already.",
        "MISSING": "There is no such node or relation.",
        "TOKEN": "The idempotency key was used for another input.",
    },
)


@strawberry.type(description="Something wrong with an input, and where. Then nothing was changed.")
class UserError:
    """An error of the user."""

    code: UserErrorCode = strawberry.field(description="What kind of error, for programs.")
    path: list[str] = strawberry.field(description="The field of the input that is wrong, from the argument down.")
    message: str = strawberry.field(description="What is wrong, for people.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a mutation."""

    record: Node | Relation | None = None
    revision: int | None = None
    errors: list[UserError] = field(default_factory=list[UserError])


def error(code: str, name: str | None, message: str) -> UserError:
    """An error in a field of the input, by its Python name, or in the whole input."""
    path = ["input"] if name is None else ["input", to_camel_case(name)]
    return UserError(code=UserErrorCode(code), path=path, message=message)


def user_errors(cls: type, problems: Iterable[Problem]) -> list[UserError]:
    """The problems that a store found with one record, in terms of its input."""
    return [error(p.code, _field(p.path), _renamed(cls, p.message)) for p in problems]


def _field(path: tuple[str | int, ...]) -> str | None:
    """The column in a path such as (nodes, 0, title)."""
    if path[0] == "token":
        return "idempotency_key"
    name = path[2] if len(path) > 2 and path[0] in ("nodes", "relations") else None
    return name if isinstance(name, str) else None


def _renamed(cls: type, message: str) -> str:
    """A message with columns called as in GraphQL."""
    for column in columns(cls):
        message = re.sub(rf"\b{column.name}\b", to_camel_case(column.name), message)
    return message


def payload(cls: type[Node] | type[Relation]) -> Any:
    """The GraphQL type of what the mutations of a type answer."""
    name = field_name(cls)
    return output(
        f"{cls.__name__}Payload",
        f"What came of a mutation of a {cls.__name__}.",
        [
            plain(name, optional(cls), "As it is now; null when there were errors.", lambda outcome: outcome.record),
            plain("revision", optional(BigInt), "The revision of the change; null when there were errors."),
            plain("errors", list[UserError], "What was wrong with the input; empty when it was applied."),
        ],
    )
