// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../language/language";
import type { Colour } from "./choices";

interface Texts {
  title: string;
  views: string;
  tabs: { initiatieven: string; gebieden: string; kaart: string };
  filters: (count: number) => string;
  showMap: string;
  inView: string;
  found: (count: string, one: boolean) => string;
  none: string;
  noneHelp: string;
  noneInView: string;
  more: string;
  map: string;
  mapHelp: string;
  mapLoading: string;
  gestures: { wheel: string; touch: string };
  noMap: string;
  zoomIn: string;
  zoomOut: string;
  everything: string;
  colourBy: string;
  noColour: string;
  colours: Record<Colour, string>;
  level: string;
  automatic: (level: string) => string;
  lines: string;
  ground: string;
  close: string;
  stack: (count: string) => string;
  onlyHere: string;
  residents: (count: string) => string;
  unknownResidents: string;
}

export const messages: Messages<Texts> = {
  nl: {
    title: "Initiatieven",
    views: "Weergave",
    tabs: { initiatieven: "Initiatieven", gebieden: "Gebieden", kaart: "Kaart" },
    filters: (count) => (count ? `Filters (${count})` : "Filters"),
    showMap: "Toon de kaart",
    inView: "Alleen wat op de kaart in beeld is",
    found: (count, one) => (one ? "1 initiatief" : `${count} initiatieven`),
    none: "Er zijn geen initiatieven die hierbij passen.",
    noneHelp: "Kies minder filters, of zoek met minder woorden.",
    noneInView: "Verschuif de kaart of zoom uit.",
    more: "Toon meer",
    map: "Kaart van initiatieven",
    mapHelp: "Schuiven met de pijltjestoetsen, zoomen met + en −. Alles op de kaart staat ook in de lijst.",
    mapLoading: "De kaart wordt geladen…",
    gestures: {
      wheel: "Houd Ctrl ingedrukt om te zoomen",
      touch: "Gebruik twee vingers om de kaart te verschuiven",
    },
    noMap: "Uw browser kan de kaart niet tonen. De lijst en de tabel met gebieden werken wel.",
    zoomIn: "Zoom in",
    zoomOut: "Zoom uit",
    everything: "Toon alles",
    colourBy: "Kleur gebieden naar",
    noColour: "Geen kleur",
    colours: {
      initiatieven: "Initiatieven per 1.000 inwoners",
      steun: "Initiatieven met steun per 1.000 inwoners",
      trekkers: "Trekkers per 1.000 inwoners",
      "witte-vlekken": "Witte vlekken",
    },
    level: "Gebieden",
    automatic: (level) => (level ? `Vanzelf (${level.toLowerCase()})` : "Vanzelf"),
    lines: "Samenwerking tussen initiatieven",
    ground: "Achtergrondkaart",
    close: "Sluiten",
    stack: (count) => `${count} initiatieven op deze plek`,
    onlyHere: "Toon alleen dit gebied",
    residents: (count) => `${count} inwoners`,
    unknownResidents: "Aantal inwoners onbekend",
  },
  en: {
    title: "Initiatives",
    views: "View",
    tabs: { initiatieven: "Initiatives", gebieden: "Areas", kaart: "Map" },
    filters: (count) => (count ? `Filters (${count})` : "Filters"),
    showMap: "Show the map",
    inView: "Only what is in view on the map",
    found: (count, one) => (one ? "1 initiative" : `${count} initiatives`),
    none: "No initiatives match this.",
    noneHelp: "Choose fewer filters, or search with fewer words.",
    noneInView: "Move the map or zoom out.",
    more: "Show more",
    map: "Map of initiatives",
    mapHelp: "Move with the arrow keys, zoom with + and −. All that is on the map is in the list too.",
    mapLoading: "Loading the map…",
    gestures: { wheel: "Hold Ctrl to zoom", touch: "Use two fingers to move the map" },
    noMap: "Your browser cannot show the map. The list and the table of areas do work.",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    everything: "Show everything",
    colourBy: "Colour areas by",
    noColour: "No colour",
    colours: {
      initiatieven: "Initiatives per 1,000 residents",
      steun: "Initiatives with support per 1,000 residents",
      trekkers: "Initiators per 1,000 residents",
      "witte-vlekken": "Blind spots",
    },
    level: "Areas",
    automatic: (level) => (level ? `Automatic (${level.toLowerCase()})` : "Automatic"),
    lines: "Initiatives that work together",
    ground: "Base map",
    close: "Close",
    stack: (count) => `${count} initiatives at this place`,
    onlyHere: "Show this area only",
    residents: (count) => `${count} residents`,
    unknownResidents: "Number of residents unknown",
  },
};
