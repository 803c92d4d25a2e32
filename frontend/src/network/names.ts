// SPDX-License-Identifier: EUPL-1.2
// What types of nodes, relations and centralities are called, and what each centrality means.
import type { CentralityMeasure, NodeType, RelationType } from "../api/generated/schema";
import { useMessages, type Messages } from "../language/language";

interface Names {
  type: Record<NodeType, string>;
  relation: Record<RelationType, string>;
  meaning: Record<CentralityMeasure, string>;
}

const names: Messages<Names> = {
  nl: {
    type: {
      INITIATIVE: "Initiatief",
      ORGANISATION: "Organisatie",
      RESIDENT: "Inwoner",
      AREA: "Gebied",
      THEME: "Thema",
      MUNICIPALITY: "Gemeente",
      NEED: "Vraag",
      OFFER: "Aanbod",
      SUPPORT_REQUEST: "Vraag aan de gemeente",
      BUDGET: "Bewonersbudget",
      VERDICT: "Besluit",
    },
    relation: {
      CONNECTED_TO: "Initiatieven die samenwerken",
      RUNS: "Organisatie draagt een initiatief",
      SUPPORTS: "Organisatie steunt een initiatief",
      SHARES_BACKERS: "Gesteund door dezelfde inwoners",
      ABOUT: "Thema van een initiatief",
      LOCATED_IN: "Plaats van een initiatief",
      PART_OF: "Gebied ligt in een groter gebied",
      BELONGS_TO: "Gebied hoort bij de gemeente",
      REPRESENTS: "Organisatie spreekt voor een gebied",
      NEEDS: "Wat een initiatief zoekt",
      OFFERS: "Wat een initiatief aanbiedt",
      PROVIDES: "Wat een organisatie aanbiedt",
      ASKS: "Wat een initiatief aan de gemeente vroeg",
      ASKED_OF: "Aan welke gemeente",
      COMPETED_IN: "In welk bewonersbudget",
      HELD_BY: "Van wie een bewonersbudget is",
      INITIATES: "Inwoner trekt een initiatief",
      PARTICIPATES_IN: "Inwoner doet mee",
      MEMBER_OF: "Inwoner is lid van een organisatie",
      BACKS: "Inwoner steunt een initiatief",
      LIVES_IN: "Inwoner woont in een gebied",
    },
    meaning: {
      DEGREE: "Met welk deel van alle anderen iemand rechtstreeks verbonden is. Wie hoog staat, kent veel anderen.",
      STRENGTH:
        "Hoeveel verbanden iemand heeft, of hoeveel initiatieven met elkaar delen. Wie hoog staat, heeft veel en sterke verbindingen.",
      BETWEENNESS:
        "Hoe vaak iemand op de kortste weg tussen twee anderen ligt. Wie hoog staat, verbindt delen van het netwerk; valt die weg, dan raken anderen elkaar sneller kwijt.",
      PAGERANK:
        "Hoe vaak u ergens langskomt als u steeds een willekeurig verband volgt. Wie hoog staat, is verbonden met anderen die zelf goed verbonden zijn.",
      CLOSENESS:
        "In hoe weinig stappen iemand bij de anderen is. Wie hoog staat, bereikt het netwerk snel, bijvoorbeeld met nieuws.",
      HARMONIC:
        "Hoe dichtbij alle anderen zijn, waarbij dichtbij zwaarder telt dan ver. Ook bruikbaar als het netwerk uit losse delen bestaat.",
      EIGENVECTOR: "Hoe goed iemand verbonden is met anderen die zelf goed verbonden zijn, in het grootste deel van het netwerk.",
      CORE: "Tot welke hechte kern iemand hoort: het grootste getal k waarvoor iemand in een groep zit waarin ieder met k anderen verbonden is.",
    },
  },
  en: {
    type: {
      INITIATIVE: "Initiative",
      ORGANISATION: "Organisation",
      RESIDENT: "Resident",
      AREA: "Area",
      THEME: "Theme",
      MUNICIPALITY: "Municipality",
      NEED: "Need",
      OFFER: "Offer",
      SUPPORT_REQUEST: "Request to the municipality",
      BUDGET: "Participatory budget",
      VERDICT: "Decision",
    },
    relation: {
      CONNECTED_TO: "Initiatives that work together",
      RUNS: "Organisation carries an initiative",
      SUPPORTS: "Organisation supports an initiative",
      SHARES_BACKERS: "Backed by the same residents",
      ABOUT: "Theme of an initiative",
      LOCATED_IN: "Place of an initiative",
      PART_OF: "Area lies in a larger area",
      BELONGS_TO: "Area belongs to the municipality",
      REPRESENTS: "Organisation speaks for an area",
      NEEDS: "What an initiative looks for",
      OFFERS: "What an initiative offers",
      PROVIDES: "What an organisation offers",
      ASKS: "What an initiative asked of the municipality",
      ASKED_OF: "Of which municipality",
      COMPETED_IN: "In which participatory budget",
      HELD_BY: "Whose a participatory budget is",
      INITIATES: "Resident started an initiative",
      PARTICIPATES_IN: "Resident takes part",
      MEMBER_OF: "Resident is a member of an organisation",
      BACKS: "Resident backs an initiative",
      LIVES_IN: "Resident lives in an area",
    },
    meaning: {
      DEGREE: "To what part of all others someone is joined directly. Who ranks high knows many others.",
      STRENGTH:
        "How many relations someone has, or how much initiatives share. Who ranks high has many and strong connections.",
      BETWEENNESS:
        "How often someone is on the shortest way between two others. Who ranks high connects parts of the network; without them, others lose touch more easily.",
      PAGERANK:
        "How often you come by if you keep following relations at random. Who ranks high is joined to others who are well joined themselves.",
      CLOSENESS: "In how few steps someone is with the others. Who ranks high reaches the network quickly, with news for instance.",
      HARMONIC: "How near all others are, where near counts for more than far. Also of use when the network is in several parts.",
      EIGENVECTOR: "How well someone is joined to others who are well joined themselves, in the largest part of the network.",
      CORE: "To which close core someone belongs: the largest number k for which they are in a group where each is joined to k others.",
    },
  },
};

export function useNetworkNames(): Names {
  return useMessages(names);
}
