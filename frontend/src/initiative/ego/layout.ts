// SPDX-License-Identifier: EUPL-1.2
// Where everything of an ego network is drawn. Each name has rows of its own, so that no two overlap; the same network
// at the same width always looks the same.
import type { Alter } from "./ego";

/** How wide a text is, in pixels. */
export type Measure = (text: string, small: boolean) => number;

export interface Placed {
  alter: Alter;
  x: number;
  y: number;
  /** On which side of the drawing: its name goes outwards from there. */
  side: -1 | 1;
  name: string[];
  relation: string[];
  /** How far its text goes, down from the top of the row and outwards from `x`. */
  top: number;
  height: number;
  width: number;
  /** What it hangs on: the initiative itself when null. */
  parent: Placed | null;
}

export interface Layout {
  width: number;
  height: number;
  ego: { x: number; y: number; width: number; height: number; name: string[] };
  placed: Placed[];
}

/** The heights of a line of a name and of a relation. */
export const LINE = 19;
export const SMALL = 16;
const GAP = 12;
const LABEL = 14;
const INDENT = 26;
const EGO_WIDTH = 190;
const BEND = 70;
const TWO_SIDED = 720;

export function layOut(title: string, alters: Alter[], width: number, measure: Measure): Layout {
  return width >= TWO_SIDED ? twoSided(title, alters, width, measure) : oneSided(title, alters, width, measure);
}

/** The title goes over the whole width, and all the rest is below it. */
export const isNarrow = ({ ego, width }: Layout): boolean => ego.width >= width / 2;

/** The initiative in the middle, with half of the rest on each side, around it in an arc. */
function twoSided(title: string, alters: Alter[], width: number, measure: Measure): Layout {
  const name = wrap(title, EGO_WIDTH - 24, 4, (text) => measure(text, false));
  const egoHeight = name.length * LINE + 24;
  const room = width / 2 - EGO_WIDTH / 2 - 2 * BEND - LABEL;
  const [left, right] = halves(alters).map((side) => column(side, room, 2, measure));
  const height = Math.max(left!.height, right!.height, egoHeight) + 2 * GAP;
  const ego = { x: width / 2, y: height / 2, width: EGO_WIDTH, height: egoHeight, name };
  const placed = [left!, right!].flatMap((side, index) => {
    const direction = index === 0 ? -1 : 1;
    const start = (height - side.height) / 2;
    return side.rows.map((row) => {
      const from = row.parent ?? row;
      const away = (start + from.y - height / 2) / (height / 2);
      const arc = BEND + BEND * Math.sqrt(Math.max(0, 1 - away ** 2));
      const x = width / 2 + direction * (EGO_WIDTH / 2 + arc + (row.parent ? INDENT : 0));
      return Object.assign(row, { side: direction, x, top: row.top + start });
    });
  });
  for (const row of placed) row.y = row.top + LINE / 2;
  return { width, height, ego, placed };
}

/** The initiative on top, and all the rest below it. */
function oneSided(title: string, alters: Alter[], width: number, measure: Measure): Layout {
  const name = wrap(title, width - 24, 4, (text) => measure(text, false));
  const egoHeight = name.length * LINE + 20;
  const { rows, height } = column(alters, width - INDENT - LABEL - 2, 3, measure);
  for (const row of rows) {
    row.x = INDENT + (row.parent ? INDENT : 0);
    row.top += egoHeight + 2 * GAP;
    row.y = row.top + LINE / 2;
  }
  const ego = { x: width / 2, y: egoHeight / 2 + 1, width: width - 2, height: egoHeight, name };
  return { width, height: egoHeight + height + 2 * GAP, ego, placed: rows };
}

/** Everything below each other in texts of at most so many lines, with what hangs on something right below it. */
function column(alters: Alter[], room: number, lines: number, measure: Measure): { rows: Placed[]; height: number } {
  const rows: Placed[] = [];
  let height = 0;
  const place = (alter: Alter, parent: Placed | null) => {
    const most = room - (parent ? INDENT : 0);
    const name = wrap(alter.name, most, lines, (text) => measure(text, false));
    const relation = wrap(alter.relation, most, lines, (text) => measure(text, true));
    const width = Math.max(...name.map((line) => measure(line, false)), ...relation.map((line) => measure(line, true)));
    const row: Placed = {
      alter, parent, name, relation, side: 1, x: 0, y: height + LINE / 2, top: height,
      height: name.length * LINE + relation.length * SMALL, width,
    };
    rows.push(row);
    height += row.height + GAP;
    for (const each of alter.further) place(each, row);
  };
  for (const alter of alters) place(alter, null);
  return { rows, height: Math.max(0, height - GAP) };
}

const size = (alter: Alter): number => 1 + alter.further.length;

/** Two parts of about the same size, in order. */
function halves(alters: Alter[]): [Alter[], Alter[]] {
  const total = alters.reduce((sum, alter) => sum + size(alter), 0);
  let [count, cut] = [0, 0];
  while (cut < alters.length && count + size(alters[cut]!) / 2 <= total / 2) count += size(alters[cut++]!);
  return [alters.slice(0, cut), alters.slice(cut)];
}

/** A text in at most so many lines; what does not fit is cut off with an ellipsis. */
export function wrap(text: string, room: number, most: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && measure(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]} …`;
  return kept.map((each) => cut(each, room, measure));
}

function cut(line: string, room: number, measure: (text: string) => number): string {
  if (measure(line) <= room) return line;
  let length = line.length;
  while (length > 1 && measure(`${line.slice(0, length)}…`) > room) length -= 1;
  return `${line.slice(0, length).trimEnd()}…`;
}
