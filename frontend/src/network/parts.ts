// SPDX-License-Identifier: EUPL-1.2
// The parts of the page, as the address names them.
export const PARTS = ["tekening", "tabel", "groepen", "kwetsbaar", "wat-als"] as const;

export type Part = (typeof PARTS)[number];

/** The part that the address asks for; the drawing where it names none. */
export function readPart(parameters: URLSearchParams): Part {
  const named = parameters.get("deel");
  return PARTS.find((part) => part === named) ?? PARTS[0];
}
