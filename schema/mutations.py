# SPDX-License-Identifier: EUPL-1.2
"""The mutations: create, change and end each node and relation type, and erase a resident."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import strawberry
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from schema import editing
from schema.base import Node, Relation
from schema.context import Context, Info, staff_only
from schema.deciding import DECISIONS
from schema.ids import parse_key
from schema.inputs import INPUTS
from schema.outcome import Outcome, UserError, UserErrorCode, payload
from schema.plain import Id, argument, resolved
from schema.resident import Resident

Record = Node | Relation
Edit = Callable[[type[Record], Context, Any], Awaitable[Outcome]]


@strawberry.type(description="What came of erasing a resident.")
class EraseResidentPayload:
    """Whether there was one to erase."""

    erased: bool = strawberry.field(description="Whether it was erased, with its relations and its whole history.")
    errors: list[UserError] = strawberry.field(description="What was wrong; empty when it was erased.")


async def erase_resident(info: Info, id: Id) -> EraseResidentPayload:
    """Remove a resident and every trace."""
    context = staff_only(info)
    try:
        key = parse_key(Resident, id)
    except ValueError as wrong:
        return _not_erased(UserErrorCode.INVALID, str(wrong))
    if not await context.graph.erase(key, context.viewer):
        return _not_erased(UserErrorCode.MISSING, "There is no such resident")
    context.renew()
    return EraseResidentPayload(erased=True, errors=[])


def _not_erased(code: UserErrorCode, message: str) -> EraseResidentPayload:
    return EraseResidentPayload(erased=False, errors=[UserError(code=code, path=["id"], message=message)])


def _mutation(cls: type[Record], verb: str, edit: Edit, input_type: type, answer: Any, about: str) -> StrawberryField:
    async def mutate(info: Info, input: Any) -> Outcome:
        return await edit(cls, staff_only(info), input)

    mutate.__annotations__["input"] = argument(input_type, "What is wanted.")
    return resolved(f"{verb}{cls.__name__}", mutate, answer, about)


def _mutations(cls: type[Record]) -> Iterator[StrawberryField]:
    made, answer, name = INPUTS[cls], payload(cls), cls.__name__
    yield _mutation(cls, "create", editing.create, made.create, answer, f"Make a {name} that is not there yet.")
    yield _mutation(cls, "change", editing.change, made.change, answer, f"Change what is given of a {name}.")
    yield _mutation(cls, "end", editing.end, made.end, answer, f"Say until when a {name} is; it stays in the graph.")


Mutation = create_type(
    "Mutation",
    [
        *(field for cls in INPUTS for field in _mutations(cls)),
        resolved(
            "eraseResident",
            erase_resident,
            EraseResidentPayload,
            "Remove a resident with all its relations and every trace in the history. It cannot be undone.",
        ),
        *DECISIONS,
    ],
    description="What staff can change.",
)
