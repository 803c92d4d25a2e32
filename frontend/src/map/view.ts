// SPDX-License-Identifier: EUPL-1.2
// What part of the earth a map of some size shows, in web Mercator (EPSG:3857), and what is asked of the API for it.
import type { BoxInput } from "../api/generated/schema";

/** The middle of the map in degrees, and its zoom level: at 0 the whole world is TILE pixels wide. */
export interface View {
  lon: number;
  lat: number;
  zoom: number;
}

/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

const TILE = 512;
const MARGIN = 48;
const CLOSEST = 15;
export const MOST_ZOOM = 19;

export const WORLD: BoxInput = { west: -180, south: -90, east: 180, north: 90 };

/** From 0 in the west to 1 in the east. */
const across = (lon: number): number => (lon + 180) / 360;

/** From 0 in the north to 1 in the south. */
const down = (lat: number): number => {
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)));
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

const longitude = (x: number): number => x * 360 - 180;
const latitude = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** The view in which a whole box fits, with a margin around it; of a single point its surroundings. */
export function fitted(box: BoxInput, { width, height }: Size, closest = CLOSEST): View {
  const [west, east, north, south] = [across(box.west), across(box.east), down(box.north), down(box.south)];
  const zoom = Math.min(
    Math.log2(Math.max(width - 2 * MARGIN, 64) / (TILE * (east - west))),
    Math.log2(Math.max(height - 2 * MARGIN, 64) / (TILE * (south - north))),
    closest,
  );
  return { lon: longitude((west + east) / 2), lat: latitude((north + south) / 2), zoom: Math.max(0, zoom) };
}

/** The box that is in view. */
export function boxOf({ lon, lat, zoom }: View, { width, height }: Size): BoxInput {
  const scale = TILE * 2 ** zoom;
  const [x, y] = [across(lon), down(lat)];
  return degrees(x - width / 2 / scale, x + width / 2 / scale, y - height / 2 / scale, y + height / 2 / scale);
}

/**
 * The box and zoom level to ask marks for: the squares of a grid that the view touches. While the map moves a little
 * they stay the same, and nothing new is asked; what lies just outside the view is there already.
 */
export function asked(view: View, { width, height }: Size): { bbox: BoxInput; zoom: number } {
  const level = Math.max(0, Math.floor(view.zoom));
  const [squares, scale] = [2 ** level, TILE * 2 ** view.zoom];
  const [x, y] = [across(view.lon), down(view.lat)];
  const from = (at: number) => Math.floor(at * squares) / squares;
  const to = (at: number) => Math.ceil(at * squares) / squares;
  const [half, tall] = [width / 2 / scale, height / 2 / scale];
  // The API counts zoom levels from a world of half this width.
  return { bbox: degrees(from(x - half), to(x + half), from(y - tall), to(y + tall)), zoom: Math.min(22, level + 1) };
}

function degrees(west: number, east: number, north: number, south: number): BoxInput {
  return {
    west: Math.max(-180, longitude(west)),
    south: Math.max(-90, latitude(south)),
    east: Math.min(180, longitude(east)),
    north: Math.min(90, latitude(north)),
  };
}

/** The box around boxes; nothing around none. */
export function around(boxes: readonly BoxInput[]): BoxInput | null {
  if (boxes.length === 0) return null;
  return {
    west: Math.min(...boxes.map(({ west }) => west)),
    south: Math.min(...boxes.map(({ south }) => south)),
    east: Math.max(...boxes.map(({ east }) => east)),
    north: Math.max(...boxes.map(({ north }) => north)),
  };
}

/** As it is in the address: 53.2194,6.5665,11.5 (latitude first, as people write it). */
export const writeView = ({ lon, lat, zoom }: View): string => `${lat.toFixed(5)},${lon.toFixed(5)},${zoom.toFixed(2)}`;

/** The view of the address; null for what cannot be one. */
export function readView(text: string): View | null {
  const [lat, lon, zoom, more] = text.split(",").map((part) => (part.trim() ? Number(part) : NaN));
  if (lat === undefined || lon === undefined || zoom === undefined || more !== undefined) return null;
  const inside = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= MOST_ZOOM;
  return inside ? { lon, lat, zoom } : null;
}
