// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";

interface Texts {
  about: string;
  points: string;
  pointsAbout: string;
  noPoints: string;
  links: string;
  linksAbout: string;
  noLinks: string;
  repairs: string;
  repairsAbout: string;
  noRepairs: string;
  onOne: string;
  name: string;
  type: string;
  lost: string;
  meaning: string;
  whatIf: string;
  without: string;
  between: string;
  and: string;
  through: string;
  resident: string;
  direct: string;
  shown: (shown: string, total: string) => string;
}

export const messages: Messages<Texts> = {
  nl: {
    about: "Waar hangt het netwerk aan één persoon, organisatie of verbinding, en welke nieuwe verbinding helpt?",
    points: "Wie onmisbaar is",
    pointsAbout: "Valt een van deze initiatieven of organisaties weg, dan raken andere initiatieven het contact met de rest kwijt.",
    noPoints: "Niemand is onmisbaar: de groepen blijven heel, wie er ook wegvalt.",
    links: "Verbindingen die onmisbaar zijn",
    linksAbout: "De enige verbinding tussen een deel van een groep en de rest.",
    noLinks: "Geen enkele verbinding is onmisbaar.",
    repairs: "Welke verbindingen helpen",
    repairsAbout:
      "Met deze nieuwe verbindingen (zo weinig mogelijk) valt geen groep van drie of meer nog uiteen als er één initiatief, organisatie, inwoner of verbinding wegvalt.",
    noRepairs: "Er is niets te herstellen.",
    onOne: "Rust op één inwoner",
    name: "Naam",
    type: "Soort",
    lost: "Initiatieven die de rest kwijtraken",
    meaning: "Wat er gebeurt",
    whatIf: "Wat als",
    without: "Wat als deze wegvalt?",
    between: "Tussen",
    and: "En",
    through: "Hoe",
    resident: "via één inwoner",
    direct: "rechtstreeks",
    shown: (shown, total) => `De ${shown} zwaarste van ${total}. De download heeft ze alle.`,
  },
  en: {
    about: "Where does the network hang on one person, organisation or connection, and which new connection helps?",
    points: "Who cannot be missed",
    pointsAbout: "Without one of these initiatives or organisations, other initiatives lose touch with the rest.",
    noPoints: "Nobody is indispensable: groups stay whole, whoever goes.",
    links: "Connections that cannot be missed",
    linksAbout: "The only connection between a part of a group and the rest.",
    noLinks: "No connection is indispensable.",
    repairs: "Which connections help",
    repairsAbout:
      "With these new connections (as few as possible) no group of three or more falls apart any longer when one initiative, organisation, resident or connection goes.",
    noRepairs: "There is nothing to mend.",
    onOne: "Rests on one resident",
    name: "Name",
    type: "Type",
    lost: "Initiatives that lose the rest",
    meaning: "What happens",
    whatIf: "What if",
    without: "What if this one goes?",
    between: "Between",
    and: "And",
    through: "How",
    resident: "through one resident",
    direct: "directly",
    shown: (shown, total) => `The ${shown} heaviest of ${total}. The download has all.`,
  },
};
