// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";

interface Texts {
  caption: (measure: string) => string;
  shown: (shown: string, total: string) => string;
  estimated: string;
  nobody: string;
  rank: string;
  name: string;
  type: string;
  group: string;
  percentile: string;
  explanation: string;
  drawing: string;
  show: string;
  about: (value: string) => string;
}

export const messages: Messages<Texts> = {
  nl: {
    caption: (measure) => `Wie staat centraal, naar ${measure}`,
    shown: (shown, total) => `De ${shown} met de hoogste waarde, van ${total}. De download heeft er tot 10.000.`,
    estimated: "Dit netwerk is groot: de waarden met ‘ca.’ zijn geschat. De uitleg zegt hoe ver ze ernaast kunnen zitten.",
    nobody: "Er zijn geen initiatieven die aan deze filters voldoen. Maak de selectie ruimer.",
    rank: "Plaats",
    name: "Naam",
    type: "Soort",
    group: "Groep",
    percentile: "Hoger dan",
    explanation: "Wat het betekent",
    drawing: "Tekening",
    show: "Wijs aan",
    about: (value) => `ca. ${value}`,
  },
  en: {
    caption: (measure) => `Who is central, by ${measure}`,
    shown: (shown, total) => `The ${shown} with the highest value, of ${total}. The download has up to 10,000.`,
    estimated: "This network is large: values with ‘ca.’ are estimated. The explanation says how far off they may be.",
    nobody: "No initiatives match these filters. Widen the selection.",
    rank: "Place",
    name: "Name",
    type: "Type",
    group: "Community",
    percentile: "Higher than",
    explanation: "What it means",
    drawing: "Drawing",
    show: "Point out",
    about: (value) => `ca. ${value}`,
  },
};
