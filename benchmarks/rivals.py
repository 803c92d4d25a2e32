# SPDX-License-Identifier: EUPL-1.2
"""What our server is compared with: stock Strawberry, and a route that knows the answers.

Factories for uvicorn. BENCH_STORE is the address of the store, BENCH_ANSWERS a JSON file with the answer to each body.
"""

import functools
import json
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

import schema.api  # noqa: F401 - completes the declared types
from graph_api.analysis.service import AnalysisService
from graph_api.store.opening import open_store
from schema.context import Context
from schema.mutations import Mutation
from schema.privacy import PUBLIC
from schema.queries import Query
from schema.registry import NODE_TYPES, RELATION_TYPES
from schema.scalars import SCALARS
from schema.subscriptions import Subscription


class Endpoint(GraphQL[Context, None]):
    """Strawberry's own endpoint, with our context."""

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:  # noqa: ARG002
        state: Any = request.state
        return Context(state.graph, state.analysis, PUBLIC)


def stock() -> Starlette:
    """Strawberry as its documentation says, with its caches, on the same types, store and context."""
    made = strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[*NODE_TYPES, *RELATION_TYPES],
        config=StrawberryConfig(scalar_map=SCALARS),
        extensions=[ParserCache, ValidationCache],
    )

    _make_readable(made)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[dict[str, Any]]:
        async with open_store(os.environ["BENCH_STORE"]) as store:
            yield {"graph": store, "analysis": AnalysisService(store)}

    return Starlette(routes=[Route("/graphql", Endpoint(made))], lifespan=lifespan)


def _make_readable(made: strawberry.Schema) -> None:
    """Give it the fields, such as `totalCount`, that are no attribute of their object but made of it by `read`.

    They cost it less than a method would; all others it reads in its own way.
    """
    types: dict[str, Any] = cast("Any", made)._schema.type_map
    for type in types.values():
        for field in getattr(type, "fields", {}).values():
            definition: Any = field.extensions.get("strawberry-definition")
            read = getattr(definition, "metadata", {}).get("read")
            if read:
                field.resolve = functools.partial(_resolve, read)


def _resolve(read: Callable[[Any], Any], source: Any, _info: Any) -> Any:
    return read(source)


def bare() -> Starlette:
    """A route that finds the answer by the bytes of the request."""
    known: dict[str, str] = json.loads(Path(os.environ["BENCH_ANSWERS"]).read_text())
    answers = {body.encode(): answer.encode() for body, answer in known.items()}

    async def answer(request: Request) -> Response:
        return Response(answers[await request.body()], media_type="application/json")

    return Starlette(routes=[Route("/graphql", answer, methods=["POST"])])
