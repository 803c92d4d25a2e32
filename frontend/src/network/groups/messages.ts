// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";

interface Texts {
  about: string;
  groups: string;
  none: string;
  more: (shown: string, total: string) => string;
  unstable: string;
  residents: (count: string) => string;
  themes: string;
  areas: string;
  initiatives: string;
  organisations: string;
  gaps: string;
  gapsAbout: string;
  noGaps: string;
  and: string;
  closest: string;
  shared: (what: string) => string;
  blindSpots: string;
}

export const messages: Messages<Texts> = {
  nl: {
    about:
      "Een groep is een deel van het netwerk waarin men meer met elkaar verbonden is dan met de rest. Beëindigde initiatieven tellen niet mee, tenzij u een status of dag kiest.",
    groups: "Groepen",
    none: "In deze selectie zijn geen groepen van twee of meer verbonden initiatieven. Kies andere verbanden of een ruimere selectie.",
    more: (shown, total) => `De ${shown} grootste van ${total} groepen. De download heeft ze alle.`,
    unstable: "Wisselend",
    residents: (count) => `Er doen ${count} inwoners mee.`,
    themes: "Thema's",
    areas: "Gebieden",
    initiatives: "Centrale initiatieven",
    organisations: "Centrale organisaties",
    gaps: "Gaten tussen groepen",
    gapsAbout: "Groepen die iets gemeen hebben, maar onderling veel minder verbonden zijn dan naar hun omvang te verwachten is.",
    noGaps: "Er zijn geen opvallende gaten.",
    and: "en",
    closest: "Wie het meest op elkaar lijken, en kennis zouden kunnen maken:",
    shared: (what) => `Gemeen: ${what}`,
    blindSpots: "Waar weinig gebeurt, staat op de kaart",
  },
  en: {
    about:
      "A community is a part of the network that is joined more among itself than to the rest. Ended initiatives are left out here, unless you choose a status or day.",
    groups: "Communities",
    none: "This selection has no communities of two or more joined initiatives. Choose other ties or a wider selection.",
    more: (shown, total) => `The ${shown} largest of ${total} communities. The download has all.`,
    unstable: "Changing",
    residents: (count) => `${count} residents take part.`,
    themes: "Themes",
    areas: "Areas",
    initiatives: "Central initiatives",
    organisations: "Central organisations",
    gaps: "Gaps between communities",
    gapsAbout: "Communities that have something in common, but are joined far less than their size suggests.",
    noGaps: "There are no gaps that stand out.",
    and: "and",
    closest: "Who are most alike, and could be introduced:",
    shared: (what) => `In common: ${what}`,
    blindSpots: "Where little happens is on the map",
  },
};
