// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";

interface Texts {
  about: string;
  connect: string;
  one: string;
  other: string;
  leaveOut: string;
  gone: string;
  noResidents: string;
  choose: string;
  oneMore: string;
  same: string;
  outcome: string;
  changes: string;
  ifConnected: (a: string, b: string) => string;
  ifGone: (name: string) => string;
}

export const messages: Messages<Texts> = {
  nl: {
    about:
      "Bekijk wat er in het hele netwerk verandert als twee verbonden worden, of als er één wegvalt. Dit is alleen een berekening: er wordt niets vastgelegd.",
    connect: "Verbind twee",
    one: "De een",
    other: "De ander",
    leaveOut: "Laat er één weg",
    gone: "Initiatief of organisatie",
    noResidents: "Inwoners worden nooit weggedacht.",
    choose: "Kies er twee om te verbinden, of één om weg te laten.",
    oneMore: "Kies er nog één.",
    same: "Kies twee verschillende.",
    outcome: "Gevolgen",
    changes: "Wat er verandert",
    ifConnected: (a, b) => `Als ${a} en ${b} verbonden waren`,
    ifGone: (name) => `Als ${name} er niet meer was`,
  },
  en: {
    about:
      "See what changes in the whole network if two are connected, or if one goes. This is only a computation: nothing is recorded.",
    connect: "Connect two",
    one: "The one",
    other: "The other",
    leaveOut: "Leave one out",
    gone: "Initiative or organisation",
    noResidents: "Residents are never thought away.",
    choose: "Choose two to connect, or one to leave out.",
    oneMore: "Choose one more.",
    same: "Choose two different ones.",
    outcome: "Consequences",
    changes: "What changes",
    ifConnected: (a, b) => `If ${a} and ${b} were connected`,
    ifGone: (name) => `If ${name} were not there any more`,
  },
};
