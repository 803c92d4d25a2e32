// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";

import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { Badge } from "../parts/Badge";
import { Contact } from "../parts/Contact";
import { Facts } from "../parts/Facts";
import { PageLink } from "../parts/PageLink";
import { Period } from "../parts/Period";
import { Website } from "../parts/Website";
import type { Initiative } from "./initiative";
import { messages } from "./messages";
import { useAge } from "./useAge";

/** The short facts of an initiative. */
export function Overview({ initiative }: { initiative: Initiative }) {
  const text = useMessages(messages);
  const names = useNames();
  const { since, until, themes, areas, website, contact } = initiative;
  return (
    <Facts
      facts={[
        [text.period, <Period since={since} until={until} />],
        themes.nodes.length > 0 && [
          text.themes,
          <Links>
            {themes.nodes.map(({ id, name }) => (
              <PageLink key={id} to="map" parameters={{ thema: id }}>
                <span lang="nl">{name}</span>
              </PageLink>
            ))}
          </Links>,
        ],
        areas.nodes.length > 0 && [
          text.areas,
          <Links>
            {areas.nodes.map(({ id, name, level }) => (
              <span key={id}>
                <PageLink to="map" parameters={{ gebied: id }}>
                  <span lang="nl">{name}</span>
                </PageLink>{" "}
                <span className="quiet">({names.level[level].toLowerCase()})</span>
              </span>
            ))}
          </Links>,
        ],
        website !== null && [text.website, <Website address={website} />],
        contact !== null && [text.contact, <Contact contact={contact} name={initiative.title} />],
        initiative.status !== "ENDED" && [text.confirmed, <Confirmed day={initiative.confirmedOn} />],
      ]}
    />
  );
}

function Links({ children }: { children: ReactNode[] }) {
  return (
    <ul className="list">
      {children.map((child, index) => (
        <li key={index}>{child}</li>
      ))}
    </ul>
  );
}

function Confirmed({ day }: { day: string | null }) {
  const text = useMessages(messages);
  const format = useFormat();
  const age = useAge();
  if (!day) return text.notConfirmed;
  const { words, old } = age(day);
  return (
    <span className="row">
      <span>
        {format.day(day)} <span className="quiet">({words})</span>
      </span>
      {old && <Badge tone="attention">{text.stillActive}</Badge>}
    </span>
  );
}
