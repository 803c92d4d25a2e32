// SPDX-License-Identifier: EUPL-1.2
// Where everyone in a drawing is: computed in a worker, from starting positions that depend on the network alone.
import type { Network, Tie } from "./network";

/** As ForceAtlas2 has them: ten numbers a node, three an edge. */
export interface LayoutRequest {
  nodes: Float32Array;
  edges: Float32Array;
  steps: number;
}
export interface LayoutReply {
  nodes: Float32Array;
  share: number;
}

/** x and y by place in the drawing. */
export interface Positions {
  x: Float64Array;
  y: Float64Array;
}

const PER_NODE = 10;
const MASS = 6;
const CONVERGENCE = 7;
const SIZE = 8;
const PER_EDGE = 3;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Fewer steps for many: a step takes longer, and details are not seen. */
function stepsFor(count: number): number {
  return count <= 300 ? 500 : count <= 1000 ? 300 : 200;
}

/** Who is placed by the forces, in an order that does not depend on the measure; the others are joined to nobody. */
interface Plan {
  joined: number[];
  apart: number[];
  ties: Tie[];
}

function plan({ dots, ties }: Network): Plan {
  const order = dots.map((_, place) => place).sort((a, b) => compare(dots[a]!.key, dots[b]!.key));
  const linked = new Set(ties.flatMap(({ source, target }) => [source, target]));
  const joined = order.filter((place) => linked.has(place));
  const rank = new Map(joined.map((place, i) => [place, i]));
  const renamed = ties.map(({ source, target, weight }) => {
    const [a, b] = [rank.get(source)!, rank.get(target)!];
    return { source: Math.min(a, b), target: Math.max(a, b), weight };
  });
  renamed.sort((a, b) => a.source - b.source || a.target - b.target);
  return { joined, apart: order.filter((place) => !linked.has(place)), ties: renamed };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function request({ joined, ties }: Plan): LayoutRequest {
  const nodes = new Float32Array(joined.length * PER_NODE);
  const edges = new Float32Array(ties.length * PER_EDGE);
  joined.forEach((_, i) => {
    const far = 10 * Math.sqrt(i + 1);
    nodes.set([far * Math.cos(i * GOLDEN_ANGLE), far * Math.sin(i * GOLDEN_ANGLE)], i * PER_NODE);
    nodes.fill(1, i * PER_NODE + MASS, i * PER_NODE + SIZE + 1);
    nodes[i * PER_NODE + CONVERGENCE] = 1;
  });
  ties.forEach(({ source, target, weight }, i) => {
    const pull = Math.log1p(weight); // so that a few heavy ties do not fold all together
    edges.set([source * PER_NODE, target * PER_NODE, pull], i * PER_EDGE);
    nodes[source * PER_NODE + MASS]! += 1;
    nodes[target * PER_NODE + MASS]! += 1;
  });
  return { nodes, edges, steps: stepsFor(joined.length) };
}

/** Positions of all: as computed, within 100 of the middle, with who is joined to nobody in rows below. */
function placed({ joined, apart }: Plan, nodes: Float32Array): Positions {
  const count = joined.length + apart.length;
  const found = { x: new Float64Array(count), y: new Float64Array(count) };
  const box = extent(nodes);
  const scale = box.size > 0 ? 200 / box.size : 1;
  joined.forEach((place, i) => {
    found.x[place] = (nodes[i * PER_NODE]! - box.x) * scale;
    found.y[place] = (nodes[i * PER_NODE + 1]! - box.y) * scale;
  });
  const columns = Math.max(10, Math.ceil(Math.sqrt(apart.length * 6)));
  const top = joined.length ? (-box.height * scale) / 2 - 14 : 0;
  const across = 200 / columns;
  apart.forEach((place, i) => {
    const inRow = Math.min(columns, apart.length - Math.floor(i / columns) * columns);
    found.x[place] = ((i % columns) - (inRow - 1) / 2) * across;
    found.y[place] = top - Math.floor(i / columns) * Math.min(across, 8);
  });
  return found;
}

function extent(nodes: Float32Array): { x: number; y: number; size: number; height: number } {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < nodes.length; i += PER_NODE) {
    left = Math.min(left, nodes[i]!);
    right = Math.max(right, nodes[i]!);
    low = Math.min(low, nodes[i + 1]!);
    high = Math.max(high, nodes[i + 1]!);
  }
  if (left > right) return { x: 0, y: 0, size: 0, height: 0 };
  return { x: (left + right) / 2, y: (low + high) / 2, size: Math.max(right - left, high - low), height: high - low };
}

/** The last layout, by which network it is of: going to the table and back computes nothing. */
let kept: { name: string; nodes: Float32Array } | undefined;

/**
 * Computes positions, and tells how far it is, from 0 to 1, with the positions: before the end only if `moving`.
 * Gives what stops it.
 */
export function arrange(
  network: Network,
  moving: boolean,
  tell: (positions: Positions | null, share: number) => void,
): () => void {
  const planned = plan(network);
  const asked = request(planned);
  const name = JSON.stringify([planned.joined.map((place) => network.dots[place]!.key), [...asked.edges]]);
  const of = (nodes: Float32Array) => placed(planned, nodes);
  if (kept?.name === name || planned.joined.length === 0) {
    tell(of(kept?.name === name ? kept.nodes : asked.nodes), 1);
    return () => undefined;
  }
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<LayoutReply>) => {
    tell(data.share < 1 && !moving ? null : of(data.nodes), data.share);
    if (data.share === 1) {
      kept = { name, nodes: data.nodes };
      worker.terminate();
    }
  };
  worker.postMessage(asked);
  return () => worker.terminate();
}
