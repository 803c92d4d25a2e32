// SPDX-License-Identifier: EUPL-1.2
// The colours of map.css as the drawing needs them: it is a picture, which style sheets do not reach.

const NAMES = [
  "--map-paper",
  "--map-area",
  "--map-edge",
  "--map-text",
  "--map-halo",
  "--map-cluster",
  "--map-on-cluster",
  "--map-outline",
  "--map-line",
  "--map-pointed",
  "--map-hatch",
  "--map-idea",
  "--map-starting",
  "--map-active",
  "--map-paused",
  "--map-ended",
  "--map-scale-1",
  "--map-scale-2",
  "--map-scale-3",
  "--map-scale-4",
  "--map-scale-5",
  "--map-fewer",
  "--map-more",
  "--map-unknown",
] as const;

export type ColourName = (typeof NAMES)[number];
export type Palette = Record<ColourName, string>;

/** The colours as they are now, light or dark, for what is drawn inside an element. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = Object.fromEntries(NAMES.map((name) => [name, read(name)])) as Palette;
  probe.remove();
  return palette;
}
