# SPDX-License-Identifier: EUPL-1.2
"""Whether it lives, whether it is ready to answer, and what Prometheus reads."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response

from graph_api.analysis.service import AnalysisService
from graph_api.store.port import Store
from graph_api.web.identity import Identity, Unauthorised
from graph_api.web.metrics import CONTENT_TYPE, Metrics
from graph_api.web.replies import header, problem, unauthorised
from schema.privacy import STAFF, Privacy

PATIENCE: Final = 3.0
"""Seconds that a question after readiness may take."""

log = structlog.get_logger()


class Readiness:
    """Ready when the store answers and the network of its present revision has been read."""

    def __init__(self, store: Store, analysis: AnalysisService, metrics: Metrics) -> None:
        self._store = store
        self._analysis = analysis
        self._metrics = metrics
        self._reading = asyncio.create_task(self._read())

    async def lacking(self) -> str | None:
        """What is not there yet, or None."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._store.ping()
        except Exception:
            log.exception("The store does not answer")
            return "The store does not answer"
        if self._reading.done():
            self._reading = asyncio.create_task(self._read())
        await asyncio.wait([self._reading], timeout=PATIENCE)  # reading goes on when this takes too long
        if not self._reading.done():
            return "The network is being read"
        return None if self._reading.result() else "The network cannot be read"

    async def stop(self) -> None:
        """Break off what is under way."""
        self._reading.cancel()
        await asyncio.wait([self._reading])

    async def _read(self) -> bool:
        try:
            snapshot = await self._analysis.snapshot(STAFF)
        except Exception:
            log.exception("The network cannot be read")
            return False
        self._metrics.snapshot_revision.set(snapshot.revision)
        return True


async def live(_request: Request) -> Response:
    """It runs."""
    return _ok()


async def ready(request: Request) -> Response:
    """It can answer questions."""
    readiness: Readiness = request.state.readiness
    lacking = await readiness.lacking()
    return _ok() if lacking is None else problem(503, lacking, {"retry-after": "5"})


def _ok() -> Response:
    return Response(b'{"status":"ok"}', 200, {"cache-control": "no-store"}, "application/json")


def metrics_page(identity: Identity, metrics: Metrics) -> Callable[[Request], Awaitable[Response]]:
    """What Prometheus reads; more for staff."""

    async def page(request: Request) -> Response:
        try:
            viewer = identity.viewer(header(request.scope, b"authorization"))
        except Unauthorised as wrong:
            return unauthorised(str(wrong))
        headers = {"cache-control": "no-store", "vary": "Authorization", "content-type": CONTENT_TYPE}
        return Response(metrics.text(staff=viewer.privacy >= Privacy.STAFF), headers=headers)

    return page
