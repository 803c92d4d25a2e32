// SPDX-License-Identifier: EUPL-1.2
// Dutch, or English when the address says ?lang=en. Fixed text is in index.html, in both languages;
// here is what depends on the data.
import type { Status } from "./initiatives";

const nl = {
  loading: "Laden…",
  newest: "Nieuwste initiatieven",
  found: (text: string) => `Gevonden voor ‘${text}’`,
  shown: (shown: string, total: string) => `${shown} van ${total}`,
  none: "Er staan nog geen initiatieven in. Laad er met ‘verbind load’.",
  noHits: "Niets gevonden. Probeer een ander of korter woord.",
  since: (month: string) => `sinds ${month}`,
  status: { IDEA: "Idee", STARTING: "In oprichting", ACTIVE: "Actief", PAUSED: "Ligt stil", ENDED: "Beëindigd" },
};

const en: Omit<typeof nl, "status"> & { status: Record<Status, string> } = {
  loading: "Loading…",
  newest: "Newest initiatives",
  found: (text) => `Found for ‘${text}’`,
  shown: (shown, total) => `${shown} of ${total}`,
  none: "There are no initiatives yet. Load some with ‘verbind load’.",
  noHits: "Nothing found. Try another or a shorter word.",
  since: (month) => `since ${month}`,
  status: { IDEA: "Idea", STARTING: "Starting", ACTIVE: "Active", PAUSED: "Paused", ENDED: "Ended" },
};

const english = new URLSearchParams(location.search).get("lang") === "en";

export const messages: typeof en = english ? en : nl;

const numbers = new Intl.NumberFormat(english ? "en-GB" : "nl-NL");
const months = new Intl.DateTimeFormat(english ? "en-GB" : "nl-NL", { month: "long", year: "numeric", timeZone: "UTC" });

export const formatNumber = (value: number): string => numbers.format(value);
export const formatMonth = (isoDate: string): string => months.format(new Date(isoDate));

/** Puts the page in the language of the address. */
export function translatePage(): void {
  if (!english) return;
  document.documentElement.lang = "en";
  for (const element of document.querySelectorAll<HTMLElement>("[data-en]")) {
    element.textContent = element.dataset["en"] ?? "";
  }
}

/** Lets the switch lead to this same page, search included, in the other language. */
export function aimSwitch(link: HTMLAnchorElement): void {
  const other = new URL(location.href);
  if (english) other.searchParams.delete("lang");
  else other.searchParams.set("lang", "en");
  link.href = other.href;
  link.lang = link.hreflang = english ? "nl" : "en";
}
