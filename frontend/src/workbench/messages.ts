// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../language/language";
import type { Section } from "./sections";

interface Texts {
  title: string;
  menu: string;
  sections: Record<Section, string>;
  about: string;
  abilities: string[];
  staffOnly: string;
  signIn: string;
}

export const messages: Messages<Texts> = {
  nl: {
    title: "Werkbank",
    menu: "Onderdelen van de werkbank",
    sections: {
      kansen: "Kansen",
      waarom: "Waarom (niet)?",
      vragen: "Vragen aan de gemeente",
      bestanden: "Bestanden",
    },
    about: "De werkbank is voor medewerkers van de gemeente: de gebiedsmanager en de initiatievenmakelaar. Zij kunnen hier:",
    abilities: [
      "zien welke initiatieven en organisaties iets aan elkaar hebben, en waarom;",
      "twee van hen vergelijken, en nagaan wat een verbinding in het netwerk zou veranderen;",
      "vastleggen wie zij met elkaar in contact brachten, of waarom niet;",
      "zien welke vragen aan de gemeente nog niet zijn beantwoord;",
      "bestanden inlezen met een burgerbegroting of met gebieden.",
    ],
    staffOnly: "Log in om verder te gaan.",
    signIn: "Inloggen",
  },
  en: {
    title: "Workbench",
    menu: "Parts of the workbench",
    sections: {
      kansen: "Opportunities",
      waarom: "Why (not)?",
      vragen: "Requests to the municipality",
      bestanden: "Files",
    },
    about: "The workbench is for staff of the municipality: the area manager and the initiatives broker. Here they can:",
    abilities: [
      "see which initiatives and organisations have something to offer each other, and why;",
      "compare two of them, and find out what a connection would change in the network;",
      "record whom they introduced to each other, or why not;",
      "see which requests to the municipality have not been answered yet;",
      "load files with a participatory budget or with areas.",
    ],
    staffOnly: "Sign in to go on.",
    signIn: "Sign in",
  },
};
