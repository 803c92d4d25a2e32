// SPDX-License-Identifier: EUPL-1.2
// The drawing on the screen: sigma with what it shows and how it answers to a click.
import { UndirectedGraph } from "graphology";
import Sigma, { DEFAULT_STYLES } from "sigma";
import { layerFill, sdfCircle, sdfDiamond, sdfSquare } from "sigma/rendering";

import type { Positions } from "./layout";
import { neighbours, type Network } from "./network";
import { colourOf, type Palette } from "./palette";
import { radiusOf, shapeOf, widthOf } from "./shapes";

export interface SceneTexts {
  resident: string;
  wheel: string;
  touch: string;
}

/** Who stands out: someone with their neighbours, or a community; nobody if neither. */
export interface Emphasis {
  chosen: number;
  group: number | null;
}

/** Sigma draws a size of 1 this much larger than a pixel, on the whole of a drawing. */
const SCALE = 0.45;

/** Throws where WebGL is missing. */
export class Scene {
  readonly #graph = new UndirectedGraph();
  readonly #sigma: Sigma;
  #network: Network;
  #palette: Palette;
  #chosen = -1;
  #near: Set<number> | null = null;

  constructor(
    container: HTMLElement,
    network: Network,
    positions: Positions,
    palette: Palette,
    texts: SceneTexts,
    onChoose: (place: number) => void,
  ) {
    this.#network = network;
    this.#palette = palette;
    this.#fill(positions, texts);
    this.#sigma = new Sigma(this.#graph, container, {
      primitives: { nodes: { shapes: [sdfCircle(), sdfSquare(), sdfDiamond()], layers: [layerFill()] } },
      styles: {
        nodes: [DEFAULT_STYLES.nodes, { shape: { attribute: "shape" }, labelSize: 13, labelFont: font() }],
        edges: [DEFAULT_STYLES.edges],
      },
      settings: {
        gestureTarget: "shared",
        sharedGestureWheelMessage: texts.wheel,
        sharedGestureAppleWheelMessage: texts.wheel.replace("Ctrl", "⌘"),
        sharedGestureTouchMessage: texts.touch,
        labelDensity: 0.4,
        labelGridCellSize: 150,
        labelRenderedSizeThreshold: 3,
        nodePickingPadding: 4,
        stagePadding: 24,
        zoomDuration: still() ? 0 : 200,
        inertiaDuration: still() ? 0 : 200,
        hideEdgesOnMove: network.ties.length > 4000,
        allowInvalidContainer: true,
      },
      nodeReducer: (key) => this.#node(Number(key)),
      edgeReducer: (key) => this.#edge(Number(key)),
    });
    this.#sigma.on("clickNode", ({ node }) => onChoose(this.#network.dots[Number(node)]?.figures ? Number(node) : -1));
    this.#sigma.on("clickStage", () => onChoose(-1));
  }

  #fill(positions: Positions, { resident }: SceneTexts): void {
    const { dots, ties, scale } = this.#network;
    dots.forEach((dot, place) =>
      this.#graph.addNode(place, {
        x: positions.x[place],
        y: positions.y[place],
        size: radiusOf(dot, scale) * SCALE,
        shape: shapeOf(dot.type),
        label: dot.name || resident,
      }),
    );
    ties.forEach(({ source, target, weight }, i) =>
      this.#graph.addUndirectedEdgeWithKey(i, source, target, { size: widthOf(weight, ties.length) }),
    );
  }

  #node(place: number) {
    const palette = this.#palette;
    const dot = this.#network.dots[place]!;
    const stands = !this.#near || this.#near.has(place);
    const colour = dot.type === "RESIDENT" ? palette.resident : colourOf(palette, dot.group);
    return {
      color: stands ? colour : palette.faded,
      labelColor: palette.text,
      labelBackgroundColor: `${palette.surface}b8`, // the drawing shines through a little
      labelBackgroundPadding: 1,
      backdropColor: palette.surface,
      zIndex: this.#near && stands ? 2 : dot.type === "RESIDENT" ? 0 : 1,
      highlighted: place === this.#chosen,
      labelVisibility: this.#labelled(place, stands),
      ...(place === this.#chosen && { backdropVisibility: "visible" as const }),
    };
  }

  /** Of who stands out the names are shown, unless these are many; of who does not, none. */
  #labelled(place: number, stands: boolean): "auto" | "visible" | "hidden" {
    if (place === this.#chosen) return "visible";
    if (!stands || !this.#network.dots[place]!.name) return "hidden";
    return this.#near && this.#chosen >= 0 && this.#near.size <= 12 ? "visible" : "auto";
  }

  #edge(tie: number) {
    const { source, target } = this.#network.ties[tie]!;
    const chosen = this.#chosen >= 0;
    const near = chosen
      ? source === this.#chosen || target === this.#chosen
      : !!this.#near?.has(source) && this.#near.has(target);
    if (!this.#near) return { color: this.#palette.tie, opacity: this.#network.ties.length > 1500 ? 0.5 : 1 };
    return near
      ? { color: this.#palette.tieNear, zIndex: 2 }
      : { color: this.#palette.faded, zIndex: 0 };
  }

  move({ x, y }: Positions): void {
    this.#graph.updateEachNodeAttributes((key, attributes) => {
      attributes["x"] = x[Number(key)];
      attributes["y"] = y[Number(key)];
      return attributes;
    });
  }

  /** The same network in other colours, or with other communities. */
  paint(network: Network, palette: Palette): void {
    this.#network = network;
    this.#palette = palette;
    this.#sigma.refresh({ skipIndexation: true });
  }

  emphasise({ chosen, group }: Emphasis): void {
    this.#chosen = chosen;
    const { dots } = this.#network;
    if (chosen >= 0) this.#near = neighbours(this.#network, chosen).add(chosen);
    else if (group === null) this.#near = null;
    else this.#near = new Set(dots.flatMap((dot, place) => (dot.group === group && dot.figures ? [place] : [])));
    this.#sigma.refresh({ skipIndexation: true });
  }

  /** Brings someone to the middle, without zooming out. */
  centre(place: number): void {
    const shown = this.#sigma.getNodeDisplayData(String(place));
    const camera = this.#sigma.getCamera();
    if (shown) void camera.animate({ x: shown.x, y: shown.y, ratio: Math.min(camera.ratio, 0.5) }, quick());
  }

  zoom(by: "in" | "out" | "all"): void {
    const camera = this.#sigma.getCamera();
    if (by === "in") void camera.zoomIn(quick());
    else if (by === "out") void camera.zoomOut(quick());
    else void camera.reset(quick());
  }

  end(): void {
    this.#sigma.kill();
  }
}

const still = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
const quick = (): { duration: number } => ({ duration: still() ? 1 : 250 });
const font = (): string => getComputedStyle(document.body).fontFamily;
