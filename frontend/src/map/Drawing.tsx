// SPDX-License-Identifier: EUPL-1.2
// The map itself, drawn by MapLibre. It is large, so it is loaded once the list is there.
import { useEffect, useRef, useState } from "react";
import { GeoJSONSource, Map as MapLibre, prewarm, setWorkerUrl, type Point } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { FeatureCollection } from "geojson";

import { drawCoarselyInMotion } from "./coarse";
import { addCounts, addImages } from "./images";
import { AREA_LAYER, DRAWN, MARK_LAYER, mapStyle, type Drawn } from "./layers";
import type { Palette } from "./palette";
import { MOST_ZOOM, type View } from "./view";

setWorkerUrl(new URL(workerUrl, import.meta.url).href);
prewarm(); // the worker starts while the map is still being made

/** In so low a window the map is most of what one sees: wheel and finger must move the page, or one is stuck in it. */
const low = matchMedia("(max-height: 30rem)");

/** What was clicked: a mark by its place in the list, or an area by its id. */
export interface Hit {
  mark: number | undefined;
  area: string | undefined;
}

interface Props {
  view: View;
  drawn: Record<Drawn, FeatureCollection>;
  palette: Palette;
  tiles: string | null;
  name: string;
  /** How to move it where it takes no wheel or finger. */
  gestures: { wheel: string; touch: string };
  written: (count: number) => string;
  onMove: (view: View) => void;
  onPick: (hit: Hit) => void;
  /** The mark that the mouse is on. */
  onPoint: (mark: number | undefined) => void;
  onFailed: () => void;
}

export default function Drawing(props: Props) {
  const { view, drawn, palette, tiles, name, gestures } = props;
  const container = useRef<HTMLDivElement>(null);
  const [started, setStarted] = useState<{ map: MapLibre; palette: Palette; tiles: string | null }>();
  // A map has the colours that it was made with: when these change there is none, until the next one has started.
  const map = started?.palette === palette && started.tiles === tiles ? started.map : undefined;
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!container.current) return;
    return start(container.current, latest, (map) => setStarted(map && { map, palette, tiles }));
  }, [palette, tiles, gestures]);

  useEffect(() => {
    if (map) follow(map, view);
  }, [map, view]);

  const { written } = props;
  useEffect(() => {
    const counts = new Set(drawn.marks.features.map(({ properties }) => properties?.["count"] as number));
    if (map) addCounts(map, palette, counts, written);
  }, [map, drawn.marks, palette, written]);
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
  const { palette, tiles, view, gestures, onFailed } = latest.current;
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
      cooperativeGestures: low.matches,
      locale: {
        "CooperativeGesturesHandler.WindowsHelpText": gestures.wheel,
        "CooperativeGesturesHandler.MacHelpText": gestures.wheel.replace("Ctrl", "⌘"),
        "CooperativeGesturesHandler.MobileHelpText": gestures.touch,
      },
    });
  } catch {
    onFailed(); // without WebGL
    return;
  }
  drawCoarselyInMotion(map);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on("style.load", () => {
    addImages(map, palette);
    ready(map);
  });
  // Who waits for the picture (to print it, to measure) can see when it is there.
  map.on("idle", () => (container.dataset["drawn"] = String(latest.current.drawn.marks.features.length)));
  map.on("moveend", () => {
    const now = viewOf(map);
    if (!near(now, latest.current.view)) latest.current.onMove(now);
  });
  map.on("click", ({ point }) => {
    const mark = found(map, point, MARK_LAYER)?.index;
    latest.current.onPick({ mark, area: mark === undefined ? found(map, point, AREA_LAYER)?.id : undefined });
  });
  map.on("mousemove", ({ point }) => {
    if (map.isMoving()) return;
    const mark = found(map, point, MARK_LAYER);
    map.getCanvas().style.cursor = mark ? "pointer" : "";
    map.getCanvas().title = mark?.title ?? "";
    latest.current.onPoint(mark?.index);
  });
  map.on("mouseout", () => latest.current.onPoint(undefined));
  const print = () => copy(map, container);
  const share = () => (low.matches ? map.cooperativeGestures.enable() : map.cooperativeGestures.disable());
  addEventListener("beforeprint", print);
  low.addEventListener("change", share);
  return () => {
    removeEventListener("beforeprint", print);
    low.removeEventListener("change", share);
    ready(undefined);
    map.remove();
  };
}

/** What is told of a mark (`index`, `title`) or an area (`id`). */
interface Told {
  index?: number;
  title?: string;
  id?: string;
}

/** What is told of the topmost thing at a point, in this layer. */
function found(map: MapLibre, point: Point, layer: string): Told | undefined {
  if (!map.getLayer(layer)) return undefined; // nothing is drawn yet
  return map.queryRenderedFeatures(point, { layers: [layer] })[0]?.properties;
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
