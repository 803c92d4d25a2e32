// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";
import type { Age } from "./ages";

interface Texts {
  title: string;
  intro: string;
  term: string;
  budgets: string;
  ages: Record<Age, string>;
  caption: string;
  role: string;
  allRoles: string;
  every: string;
  age: string;
  allAges: string;
  cell: (count: string, role: string, age: string) => string;
  total: (count: string) => string;
  none: string;
  noneAtAll: string;
  noText: string;
  from: string;
  nobody: string;
  amount: string;
  department: string;
  askedOn: string;
  waiting: (days: string) => string;
  round: string;
  case: string;
  openCase: (request: string) => string;
}

export const messages: Messages<Texts> = {
  nl: {
    title: "Nog niet beantwoorde vragen",
    intro: "Wat initiatieven de gemeente vroegen en waarop nog geen antwoord is vastgelegd. Wie het langst wacht, staat bovenaan.",
    term:
      "Op een aanvraag moet de gemeente binnen een redelijke termijn beslissen. Noemt de wet geen andere termijn, dan is " +
      "dat ten hoogste acht weken (artikel 4:13 van de Algemene wet bestuursrecht). Niet elke vraag hier is zo'n aanvraag, " +
      "en de termijn kan zijn verlengd: het zaaksysteem geeft de doorslag.",
    budgets: "Bij vragen uit een burgerbegroting staat niet altijd in het bestand wanneer zij zijn gesteld of wat de uitslag was.",
    ages: {
      lang: "Langer dan 8 weken",
      midden: "2 tot 8 weken",
      kort: "Korter dan 2 weken",
      onbekend: "Datum niet bekend",
    },
    caption: "Aantal vragen naar rol en wachttijd",
    role: "Rol van de gemeente",
    allRoles: "Alle rollen",
    every: "Totaal",
    age: "Wachttijd",
    allAges: "Alle wachttijden",
    cell: (count, role, age) => `${count} vragen: ${role}, ${age}`,
    total: (count) => (count === "1" ? "1 vraag" : `${count} vragen`),
    none: "Er zijn geen vragen die hieraan voldoen. Kies een andere rol of wachttijd.",
    noneAtAll: "Er zijn geen vragen zonder antwoord.",
    noText: "Vraag zonder omschrijving",
    from: "Initiatief",
    nobody: "niet bekend",
    amount: "Bedrag",
    department: "Afdeling",
    askedOn: "Gesteld op",
    waiting: (days) => (days === "1" ? "1 dag geleden" : `${days} dagen geleden`),
    round: "Burgerbegroting",
    case: "Zaak",
    openCase: (request) => `Open de zaak van ‘${request}’`,
  },
  en: {
    title: "Requests without an answer",
    intro: "What initiatives asked of the municipality, and of which no answer is recorded. Who has waited longest comes first.",
    term:
      "An application must be decided on within a reasonable term. Where the law names no other, that is eight weeks at " +
      "most (article 4:13 of the Dutch General Administrative Law Act). Not every request here is such an application, and " +
      "the term may have been extended: the case system is decisive.",
    budgets: "Files with a participatory budget do not always say when something was asked, or what came of it.",
    ages: {
      lang: "More than 8 weeks",
      midden: "2 to 8 weeks",
      kort: "Less than 2 weeks",
      onbekend: "Day not known",
    },
    caption: "Number of requests by role and waiting time",
    role: "Role of the municipality",
    allRoles: "All roles",
    every: "Total",
    age: "Waiting time",
    allAges: "All waiting times",
    cell: (count, role, age) => `${count} requests: ${role}, ${age}`,
    total: (count) => (count === "1" ? "1 request" : `${count} requests`),
    none: "There are no requests that match this. Choose another role or waiting time.",
    noneAtAll: "There are no requests without an answer.",
    noText: "Request without a description",
    from: "Initiative",
    nobody: "not known",
    amount: "Amount",
    department: "Department",
    askedOn: "Asked on",
    waiting: (days) => (days === "1" ? "1 day ago" : `${days} days ago`),
    round: "Participatory budget",
    case: "Case",
    openCase: (request) => `Open the case of ‘${request}’`,
  },
};
