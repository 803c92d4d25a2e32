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

/** The radius of someone, in pixels: the surface follows the measure. */
export function radiusOf({ type, size }: Dot, count: number): number {
  if (type === "RESIDENT") return RESIDENT;
  const crowd = count > 1000 ? 0.6 : count > 400 ? 0.8 : 1;
  return (LEAST + (MOST - LEAST) * Math.sqrt(size)) * crowd;
}

/** The width of what joins two, in pixels. */
export function widthOf(weight: number, count: number): number {
  return Math.min(0.6 + Math.log1p(weight) * 0.5, 3) * (count > 3000 ? 0.5 : 1);
}
