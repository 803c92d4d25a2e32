// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";

interface Texts {
  title: string;
  intro: string;
  theme: string;
  everything: string;
  kind: string;
  allKinds: string;
  total: (count: string) => string;
  none: string;
  nothingToTell: string;
  score: (score: string) => string;
  earlier: (by: string, day: string, reason: string) => string;
  earlierIntroduced: (by: string, day: string, reason: string) => string;
  changed: string;
  actions: (headline: string) => string;
  compare: string;
  whatIf: string;
  dismiss: string;
  introduced: string;
  dismissedNow: (reason: string) => string;
  introducedNow: (note: string) => string;
}

export const messages: Messages<Texts> = {
  nl: {
    title: "Kansen van vandaag",
    intro: "Wie hebben iets aan elkaar? De sterkste kans staat bovenaan. Wat al verbonden is, staat er niet bij.",
    theme: "Thema",
    everything: "Alle thema's",
    kind: "Soort kans",
    allKinds: "Alle soorten",
    total: (count) => (count === "1" ? "1 kans" : `${count} kansen`),
    none: "Er zijn nu geen kansen die hieraan voldoen.",
    nothingToTell: "Kies een ander gebied, een ander thema of een andere soort.",
    score: (score) => `score ${score}`,
    earlier: (by, day, reason) => `Eerder afgewezen door ${by} op ${day}: ‘${reason}’.`,
    earlierIntroduced: (by, day, reason) =>
      `Al met elkaar in contact gebracht door ${by} op ${day}${reason && `: ‘${reason}’`}.`,
    changed: "Sindsdien veranderd:",
    actions: (headline) => `Wat u kunt doen: ${headline}`,
    compare: "Vergelijk",
    whatIf: "Wat als we ze verbinden?",
    dismiss: "Niet doen",
    introduced: "In contact gebracht",
    dismissedNow: (reason) =>
      `U hebt deze kans afgewezen: ‘${reason}’. Zij komt alleen terug als er meer voor spreekt dan nu.`,
    introducedNow: (note) =>
      `U hebt vastgelegd dat deze twee met elkaar in contact zijn gebracht${note && `: ‘${note}’`}. ` +
      "De kans staat niet meer in de lijst.",
  },
  en: {
    title: "Today's opportunities",
    intro: "Who can help each other? The strongest opportunity comes first. What is connected already is left out.",
    theme: "Theme",
    everything: "All themes",
    kind: "Kind of opportunity",
    allKinds: "All kinds",
    total: (count) => (count === "1" ? "1 opportunity" : `${count} opportunities`),
    none: "There are no opportunities now that match this.",
    nothingToTell: "Choose another area, theme or kind.",
    score: (score) => `score ${score}`,
    earlier: (by, day, reason) => `Dismissed before by ${by} on ${day}: ‘${reason}’.`,
    earlierIntroduced: (by, day, reason) => `Introduced already by ${by} on ${day}${reason && `: ‘${reason}’`}.`,
    changed: "Changed since:",
    actions: (headline) => `What you can do: ${headline}`,
    compare: "Compare",
    whatIf: "What if we connect them?",
    dismiss: "Not this one",
    introduced: "Introduced",
    dismissedNow: (reason) =>
      `You dismissed this opportunity: ‘${reason}’. It only comes back when more speaks for it than now.`,
    introducedNow: (note) =>
      `You recorded that these two were introduced to each other${note && `: ‘${note}’`}. ` +
      "The opportunity is no longer in the list.",
  },
};
