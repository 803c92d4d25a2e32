// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";

interface Texts {
  scene: { resident: string; wheel: string; touch: string };
  zoom: { in: string; out: string; all: string };
  zoomSign: { in: string; out: string; all: string };
  unable: string;
  arranging: (percent: string) => string;
  grouping: string;
  groupless: string;
  colour: string;
  shape: string;
  size: string;
  unstable: string;
  residents: string;
  otherGroups: (groups: number, members: string) => string;
  noGroup: (members: string) => string;
  chosen: string;
  type: string;
  group: string;
  none: string;
  place: (value: string, rank: string, percentile: string) => string;
  joinedTo: (count: string) => string;
  andMore: (count: string) => string;
  andResidents: (residents: number, count: string) => string;
  release: string;
  search: string;
  searchHelp: string;
  unnamed: string;
  dots: (count: number) => string;
  ties: (count: number) => string;
  described: (nodes: string, ties: string, groups: number, measure: string) => string;
  sameFigures: string;
  truncated: (shown: string, total: string) => string;
  narrow: string;
  tiesLeftOut: (shown: string, total: string) => string;
  residentsDrawn: (count: string) => string;
  noTies: string;
  otherTies: string;
  nobody: string;
  savePng: string;
  saveSvg: string;
  notYet: string;
  noImage: string;
  sheetTitle: (selection: string) => string;
  wholeMunicipality: string;
}

export const messages: Messages<Texts> = {
  nl: {
    scene: {
      resident: "een inwoner",
      wheel: "Houd Ctrl ingedrukt om te zoomen",
      touch: "Gebruik twee vingers om de tekening te verschuiven",
    },
    zoom: { in: "Zoom in", out: "Zoom uit", all: "Toon alles" },
    zoomSign: { in: "+", out: "−", all: "⤢" },
    unable:
      "Uw browser kan het netwerk niet tekenen (WebGL ontbreekt of staat uit). De tabel en de andere onderdelen werken wel.",
    arranging: (percent) => `De tekening wordt gemaakt… ${percent}`,
    grouping: "Groepen worden gezocht; de kleuren volgen.",
    groupless: "De groepen konden niet worden berekend. De tekening heeft daarom geen kleuren.",
    colour: "Kleur: groep",
    shape: "Vorm: soort",
    size: "Grootte:",
    unstable: "wisselend",
    residents: "Inwoner, niet bij naam",
    otherGroups: (groups, members) => `${groups === 1 ? "Nog één groep" : `Nog ${groups} groepen`} (${members})`,
    noGroup: (members) => `In geen groep (${members})`,
    chosen: "Gekozen",
    type: "Soort",
    group: "Groep",
    none: "geen",
    place: (value, rank, percentile) => `${value}: plaats ${rank}, hoger dan ${percentile}% van de anderen`,
    joinedTo: (count) => `Verbonden met ${count} in deze tekening`,
    andMore: (count) => `en nog ${count}`,
    andResidents: (residents, count) => (residents === 1 ? "en 1 inwoner" : `en ${count} inwoners`),
    release: "Kies niets",
    search: "Zoek in de tekening",
    searchHelp: "Typ een deel van een naam",
    unnamed: "een inwoner",
    dots: (count) => (count === 1 ? "knoop" : "knopen"),
    ties: (count) => (count === 1 ? "verband" : "verbanden"),
    described: (nodes, ties, groups, measure) =>
      `Tekening van ${nodes} met ${ties} ertussen${groups ? `, gekleurd naar ${groups} groepen` : ""}; hoe groter, hoe hoger: ${measure}. De tabel geeft dezelfde cijfers.`,
    sameFigures: "Dezelfde cijfers als tabel",
    truncated: (shown, total) => `U ziet de ${shown} met de hoogste waarde, van ${total}.`,
    narrow: "Kies een gebied of thema, of teken er meer.",
    tiesLeftOut: (shown, total) => `Van de ${total} verbanden zijn de ${shown} zwaarste getekend.`,
    residentsDrawn: (count) =>
      `${count} inwoners die twee of meer van hen verbinden, zijn als stip getekend: zonder naam en zonder maat.`,
    noTies: "Er zijn in deze selectie geen verbanden van deze soort; ieder staat los.",
    otherTies: "Bekijk andere verbanden:",
    nobody: "Er zijn geen initiatieven die aan deze filters voldoen. Maak de selectie ruimer.",
    savePng: "Tekening als PNG",
    saveSvg: "Tekening als SVG",
    notYet: "De tekening is nog niet klaar. Probeer het zo nog eens.",
    noImage: "Uw browser kon er geen PNG van maken. Neem de SVG.",
    sheetTitle: (selection) => `Netwerk van initiatieven: ${selection}`,
    wholeMunicipality: "alles",
  },
  en: {
    scene: {
      resident: "a resident",
      wheel: "Hold Ctrl to zoom",
      touch: "Use two fingers to move the drawing",
    },
    zoom: { in: "Zoom in", out: "Zoom out", all: "Show all" },
    zoomSign: { in: "+", out: "−", all: "⤢" },
    unable:
      "Your browser cannot draw the network (WebGL is missing or turned off). The table and the other parts do work.",
    arranging: (percent) => `The drawing is being made… ${percent}`,
    grouping: "Communities are being found; colours will follow.",
    groupless: "The communities could not be computed, so the drawing has no colours.",
    colour: "Colour: community",
    shape: "Shape: type",
    size: "Size:",
    unstable: "changing",
    residents: "Resident, not named",
    otherGroups: (groups, members) => `${groups === 1 ? "One other community" : `${groups} other communities`} (${members})`,
    noGroup: (members) => `In no community (${members})`,
    chosen: "Chosen",
    type: "Type",
    group: "Community",
    none: "none",
    place: (value, rank, percentile) => `${value}: place ${rank}, higher than ${percentile}% of the others`,
    joinedTo: (count) => `Joined to ${count} in this drawing`,
    andMore: (count) => `and ${count} more`,
    andResidents: (residents, count) => (residents === 1 ? "and 1 resident" : `and ${count} residents`),
    release: "Choose nothing",
    search: "Search the drawing",
    searchHelp: "Type part of a name",
    unnamed: "a resident",
    dots: (count) => (count === 1 ? "node" : "nodes"),
    ties: (count) => (count === 1 ? "tie" : "ties"),
    described: (nodes, ties, groups, measure) =>
      `Drawing of ${nodes} with ${ties} between them${groups ? `, coloured by ${groups} communities` : ""}; the larger, the higher: ${measure}. The table has the same figures.`,
    sameFigures: "The same figures as a table",
    truncated: (shown, total) => `You see the ${shown} with the highest value, of ${total}.`,
    narrow: "Choose an area or theme, or draw more.",
    tiesLeftOut: (shown, total) => `Of ${total} ties the ${shown} heaviest are drawn.`,
    residentsDrawn: (count) =>
      `${count} residents who join two or more of them are drawn as dots: without a name and without a measure.`,
    noTies: "There are no ties of this kind in this selection; each stands apart.",
    otherTies: "Look at other ties:",
    nobody: "No initiatives match these filters. Widen the selection.",
    savePng: "Drawing as PNG",
    saveSvg: "Drawing as SVG",
    notYet: "The drawing is not ready yet. Try again in a moment.",
    noImage: "Your browser could not make a PNG of it. Take the SVG.",
    sheetTitle: (selection) => `Network of initiatives: ${selection}`,
    wholeMunicipality: "all",
  },
};
