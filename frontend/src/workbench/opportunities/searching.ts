// SPDX-License-Identifier: EUPL-1.2
import type { Messages } from "../../language/language";

export const messages: Messages<{ help: string; found: (count: number) => string; none: string }> = {
  nl: {
    help: "Typ een deel van de naam en kies uit de lijst.",
    found: (count) => (count === 1 ? "1 gevonden; kies met de pijltjes." : `${count} gevonden; kies met de pijltjes.`),
    none: "Niets gevonden. Probeer een ander woord.",
  },
  en: {
    help: "Type part of the name and choose from the list.",
    found: (count) => `${count} found; choose with the arrow keys.`,
    none: "Nothing found. Try another word.",
  },
};
