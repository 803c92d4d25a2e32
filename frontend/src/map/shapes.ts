// SPDX-License-Identifier: EUPL-1.2
// A mark of its own for each status: its form tells as much as its colour. On the map, in the list and in the legend.
import type { InitiativeStatus } from "../api/generated/schema";

export interface Shape {
  /** An SVG path in a square of 20 by 20. */
  path: string;
  /** The name of its colour, of map.css. */
  colour: string;
}

export const SHAPES: Record<InitiativeStatus, Shape> = {
  IDEA: { path: "M10 2 18 10 10 18 2 10Z", colour: "--map-idea" },
  STARTING: { path: "M10 2.5 18.5 17H1.5Z", colour: "--map-starting" },
  ACTIVE: { path: "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15Z", colour: "--map-active" },
  PAUSED: { path: "M3.5 3.5h13v13h-13Z", colour: "--map-paused" },
  ENDED: { path: "M5.5 2 10 6.5 14.5 2 18 5.5 13.5 10 18 14.5 14.5 18 10 13.5 5.5 18 2 14.5 6.5 10 2 5.5Z", colour: "--map-ended" },
};

export const STATUSES = Object.keys(SHAPES) as InitiativeStatus[];
