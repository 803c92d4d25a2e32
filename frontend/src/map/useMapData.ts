// SPDX-License-Identifier: EUPL-1.2
// What the map shows, asked of the API for where the map is. While a new answer is on its way the last one stays.
import { useMemo } from "react";

import type { AreaOutlinesQuery, MapLinesQuery } from "../api/generated/graphql";
import type { AreaLevel, BoxInput, InitiativeFilter } from "../api/generated/schema";
import { useAnswer, type Answer } from "../api/useAnswer";
import { LEVELS } from "./choices";
import type { Mark } from "./features";
import { EXTENT, LEVELS_THERE, LINES, MARKS, OUTLINES } from "./questions";
import { around, asked, WORLD, type Size, type View } from "./view";

/** From which zoom level on areas of a level are large enough to look at. */
const FROM: Record<AreaLevel, number> = { MUNICIPALITY: 0, DISTRICT: 9.5, WIJK: 10.5, DORP: 10, BUURT: 12 };
/** Of more areas than this only those near the view are asked. */
const FEW = 400;
/** Among more initiatives than this, lines tell nothing. */
const MOST_JOINED = 500;

const NETHERLANDS: BoxInput = { west: 3.3, south: 50.7, east: 7.25, north: 53.6 };

/** What the map shows, and the answer that it is of: there may have come none. */
type Shown<Value> = readonly [Value, Answer<unknown>];

/** The box in which everything lies that matches; when nothing does, that of all initiatives. Null until it is known. */
export function useExtent(filter: InitiativeFilter): Shown<BoxInput | null> {
  const matching = useAnswer(EXTENT, { world: WORLD, filter });
  const none = matching.data?.mapFeatures.length === 0;
  const all = useAnswer(EXTENT, { world: WORLD, filter: {} }, !none);
  const answer = none ? all : matching;
  const marks = answer.data?.mapFeatures;
  const box = useMemo(() => (marks ? (around(marks.map(({ box }) => box)) ?? NETHERLANDS) : null), [marks]);
  return [box, answer];
}

/** How many areas there are of each level that has any. */
export function useLevels(): Shown<Partial<Record<AreaLevel, number>>> {
  const answer = useAnswer(LEVELS_THERE, {});
  const { data } = answer;
  const levels = useMemo(
    () => Object.fromEntries(LEVELS.flatMap((level) => (data?.[level].totalCount ? [[level, data[level].totalCount]] : []))),
    [data],
  );
  return [levels, answer];
}

/** The level of the areas shown: the chosen one, or the one that fits the scale. */
export function useLevel(chosen: AreaLevel | null, view: View | null): AreaLevel | null {
  const [there] = useLevels();
  if (chosen && there[chosen]) return chosen;
  const many = LEVELS.filter((level) => (there[level] ?? 0) > 1);
  const levels = many.length ? many : LEVELS.filter((level) => there[level]);
  return levels.findLast((level) => FROM[level] <= (view?.zoom ?? 0)) ?? levels[0] ?? null;
}

const NONE: never[] = [];

export function useOutlines(
  level: AreaLevel | null,
  view: View | null,
  size: Size | null,
): Shown<AreaOutlinesQuery["areaCounts"]> {
  const [there] = useLevels();
  const many = (there[level ?? "BUURT"] ?? 0) > FEW;
  const bbox = many && view && size ? asked(view, size).bbox : null;
  const answer = useAnswer(OUTLINES, { level: level ?? "BUURT", bbox }, !level || (many && !bbox));
  return [answer.data?.areaCounts ?? NONE, answer];
}

export function useMarks(view: View | null, size: Size | null, filter: InitiativeFilter): Shown<readonly Mark[]> {
  const where = view && size ? asked(view, size) : { bbox: WORLD, zoom: 0 };
  const answer = useAnswer(MARKS, { ...where, filter }, !view || !size);
  return [answer.data?.mapFeatures ?? NONE, answer];
}

/** Who work together near the view; null where there are too many to tell. */
export function useLines(
  wanted: boolean,
  view: View | null,
  size: Size | null,
  filter: InitiativeFilter,
  marks: readonly Mark[],
): Shown<MapLinesQuery["network"] | null> {
  const bbox = view && size ? asked(view, size).bbox : WORLD;
  const few = marks.reduce((sum, { count }) => sum + count, 0) <= MOST_JOINED;
  const pause = !wanted || !few || !view || marks.length === 0;
  const answer = useAnswer(LINES, { filter: { ...filter, bbox } }, pause);
  return [pause ? null : (answer.data?.network ?? null), answer];
}
