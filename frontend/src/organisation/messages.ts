// SPDX-License-Identifier: EUPL-1.2
import type { LegalForm } from "../api/generated/schema";
import type { Messages } from "../language/language";

interface Texts {
  absent: string;
  ended: (day: string) => string;
  kind: string;
  legalForm: string;
  kvkNumber: string;
  website: string;
  contact: string;
  period: string;
  represents: string;
  members: string;
  membersHidden: string;
  residents: (count: number, shown: string) => string;
  runs: string;
  supports: string;
  helpsWith: (kind: string) => string;
  nothing: string;
  initiatives: string;
  offers: string;
  history: string;
  others: (shown: string) => string;
  fields: Record<Field, string>;
  forms: Record<LegalForm, string>;
}

export type Field = "name" | "kind" | "legalForm" | "kvkNumber" | "website" | "contact" | "since" | "until";

export const messages: Messages<Texts> = {
  nl: {
    absent: "Deze organisatie is niet gevonden",
    ended: (day) => `Deze organisatie bestond tot en met ${day}.`,
    kind: "Soort",
    legalForm: "Rechtsvorm",
    kvkNumber: "KVK-nummer",
    website: "Website",
    contact: "Contact",
    period: "Bestaat",
    represents: "Komt op voor",
    members: "Leden",
    membersHidden: "Hoeveel leden bekend zijn, ziet alleen de gemeente.",
    residents: (count, shown) => `${shown} ${count === 1 ? "inwoner" : "inwoners"}`,
    runs: "Draagt",
    supports: "Helpt",
    helpsWith: (kind) => `met ${kind}`,
    nothing: "Er zijn geen initiatieven bekend die deze organisatie draagt of helpt.",
    initiatives: "Initiatieven",
    offers: "Aangeboden",
    history: "Geschiedenis",
    others: (shown) => `en nog ${shown}`,
    fields: {
      name: "Naam",
      kind: "Soort",
      legalForm: "Rechtsvorm",
      kvkNumber: "KVK-nummer",
      website: "Website",
      contact: "Contact",
      since: "Begin",
      until: "Einde",
    },
    forms: {
      VERENIGING: "vereniging",
      STICHTING: "stichting",
      COOPERATIE: "coöperatie",
      BV: "besloten vennootschap (bv)",
      NV: "naamloze vennootschap (nv)",
      KERKGENOOTSCHAP: "kerkgenootschap",
      PUBLIEKRECHTELIJK: "publiekrechtelijk",
      INFORMEEL: "geen, een informele groep",
      EENMANSZAAK: "eenmanszaak",
      MAATSCHAP: "maatschap",
      VOF: "vennootschap onder firma (vof)",
      CV: "commanditaire vennootschap (cv)",
      ONBEKEND: "niet bekend",
    },
  },
  en: {
    absent: "This organisation was not found",
    ended: (day) => `This organisation existed until ${day}.`,
    kind: "Kind",
    legalForm: "Legal form",
    kvkNumber: "Trade register number",
    website: "Website",
    contact: "Contact",
    period: "Exists",
    represents: "Speaks for",
    members: "Members",
    membersHidden: "How many members are known, only the municipality sees.",
    residents: (count, shown) => `${shown} ${count === 1 ? "resident" : "residents"}`,
    runs: "Carries",
    supports: "Helps",
    helpsWith: (kind) => `with ${kind}`,
    nothing: "No initiatives are known that this organisation carries or helps.",
    initiatives: "Initiatives",
    offers: "Offers",
    history: "History",
    others: (shown) => `and ${shown} more`,
    fields: {
      name: "Name",
      kind: "Kind",
      legalForm: "Legal form",
      kvkNumber: "Trade register number",
      website: "Website",
      contact: "Contact",
      since: "Start",
      until: "End",
    },
    forms: {
      VERENIGING: "association (vereniging)",
      STICHTING: "foundation (stichting)",
      COOPERATIE: "cooperative",
      BV: "private limited company (bv)",
      NV: "public limited company (nv)",
      KERKGENOOTSCHAP: "religious community",
      PUBLIEKRECHTELIJK: "public body",
      INFORMEEL: "none, an informal group",
      EENMANSZAAK: "sole trader",
      MAATSCHAP: "partnership (maatschap)",
      VOF: "general partnership (vof)",
      CV: "limited partnership (cv)",
      ONBEKEND: "unknown",
    },
  },
};
