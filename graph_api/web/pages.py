# SPDX-License-Identifier: EUPL-1.2
"""The pages for people and the schema for programs; the pages are built from frontend/ into static/."""

from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp

from graph_api.web.files import FRESH, TYPES, Assets, File
from schema.api import schema

STATIC: Final = Path(__file__).parent / "static"

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'{more}"
)
LANDING_CSP: Final = _CSP.format(style="", more="").encode()
# Its editor sets inline styles.
GRAPHIQL_CSP: Final = _CSP.format(style=" 'unsafe-inline'", more="; font-src 'self'; worker-src 'self'").encode()

_NOT_BUILT: Final = b"""<!doctype html>
<html lang="nl"><meta charset="utf-8"><title>Verbind</title>
<h1>Verbind</h1>
<p>De pagina's zijn nog niet gebouwd. Dat doet <code>make build</code>. De API werkt al: <code>/graphql</code>.</p>
<p lang="en">The pages have not been built: <code>make build</code> does so. The API works: <code>/graphql</code>.</p>
"""


def landing() -> ASGIApp:
    """The page at /."""
    return _page("index.html", LANDING_CSP)


def graphiql() -> ASGIApp:
    """The page at /graphiql."""
    return _page("graphiql.html", GRAPHIQL_CSP)


def assets() -> ASGIApp:
    """What the pages are made of."""
    return Assets(STATIC / "assets")


def sdl() -> ASGIApp:
    """The schema in GraphQL's own language."""
    return File(schema.as_str().encode() + b"\n", b"text/plain; charset=utf-8", FRESH)


def _page(name: str, csp: bytes) -> ASGIApp:
    path = STATIC / name
    if not path.is_file():
        return Response(_NOT_BUILT, 503, {"cache-control": "no-store"}, "text/html")
    return File(path.read_bytes(), TYPES[".html"], FRESH, [(b"content-security-policy", csp)])
