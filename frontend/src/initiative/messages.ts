// SPDX-License-Identifier: EUPL-1.2
import type { EvidenceKind } from "../api/generated/schema";
import type { Messages } from "../language/language";

interface Texts {
  absent: string;
  ended: (reason: string | null) => string;
  noOpportunities: string;
  period: string;
  until: (day: string) => string;
  themes: string;
  areas: string;
  website: string;
  contact: string;
  confirmed: string;
  notConfirmed: string;
  stillActive: string;
  atArea: string;
  atVenue: string;
  exact: string;
  onMap: string;
  who: string;
  organisers: string;
  supporters: string;
  nobody: string;
  initiators: string;
  participants: string;
  backers: string;
  noResidents: string;
  residents: (count: number, shown: string) => string;
  others: (shown: string) => string;
  residentsHidden: string;
  needs: string;
  noNeeds: string;
  offers: string;
  noOffers: string;
  exchange: string;
  noExchange: string;
  asked: string;
  noRequests: string;
  amountAsked: string;
  askedOn: string;
  decidedOn: string;
  department: string;
  caseUrl: string;
  openCase: string;
  budget: string;
  votes: (shown: string) => string;
  points: (shown: string) => string;
  selected: string;
  notSelected: string;
  connections: string;
  noConnections: string;
  since: (day: string) => string;
  related: string;
  relatedIntro: string;
  noRelated: string;
  share: (percent: string) => string;
  evidence: Record<EvidenceKind, (count: number, shown: string) => string>;
  sharedOrganisation: string;
  compare: string;
  history: string;
  fields: Record<Field, string>;
  precision: Record<"AREA" | "VENUE", string>;
}

export type Field =
  | "title"
  | "summary"
  | "status"
  | "endReason"
  | "since"
  | "until"
  | "website"
  | "contact"
  | "confirmedOn"
  | "locationPrecision"
  | "location";

export const messages: Messages<Texts> = {
  nl: {
    absent: "Dit initiatief is niet gevonden",
    ended: (reason) => (reason ? "Dit initiatief is beëindigd. Reden:" : "Dit initiatief is beëindigd."),
    noOpportunities: "Er worden geen verbindingen meer bij gezocht.",
    period: "Periode",
    until: (day) => `tot en met ${day}`,
    themes: "Thema's",
    areas: "Gebied",
    website: "Website",
    contact: "Contact",
    confirmed: "Voor het laatst bevestigd",
    notConfirmed: "nog niet",
    stillActive: "Nog actief?",
    atArea: "De stip staat in het midden van het gebied; de precieze plek is niet openbaar.",
    atVenue: "De stip staat op de plek zelf.",
    exact: "Het kruis staat op de precieze plek. Alleen medewerkers zien die.",
    onMap: "Bekijk op de kaart",
    who: "Wie",
    organisers: "Organisaties die het dragen",
    supporters: "Organisaties die helpen",
    nobody: "Er zijn geen organisaties bekend.",
    initiators: "Trekkers",
    participants: "Doen mee",
    backers: "Steunen het",
    noResidents: "Niemand bekend.",
    residents: (count, shown) => `${shown} ${count === 1 ? "inwoner" : "inwoners"}`,
    others: (shown) => `en nog ${shown}`,
    residentsHidden: "Welke inwoners het trekken, meedoen of het steunen, ziet alleen de gemeente.",
    needs: "Gezocht",
    noNeeds: "Er is niets bekend dat dit initiatief zoekt.",
    offers: "Aangeboden",
    noOffers: "Er is niets bekend dat dit initiatief aanbiedt.",
    exchange: "Vraag en aanbod",
    noExchange: "Er is niets bekend dat dit initiatief zoekt of aanbiedt.",
    asked: "Gevraagd aan de gemeente",
    noRequests: "Er zijn geen vragen aan de gemeente bekend.",
    amountAsked: "Gevraagd bedrag",
    askedOn: "Gevraagd op",
    decidedOn: "Besloten op",
    department: "Afdeling",
    caseUrl: "Zaak",
    openCase: "Open in het zaaksysteem",
    budget: "Burgerbegroting",
    votes: (shown) => `${shown} stemmen`,
    points: (shown) => `${shown} punten`,
    selected: "gekozen",
    notSelected: "niet gekozen",
    connections: "Werkt samen met",
    noConnections: "Er is geen samenwerking met andere initiatieven bekend.",
    since: (day) => `sinds ${day}`,
    related: "Verwante initiatieven",
    relatedIntro: "Initiatieven die mensen of organisaties delen met dit initiatief.",
    noRelated: "Er zijn geen initiatieven waarvan bekend is dat zij mensen of organisaties delen met dit initiatief.",
    share: (percent) => `${percent} van de verwantschap`,
    evidence: {
      ORGANISATION: (count, shown) => `${shown} ${count === 1 ? "organisatie" : "organisaties"} achter beide`,
      RESIDENT: (count, shown) => `${shown} ${count === 1 ? "inwoner doet" : "inwoners doen"} mee aan beide`,
      BACKER: (count, shown) => `${shown} ${count === 1 ? "inwoner steunde" : "inwoners steunden"} beide`,
      BACKING: (count, shown) => `${shown} ${count === 1 ? "inwoner steunde" : "inwoners steunden"} beide`,
    },
    sharedOrganisation: "staat achter beide",
    compare: "Vergelijken",
    history: "Geschiedenis",
    fields: {
      title: "Titel",
      summary: "Omschrijving",
      status: "Status",
      endReason: "Reden van beëindiging",
      since: "Begin",
      until: "Einde",
      website: "Website",
      contact: "Contact",
      confirmedOn: "Voor het laatst bevestigd",
      locationPrecision: "Precisie van de plek",
      location: "Plek",
    },
    precision: { AREA: "alleen het gebied", VENUE: "openbare plek" },
  },
  en: {
    absent: "This initiative was not found",
    ended: (reason) => (reason ? "This initiative has ended. Reason:" : "This initiative has ended."),
    noOpportunities: "No more connections are sought for it.",
    period: "Period",
    until: (day) => `until ${day}`,
    themes: "Themes",
    areas: "Area",
    website: "Website",
    contact: "Contact",
    confirmed: "Last confirmed",
    notConfirmed: "not yet",
    stillActive: "Still active?",
    atArea: "The dot is in the middle of the area; the exact place is not public.",
    atVenue: "The dot is at the place itself.",
    exact: "The cross is at the exact place. Only staff see it.",
    onMap: "See it on the map",
    who: "Who",
    organisers: "Organisations that carry it",
    supporters: "Organisations that help",
    nobody: "No organisations are known.",
    initiators: "Initiators",
    participants: "Take part",
    backers: "Back it",
    noResidents: "Nobody known.",
    residents: (count, shown) => `${shown} ${count === 1 ? "resident" : "residents"}`,
    others: (shown) => `and ${shown} more`,
    residentsHidden: "Which residents started it, take part or back it, only the municipality sees.",
    needs: "Looks for",
    noNeeds: "Nothing is known that this initiative looks for.",
    offers: "Offers",
    noOffers: "Nothing is known that this initiative offers.",
    exchange: "Needs and offers",
    noExchange: "Nothing is known that this initiative looks for or offers.",
    asked: "Asked of the municipality",
    noRequests: "No requests to the municipality are known.",
    amountAsked: "Amount asked",
    askedOn: "Asked on",
    decidedOn: "Decided on",
    department: "Department",
    caseUrl: "Case",
    openCase: "Open in the case system",
    budget: "Participatory budget",
    votes: (shown) => `${shown} votes`,
    points: (shown) => `${shown} points`,
    selected: "selected",
    notSelected: "not selected",
    connections: "Works together with",
    noConnections: "It is not known to work together with other initiatives.",
    since: (day) => `since ${day}`,
    related: "Related initiatives",
    relatedIntro: "Initiatives that share people or organisations with this one.",
    noRelated: "No initiatives are known to share people or organisations with this one.",
    share: (percent) => `${percent} of how related they are`,
    evidence: {
      ORGANISATION: (count, shown) => `${shown} ${count === 1 ? "organisation" : "organisations"} behind both`,
      RESIDENT: (count, shown) => `${shown} ${count === 1 ? "resident takes" : "residents take"} part in both`,
      BACKER: (count, shown) => `${shown} ${count === 1 ? "resident" : "residents"} backed both`,
      BACKING: (count, shown) => `${shown} ${count === 1 ? "resident" : "residents"} backed both`,
    },
    sharedOrganisation: "is behind both",
    compare: "Compare",
    history: "History",
    fields: {
      title: "Title",
      summary: "Description",
      status: "Status",
      endReason: "Why it ended",
      since: "Start",
      until: "End",
      website: "Website",
      contact: "Contact",
      confirmedOn: "Last confirmed",
      locationPrecision: "Precision of the place",
      location: "Place",
    },
    precision: { AREA: "the area only", VENUE: "a public place" },
  },
};
