// SPDX-License-Identifier: EUPL-1.2
// Which initiatives are shown: kept in the address, asked of the API, passed on to downloads.
import { useMemo } from "react";

import type { InitiativeFilter, InitiativeStatus } from "../api/generated/schema";
import { useParameters, type Change } from "../app/address";

export interface Filters {
  text: string;
  areas: string[];
  themes: string[];
  status: InitiativeStatus[];
  /** A day (YYYY-MM-DD) on which they exist, or nothing. */
  activeOn: string;
}

const STATUSES: readonly string[] = ["IDEA", "STARTING", "ACTIVE", "PAUSED", "ENDED"] satisfies InitiativeStatus[];

/** What the address asks for; what it cannot mean is left out. */
export function readFilters(parameters: URLSearchParams): Filters {
  const day = parameters.get("op") ?? "";
  return {
    text: parameters.get("q")?.trim() ?? "",
    areas: parameters.getAll("gebied"),
    themes: parameters.getAll("thema"),
    status: parameters.getAll("status").filter((value) => STATUSES.includes(value)) as InitiativeStatus[],
    activeOn: /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : "",
  };
}

/** The change of the address that sets these. */
export function writeFilters(filters: Partial<Filters>): Change {
  const change: Change = {};
  if (filters.text !== undefined) change["q"] = filters.text.trim();
  if (filters.areas) change["gebied"] = filters.areas;
  if (filters.themes) change["thema"] = filters.themes;
  if (filters.status) change["status"] = filters.status;
  if (filters.activeOn !== undefined) change["op"] = filters.activeOn;
  return change;
}

/** The same as the API takes it. */
export function initiativeFilter(filters: Filters): InitiativeFilter {
  return {
    ...(filters.text && { text: filters.text }),
    ...(filters.areas.length && { areas: filters.areas }),
    ...(filters.themes.length && { themes: filters.themes }),
    ...(filters.status.length && { status: filters.status }),
    ...(filters.activeOn && { activeOn: filters.activeOn }),
  };
}

/** The parameters with which downloads choose initiatives. */
export function filterParameters(filter: InitiativeFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const id of filter.areas ?? []) parameters.append("area", id);
  for (const id of filter.themes ?? []) parameters.append("theme", id);
  for (const status of filter.status ?? []) parameters.append("status", status);
  if (filter.text) parameters.set("text", filter.text);
  if (filter.activeOn) parameters.set("activeOn", filter.activeOn);
  return parameters;
}

/** The filters of the address, as the API takes them, and how to change them. */
export function useFilters(): {
  filters: Filters;
  filter: InitiativeFilter;
  active: boolean;
  setFilters: (change: Partial<Filters>) => void;
} {
  const [parameters, change] = useParameters();
  return useMemo(() => {
    const filters = readFilters(parameters);
    const filter = initiativeFilter(filters);
    return {
      filters,
      filter,
      active: Object.keys(filter).length > 0,
      setFilters: (changed) => change(writeFilters(changed)),
    };
  }, [parameters, change]);
}
