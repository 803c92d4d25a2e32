// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";

interface Texts {
  title: string;
  intro: string;
  left: (shown: string, total: string) => string;
  drawing: (title: string) => string;
  asList: string;
  dashed: string;
  alone: string;
  shapes: Record<Shape, string>;
  /** What something around it is or does to it, said under its name. */
  runs: string;
  supports: (what: string) => string;
  theme: string;
  area: string;
  /** What an initiative further away has with what it hangs on. */
  runsToo: string;
  supportsToo: string;
  /** The same as a sentence. */
  runsAlso: (organisation: string, initiative: string) => string;
  supportsAlso: (organisation: string, initiative: string) => string;
  works: (kind: string, one: string, other: string) => string;
}

export type Shape = "initiative" | "organisation" | "theme" | "area";

export const messages: Messages<Texts> = {
  nl: {
    title: "Het netwerk eromheen",
    intro: "Waarmee dit initiatief direct te maken heeft, en een deel van wat daar weer aan vastzit.",
    left: (shown, total) => `Getekend zijn ${shown} van ${total}; de rest staat op deze pagina.`,
    drawing: (title) => `Netwerk rond ${title}`,
    asList: "Hetzelfde als lijst",
    dashed: "Een stippellijn verbindt wat ook met elkaar te maken heeft.",
    alone: "Er is nog niets bekend waarmee dit initiatief te maken heeft.",
    shapes: { initiative: "initiatief", organisation: "organisatie", theme: "thema", area: "gebied" },
    runs: "draagt het initiatief",
    supports: (what) => `helpt met ${what}`,
    theme: "thema",
    area: "gebied",
    runsToo: "wordt ook gedragen",
    supportsToo: "wordt ook geholpen",
    runsAlso: (organisation, initiative) => `${organisation} draagt ook ${initiative}`,
    supportsAlso: (organisation, initiative) => `${organisation} helpt ook ${initiative}`,
    works: (kind, one, other) => `${one} en ${other}: ${kind}`,
  },
  en: {
    title: "The network around it",
    intro: "What this initiative has to do with directly, and part of what hangs on that in turn.",
    left: (shown, total) => `${shown} of ${total} are drawn; the rest is on this page.`,
    drawing: (title) => `Network around ${title}`,
    asList: "The same as a list",
    dashed: "A dashed line joins what has to do with each other too.",
    alone: "Nothing is known yet that this initiative has to do with.",
    shapes: { initiative: "initiative", organisation: "organisation", theme: "theme", area: "area" },
    runs: "carries the initiative",
    supports: (what) => `helps with ${what}`,
    theme: "theme",
    area: "area",
    runsToo: "is carried too",
    supportsToo: "is helped too",
    runsAlso: (organisation, initiative) => `${organisation} also carries ${initiative}`,
    supportsAlso: (organisation, initiative) => `${organisation} also helps ${initiative}`,
    works: (kind, one, other) => `${one} and ${other}: ${kind}`,
  },
};
