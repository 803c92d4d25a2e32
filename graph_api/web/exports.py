# SPDX-License-Identifier: EUPL-1.2
"""Downloads: GET /export/{name}.{format}, of the network and of figures about it, as the viewer sees them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response

from graph_api.analysis.service import AnalysisService
from graph_api.export import figures
from graph_api.export.content import Chosen, initiatives, selection
from graph_api.export.formats import FORMAT_BY_SUFFIX, NO_FIGURES
from graph_api.export.node_figures import NodeFigures
from graph_api.export.tables import TABLE_FORMAT_BY_SUFFIX, Table
from graph_api.web.downloading import Download
from graph_api.web.identity import Identity, Unauthorised
from graph_api.web.parameters import FILTERS, SELECTION, Parameters
from graph_api.web.replies import caching, header, problem, unauthorised
from schema.area import AreaLevel
from schema.blind_spot import BlindSpotMeasure
from schema.enums import CentralityMeasure
from schema.errors import bad_input
from schema.opportunity import BusyError, OpportunityKind, Wanted
from schema.privacy import Privacy, Viewer
from schema.query import MAX_PAGE, Filter
from schema.registry import NODE_TYPES, RELATION_TYPES, label
from schema.selection import Projection, Selection
from schema.services import Analysis, Graph
from schema.structure import Communities

MOST_ROWS: Final = 10_000
"""Of a table."""

NETWORK: Final = "network"

_MEASURES: Final = {each.name: each for each in CentralityMeasure}


async def _centrality(analysis: Analysis, _: Graph, given: Parameters, viewer: Viewer) -> Table:
    measure = given.one_of("measure", _MEASURES, CentralityMeasure.DEGREE)
    ranked = {label(cls): cls for cls in NODE_TYPES if cls.__privacy__ is Privacy.PUBLIC}
    type = given.one_of("type", ranked, None)
    grouped, selection = given.flag("communities"), _selection(given, viewer)
    found = await analysis.shape.centrality(measure.value, type, selection, given.first(MOST_ROWS), viewer)
    groups = await analysis.shape.groups(selection, figures.parties(found), viewer) if grouped else None
    return figures.centrality(found, groups)


async def _communities(analysis: Analysis, _: Graph, given: Parameters, viewer: Viewer) -> Table:
    return figures.communities(await _divided(analysis, given, viewer))


async def _gaps(analysis: Analysis, _: Graph, given: Parameters, viewer: Viewer) -> Table:
    return figures.gaps(await _divided(analysis, given, viewer))


async def _divided(analysis: Analysis, given: Parameters, viewer: Viewer) -> Communities:
    return await analysis.shape.communities(_selection(given, viewer), given.first(MOST_ROWS), viewer)


async def _fragility(analysis: Analysis, _: Graph, given: Parameters, viewer: Viewer) -> Table:
    return figures.fragility(await analysis.shape.fragility(_selection(given, viewer), given.first(MOST_ROWS), viewer))


def _selection(given: Parameters, viewer: Viewer) -> Selection:
    projection = given.one_of("projection", {each.name: each for each in Projection}, Projection.FULL)
    relations = given.several("relation", {label(cls): cls for cls in RELATION_TYPES})
    nodes = given.several("nodeType", {label(cls): cls for cls in NODE_TYPES})
    return Selection(given.where(), projection, relations, nodes).seen(viewer.privacy)


async def _opportunities(analysis: Analysis, graph: Graph, given: Parameters, viewer: Viewer) -> Table:
    kind = given.one_of("kind", {each.name: each for each in OpportunityKind}, None)
    chosen = await initiatives(graph, given.where(), viewer)
    wanted = Wanted(
        initiatives=chosen,
        kinds=None if kind is None else (kind,),
        min_score=given.score("minScore"),
        not_connected=given.flag("notConnected", default=True),
    )
    found = await analysis.opportunities.find(wanted, given.first(MAX_PAGE), 0, viewer)
    if found.pending:
        raise BusyError(
            f"opportunities of {found.pending} initiatives are still being looked for; ask again in a minute"
        )
    return figures.opportunities(found)


async def _blind_spots(analysis: Analysis, _: Graph, given: Parameters, viewer: Viewer) -> Table:
    asked = (_level(given), _measure(given), given.where(boxed=False))
    return figures.blind_spots(await analysis.blind_spots(*asked, viewer))


async def _theme_blind_spots(analysis: Analysis, _: Graph, given: Parameters, viewer: Viewer) -> Table:
    asked = (_level(given), _measure(given), given.where(boxed=False), given.first(MOST_ROWS))
    return figures.theme_blind_spots(await analysis.theme_blind_spots(*asked, viewer))


def _level(given: Parameters) -> AreaLevel:
    return given.required("level", {each.name: each for each in AreaLevel})


def _measure(given: Parameters) -> BlindSpotMeasure:
    return given.one_of("measure", {each.name: each for each in BlindSpotMeasure}, BlindSpotMeasure.INITIATIVES)


TABLES: Final[dict[str, tuple[Callable[[Analysis, Graph, Parameters, Viewer], Awaitable[Table]], frozenset[str]]]] = {
    "centrality": (_centrality, FILTERS | SELECTION | {"measure", "type", "communities", "first"}),
    "communities": (_communities, FILTERS | SELECTION | {"first"}),
    "gaps": (_gaps, FILTERS | SELECTION | {"first"}),
    "fragility": (_fragility, FILTERS | SELECTION | {"first"}),
    "opportunities": (_opportunities, FILTERS | {"kind", "minScore", "notConnected", "first"}),
    "blind-spots": (_blind_spots, FILTERS | {"level", "measure"}),
    "theme-blind-spots": (_theme_blind_spots, FILTERS | {"level", "measure", "first"}),
}
"""What answers each table, and the parameters that it knows."""


def exports(identity: Identity) -> Callable[[Request], Awaitable[Response]]:
    """The downloads."""

    async def download(request: Request) -> Response:
        try:
            viewer = identity.viewer(header(request.scope, b"authorization"))
        except Unauthorised as wrong:
            return unauthorised(str(wrong))
        name, _, suffix = request.path_params["file"].partition(".")
        known = FORMAT_BY_SUFFIX if name == NETWORK else TABLE_FORMAT_BY_SUFFIX if name in TABLES else {}
        if suffix not in known:
            return problem(404, _nothing(name, list(known)), {"vary": "Authorization"})
        try:
            return await (
                _network(request, suffix, viewer) if name == NETWORK else _table(request, name, suffix, viewer)
            )
        except GraphQLError as wrong:
            return problem(400, wrong.message, {"vary": "Authorization"})
        except BusyError as wrong:
            return problem(503, str(wrong), {"vary": "Authorization"})

    return download


def _nothing(name: str, suffixes: list[str]) -> str:
    if suffixes:
        return f"{name} comes as {', '.join(suffixes)}: ask for /export/{name}.{suffixes[0]}"
    return f"There is no such export; there are {', '.join([NETWORK, *TABLES])}"


async def _table(request: Request, name: str, suffix: str, viewer: Viewer) -> Response:
    ask, known = TABLES[name]
    table = await ask(request.state.analysis, request.state.graph, Parameters(request.query_params, known), viewer)
    chosen = TABLE_FORMAT_BY_SUFFIX[suffix]
    body = await asyncio.to_thread(chosen.write, table)
    return Response(body, headers=_headers(name, suffix, chosen.media_type, viewer))


async def _network(request: Request, suffix: str, viewer: Viewer) -> Response:
    given = Parameters(request.query_params, FILTERS | SELECTION | {"measure", "communities"}, ("measure",))
    chosen, wanted = FORMAT_BY_SUFFIX[suffix], _node_figures(given, viewer)
    if wanted and not chosen.measured:
        raise bad_input(NO_FIGURES)
    if not wanted and (idle := SELECTION & request.query_params.keys()):
        raise bad_input(f"`{min(idle)}` is about figures: give `measure` or `communities` too")
    headers = _headers(NETWORK, suffix, chosen.media_type, viewer)
    if request.method == "HEAD":
        return Response(headers=headers)
    analysis: AnalysisService = request.state.analysis
    figures = await wanted.attributes(analysis.shape, viewer)
    keys = await _chosen(request, wanted.selection.where, viewer)
    parts = chosen.write(request.state.graph, viewer, keys, figures)
    first = await anext(parts, b"")  # what is wrong shows now, while it can still be said
    return Download(first, parts, headers)


def _node_figures(given: Parameters, viewer: Viewer) -> NodeFigures:
    return NodeFigures(
        _selection(given, viewer), given.several("measure", _MEASURES) or (), communities=given.flag("communities")
    )


async def _chosen(request: Request, where: Filter, viewer: Viewer) -> Chosen | None:
    if where == Filter():
        return None
    analysis: AnalysisService = request.state.analysis
    return await selection(request.state.graph, await analysis.snapshot(viewer), where, viewer)


def _headers(name: str, suffix: str, media_type: str, viewer: Viewer) -> dict[str, str]:
    file = f"verbind-{name}-{datetime.now(UTC).date().isoformat()}.{suffix}"
    return {
        "content-type": media_type,
        "content-disposition": f'attachment; filename="{file}"',
        "cache-control": caching(viewer),
        "vary": "Authorization",
    }
