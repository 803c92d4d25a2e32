# SPDX-License-Identifier: EUPL-1.2
"""The usual map of many points: MapLibre with all of them in one GeoJSON file, clustered in the browser."""

import gzip
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, Route

from benchmarks.measure import UnavailableError

LIBRARY: Final = Path(__file__).parent.parent / "frontend" / "node_modules" / "maplibre-gl" / "dist"
FOLDER: Final = "/rival/"
_TYPES: Final = {".html": "text/html", ".mjs": "text/javascript", ".json": "application/json", ".css": "text/css"}

_PAGE: Final = """<!doctype html><meta charset="utf-8"><title>Rival</title>
<link rel="stylesheet" href="maplibre-gl.css"><style>body { margin: 0 } #map { height: 100vh }</style>
<div id="map"></div>
<script type="module">
import { Map, setWorkerUrl } from "./maplibre-gl.mjs";
setWorkerUrl(new URL("./maplibre-gl-worker.mjs", location).href);
const colour = ["step", ["get", "point_count"], "#06c", 100, "#049", 1000, "#027"];
const radius = ["step", ["get", "point_count"], 12, 10, 14, 100, 18, 1000, 23];
new Map({
  container: "map", bounds: BOUNDS, fadeDuration: 0, attributionControl: false,
  style: {
    version: 8,
    sources: {
      areas: { type: "geojson", data: "areas.json" },
      points: { type: "geojson", data: "points.json", cluster: true },
    },
    layers: [
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": "#eee" } },
      { id: "edges", type: "line", source: "areas", paint: { "line-color": "#888" } },
      { id: "clusters", type: "circle", source: "points", filter: ["has", "point_count"],
        paint: { "circle-color": colour, "circle-radius": radius } },
      { id: "counts", type: "symbol", source: "points", filter: ["has", "point_count"],
        layout: { "text-field": ["get", "point_count_abbreviated"], "text-font": ["sans-serif"], "text-size": 12 } },
      { id: "points", type: "circle", source: "points", filter: ["!", ["has", "point_count"]],
        paint: { "circle-color": "#06c", "circle-radius": 5 } },
    ],
  },
});
</script>
"""


@dataclass(frozen=True)
class Rival:
    """The page with what it loads, by name."""

    files: dict[str, bytes]

    @classmethod
    def of(cls, path: Path) -> "Rival":
        """With what a SQLite store holds. Raises UnavailableError without the library."""
        if not LIBRARY.is_dir():
            raise UnavailableError("it needs MapLibre (`npm ci` in frontend/)")
        with closing(sqlite3.connect(path)) as store:
            areas = [
                _feature(json.loads(geometry), name=name)
                for name, geometry in store.execute(
                    "SELECT name, geometry FROM Area WHERE geometry IS NOT NULL AND level = 'DORP'"
                )
            ]
            points = [
                _feature({"type": "Point", "coordinates": [lon, lat]}, id=key, title=title, status=status)
                for key, title, status, lon, lat in store.execute(
                    "SELECT key, title, status, place_lon, place_lat FROM Initiative WHERE place_lon IS NOT NULL"
                )
            ]
        library = {
            name: (LIBRARY / name).read_bytes()
            for name in ("maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css")
        }
        lons, lats = zip(*(point["geometry"]["coordinates"] for point in points), strict=True)
        bounds = json.dumps([min(lons), min(lats), max(lons), max(lats)])
        page = _PAGE.replace("BOUNDS", bounds).encode()
        return cls(
            {"index.html": page, "areas.json": _collection(areas), "points.json": _collection(points), **library}
        )

    @property
    def compressed(self) -> int:
        """Bytes of the points over the line."""
        return len(gzip.compress(self.files["points.json"]))

    def open(self, page: Page, url: str) -> None:
        """Go to it, as if the server had it."""
        page.route(f"{url}{FOLDER}*", lambda route: self._answer(route))
        page.goto(f"{url}{FOLDER}index.html")

    def _answer(self, route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        route.fulfill(body=self.files[name], content_type=_TYPES[Path(name).suffix])


def _feature(geometry: dict[str, Any], **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: list[dict[str, Any]]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
