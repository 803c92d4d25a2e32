# SPDX-License-Identifier: EUPL-1.2
"""The pages for people and the schema for programs; the pages are built from frontend/ into static/."""

import html
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from starlette.responses import Response
from starlette.types import ASGIApp

from graph_api.web.files import FRESH, TYPES, Assets, File
from schema.api import schema

STATIC: Final = Path(__file__).parent / "static"

PATHS: Final = ("/", "/initiatief", "/organisatie", "/werkbank", "/netwerk")
"""Where the application is; what is shown there it finds out itself (frontend/src/app/pages.ts has the same list)."""

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self'{images}; "
    "connect-src 'self'{tiles}; font-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# Its editor sets inline styles.
GRAPHIQL_CSP: Final = _CSP.format(style=" 'unsafe-inline'", images="", tiles="").encode()

_NOT_BUILT: Final = b"""<!doctype html>
<html lang="nl"><meta charset="utf-8"><title>Verbind</title>
<h1>Verbind</h1>
<p>De pagina's zijn nog niet gebouwd. Dat doet <code>make build</code>. De API werkt al: <code>/graphql</code>.</p>
<p lang="en">The pages have not been built: <code>make build</code> does so. The API works: <code>/graphql</code>.</p>
"""


MISSING: Final = """<!doctype html>
<html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Verbind</title>
<h1>Deze pagina bestaat niet</h1>
<p>Misschien is het adres niet goed overgenomen. Zoek op de <a href="./">kaart</a>.</p>
<p lang="en">There is no such page. Perhaps the address was not copied well: search on the <a href="./">map</a>.</p>
"""
"""For a person who came to an address where nothing is."""


def application(base_map: str | None = None, base_map_credit: str | None = None, theme: Path | None = None) -> ASGIApp:
    """The page at each of PATHS, with an address of tiles to lie under the map, who is to be named with these, and a
    municipality's own style."""
    added = ""
    if theme is not None:
        added += '<link rel="stylesheet" href="./theme.css" />'
    host = ""
    if base_map is not None:
        tiles = urlsplit(base_map)
        host = f" {tiles.scheme}://{tiles.netloc}"
        added += _meta("base-map", base_map) + _meta("base-map-credit", base_map_credit or tiles.netloc)
    # A drawing is saved by way of an image that the page made itself.
    csp = _CSP.format(style="", images=f" blob:{host}", tiles=host).encode()
    return _page("index.html", csp, added)


def stylesheet(theme: Path) -> ASGIApp:
    """A municipality's own style. Raises OSError when it cannot be read."""
    return File(theme.read_bytes(), TYPES[".css"], FRESH)


def graphiql() -> ASGIApp:
    """The page at /graphiql."""
    return _page("graphiql.html", GRAPHIQL_CSP)


def assets() -> ASGIApp:
    """What the pages are made of."""
    return Assets(STATIC / "assets")


def sdl() -> ASGIApp:
    """The schema in GraphQL's own language."""
    return File(schema.as_str().encode() + b"\n", b"text/plain; charset=utf-8", FRESH)


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{html.escape(content)}" />'


def _page(name: str, csp: bytes, added: str = "") -> ASGIApp:
    path = STATIC / name
    if not path.is_file():
        return Response(_NOT_BUILT, 503, {"cache-control": "no-store"}, "text/html")
    page = path.read_bytes().replace(b"</head>", added.encode() + b"</head>", 1)
    return File(page, TYPES[".html"], FRESH, [(b"content-security-policy", csp)])
