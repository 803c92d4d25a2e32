# SPDX-License-Identifier: EUPL-1.2
"""Operations, executed: the same over HTTP and over WebSocket."""

import asyncio
import inspect
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final, cast

import graphql
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, OperationType

from graph_api.web.asked import Asked
from graph_api.web.documents import Document, Documents, InvalidDocument
from graph_api.web.metrics import Metrics
from schema.api import schema
from schema.context import Context
from schema.errors import masked
from schema.privacy import Viewer

_core: Any = graphql  # the types of its execution are not complete

MOST_AT_ONCE: Final = 64
"""Operations that are executed at a time; the next ones wait."""

SECONDS: Final = 30
"""How long a query may take, waiting included. A mutation is never broken off: it would not be known what was done."""

Payload = dict[str, Any]
"""A GraphQL response: `data`, `errors` or both."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A valid operation, ready to be executed."""

    document: Document
    kind: OperationType
    asked: Asked


class Refused(Exception):  # noqa: N818 - what is wrong is the client's operation
    """An operation of which nothing was executed, with the response that says why."""

    def __init__(self, payload: Payload, *, late: bool = False) -> None:
        super().__init__("refused")
        self.payload = payload
        self.late = late


class _Awaitables(dict[type, bool]):
    """Whether objects of a type can be awaited; it is asked of every value of every row."""

    def __missing__(self, type: type) -> bool:
        self[type] = hasattr(type, "__await__")
        return self[type]


_AWAITABLES: Final = _Awaitables()


def _is_awaitable(value: object) -> bool:
    return _AWAITABLES[type(value)]


class Engine:
    """Executes operations on our schema, each with a context of its own."""

    def __init__(self, context: Callable[[Viewer], Context], metrics: Metrics) -> None:
        self._schema: GraphQLSchema = cast("Any", schema)._schema  # there is no public way to it
        self._documents = Documents(self._schema)
        self._context = context
        self._metrics = metrics
        self._places = asyncio.Semaphore(MOST_AT_ONCE)

    def prepare(self, asked: Asked) -> Operation:
        """Parse and validate, or remember it. Raises Refused."""
        try:
            document = self._documents.get(asked.query)
        except InvalidDocument as invalid:
            self._metrics.refused()
            raise Refused(_errors(invalid.errors)) from None
        kind = document.kind(asked.operation_name)
        if kind is None:
            self._metrics.refused()
            raise Refused(_errors([GraphQLError(_no_operation(asked.operation_name))]))
        return Operation(document, kind, asked)

    async def execute(self, operation: Operation, viewer: Viewer) -> Payload:
        """The response to a query or mutation. Raises Refused when nothing was executed, or it took too long."""
        started = time.perf_counter()
        executor = self._executor(operation, viewer)
        try:
            async with asyncio.timeout(SECONDS if operation.kind is OperationType.QUERY else None), self._places:
                result: ExecutionResult = await _whole(_core.execute_root_selection_set(executor))
        except TimeoutError:
            self._metrics.executed(operation.kind, "timeout", time.perf_counter() - started)
            late = GraphQLError(f"The query took longer than {SECONDS} seconds", extensions={"code": "TIMEOUT"})
            raise Refused(_errors([late]), late=True) from None
        outcome = "errors" if result.errors else "ok"
        self._metrics.executed(operation.kind, outcome, time.perf_counter() - started)
        return _payload(result)

    async def subscribe(self, operation: Operation, viewer: Viewer) -> AsyncGenerator[Payload]:
        """The responses to a subscription, as they come. Raises Refused when there will be none."""
        executor = self._executor(operation, viewer)
        stream = await _whole(_core.create_source_event_stream(executor))
        if isinstance(stream, ExecutionResult):
            raise Refused(_errors(stream.errors or []))
        results: AsyncGenerator[ExecutionResult] = _core.map_source_to_response_event(executor, stream)
        async with aclosing(results):
            async for result in results:
                yield _payload(result)

    def _executor(self, operation: Operation, viewer: Viewer) -> Any:
        """What executes an operation. Raises Refused for variables that do not fit."""
        built = _core.Executor.build(
            self._schema,
            operation.document.node,
            context_value=self._context(viewer),
            raw_variable_values=operation.asked.variables,
            operation_name=operation.asked.operation_name,
            is_awaitable=_is_awaitable,
        )
        if isinstance(built, list):
            self._metrics.refused()
            raise Refused(_errors(cast("list[GraphQLError]", built)))
        return built


async def _whole(value: Any) -> Any:
    """A value that may still have to be awaited."""
    return await value if inspect.isawaitable(value) else value


def _payload(result: ExecutionResult) -> Payload:
    if not result.errors:
        return {"data": result.data}
    return {"data": result.data, **_errors(result.errors)}


def _errors(errors: list[GraphQLError]) -> Payload:
    return {"errors": [error.formatted for error in masked(errors)]}


def _no_operation(name: str | None) -> str:
    if name is None:
        return "The document has more than one operation, or none: say which with `operationName`"
    return f"The document has no operation {name!r}"
