# SPDX-License-Identifier: EUPL-1.2
"""Uploads: POST /load/{file name}, for staff. What `verbind load` does with a file, and what it did, as JSON."""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import orjson
from graphql import GraphQLError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from graph_api.web.identity import Identity, Unauthorised
from graph_api.web.parameters import Parameters
from graph_api.web.replies import header, problem, unauthorised
from loaders import registry
from loaders.loaded import Ballots, LoadError, Options, Report
from schema.area import Area, AreaLevel
from schema.base import global_id
from schema.change import Refused
from schema.municipality import Municipality
from schema.privacy import Privacy, Viewer
from schema.services import Graph

MAX_FILE: Final = 100_000_000
"""Bytes of a file."""

CHUNK_SECONDS: Final = 30
"""How long an upload may say nothing."""

PARAMETERS: Final = frozenset(("ballots", "level", "municipality"))

_NAME: Final = re.compile(r"[^\x00-\x1f\x7f/\\:\ud800-\udfff]{1,120}")


class _TooLargeError(Exception):
    """The file is larger than MAX_FILE."""


def loading(identity: Identity) -> Callable[[Request], Awaitable[Response]]:
    """The uploads. One file is loaded at a time: reading a large one takes much memory."""
    place = asyncio.Semaphore(1)

    async def upload(request: Request) -> Response:
        try:
            viewer = identity.viewer(header(request.scope, b"authorization"))
        except Unauthorised as wrong:
            return unauthorised(str(wrong))
        if viewer.privacy < Privacy.STAFF:
            return unauthorised("Files are loaded by staff: send the token")
        return await _answered(request, viewer, place)

    return upload


async def _answered(request: Request, viewer: Viewer, place: asyncio.Semaphore) -> Response:
    """What the file did, or what is wrong with it; then nothing of it was written."""
    name = request.path_params["file"]
    if not _NAME.fullmatch(name) or name in (".", ".."):
        return problem(400, "The name of the file is empty, too long or has signs that no file name has")
    if header(request.scope, b"content-encoding") not in (None, b"identity"):
        return problem(415, "Send the file without Content-Encoding", {"accept-encoding": "identity"})
    graph: Graph = request.state.graph
    try:
        options = _options(Parameters(request.query_params, PARAMETERS))
        with tempfile.TemporaryDirectory(prefix="verbind-") as folder:
            path = Path(folder) / name
            await _save(request, path)
            async with place:
                report = await registry.load(path, graph, options, writer=viewer)
    except GraphQLError as wrong:
        return problem(400, wrong.message)
    except TimeoutError:
        return problem(408, f"Nothing came for {CHUNK_SECONDS} seconds")
    except ClientDisconnect:
        return problem(400, "The upload was broken off")
    except _TooLargeError:
        return problem(413, f"The file is larger than {MAX_FILE:,} bytes; load it with `verbind load`")
    except (LoadError, Refused) as wrong:
        return problem(422, str(wrong))
    body = await _told(report, graph, viewer)
    return Response(orjson.dumps({"file": name, **body}), 200, {"cache-control": "no-store"}, "application/json")


def _options(given: Parameters) -> Options:
    return Options(
        ballots=given.one_of("ballots", {each.name: each for each in Ballots}, Ballots.SHARED),
        level=given.one_of("level", {each.name: each for each in AreaLevel}, None),
        municipality=given.text("municipality"),
    )


async def _save(request: Request, path: Path) -> None:
    """Write the body to a file as it comes. Raises _TooLargeError, TimeoutError or ClientDisconnect."""
    length = header(request.scope, b"content-length") or b""
    if length.isdigit() and int(length) > MAX_FILE:
        raise _TooLargeError
    size = 0
    body = aiter(request.stream())
    with path.open("wb") as file:
        while True:
            async with asyncio.timeout(CHUNK_SECONDS):
                chunk = await anext(body, None)
            if chunk is None:
                return
            size += len(chunk)
            if size > MAX_FILE:
                raise _TooLargeError
            await asyncio.to_thread(file.write, chunk)


async def _told(report: Report, graph: Graph, viewer: Viewer) -> dict[str, object]:
    """What the file did, for programs. `unchanged` is what was read and was there already."""
    places = await graph.get(Municipality, list(report.municipalities), viewer)
    return {
        "origin": report.origin,
        "revision": report.revision,
        "made": report.created,
        "changed": report.changed,
        "types": [_counted(name, report) for name in sorted(report.read.keys() | report.made.keys())],
        "municipalities": [{"id": global_id(Municipality, each.key), "name": each.name} for each in places if each],
        "areasWithoutOutline": [{"id": global_id(Area, area.key), "name": area.name} for area in report.unplaced],
    }


def _counted(name: str, report: Report) -> dict[str, object]:
    read, made, changed = (counts.get(name, 0) for counts in (report.read, report.made, report.altered))
    return {"type": name, "read": read, "made": made, "changed": changed, "unchanged": max(0, read - made - changed)}
