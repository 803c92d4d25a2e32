// SPDX-License-Identifier: EUPL-1.2
// What is drawn on the map, from the ground up.
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";

import type { Palette } from "./palette";

/** What changes while one looks: each is a collection of GeoJSON features. */
export const DRAWN = ["areas", "names", "lines", "marks", "pointed"] as const;
export type Drawn = (typeof DRAWN)[number];

/** Layers that answer to the mouse. */
export const MARK_LAYER = "marks";
export const AREA_LAYER = "areas";

/** The style of the map; `tiles` is the address of a base map, with {z}, {x} and {y}. */
export function mapStyle(palette: Palette, tiles: string | null): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {};
  for (const name of DRAWN) sources[name] = { type: "geojson", data: { type: "FeatureCollection", features: [] } };
  if (tiles) sources["ground"] = { type: "raster", tiles: [tiles], tileSize: 256, maxzoom: 19 };
  return { version: 8, sources, layers: [...ground(palette, !!tiles), ...marks(palette)] };
}

function ground(palette: Palette, tiles: boolean): LayerSpecification[] {
  const shade = tiles ? 0.6 : 1;
  return [
    { id: "paper", type: "background", paint: { "background-color": palette["--map-paper"] } },
    ...(tiles ? [{ id: "ground", type: "raster", source: "ground" } as const] : []),
    {
      id: AREA_LAYER,
      type: "fill",
      source: "areas",
      paint: {
        "fill-color": ["coalesce", ["get", "fill"], palette["--map-area"]],
        "fill-outline-color": palette["--map-edge"],
        "fill-opacity": tiles ? ["case", ["has", "fill"], shade, 0] : 1,
      },
    },
    {
      id: "patterns",
      type: "fill",
      source: "areas",
      filter: ["has", "pattern"],
      paint: { "fill-pattern": ["get", "pattern"] },
    },
    {
      id: "edges",
      type: "line",
      source: "areas",
      // Where tiles lie under it an area has no fill, and so no outline of its own.
      ...(tiles ? {} : { filter: ["==", ["get", "chosen"], true] }),
      paint: {
        "line-color": ["case", ["get", "chosen"], palette["--map-text"], palette["--map-edge"]],
        "line-width": ["case", ["get", "chosen"], 3, 1],
      },
    },
    {
      id: "lines",
      type: "line",
      source: "lines",
      layout: { "line-cap": "round" },
      paint: { "line-color": palette["--map-line"], "line-width": 2, "line-opacity": 0.75 },
    },
    {
      id: "ends",
      type: "circle",
      source: "lines",
      paint: { "circle-color": palette["--map-line"], "circle-radius": 3 },
    },
  ];
}

function marks(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "names",
      type: "symbol",
      source: "names",
      // No font is fetched: the names are written in one that the system has.
      layout: {
        "text-field": ["get", "name"],
        "text-font": ["sans-serif"],
        "text-size": 12,
        "text-max-width": 8,
        "text-padding": 6,
      },
      paint: { "text-color": palette["--map-text"], "text-halo-color": palette["--map-halo"], "text-halo-width": 1.5 },
    },
    {
      // One layer of ready pictures, counts included: drawn without a graphics card, each layer more is felt.
      id: MARK_LAYER,
      type: "symbol",
      source: "marks",
      layout: { "icon-image": ["get", "picture"], "icon-allow-overlap": true },
    },
    {
      id: "pointed",
      type: "circle",
      source: "pointed",
      paint: {
        "circle-radius": 14,
        "circle-opacity": 0,
        "circle-stroke-color": palette["--map-pointed"],
        "circle-stroke-width": 4,
      },
    },
  ];
}
