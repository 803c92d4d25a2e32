// SPDX-License-Identifier: EUPL-1.2
// The map itself, drawn by MapLibre. It is large, so it is loaded once the list is there.
import { useEffect, useRef, useState } from "react";
import { GeoJSONSource, Map as MapLibre, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { FeatureCollection } from "geojson";

import { addImages } from "./images";
import { AREA_LAYER, DRAWN, MARK_LAYERS, mapStyle, type Drawn } from "./layers";
import type { Palette } from "./palette";
import { MOST_ZOOM, type View } from "./view";

setWorkerUrl(new URL(workerUrl, import.meta.url).href);

/** What the mouse is on: a mark by its place in the list, or an area by its id. */
export interface Hit {
  mark?: number;
  area?: string;
}

interface Props {
  view: View;
  drawn: Record<Drawn, FeatureCollection>;
  palette: Palette;
  tiles: string | null;
  name: string;
  onMove: (view: View) => void;
  onPick: (hit: Hit) => void;
  onPoint: (hit: Hit) => void;
  onFailed: () => void;
}

export default function Drawing(props: Props) {
  const { view, drawn, palette, tiles, name } = props;
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre>();
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!container.current) return;
    return start(container.current, latest, setMap);
  }, [palette, tiles]);

  useEffect(() => {
    if (map) follow(map, view);
  }, [map, view]);

  for (const source of DRAWN) useData(map, source, drawn[source]);

  useEffect(() => {
    map?.getCanvas().setAttribute("aria-label", name);
  }, [map, name]);

  return <div ref={container} className="map-drawing" />;
}

function useData(map: MapLibre | undefined, name: Drawn, data: FeatureCollection): void {
  useEffect(() => {
    const source = map?.getSource(name);
    if (source instanceof GeoJSONSource) void source.setData(data);
  }, [map, name, data]);
}

function start(container: HTMLElement, latest: { current: Props }, ready: (map: MapLibre | undefined) => void) {
  const { palette, tiles, view, onFailed } = latest.current;
  let map: MapLibre;
  try {
    map = new MapLibre({
      container,
      style: mapStyle(palette, tiles),
      center: [view.lon, view.lat],
      zoom: view.zoom,
      maxZoom: MOST_ZOOM,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      renderWorldCopies: false,
    });
  } catch {
    onFailed(); // without WebGL
    return;
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on("style.load", () => {
    addImages(map, palette);
    ready(map);
  });
  map.on("moveend", () => {
    const now = viewOf(map);
    if (!near(now, latest.current.view)) latest.current.onMove(now);
  });
  map.on("click", ({ point }) => latest.current.onPick(hitAt(map, point)));
  map.on("mousemove", ({ point }) => {
    const hit = hitAt(map, point);
    map.getCanvas().style.cursor = hit.mark === undefined ? "" : "pointer";
    latest.current.onPoint(hit);
  });
  map.on("mouseout", () => latest.current.onPoint({}));
  const print = () => copy(map, container);
  addEventListener("beforeprint", print);
  return () => {
    removeEventListener("beforeprint", print);
    ready(undefined);
    map.remove();
  };
}

function hitAt(map: MapLibre, point: { x: number; y: number }): Hit {
  if (!map.isStyleLoaded() && !map.getLayer(AREA_LAYER)) return {};
  const found = map.queryRenderedFeatures([point.x, point.y], { layers: [...MARK_LAYERS].reverse() })[0];
  if (found) return { mark: found.properties["index"] as number };
  const area = map.queryRenderedFeatures([point.x, point.y], { layers: [AREA_LAYER] })[0];
  return area ? { area: area.properties["id"] as string } : {};
}

const viewOf = (map: MapLibre): View => ({ lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom() });

/** Whether two views are the same: what the address says is rounded. */
function near(one: View, other: View): boolean {
  const pixel = 360 / (512 * 2 ** one.zoom);
  const apart = Math.max(Math.abs(one.lon - other.lon), Math.abs(one.lat - other.lat));
  return apart < 2 * pixel && Math.abs(one.zoom - other.zoom) < 0.02;
}

function follow(map: MapLibre, view: View): void {
  if (near(viewOf(map), view)) return;
  map.easeTo({ center: [view.lon, view.lat], zoom: view.zoom, duration: 400 }); // at once, for who wants no motion
}

/** A copy of the picture that can be printed: what WebGL drew is gone after each frame. */
function copy(map: MapLibre, container: HTMLElement): void {
  map.redraw();
  const from = map.getCanvas();
  let canvas = container.querySelector<HTMLCanvasElement>(".map-drawing__print");
  if (!canvas) {
    canvas = document.createElement("canvas");
    canvas.className = "map-drawing__print";
    canvas.setAttribute("aria-hidden", "true");
    container.append(canvas);
  }
  canvas.width = from.width;
  canvas.height = from.height;
  canvas.getContext("2d")?.drawImage(from, 0, 0);
}
