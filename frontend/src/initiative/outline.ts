// SPDX-License-Identifier: EUPL-1.2
// Outlines of areas as paths of a drawing.
import type { MultiPolygon, Polygon, Position } from "geojson";

type Outline = Polygon | MultiPolygon;

const rings = (outline: Outline): Position[][] =>
  outline.type === "Polygon" ? outline.coordinates : outline.coordinates.flat();

/** Where a longitude and latitude are in the drawing. */
export interface Projection {
  width: number;
  height: number;
  at: (lon: number, lat: number) => [x: number, y: number];
}

/** Fits outlines and points, at least one, into a box. Near enough to true shapes for what is no larger than a city. */
export function fit(outlines: Outline[], points: Position[], width: number, height: number, margin = 12): Projection {
  const all = [...outlines.flatMap((outline) => rings(outline).flat()), ...points];
  const [west, east] = range(all.map(([lon]) => lon ?? 0));
  const [south, north] = range(all.map(([, lat]) => lat ?? 0));
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * narrow, 1e-6),
    (height - 2 * margin) / Math.max(north - south, 1e-6),
  );
  const [left, top] = [(width - (east - west) * narrow * scale) / 2, (height - (north - south) * scale) / 2];
  return { width, height, at: (lon, lat) => [left + (lon - west) * narrow * scale, top + (north - lat) * scale] };
}

/** The outline as a path, holes included (fill it by the even-odd rule). */
export function path(outline: Outline, { at }: Projection): string {
  const line = (ring: Position[]) =>
    ring.map(([lon = 0, lat = 0]) => at(lon, lat).map((value) => value.toFixed(1)).join(" ")).join("L");
  return rings(outline)
    .map((ring) => `M${line(ring)}Z`)
    .join("");
}

function range(values: number[]): [number, number] {
  return values.reduce<[number, number]>(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
}
