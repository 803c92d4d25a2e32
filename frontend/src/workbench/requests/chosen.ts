// SPDX-License-Identifier: EUPL-1.2
import type { SupportRole } from "../../api/generated/schema";
import { useParameters } from "../../app/address";
import { AGES, type Age } from "./ages";

export const ROLES: readonly SupportRole[] = ["FACILITATE", "ORGANISE", "FINANCE", "REGULATE"];

/** Of which role and age the address asks for requests; undefined for all. */
export function useChosen(): { role: SupportRole | undefined; age: Age | undefined } {
  const [parameters] = useParameters();
  const [role, age] = [parameters.get("rol"), parameters.get("wacht")];
  return { role: ROLES.find((each) => each === role), age: AGES.find((each) => each === age) };
}
