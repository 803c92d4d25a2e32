// SPDX-License-Identifier: EUPL-1.2
// What the values of the API's enums are called.
import type {
  AreaLevel,
  CentralityMeasure,
  ConnectionKind,
  InitiativeStatus,
  OpportunityKind,
  OrganisationKind,
  RequestState,
  ResourceKind,
  Signal,
  SupportRole,
} from "../api/generated/schema";
import { useMessages, type Messages } from "./language";

interface Names {
  status: Record<InitiativeStatus, string>;
  opportunity: Record<OpportunityKind, string>;
  signal: Record<Signal, string>;
  role: Record<SupportRole, string>;
  request: Record<RequestState, string>;
  resource: Record<ResourceKind, string>;
  organisation: Record<OrganisationKind, string>;
  connection: Record<ConnectionKind, string>;
  level: Record<AreaLevel, string>;
  levels: Record<AreaLevel, string>;
  measure: Record<CentralityMeasure, string>;
  /** By the name of the type: what an opportunity can be between. */
  party: Record<string, string>;
}

const names: Messages<Names> = {
  nl: {
    status: { IDEA: "Idee", STARTING: "In oprichting", ACTIVE: "Actief", PAUSED: "Ligt stil", ENDED: "Beëindigd" },
    opportunity: {
      SHARED_PEOPLE: "Delen mensen",
      SIMILAR: "Lijken op elkaar",
      COMPLEMENTARY: "Vraag en aanbod",
      BRIDGE: "Brug",
      SUPPORT: "Ondersteuning",
      JOINT_ASK: "Zelfde vraag aan de gemeente",
    },
    signal: {
      PEOPLE: "Mensen",
      ORGANISATIONS: "Organisaties",
      BACKING: "Steun van inwoners",
      CONNECTIONS: "Verbindingen",
      PATHS: "Via anderen",
      THEMES: "Thema",
      TEXT: "Onderwerp",
      PLACE: "Plaats",
      RESOURCES: "Vraag en aanbod",
      NEEDS: "Zelfde behoefte",
      ASKS: "Zelfde vraag aan de gemeente",
      ROLE: "Rol",
    },
    role: {
      FACILITATE: "Faciliteren",
      ORGANISE: "Organiseren",
      FINANCE: "Financieren",
      REGULATE: "Regelgeving",
    },
    request: {
      ASKED: "Nog niet beantwoord",
      GRANTED: "Toegezegd",
      DECLINED: "Afgewezen",
      WITHDRAWN: "Ingetrokken",
      DONE: "Afgerond",
    },
    resource: {
      SPACE: "Ruimte",
      PEOPLE: "Vrijwilligers",
      MONEY: "Geld",
      KNOWLEDGE: "Kennis",
      MATERIAL: "Materiaal",
      PERMIT: "Vergunning",
      PUBLICITY: "Bekendheid",
    },
    organisation: {
      VILLAGE_INTEREST: "Dorps- of wijkbelangen",
      COMMUNITY_CENTRE: "Dorps- of buurthuis",
      SPORTS: "Sport",
      CULTURE: "Cultuur",
      CARE: "Zorg en welzijn",
      EDUCATION: "Onderwijs",
      NATURE: "Natuur",
      FAITH: "Geloof",
      BUSINESS: "Bedrijf",
      FUND: "Fonds",
      OTHER: "Overig",
    },
    connection: {
      COOPERATES: "Werken samen",
      SHARES_SPACE: "Delen een ruimte",
      EXCHANGES_KNOWLEDGE: "Wisselen kennis uit",
      SUCCEEDS: "Volgt op",
    },
    level: { MUNICIPALITY: "Gemeente", DISTRICT: "Stadsdeel", WIJK: "Wijk", DORP: "Dorp", BUURT: "Buurt" },
    levels: { MUNICIPALITY: "Gemeente", DISTRICT: "Stadsdelen", WIJK: "Wijken", DORP: "Dorpen", BUURT: "Buurten" },
    measure: {
      DEGREE: "Aantal verbindingen",
      STRENGTH: "Gewicht van de verbindingen",
      PAGERANK: "Invloed (PageRank)",
      BETWEENNESS: "Tussenpositie",
      CLOSENESS: "Nabijheid",
      HARMONIC: "Nabijheid (harmonisch)",
      EIGENVECTOR: "Belangrijke buren",
      CORE: "Kern",
    },
    party: { Initiative: "initiatief", Organisation: "organisatie", Municipality: "gemeente" },
  },
  en: {
    status: { IDEA: "Idea", STARTING: "Starting", ACTIVE: "Active", PAUSED: "Paused", ENDED: "Ended" },
    opportunity: {
      SHARED_PEOPLE: "Share people",
      SIMILAR: "Alike",
      COMPLEMENTARY: "Need and offer",
      BRIDGE: "Bridge",
      SUPPORT: "Support",
      JOINT_ASK: "Same question to the municipality",
    },
    signal: {
      PEOPLE: "People",
      ORGANISATIONS: "Organisations",
      BACKING: "Backing by residents",
      CONNECTIONS: "Connections",
      PATHS: "Through others",
      THEMES: "Theme",
      TEXT: "Subject",
      PLACE: "Place",
      RESOURCES: "Need and offer",
      NEEDS: "Same need",
      ASKS: "Same question to the municipality",
      ROLE: "Role",
    },
    role: { FACILITATE: "Facilitate", ORGANISE: "Organise", FINANCE: "Finance", REGULATE: "Regulation" },
    request: {
      ASKED: "Not answered yet",
      GRANTED: "Granted",
      DECLINED: "Declined",
      WITHDRAWN: "Withdrawn",
      DONE: "Done",
    },
    resource: {
      SPACE: "Space",
      PEOPLE: "Volunteers",
      MONEY: "Money",
      KNOWLEDGE: "Knowledge",
      MATERIAL: "Material",
      PERMIT: "Permit",
      PUBLICITY: "Publicity",
    },
    organisation: {
      VILLAGE_INTEREST: "Village or neighbourhood council",
      COMMUNITY_CENTRE: "Community centre",
      SPORTS: "Sports",
      CULTURE: "Culture",
      CARE: "Care",
      EDUCATION: "Education",
      NATURE: "Nature",
      FAITH: "Faith",
      BUSINESS: "Business",
      FUND: "Fund",
      OTHER: "Other",
    },
    connection: {
      COOPERATES: "Work together",
      SHARES_SPACE: "Share a space",
      EXCHANGES_KNOWLEDGE: "Exchange knowledge",
      SUCCEEDS: "Succeeds",
    },
    level: { MUNICIPALITY: "Municipality", DISTRICT: "District", WIJK: "Wijk", DORP: "Village", BUURT: "Neighbourhood" },
    levels: {
      MUNICIPALITY: "Municipality",
      DISTRICT: "Districts",
      WIJK: "Wijken",
      DORP: "Villages",
      BUURT: "Neighbourhoods",
    },
    measure: {
      DEGREE: "Number of connections",
      STRENGTH: "Weight of connections",
      PAGERANK: "Influence (PageRank)",
      BETWEENNESS: "Betweenness",
      CLOSENESS: "Closeness",
      HARMONIC: "Closeness (harmonic)",
      EIGENVECTOR: "Important neighbours",
      CORE: "Core",
    },
    party: { Initiative: "initiative", Organisation: "organisation", Municipality: "municipality" },
  },
};

export function useNames(): Names {
  return useMessages(names);
}
