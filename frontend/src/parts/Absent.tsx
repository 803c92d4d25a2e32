// SPDX-License-Identifier: EUPL-1.2
import { useMessages, type Messages } from "../language/language";
import { useIsStaff } from "../session/session";
import { PageLink } from "./PageLink";
import { PageTitle } from "./PageTitle";

const messages: Messages<{ why: string; hidden: string; back: string }> = {
  nl: {
    why: "Misschien is het adres niet goed overgenomen.",
    hidden: "Of het is niet openbaar: medewerkers van de gemeente zien meer als zij inloggen.",
    back: "Zoek op de kaart",
  },
  en: {
    why: "Perhaps the address was not copied well.",
    hidden: "Or it is not public: staff of the municipality see more when they sign in.",
    back: "Search on the map",
  },
};

/** The page of something that is not there, or not for this viewer. */
export function Absent({ title }: { title: string }) {
  const text = useMessages(messages);
  const staff = useIsStaff();
  return (
    <div className="page stack">
      <PageTitle>{title}</PageTitle>
      <p>
        {text.why} {!staff && text.hidden}
      </p>
      <p>
        <PageLink to="map">{text.back}</PageLink>
      </p>
    </div>
  );
}
