// SPDX-License-Identifier: EUPL-1.2
// What someone chose on the map page besides the filters; it is all in the address.
import { useCallback, useMemo } from "react";

import type { AreaLevel } from "../api/generated/schema";
import { useParameters, type Change } from "../app/address";
import { useIsStaff } from "../session/session";
import { readView, writeView, type View } from "./view";

/** What areas are coloured by. */
const COLOURS = ["initiatieven", "steun", "trekkers", "witte-vlekken"] as const;
export type Colour = (typeof COLOURS)[number];

export const LEVELS = ["MUNICIPALITY", "DISTRICT", "WIJK", "DORP", "BUURT"] as const satisfies AreaLevel[];

export const TABS = ["initiatieven", "gebieden", "kaart"] as const;
export type Tab = (typeof TABS)[number];

export interface Choices {
  /** Null while the map follows what matches. */
  view: View | null;
  colour: Colour | null;
  /** Null when it fits the scale of the map. */
  level: AreaLevel | null;
  lines: boolean;
  ground: boolean;
  tab: Tab;
  map: boolean;
  inView: boolean;
  /** The id of an initiative or area. */
  selected: string;
  /** How many pages of the list are shown. */
  pages: number;
}

/** What areas can be coloured by: who starts something is for staff. */
export function useColours(): readonly Colour[] {
  const staff = useIsStaff();
  return useMemo(() => COLOURS.filter((colour) => staff || colour !== "trekkers"), [staff]);
}

function read(parameters: URLSearchParams, colours: readonly Colour[]): Choices {
  const one = <Value extends string>(name: string, values: readonly Value[]): Value | null =>
    values.find((value) => value.toLowerCase() === parameters.get(name)?.toLowerCase()) ?? null;
  return {
    view: readView(parameters.get("beeld") ?? ""),
    colour: one("kleur", colours),
    level: one("niveau", LEVELS),
    lines: parameters.get("lijnen") !== "nee",
    ground: parameters.get("ondergrond") !== "nee",
    tab: one("tab", TABS) ?? "initiatieven",
    map: parameters.get("kaart") !== "nee",
    inView: parameters.get("inbeeld") === "ja",
    selected: parameters.get("gekozen") ?? "",
    pages: Math.min(40, Math.max(1, Math.floor(Number(parameters.get("paginas"))) || 1)),
  };
}

function write(choices: Partial<Choices>): Change {
  const change: Change = {};
  const unless = (name: string, usual: boolean, value: boolean | undefined) => {
    if (value !== undefined) change[name] = value === usual ? null : value ? "ja" : "nee";
  };
  if (choices.view !== undefined) change["beeld"] = choices.view && writeView(choices.view);
  if (choices.colour !== undefined) change["kleur"] = choices.colour;
  if (choices.level !== undefined) change["niveau"] = choices.level?.toLowerCase() ?? null;
  unless("lijnen", true, choices.lines);
  unless("ondergrond", true, choices.ground);
  if (choices.tab !== undefined) change["tab"] = choices.tab === "initiatieven" ? null : choices.tab;
  unless("kaart", true, choices.map);
  unless("inbeeld", false, choices.inView);
  if (choices.selected !== undefined) change["gekozen"] = choices.selected;
  if (choices.pages !== undefined) change["paginas"] = choices.pages > 1 ? String(choices.pages) : null;
  return change;
}

export type Choose = (choices: Partial<Choices>, replace?: boolean) => void;

export function useChoices(): [Choices, Choose] {
  const [parameters, change] = useParameters();
  const colours = useColours();
  const choices = useMemo(() => read(parameters, colours), [parameters, colours]);
  const choose = useCallback<Choose>((chosen, replace) => change(write(chosen), replace), [change]);
  return [choices, choose];
}
