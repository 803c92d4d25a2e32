// SPDX-License-Identifier: EUPL-1.2
// The small pictures that the map repeats: the marks of statuses, and patterns over areas.
import type { Map as MapLibre } from "maplibre-gl";

import type { ColourName, Palette } from "./palette";
import { SHAPES, STATUSES } from "./shapes";

/** Drawn at twice the size, for sharp screens. */
const SHARP = 2;

export type Pattern = "uncertain" | "withheld" | "unpeopled" | "unknown" | "fewer" | "more";

/** Lines of a pattern, in a square of 16 by 16 that repeats. */
export const PATTERNS: Record<Pattern, string> = {
  uncertain: "M-4 4 4-4M0 16 16 0M12 20 20 12",
  withheld: "M-4 4 4-4M0 16 16 0M12 20 20 12M-4 12 4 20M0 0 16 16M12-4 20 4",
  unpeopled: "M0 4h16M0 12h16",
  unknown: "M4 4v.1M12 12v.1",
  fewer: "M4.5 8h7",
  more: "M4.5 8h7M8 4.5v7",
};

export function addImages(map: MapLibre, palette: Palette): void {
  for (const status of STATUSES) {
    const { path, colour } = SHAPES[status];
    map.addImage(status, picture(20, (pen) => mark(pen, path, palette, colour as ColourName)), { pixelRatio: SHARP });
  }
  for (const [name, path] of Object.entries(PATTERNS))
    map.addImage(name, picture(16, (pen) => pattern(pen, path, palette)), { pixelRatio: SHARP });
}

/** The name of the picture of a count. */
export const countPicture = (count: number): string => `count ${count}`;

/** Adds the pictures of these counts that are not there yet. */
export function addCounts(map: MapLibre, palette: Palette, counts: Iterable<number>, written: (count: number) => string) {
  for (const count of counts) {
    const name = countPicture(count);
    if (map.hasImage(name)) continue;
    const radius = count < 10 ? 12 : count < 100 ? 14 : count < 1000 ? 18 : 23;
    map.addImage(name, picture(2 * radius + 4, (pen) => disc(pen, radius, written(count), palette)), { pixelRatio: SHARP });
  }
}

function disc(pen: CanvasRenderingContext2D, radius: number, text: string, palette: Palette): void {
  const middle = radius + 2;
  pen.arc(middle, middle, radius, 0, 2 * Math.PI);
  pen.fillStyle = palette["--map-cluster"];
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = palette["--map-halo"];
  pen.stroke();
  pen.font = "600 12px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = palette["--map-on-cluster"];
  pen.fillText(text, middle, middle + 0.5);
}

function mark(pen: CanvasRenderingContext2D, path: string, palette: Palette, colour: ColourName): void {
  const form = new Path2D(path);
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = palette["--map-halo"];
  pen.stroke(form);
  pen.fillStyle = palette[colour];
  pen.fill(form);
  pen.lineWidth = 1.25;
  pen.strokeStyle = palette["--map-outline"];
  pen.stroke(form);
}

function pattern(pen: CanvasRenderingContext2D, path: string, palette: Palette): void {
  pen.lineWidth = 1.5;
  pen.lineCap = "round";
  pen.strokeStyle = palette["--map-hatch"];
  pen.stroke(new Path2D(path));
}

function picture(side: number, draw: (pen: CanvasRenderingContext2D) => void): ImageData {
  const canvas = new OffscreenCanvas(side * SHARP, side * SHARP);
  const pen = canvas.getContext("2d") as unknown as CanvasRenderingContext2D;
  pen.scale(SHARP, SHARP);
  draw(pen);
  return pen.getImageData(0, 0, side * SHARP, side * SHARP);
}
