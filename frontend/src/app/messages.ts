// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../language/language";

interface Texts {
  skip: string;
  menu: string;
  pages: { map: string; workbench: string; network: string };
  signIn: string;
  signOut: string;
  api: string;
  schema: string;
  licences: string;
}

export const messages: Messages<Texts> = {
  nl: {
    skip: "Naar de inhoud",
    menu: "Hoofdmenu",
    pages: { map: "Kaart", workbench: "Werkbank", network: "Netwerk" },
    signIn: "Inloggen",
    signOut: "Uitloggen",
    api: "De API (GraphiQL)",
    schema: "Schema van de API",
    licences: "Gebruikte software",
  },
  en: {
    skip: "To the content",
    menu: "Main menu",
    pages: { map: "Map", workbench: "Workbench", network: "Network" },
    signIn: "Sign in",
    signOut: "Sign out",
    api: "The API (GraphiQL)",
    schema: "Schema of the API",
    licences: "Software used",
  },
};
