// SPDX-License-Identifier: EUPL-1.2
// Colours by which communities are told apart, also by who is colour-blind: they differ in lightness too. Each stands
// out three to one or more against the surface.
import { useSyncExternalStore } from "react";

export interface Palette {
  /** The largest communities, in the order of the list. */
  groups: readonly string[];
  /** Other communities. */
  other: string;
  /** In no community. */
  none: string;
  resident: string;
  tie: string;
  tieNear: string;
  faded: string;
  text: string;
  surface: string;
}

export const LIGHT: Palette = {
  groups: ["#0072b2", "#c04a00", "#00805c", "#a8457f", "#332288", "#8a6d00", "#2490c4", "#6b2f12"],
  other: "#666e78",
  none: "#8a929b",
  resident: "#8a929b",
  tie: "#b3bcc6",
  tieNear: "#47535f",
  faded: "#e3e7ec",
  text: "#16202a",
  surface: "#ffffff",
};

export const DARK: Palette = {
  groups: ["#5ab4f0", "#ff9a57", "#35c99a", "#f09ac9", "#a99bff", "#f2c230", "#bfe6ff", "#d9a98a"],
  other: "#9aa5b1",
  none: "#7d8894",
  resident: "#7d8894",
  tie: "#4a5866",
  tieNear: "#c3cdd8",
  faded: "#2a3541",
  text: "#e7ecf1",
  surface: "#19212a",
};

export const COLOURED = LIGHT.groups.length;

/** The colour of a community by its place in the list, -1 for none. */
export function colourOf(palette: Palette, group: number): string {
  return group < 0 ? palette.none : (palette.groups[group] ?? palette.other);
}

const dark = matchMedia("(prefers-color-scheme: dark)");

function subscribe(tell: () => void): () => void {
  dark.addEventListener("change", tell);
  return () => dark.removeEventListener("change", tell);
}

export function usePalette(): Palette {
  return useSyncExternalStore(subscribe, () => dark.matches) ? DARK : LIGHT;
}
