// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../language/language";
import type { Colour } from "./choices";
import type { Kind } from "./figures";

interface Texts {
  marks: string;
  cluster: string;
  line: string;
  lineLater: string;
  titles: Record<Colour, string>;
  overall: (rate: string) => string;
  areas: (count: number) => string;
  range: (from: string | null, to: string | null) => string;
  uncertain: string;
  kinds: Record<Exclude<Kind, number>, string>;
}

export const texts: Messages<Texts> = {
  nl: {
    marks: "Tekens op de kaart",
    cluster: "Meer initiatieven bij elkaar",
    line: "Werken samen",
    lineLater: "Werken samen (zoom in)",
    titles: {
      initiatieven: "Initiatieven per 1.000 inwoners",
      steun: "Initiatieven met steun per 1.000 inwoners",
      trekkers: "Trekkers per 1.000 inwoners",
      "witte-vlekken": "Initiatieven, vergeleken met het aantal inwoners",
    },
    overall: (rate) => `samen ${rate} per 1.000`,
    areas: (count) => (count === 1 ? "1 gebied" : `${count} gebieden`),
    range: (from, to) =>
      from === null ? (to === null ? "overal even veel" : `minder dan ${to}`) : to === null ? `${from} of meer` : `${from} tot ${to}`,
    uncertain: "Gearceerd: er zijn er zo weinig te verwachten dat het cijfer vooral toeval kan zijn",
    kinds: {
      fewer: "Minder dan te verwachten",
      expected: "Geen verschil, of het kan toeval zijn",
      more: "Meer dan te verwachten",
      tooSmall: "Minder dan 10 inwoners: hierover wordt niets verteld",
      withheld: "Minder dan 10: het aantal wordt niet verteld",
      noPopulation: "Aantal inwoners onbekend",
      notCovered: "Geen bron over het hele gebied: het kan zijn dat er wel initiatieven zijn",
    },
  },
  en: {
    marks: "Marks on the map",
    cluster: "Several initiatives together",
    line: "Work together",
    lineLater: "Work together (zoom in)",
    titles: {
      initiatieven: "Initiatives per 1,000 residents",
      steun: "Initiatives with support per 1,000 residents",
      trekkers: "Initiators per 1,000 residents",
      "witte-vlekken": "Initiatives, compared with the number of residents",
    },
    overall: (rate) => `together ${rate} per 1,000`,
    areas: (count) => (count === 1 ? "1 area" : `${count} areas`),
    range: (from, to) =>
      from === null ? (to === null ? "the same everywhere" : `less than ${to}`) : to === null ? `${from} or more` : `${from} to ${to}`,
    uncertain: "Hatched: so few are to be expected that the figure may be mostly chance",
    kinds: {
      fewer: "Fewer than is to be expected",
      expected: "No difference, or it may be chance",
      more: "More than is to be expected",
      tooSmall: "Fewer than 10 residents, about whom nothing is told",
      withheld: "Fewer than 10: the number is not told",
      noPopulation: "Number of residents unknown",
      notCovered: "No source covers the whole area, so there may be initiatives that are not known",
    },
  },
};
