// SPDX-License-Identifier: EUPL-1.2
// The drawing for print: an A4 in landscape, with the legend at the right and what it is of below.
import type { Positions } from "./layout";
import type { Network } from "./network";
import { colourOf, COLOURED, LIGHT } from "./palette";
import { radiusOf, shapeOf, widthOf, type Shape } from "./shapes";

export const WIDTH = 1485;
export const HEIGHT = 1050;
const EDGE = 40;
const SIDE = 330;
const FOOT = 60;
const NAMED = 40;

/** The words on the sheet. */
export interface Sheet {
  title: string;
  /** Selection, measure and day. */
  line: string;
  colour: string;
  shape: string;
  size: string;
  groups: readonly string[];
  otherGroups: string | null;
  noGroup: string | null;
  shapes: readonly (readonly [Shape, string, small: boolean])[];
}

/** The drawing as the text of an SVG file. */
export function toSvg(network: Network, positions: Positions, sheet: Sheet): string {
  const at = fitted(positions);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm" viewBox="0 0 ${WIDTH} ${HEIGHT}"`,
    ` font-family="system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif" fill="${LIGHT.text}">`,
    `<title>${escaped(sheet.title)}</title><desc>${escaped(sheet.line)}</desc>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ties(network, at),
    dots(network, at),
    names(network, at),
    legend(sheet),
    written(EDGE, HEIGHT - 38, sheet.title, 20, "bold"),
    written(EDGE, HEIGHT - 14, sheet.line, 14),
    `</svg>`,
  ].join("\n");
}

type At = (place: number) => readonly [x: number, y: number];

function fitted({ x, y }: Positions): At {
  const [left, right] = [Math.min(...x), Math.max(...x)];
  const [low, high] = [Math.min(...y), Math.max(...y)];
  const [width, height] = [WIDTH - SIDE - 3 * EDGE, HEIGHT - FOOT - 2 * EDGE];
  const scale = Math.min(width / Math.max(1, right - left), height / Math.max(1, high - low));
  const [middleX, middleY] = [EDGE + width / 2, EDGE + height / 2];
  return (place) => [
    middleX + (x[place]! - (left + right) / 2) * scale,
    middleY - (y[place]! - (low + high) / 2) * scale,
  ];
}

function ties({ ties }: Network, at: At): string {
  const lines = ties.map(({ source, target, weight }) => {
    const [[x1, y1], [x2, y2]] = [at(source), at(target)];
    return `<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke-width="${n(widthOf(weight, ties.length))}"/>`;
  });
  return `<g stroke="#9aa5b1" stroke-opacity="${ties.length > 3000 ? 0.25 : 0.6}">${lines.join("")}</g>`;
}

function dots({ dots, scale }: Network, at: At): string {
  const marks = dots.map((dot, place) => {
    const colour = dot.type === "RESIDENT" ? LIGHT.resident : colourOf(LIGHT, dot.group);
    return mark(shapeOf(dot.type), ...at(place), radiusOf(dot, scale), colour, dot.name);
  });
  return `<g stroke="#ffffff" stroke-width="0.75">${marks.reverse().join("")}</g>`; // the largest on top
}

function mark(shape: Shape, x: number, y: number, r: number, colour: string, name: string): string {
  const title = name ? `<title>${escaped(name)}</title>` : "";
  if (shape === "circle") return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${colour}">${title}</circle>`;
  const h = shape === "square" ? r * 0.9 : r * 1.2;
  const path =
    shape === "square"
      ? `M${n(x - h)} ${n(y - h)}H${n(x + h)}V${n(y + h)}H${n(x - h)}Z`
      : `M${n(x)} ${n(y - h)}L${n(x + h)} ${n(y)}L${n(x)} ${n(y + h)}L${n(x - h)} ${n(y)}Z`;
  return `<path d="${path}" fill="${colour}">${title}</path>`;
}

/** The names of the largest that fit without lying over each other. */
function names({ dots, scale }: Network, at: At): string {
  const taken: [left: number, right: number, y: number][] = [];
  const written: string[] = [];
  const order = dots.map((dot, place) => ({ dot, place })).filter(({ dot }) => dot.figures);
  order.sort((a, b) => b.dot.size - a.dot.size);
  for (const { dot, place } of order) {
    if (written.length === NAMED) break;
    const [x, y] = at(place);
    const name = shortened(dot.name, 34);
    const left = x + radiusOf(dot, scale) + 3;
    const right = left + name.length * 6.6;
    if (right > WIDTH - SIDE || taken.some(([l, r, at]) => Math.abs(at - y) < 15 && left < r && right > l)) continue;
    taken.push([left, right, y]);
    written.push(`<text x="${n(left)}" y="${n(y + 4)}">${escaped(name)}</text>`);
  }
  const halo = `stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-linejoin="round"`;
  return `<g font-size="12" ${halo}>${written.join("")}</g>`;
}

function legend(sheet: Sheet): string {
  const x = WIDTH - SIDE - EDGE;
  let y = EDGE + 10;
  const parts: string[] = [];
  const head = (text: string) => {
    parts.push(written(x, y, text, 14, "bold"));
    y += 24;
  };
  const line = (text: string, colour: string, shape: Shape = "circle", r = 7) => {
    parts.push(mark(shape, x + 8, y - 5, r, colour, ""), written(x + 26, y, shortened(text, 44), 13));
    y += 22;
  };
  if (sheet.groups.length) head(sheet.colour);
  sheet.groups.slice(0, COLOURED).forEach((name, group) => line(name, colourOf(LIGHT, group)));
  if (sheet.otherGroups) line(sheet.otherGroups, LIGHT.other);
  if (sheet.noGroup) line(sheet.noGroup, LIGHT.none);
  y += 14;
  head(sheet.shape);
  for (const [shape, name, small] of sheet.shapes) line(name, LIGHT.text, shape, small ? 3 : 7);
  y += 14;
  head(sheet.size);
  return `<g>${parts.join("")}</g>`;
}

function written(x: number, y: number, text: string, size: number, weight = "normal"): string {
  return `<text x="${n(x)}" y="${n(y)}" font-size="${size}" font-weight="${weight}">${escaped(text)}</text>`;
}

const n = (value: number): string => String(Math.round(value * 10) / 10);
const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);
