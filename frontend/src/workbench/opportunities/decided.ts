// SPDX-License-Identifier: EUPL-1.2
// What was decided while the list was open stays where it was, so that nobody loses the place.
import type { OpportunityCardFragment } from "../../api/generated/graphql";

export interface Decision {
  outcome: "DISMISSED" | "INTRODUCED";
  words: string;
}

export interface Decided extends Decision {
  opportunity: OpportunityCardFragment;
  /** Where it stood in the list, from 0. */
  place: number;
}

/** What is offered, with what was decided put back where it stood. */
export function withDecided(
  offered: readonly OpportunityCardFragment[],
  decided: readonly Decided[],
): OpportunityCardFragment[] {
  const gone = new Set(decided.map(({ opportunity }) => opportunity.id));
  const shown = offered.filter(({ id }) => !gone.has(id));
  for (const { opportunity, place } of decided.toSorted((a, b) => a.place - b.place)) {
    shown.splice(place, 0, opportunity);
  }
  return shown;
}
