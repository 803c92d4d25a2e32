// SPDX-License-Identifier: EUPL-1.2
import type { CombinedError } from "urql";

import type { Messages } from "../../language/language";
import { isExpired } from "../../parts/states";
import { graphql } from "../../api/generated";

export const DISMISS = graphql(`
  mutation Dismiss($id: ID!, $reason: String!) {
    dismissOpportunity(id: $id, reason: $reason) {
      opportunity {
        id
      }
      errors {
        message
      }
    }
  }
`);

export const INTRODUCE = graphql(`
  mutation Introduce($id: ID!, $note: String) {
    introduceOpportunity(id: $id, note: $note) {
      opportunity {
        id
      }
      errors {
        message
      }
    }
  }
`);

interface Texts {
  dismiss: string;
  why: string;
  reasons: string[];
  other: string;
  explain: string;
  needed: string;
  introduce: string;
  about: string;
  note: string;
  noteHelp: string;
  noPersons: string;
  save: string;
  cancel: string;
  failed: string;
  expired: string;
}

/** Why nothing was recorded, when the API did not say it. */
export const unanswered = (text: Texts, error: CombinedError | undefined): string =>
  isExpired(error) ? text.expired : text.failed;

export const messages: Messages<Texts> = {
  nl: {
    dismiss: "Deze kans afwijzen",
    why: "Waarom is deze verbinding niet de moeite waard?",
    reasons: [
      "Zij kennen elkaar al",
      "Wat zij doen, past niet bij elkaar",
      "Een van beide heeft hier nu geen ruimte voor",
      "Zij hebben eerder laten weten dit niet te willen",
    ],
    other: "Een andere reden",
    explain: "Toelichting",
    needed: "Kies een reden, of schrijf er zelf een bij de toelichting.",
    introduce: "Vastleggen dat deze twee in contact zijn gebracht",
    about: "De kans verdwijnt dan uit de lijst. Zo weten uw collega's dat het is gebeurd.",
    note: "Hoe ging het, of wat is er afgesproken?",
    noteHelp: "U mag dit leeg laten.",
    noPersons:
      "Schrijf geen namen of andere persoonsgegevens op: uw collega's lezen dit ook, en het blijft bewaard.",
    save: "Vastleggen",
    cancel: "Annuleren",
    failed: "Dit is niet vastgelegd. Probeer het over een paar minuten opnieuw.",
    expired:
      "Dit is niet vastgelegd: uw toegangscode is niet meer geldig. Kopieer wat u schreef, log uit en log opnieuw in.",
  },
  en: {
    dismiss: "Dismiss this opportunity",
    why: "Why is this connection not worth making?",
    reasons: [
      "They know each other already",
      "What they do does not go together",
      "One of them has no room for it now",
      "They said before that they do not want this",
    ],
    other: "Another reason",
    explain: "Explanation",
    needed: "Choose a reason, or write one as the explanation.",
    introduce: "Record that these two were introduced",
    about: "The opportunity then leaves the list. So your colleagues know that it was done.",
    note: "How did it go, or what was agreed?",
    noteHelp: "You may leave this empty.",
    noPersons: "Write down no names or other personal data: your colleagues read this too, and it is kept.",
    save: "Record",
    cancel: "Cancel",
    failed: "This was not recorded. Try again in a few minutes.",
    expired: "This was not recorded: your access code is no longer valid. Copy what you wrote, sign out and sign in again.",
  },
};
