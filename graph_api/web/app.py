# SPDX-License-Identifier: EUPL-1.2
"""The application: its routes, and what it opens and closes."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from graph_api.analysis.opportunities import weights
from graph_api.analysis.service import AnalysisService
from graph_api.settings import Settings
from graph_api.store.opening import open_store
from graph_api.store.port import Store
from graph_api.web import health, pages
from graph_api.web.engine import Engine
from graph_api.web.exports import exports
from graph_api.web.graphql_http import GraphQLHTTP
from graph_api.web.graphql_ws import GraphQLWebSocket
from graph_api.web.health import Readiness
from graph_api.web.identity import Identity
from graph_api.web.loading import loading
from graph_api.web.measured import measured
from graph_api.web.metrics import Metrics
from graph_api.web.observing import Observing
from graph_api.web.replies import problem
from schema.context import Context


def create_app(settings: Settings, store: Store | None = None) -> Starlette:
    """The ASGI application, on a store that is open, or else on the one of the settings, which it opens and closes.

    Raises ValueError for a file of weights that is not one, OSError for a style sheet that cannot be read.
    """
    metrics, identity = Metrics(), Identity(settings.staff)
    learned = weights.current(settings.weights)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[dict[str, Any]]:
        async with AsyncExitStack() as stack:
            opened = store or await stack.enter_async_context(_store(settings))
            graph = measured(opened, metrics)
            analysis = AnalysisService(graph, learned)
            readiness = Readiness(graph, analysis, metrics)
            stack.push_async_callback(readiness.stop)
            engine = Engine(lambda viewer: Context(graph, analysis, viewer), metrics)
            yield {"engine": engine, "readiness": readiness, "graph": graph, "analysis": analysis}

    return Starlette(
        routes=[
            Route("/graphql", GraphQLHTTP(identity)),
            WebSocketRoute("/graphql", GraphQLWebSocket(identity, metrics, settings.cors_origins)),
            *_pages(settings),
            Route("/graphiql", pages.graphiql()),
            Route("/assets/{path:path}", pages.assets()),
            Route("/schema.graphql", pages.sdl()),
            Route("/export/{file}", exports(identity)),
            Route("/load/{file}", loading(identity), methods=["POST"]),
            Route("/health/live", health.live),
            Route("/health/ready", health.ready),
            Route("/metrics", health.metrics_page(identity, metrics)),
        ],
        middleware=[Middleware(Observing, metrics), *_cors(settings.cors_origins)],
        exception_handlers={HTTPException: _problem},
        lifespan=lifespan,
    )


def _pages(settings: Settings) -> list[Route]:
    page = pages.application(settings.base_map, settings.base_map_credit, settings.theme)
    routes = [Route(path, page) for path in pages.PATHS]
    return routes if settings.theme is None else [*routes, Route("/theme.css", pages.stylesheet(settings.theme))]


def _store(settings: Settings) -> Store:
    """The store that the settings name, not yet open. Raises ValueError."""
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else None
    return open_store(settings.store, settings.neo4j_user, password, settings.neo4j_database)


def _cors(origins: tuple[str, ...]) -> list[Middleware]:
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
            expose_headers=["Content-Disposition", "X-Request-ID"],
        )
    ]


async def _problem(request: Request, error: Exception) -> Response:
    """What the router refuses: no such page, or not by this method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404 and "text/html" in request.headers.get("accept", ""):
        return Response(pages.MISSING, status, media_type="text/html")
    detail = {404: "There is nothing at this address", 405: "This address does not know this method"}
    headers = error.headers if isinstance(error, HTTPException) else None
    return problem(status, detail.get(status, "The request was refused"), headers)
