// SPDX-License-Identifier: EUPL-1.2
// How areas are coloured by what is known of them.
import { useMemo } from "react";

import type { AreaFiguresQuery } from "../api/generated/graphql";
import type { AreaLevel, BlindSpotMeasure, InitiativeFilter } from "../api/generated/schema";
import { useAnswer, type Answer } from "../api/useAnswer";
import { useApiLanguage } from "../language/language";
import type { Colour } from "./choices";
import type { Look } from "./features";
import type { Pattern } from "./images";
import type { ColourName } from "./palette";
import { SPOTS } from "./questions";

export type Spot = AreaFiguresQuery["blindSpots"][number];

/** How an area is drawn: a colour of the scale from 0 to 4, or one of these. */
export type Kind = number | "fewer" | "expected" | "more" | "tooSmall" | "withheld" | "noPopulation" | "notCovered";

export const MEASURES: Record<Colour, BlindSpotMeasure> = {
  initiatieven: "INITIATIVES",
  steun: "SUPPORT",
  trekkers: "INITIATORS",
  "witte-vlekken": "INITIATIVES",
};

export const SCALE = ["--map-scale-1", "--map-scale-2", "--map-scale-3", "--map-scale-4", "--map-scale-5"] as const;

/** The looks of what is no colour of the scale. */
export const LOOKS: Record<Exclude<Kind, number>, { fill: ColourName; pattern?: Pattern }> = {
  fewer: { fill: "--map-fewer", pattern: "fewer" },
  expected: { fill: "--map-area" },
  more: { fill: "--map-more", pattern: "more" },
  tooSmall: { fill: "--map-unknown", pattern: "uncertain" },
  withheld: { fill: "--map-unknown", pattern: "withheld" },
  noPopulation: { fill: "--map-unknown", pattern: "unpeopled" },
  notCovered: { fill: "--map-unknown", pattern: "unknown" },
};

export function useSpots(colour: Colour | null, level: AreaLevel | null, filter: InitiativeFilter): Answer<AreaFiguresQuery> {
  const language = useApiLanguage();
  const measure = MEASURES[colour ?? "initiatieven"];
  return useAnswer(SPOTS, { level: level ?? "BUURT", measure, filter, language }, !colour || !level);
}

/** Where one colour ends and the next begins: about as many areas in each, at rounded figures. */
export function breaksOf(spots: readonly Spot[]): number[] {
  const rates = spots.flatMap(({ rate }) => (rate === null ? [] : [rate])).toSorted((a, b) => a - b);
  const at = SCALE.slice(1).map((_, i) => rates[Math.floor(((i + 1) * rates.length) / SCALE.length)] ?? 0);
  return [...new Set(at.map((rate) => Number(rate.toPrecision(2))))].filter((rate) => rate > (rates[0] ?? 0));
}

export function kindOf(spot: Spot, colour: Colour, breaks: readonly number[]): Kind {
  if (spot.status === "TOO_SMALL") return "tooSmall";
  if (spot.status === "NOT_COVERED") return "notCovered";
  if (spot.status === "NO_POPULATION") return "noPopulation";
  if (colour === "witte-vlekken") return spot.status === "FEWER" ? "fewer" : spot.status === "MORE" ? "more" : "expected";
  const { rate } = spot;
  return rate === null ? "withheld" : breaks.filter((end) => rate >= end).length;
}

/** In standard deviations (of a Poisson count, the root of what is expected): the interval that holds a count 9 times in 10. */
const INTERVAL = 3.29;

/** Whether so few are to be expected that by chance alone, as in a Poisson count, figures differ by more than the usual rate. */
export const isUncertain = ({ status, rate, expected }: Spot): boolean =>
  status === "AS_EXPECTED" && rate !== null && expected !== null && INTERVAL * Math.sqrt(expected) > expected;

/** The looks of areas by their id. */
export function useLooks(colour: Colour | null, spots: readonly Spot[] | undefined, colours: Record<ColourName, string> | undefined) {
  return useMemo(() => {
    const looks = new Map<string, Look>();
    if (!colour || !spots || !colours) return looks;
    const breaks = breaksOf(spots);
    for (const spot of spots) {
      const kind = kindOf(spot, colour, breaks);
      if (typeof kind !== "number") looks.set(spot.area.id, { ...LOOKS[kind], fill: colours[LOOKS[kind].fill] });
      else {
        const fill = colours[SCALE[kind] ?? SCALE[0]];
        looks.set(spot.area.id, isUncertain(spot) ? { fill, pattern: "uncertain" } : { fill });
      }
    }
    return looks;
  }, [colour, spots, colours]);
}
