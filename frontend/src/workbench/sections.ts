// SPDX-License-Identifier: EUPL-1.2
// The parts of the workbench, as the address names them.
export const SECTIONS = ["kansen", "waarom", "vragen", "bestanden"] as const;

export type Section = (typeof SECTIONS)[number];

/** The part that the address asks for; the first where it names none. */
export function readSection(parameters: URLSearchParams): Section {
  const named = parameters.get("deel");
  return SECTIONS.find((section) => section === named) ?? SECTIONS[0];
}
