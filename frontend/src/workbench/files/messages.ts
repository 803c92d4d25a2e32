// SPDX-License-Identifier: EUPL-1.2
import type { AreaLevel } from "../../api/generated/schema";
import type { Messages } from "../../language/language";

interface Texts {
  title: string;
  intro: string;
  kinds: string[];
  safe: string;
  choose: string;
  drop: string;
  chosen: (name: string, size: string) => string;
  unknown: string;
  tooLarge: string;
  ballots: string;
  ballotsHelp: string;
  ballotChoices: { SHARED: string; KEEP: string };
  options: string;
  level: string;
  levelHelp: string;
  noLevel: string;
  municipality: string;
  municipalityHelp: string;
  load: string;
  sending: (percent: string) => string;
  reading: string;
  wrong: string;
  nothingWritten: string;
  unreachable: string;
  expired: string;
  did: (file: string) => string;
  empty: string;
  nothingNew: string;
  summary: (made: string, changed: string) => string;
  caption: string;
  columns: { type: string; read: string; made: string; changed: string; unchanged: string };
  types: Record<string, string>;
  onMap: (municipality: string) => string;
  opportunities: string;
  outlines: (areas: string) => string;
  andMore: (count: string) => string;
  another: string;
  levels: Record<AreaLevel, string>;
}

export const messages: Messages<Texts> = {
  nl: {
    title: "Een bestand inlezen",
    intro: "Lees gegevens in uit een bestand. Dit kan:",
    kinds: [
      "een burgerbegroting van Pabulib (.pb): de plannen worden initiatieven, met wat zij de gemeente vroegen;",
      "gebieden in GeoJSON (.geojson of .json): wijken, buurten of dorpen met hun grenzen.",
    ],
    safe: "Is er iets mis in het bestand, dan wordt er niets van opgeslagen. Hetzelfde bestand nog eens inlezen verandert niets.",
    choose: "Kies een bestand",
    drop: "U kunt het bestand ook hierheen slepen.",
    chosen: (name, size) => `Gekozen: ${name} (${size})`,
    unknown: "Dit soort bestand kan niet worden ingelezen. Kies een bestand dat eindigt op .pb, .geojson of .json.",
    tooLarge: "Dit bestand is groter dan 100 MB. Vraag de beheerder om het in te lezen.",
    ballots: "Stemmen",
    ballotsHelp: "Bewaar kiezers alleen voor onderzoek: wie wat koos, is zo goed als een vingerafdruk.",
    ballotChoices: {
      SHARED: "Alleen wat plannen delen, vanaf tien stemmers",
      KEEP: "Ook elke kiezer, onder een pseudoniem",
    },
    options: "Wat er niet in het bestand staat",
    level: "Soort gebied",
    levelHelp: "Nodig als de gebieden geen CBS-code hebben.",
    noLevel: "Staat in het bestand",
    municipality: "Gemeente",
    municipalityHelp: "Nodig als het bestand geen gemeente noemt. Een naam, of een code zoals GM0106.",
    load: "Inlezen",
    sending: (percent) => `Het bestand wordt verstuurd: ${percent}`,
    reading: "Het bestand wordt gelezen en opgeslagen…",
    wrong: "Er is iets mis met dit bestand. De melding is in het Engels:",
    nothingWritten: "Er is niets van opgeslagen. Verbeter het bestand en lees het opnieuw in.",
    unreachable: "Het bestand kon niet worden verstuurd. Probeer het over een paar minuten opnieuw.",
    expired: "Uw toegangscode is niet meer geldig. Log opnieuw in.",
    did: (file) => `Wat ${file} deed`,
    empty: "Er staat niets in dit bestand dat kan worden ingelezen.",
    nothingNew: "Alles in dit bestand stond er al; er is niets veranderd.",
    summary: (made, changed) => `${made} gegevens gemaakt, ${changed} veranderd.`,
    caption: "Per soort wat er is gelezen en opgeslagen",
    columns: { type: "Soort", read: "Gelezen", made: "Gemaakt", changed: "Veranderd", unchanged: "Was er al zo" },
    types: {
      Initiative: "Initiatieven",
      SupportRequest: "Vragen aan de gemeente",
      Budget: "Burgerbegrotingen",
      Municipality: "Gemeenten",
      Area: "Gebieden",
      Theme: "Thema's",
      Resident: "Kiezers (pseudoniemen)",
      SharesBackers: "Gedeelde steun van twee initiatieven",
      Backs: "Stemmen",
      Asks: "Welk initiatief een vraag stelde",
      AskedOf: "Aan welke gemeente een vraag is gesteld",
      CompetedIn: "In welke burgerbegroting een vraag meedeed",
      LocatedIn: "In welk gebied een initiatief ligt",
      About: "Over welk thema een initiatief gaat",
      HeldBy: "Van welke gemeente een burgerbegroting is",
      PartOf: "In welk gebied een gebied ligt",
      BelongsTo: "Bij welke gemeente een gebied hoort",
    },
    onMap: (municipality) => `Bekijk ${municipality} op de kaart`,
    opportunities: "Bekijk de kansen",
    outlines: (areas) =>
      `Van deze gebieden is nog geen grens bekend: ${areas}. Initiatieven daar komen op de kaart zodra u de gebieden inleest.`,
    andMore: (count) => `en nog ${count}`,
    another: "Nog een bestand inlezen",
    levels: { MUNICIPALITY: "Gemeenten", DISTRICT: "Stadsdelen", WIJK: "Wijken", BUURT: "Buurten", DORP: "Dorpen" },
  },
  en: {
    title: "Load a file",
    intro: "Load data from a file. This can be:",
    kinds: [
      "a participatory budget from Pabulib (.pb): its projects become initiatives, with what they asked of the municipality;",
      "areas in GeoJSON (.geojson or .json): wijken, neighbourhoods or villages with their outlines.",
    ],
    safe: "If something is wrong in the file, nothing of it is stored. Loading the same file again changes nothing.",
    choose: "Choose a file",
    drop: "You can also drag the file here.",
    chosen: (name, size) => `Chosen: ${name} (${size})`,
    unknown: "This kind of file cannot be loaded. Choose a file whose name ends in .pb, .geojson or .json.",
    tooLarge: "This file is larger than 100 MB. Ask the administrator to load it.",
    ballots: "Ballots",
    ballotsHelp: "Keep voters only for research: who chose what is as good as a fingerprint.",
    ballotChoices: {
      SHARED: "Only what projects share, from ten voters up",
      KEEP: "Each voter too, under a pseudonym",
    },
    options: "What is not in the file",
    level: "Kind of area",
    levelHelp: "Needed when the areas have no CBS code.",
    noLevel: "Is in the file",
    municipality: "Municipality",
    municipalityHelp: "Needed when the file names no municipality. A name, or a code such as GM0106.",
    load: "Load",
    sending: (percent) => `The file is being sent: ${percent}`,
    reading: "The file is being read and stored…",
    wrong: "Something is wrong with this file:",
    nothingWritten: "Nothing of it was stored. Correct the file and load it again.",
    unreachable: "The file could not be sent. Try again in a few minutes.",
    expired: "Your access code is no longer valid. Sign in again.",
    did: (file) => `What ${file} did`,
    empty: "There is nothing in this file that can be loaded.",
    nothingNew: "Everything in this file was here already; nothing has changed.",
    summary: (made, changed) => `${made} records made, ${changed} changed.`,
    caption: "By kind, what was read and stored",
    columns: { type: "Kind", read: "Read", made: "Made", changed: "Changed", unchanged: "Already so" },
    types: {
      Initiative: "Initiatives",
      SupportRequest: "Requests to the municipality",
      Budget: "Participatory budgets",
      Municipality: "Municipalities",
      Area: "Areas",
      Theme: "Themes",
      Resident: "Voters (pseudonyms)",
      SharesBackers: "Backing shared by two initiatives",
      Backs: "Votes",
      Asks: "Which initiative made a request",
      AskedOf: "To which municipality a request was made",
      CompetedIn: "In which participatory budget a request competed",
      LocatedIn: "In which area an initiative is",
      About: "About which theme an initiative is",
      HeldBy: "Of which municipality a participatory budget is",
      PartOf: "In which area an area lies",
      BelongsTo: "To which municipality an area belongs",
    },
    onMap: (municipality) => `See ${municipality} on the map`,
    opportunities: "See the opportunities",
    outlines: (areas) =>
      `No outline is known yet of these areas: ${areas}. Initiatives there come on the map once you load the areas.`,
    andMore: (count) => `and ${count} more`,
    another: "Load another file",
    levels: { MUNICIPALITY: "Municipalities", DISTRICT: "Districts", WIJK: "Wijken", BUURT: "Buurten", DORP: "Villages" },
  },
};
