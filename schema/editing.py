# SPDX-License-Identifier: EUPL-1.2
"""How mutations are carried out: from an input to a change set, and to what came of it."""

import dataclasses
import re
from typing import Any, Final

from schema.area import Area
from schema.base import Node, Relation
from schema.change import ChangeSet, Ref, Refused
from schema.context import Context
from schema.declare import columns
from schema.ids import parse_key
from schema.initiative import Initiative, InitiativeStatus
from schema.inputs import values
from schema.keys import fold, natural_key, new_key
from schema.municipality import Municipality
from schema.outcome import Outcome, UserError, error, user_errors
from schema.query import RelationId
from schema.theme import Theme

Record = Node | Relation

_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,100}")


class WrongInputError(Exception):
    """An input that cannot be carried out, with its errors."""

    def __init__(self, *errors: UserError) -> None:
        super().__init__()
        self.errors = list(errors)


async def create(cls: type[Record], context: Context, given: Any) -> Outcome:
    """Make a node or relation that is not there yet."""
    try:
        token = _token(given)
        record = cls(**_identity(cls, given, token), **_values(cls, given))
        return await _write(context, record, 0, token)
    except WrongInputError as wrong:
        return Outcome(errors=wrong.errors)


async def change(cls: type[Record], context: Context, given: Any) -> Outcome:
    """Change what is given of a node or relation."""
    try:
        return await _change(cls, context, given, _values(cls, given))
    except WrongInputError as wrong:
        return Outcome(errors=wrong.errors)


async def end(cls: type[Record], context: Context, given: Any) -> Outcome:
    """Say until when a node or relation is; an initiative gets the status ENDED and the reason."""
    found: dict[str, Any] = {"until": given.until}
    if cls is Initiative:
        found |= {"status": InitiativeStatus.ENDED, "end_reason": given.reason}
    try:
        outcome = await _change(cls, context, given, found)
    except WrongInputError as wrong:
        outcome = Outcome(errors=wrong.errors)
    for each in outcome.errors:
        each.path = ["reason" if name == "endReason" else name for name in each.path]
    return outcome


def natural(record: Record) -> int | None:
    """The key of what is known by a name of its own in the world; None for what is not."""
    if isinstance(record, Area):
        return natural_key("Area", record.level.value, record.code)
    if isinstance(record, (Theme, Municipality)):
        return natural_key(type(record).__name__, fold(record.name))
    return None


async def _change(cls: type[Record], context: Context, given: Any, found: dict[str, Any]) -> Outcome:
    token = _token(given)
    ref = _reference(cls, given)
    there = await _read(context, ref)
    if there is None:
        raise WrongInputError(error("MISSING", "id" if issubclass(cls, Node) else None, "There is none to change"))
    if there.revision != given.revision and token:
        there = await _former(context, ref, given.revision) or there
    derived = {column.name: column.default for column in columns(cls) if column.rules.derived}
    changed = dataclasses.replace(there, **derived, **found)
    if natural(changed) != natural(there):
        raise WrongInputError(
            error("INVALID", None, f"What this {cls.__name__} is known by cannot change; make a new one")
        )
    return await _write(context, changed, given.revision, token)


async def _former(context: Context, ref: Ref, revision: int) -> Record | None:
    """What the input was made from: sent again, it must come to the same contents as the first time."""
    versions = await context.graph.history(ref, context.viewer)
    return next((version.record for version in versions if version.revision == revision), None)


async def _write(context: Context, record: Record, expected: int, token: str | None) -> Outcome:
    ref = _ref(record)
    changes = ChangeSet(
        nodes=[record] if isinstance(record, Node) else [],
        relations=[record] if isinstance(record, Relation) else [],
        expect={ref: expected},
        token=token,
        origin=record.origin,
    )
    try:
        receipt = await context.graph.write(changes, context.viewer)
    except Refused as refused:
        if any(problem.code == "CONFLICT" for problem in refused.problems):
            return Outcome(errors=[await _conflict(context, ref, expected)])
        return Outcome(errors=user_errors(type(record), refused.problems))
    context.renew()
    return Outcome(await _read(context, ref), receipt.revision)


async def _conflict(context: Context, ref: Ref, expected: int) -> UserError:
    there = await _read(context, ref)
    if expected == 0:
        return error("EXISTS", None, "It exists already")
    actual = "it is gone" if there is None else f"it has {there.revision}"
    return error("CONFLICT", "revision", f"Revision {expected} was expected, but {actual}")


async def _read(context: Context, ref: Ref) -> Record | None:
    if isinstance(ref, RelationId):
        [relation] = await context.graph.relations([ref], context.viewer)
        return relation
    [node] = await context.graph.get(ref[0], [ref[1]], context.viewer)
    return node


def _token(given: Any) -> str | None:
    token: str | None = given.idempotency_key
    if token is not None and not _TOKEN.fullmatch(token):
        raise WrongInputError(
            error("INVALID", "idempotency_key", "An idempotency key has 1 to 100 visible ASCII characters")
        )
    return token and f"api:{token}"


def _values(cls: type[Record], given: Any) -> dict[str, Any]:
    found = values(cls, given)
    never = {column.name for column in columns(cls) if column.rules.required or not column.nullable}
    if nulls := [name for name, value in found.items() if value is None and name in never]:
        raise WrongInputError(*(error("INVALID", name, "It cannot be cleared") for name in nulls))
    return found


def _identity(cls: type[Record], given: Any, token: str | None) -> dict[str, int]:
    """The key of a new node, or the ends of a new relation. With a token the key follows from it, so that the same
    input sent again has the same key."""
    if issubclass(cls, Relation):
        ref = _relation_id(cls, given)
        return {"source": ref.source, "target": ref.target}
    key = natural(cls(key=0, **_values(cls, given)))
    if key is None:
        key = natural_key(cls.__name__, "token", token) if token else new_key()
    return {"key": key}


def _reference(cls: type[Record], given: Any) -> Ref:
    if issubclass(cls, Relation):
        return _relation_id(cls, given)
    return cls, _key(cls, "id", given.id)


def _relation_id(cls: type[Relation], given: Any) -> RelationId:
    ends = cls.__ends__
    source, target = _key(ends.source, "source", given.source), _key(ends.target, "target", given.target)
    if ends.symmetric and source > target:
        source, target = target, source
    return RelationId(cls, source, target)


def _key(cls: type, name: str, text: str) -> int:
    try:
        return parse_key(cls, text)
    except ValueError as wrong:
        raise WrongInputError(error("INVALID", name, str(wrong))) from None


def _ref(record: Record) -> Ref:
    if isinstance(record, Relation):
        return RelationId(type(record), record.source, record.target)
    return type(record), record.key
