// SPDX-License-Identifier: EUPL-1.2
// How large someone is drawn, and in which shape: the same on the screen and on paper.
import type { NodeType } from "../../api/generated/schema";
import type { Dot } from "./network";

export type Shape = "circle" | "square" | "diamond";

export function shapeOf(type: NodeType): Shape {
  return type === "INITIATIVE" || type === "RESIDENT" ? "circle" : type === "ORGANISATION" ? "square" : "diamond";
}

const LEAST = 2.5;
const MOST = 10;
const RESIDENT = 1.5;

/** The most that all of them together may take up, as the sum of squared radii. */
const ROOM = 11_000;

/** The radius of someone, in pixels where there is room: the surface follows the measure. */
function radius({ type, size }: Pick<Dot, "type" | "size">): number {
  return type === "RESIDENT" ? RESIDENT : LEAST + (MOST - LEAST) * Math.sqrt(size);
}

/** By how much all are drawn smaller, so that many large ones do not hide each other. */
export function scaleOf(dots: readonly Dot[]): number {
  const taken = dots.reduce((sum, dot) => sum + radius(dot) ** 2, 0);
  return Math.min(1, Math.sqrt(ROOM / Math.max(1, taken)));
}

/** The radius of someone in a drawing with this scale. */
export function radiusOf(dot: Dot, scale: number): number {
  return dot.type === "RESIDENT" ? RESIDENT : radius(dot) * scale;
}

/** The width of what joins two, in pixels. */
export function widthOf(weight: number, count: number): number {
  return Math.min(0.6 + Math.log1p(weight) * 0.5, 3) * (count > 3000 ? 0.5 : 1);
}
