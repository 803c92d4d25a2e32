// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";
import type { Verdict } from "./compared";

export type RowName =
  | "kind"
  | "summary"
  | "status"
  | "period"
  | "areas"
  | "themes"
  | "needs"
  | "offers"
  | "requests"
  | "organisers"
  | "runs";

interface Texts {
  caption: string;
  property: string;
  agreement: string;
  rows: Record<RowName, string>;
  verdicts: Record<Verdict, string>;
  both: string;
  meets: { needs: string; offers: string };
  notItsKind: string;
  atOnce: string;
  apart: string;
  nothing: string;
  from: (day: string) => string;
  until: (day: string) => string;
  gone: string;
}

export const messages: Messages<Texts> = {
  nl: {
    caption: "De twee naast elkaar",
    property: "Kenmerk",
    agreement: "Overeenkomst",
    rows: {
      kind: "Soort organisatie",
      summary: "Wat het is",
      status: "Status",
      period: "Periode",
      areas: "Gebied",
      themes: "Thema's",
      needs: "Zoekt",
      offers: "Biedt",
      requests: "Vragen aan de gemeente",
      organisers: "Organisatie erachter",
      runs: "Initiatieven waar zij achter staat",
    },
    verdicts: { same: "gelijk", partly: "deels gelijk", different: "verschillend", none: "" },
    both: "beide",
    meets: { needs: "de ander biedt iets van deze soort", offers: "de ander zoekt iets van deze soort" },
    notItsKind: "niet van toepassing",
    atOnce: "tegelijk",
    apart: "niet tegelijk",
    nothing: "niet bekend",
    from: (day) => `vanaf ${day}`,
    until: (day) => `tot en met ${day}`,
    gone: "Een van de twee is er niet meer.",
  },
  en: {
    caption: "The two side by side",
    property: "Property",
    agreement: "Agreement",
    rows: {
      kind: "Kind of organisation",
      summary: "What it is",
      status: "Status",
      period: "Period",
      areas: "Area",
      themes: "Themes",
      needs: "Seeks",
      offers: "Offers",
      requests: "Requests to the municipality",
      organisers: "Organisation behind it",
      runs: "Initiatives it is behind",
    },
    verdicts: { same: "same", partly: "partly the same", different: "different", none: "" },
    both: "both",
    meets: { needs: "the other offers something of this kind", offers: "the other seeks something of this kind" },
    notItsKind: "not applicable",
    atOnce: "at the same time",
    apart: "not at the same time",
    nothing: "not known",
    from: (day) => `from ${day}`,
    until: (day) => `until ${day}`,
    gone: "One of the two is not there any more.",
  },
};
