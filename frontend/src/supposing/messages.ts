// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../language/language";

interface Texts {
  nothingWritten: string;
  tooLong: string;
  file: string;
  part: string;
  name: string;
  caption: string;
  figure: string;
  now: string;
  then: string;
  difference: string;
  figures: { components: string; largest: string; bridges: string; apart: string };
  less: (count: string) => string;
  more: (count: string) => string;
  equal: string;
  places: string;
  placesHelp: string;
  rises: (from: string, to: string) => string;
  falls: (from: string, to: string) => string;
  noPlaces: string;
  gained: string;
  lost: string;
  noneGained: string;
  noneLost: string;
  impossible: string;
}

export const messages: Messages<Texts> = {
  nl: {
    nothingWritten: "Dit is alleen een berekening, over het hele netwerk; er wordt niets vastgelegd.",
    tooLong: "Het netwerk is te groot om dit nu te berekenen. Probeer het later opnieuw.",
    file: "Gevolgen als CSV",
    part: "Onderdeel",
    name: "Naam",
    caption: "Het netwerk nu en dan",
    figure: "In het netwerk",
    now: "Nu",
    then: "Dan",
    difference: "Verschil",
    figures: {
      components: "Groepen die los van elkaar staan",
      largest: "Leden van de grootste groep",
      bridges: "Verbindingen waar een groep op rust (valt die weg, dan valt de groep uiteen)",
      apart: "Initiatieven zonder enige verbinding",
    },
    less: (count) => `${count} minder`,
    more: (count) => `${count} meer`,
    equal: "gelijk",
    places: "Wie van plaats verandert in het netwerk",
    placesHelp: "Plaats 1 is het meest centraal. De grootste veranderingen staan vooraan.",
    rises: (from, to) => `stijgt van plaats ${from} naar ${to}`,
    falls: (from, to) => `daalt van plaats ${from} naar ${to}`,
    noPlaces: "Niemand verandert van plaats.",
    gained: "Kansen die erbij komen",
    lost: "Kansen die verdwijnen",
    noneGained: "Er komen geen kansen bij.",
    noneLost: "Er verdwijnen geen kansen.",
    impossible: "Hierover is niets te berekenen.",
  },
  en: {
    nothingWritten: "This is only a computation, of the whole network; nothing is recorded.",
    tooLong: "The network is too large to compute this now. Try again later.",
    file: "Consequences as CSV",
    part: "Part",
    name: "Name",
    caption: "The network now and then",
    figure: "In the network",
    now: "Now",
    then: "Then",
    difference: "Difference",
    figures: {
      components: "Groups that are apart from each other",
      largest: "Members of the largest group",
      bridges: "Connections on which a group rests (without it, the group falls apart)",
      apart: "Initiatives without any connection",
    },
    less: (count) => `${count} fewer`,
    more: (count) => `${count} more`,
    equal: "the same",
    places: "Whose place in the network changes",
    placesHelp: "Place 1 is the most central. The largest changes come first.",
    rises: (from, to) => `rises from place ${from} to ${to}`,
    falls: (from, to) => `falls from place ${from} to ${to}`,
    noPlaces: "Nobody's place changes.",
    gained: "Opportunities that would come",
    lost: "Opportunities that would go",
    noneGained: "No opportunities would come.",
    noneLost: "No opportunities would go.",
    impossible: "Nothing can be computed about this.",
  },
};
