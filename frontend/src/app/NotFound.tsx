// SPDX-License-Identifier: EUPL-1.2
import { useMessages, type Messages } from "../language/language";
import { PageLink } from "../parts/PageLink";
import { PageTitle } from "../parts/PageTitle";

const messages: Messages<{ title: string; text: string; home: string }> = {
  nl: { title: "Deze pagina bestaat niet", text: "Misschien is het adres niet goed overgenomen.", home: "Naar de kaart" },
  en: { title: "There is no such page", text: "Perhaps the address was not copied well.", home: "To the map" },
};

export function NotFound() {
  const text = useMessages(messages);
  return (
    <div className="page stack">
      <PageTitle>{text.title}</PageTitle>
      <p>{text.text}</p>
      <p>
        <PageLink to="map">{text.home}</PageLink>
      </p>
    </div>
  );
}
