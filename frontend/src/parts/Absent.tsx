// SPDX-License-Identifier: EUPL-1.2
import { useMessages, type Messages } from "../language/language";
import { PageLink } from "./PageLink";
import { PageTitle } from "./PageTitle";

const messages: Messages<{ why: string; back: string }> = {
  nl: {
    why: "Misschien is het adres niet goed overgenomen, of is het niet openbaar. Medewerkers van de gemeente zien meer als zij inloggen.",
    back: "Zoek op de kaart",
  },
  en: {
    why: "Perhaps the address was not copied well, or it is not public. Staff of the municipality see more when they sign in.",
    back: "Search on the map",
  },
};

/** The page of something that is not there, or not for this viewer. */
export function Absent({ title }: { title: string }) {
  const text = useMessages(messages);
  return (
    <div className="page stack">
      <PageTitle>{title}</PageTitle>
      <p>{text.why}</p>
      <p>
        <PageLink to="map">{text.back}</PageLink>
      </p>
    </div>
  );
}
