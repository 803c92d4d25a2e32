// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../language/language";
import type { Part } from "./parts";
import type { Size, Ties } from "./selection";

interface Texts {
  title: string;
  about: string;
  menu: string;
  parts: Record<Part, string>;
  filters: string;
  network: string;
  projection: string;
  projections: { FULL: string; INITIATIVES: string };
  ties: string;
  tieNames: Record<Ties, string>;
  measure: string;
  size: string;
  sizes: Record<Size, string>;
  ownTies: string;
  types: string;
  typesHelp: string;
  noneChosen: string;
  staffRelations: string;
  computing: string;
  computingWhat: (what: string, done: string, total: string) => string;
  computingAlone: (what: string) => string;
  tasks: { communities: string; gaps: string; groups: string; fragility: string; repairs: string; supposed: string; other: string; centrality: (measure: string) => string };
  tooLong: string;
  tooLongHelp: string;
  downloads: string;
  gapsFile: string;
  networkFiles: string;
  networkFilesHelp: string;
  networkFigures: string;
  networkFormats: Record<string, string>;
}

export const messages: Messages<Texts> = {
  nl: {
    title: "Netwerk",
    about: "Wie is met wie verbonden, wie staat centraal, welke groepen zijn er en waar is het netwerk kwetsbaar?",
    menu: "Onderdelen van het netwerk",
    parts: {
      tekening: "Tekening",
      tabel: "Tabel",
      groepen: "Groepen",
      kwetsbaar: "Kwetsbare plekken",
      "wat-als": "Wat als",
    },
    filters: "Welke initiatieven",
    network: "Welk netwerk",
    projection: "Wie staan erin",
    projections: { FULL: "Initiatieven en wie erbij horen", INITIATIVES: "Alleen initiatieven" },
    ties: "Welke verbanden",
    tieNames: {
      samen: "Wat mensen samen doen",
      steun: "Steun van dezelfde inwoners",
      inhoud: "Thema's en gebieden",
      alle: "Alle verbanden",
      zelf: "Zelf kiezen",
    },
    measure: "Maat",
    size: "Hoeveel",
    sizes: {
      "100": "De hoogste 100",
      "300": "De hoogste 300",
      "1000": "De hoogste 1.000",
      "2000": "De hoogste 2.000",
    },
    ownTies: "Verbanden",
    types: "Alleen deze soorten",
    typesHelp: "Kiest u niets, dan doet alles mee.",
    noneChosen: "Kies minstens één verband.",
    staffRelations: "Verbanden van inwoners zijn er alleen voor medewerkers die zijn ingelogd.",
    computing: "Bezig met rekenen…",
    computingWhat: (what, done, total) => `Bezig met rekenen: ${what}, ${done} van ${total}`,
    computingAlone: (what) => `Bezig met rekenen: ${what}`,
    tasks: {
      communities: "groepen zoeken",
      gaps: "gaten tussen groepen zoeken",
      groups: "groepen beschrijven",
      fragility: "kwetsbare plekken zoeken",
      repairs: "herstel zoeken",
      supposed: "gevolgen berekenen",
      other: "een andere berekening",
      centrality: (measure) => `maat “${measure}”`,
    },
    tooLong: "Deze selectie is te groot om nu te berekenen.",
    tooLongHelp: "Kies een gebied of een thema, kies ‘Alleen initiatieven’, of kies andere verbanden.",
    downloads: "Downloaden",
    gapsFile: "Gaten",
    networkFiles: "Het netwerk zelf, voor andere programma's",
    networkFilesHelp: "Alle initiatieven van deze selectie met alles waarmee ze verbonden zijn, zoals u het mag zien.",
    networkFigures: "De cijfers van deze pagina staan erbij, om op te kleuren; alleen niet in JSON Lines.",
    networkFormats: {
      graphml: "GraphML",
      gexf: "GEXF (Gephi)",
      cyjs: "Cytoscape",
      xlsx: "Excel (Kumu)",
      zip: "CSV",
      geojson: "GeoJSON",
      jsonl: "JSON Lines",
    },
  },
  en: {
    title: "Network",
    about: "Who is joined to whom, who is central, which communities are there, and where is the network fragile?",
    menu: "Parts of the network",
    parts: {
      tekening: "Drawing",
      tabel: "Table",
      groepen: "Communities",
      kwetsbaar: "Weak spots",
      "wat-als": "What if",
    },
    filters: "Which initiatives",
    network: "Which network",
    projection: "Who is in it",
    projections: { FULL: "Initiatives and who belong to them", INITIATIVES: "Initiatives only" },
    ties: "Which ties",
    tieNames: {
      samen: "What people do together",
      steun: "Backing by the same residents",
      inhoud: "Themes and areas",
      alle: "All ties",
      zelf: "Choose yourself",
    },
    measure: "Measure",
    size: "How many",
    sizes: {
      "100": "The highest 100",
      "300": "The highest 300",
      "1000": "The highest 1,000",
      "2000": "The highest 2,000",
    },
    ownTies: "Ties",
    types: "Only these types",
    typesHelp: "If you choose none, all take part.",
    noneChosen: "Choose at least one tie.",
    staffRelations: "Ties of residents are there only for staff who have signed in.",
    computing: "Computing…",
    computingWhat: (what, done, total) => `Computing: ${what}, ${done} of ${total}`,
    computingAlone: (what) => `Computing: ${what}`,
    tasks: {
      communities: "finding communities",
      gaps: "finding gaps between communities",
      groups: "describing communities",
      fragility: "finding weak spots",
      repairs: "finding repairs",
      supposed: "computing consequences",
      other: "another computation",
      centrality: (measure) => `measure “${measure}”`,
    },
    tooLong: "This selection is too large to compute now.",
    tooLongHelp: "Choose an area or a theme, choose ‘Initiatives only’, or choose other ties.",
    downloads: "Download",
    gapsFile: "Gaps",
    networkFiles: "The network itself, for other programs",
    networkFilesHelp: "All initiatives of this selection with all that they are joined to, as you may see it.",
    networkFigures: "The figures of this page come along, to colour by; only not in JSON Lines.",
    networkFormats: {
      graphml: "GraphML",
      gexf: "GEXF (Gephi)",
      cyjs: "Cytoscape",
      xlsx: "Excel (Kumu)",
      zip: "CSV",
      geojson: "GeoJSON",
      jsonl: "JSON Lines",
    },
  },
};
