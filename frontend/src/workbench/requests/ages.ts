// SPDX-License-Identifier: EUPL-1.2
// How long a request has waited, in the groups in which it is counted and listed.
import type { DaysInput } from "../../api/generated/schema";

/** The longest first, as the list goes. */
export const AGES = ["lang", "midden", "kort", "onbekend"] as const;

export type Age = (typeof AGES)[number];

const WEEK = 7;
const DAY = 86_400_000;

/** So many days before today, as YYYY-MM-DD. */
const before = (days: number): string => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

/** The days on which requests of an age were asked: less than two weeks ago, two to eight weeks, longer, or not known. */
export function daysOf(age: Age): DaysInput {
  if (age === "onbekend") return { unknown: true };
  if (age === "lang") return { until: before(8 * WEEK + 1) };
  return age === "midden" ? { since: before(8 * WEEK), until: before(2 * WEEK) } : { since: before(2 * WEEK - 1) };
}

/** How many days ago something was asked. */
export function daysAgo(askedOn: string): number {
  return Math.round((Date.parse(before(0)) - Date.parse(askedOn)) / DAY);
}

export function ageOf(askedOn: string | null | undefined): Age {
  if (!askedOn) return "onbekend";
  const days = daysAgo(askedOn);
  if (days > 8 * WEEK) return "lang";
  return days >= 2 * WEEK ? "midden" : "kort";
}
