// SPDX-License-Identifier: EUPL-1.2
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { Contact } from "../parts/Contact";
import { Facts } from "../parts/Facts";
import { PageLink } from "../parts/PageLink";
import { Period } from "../parts/Period";
import { Website } from "../parts/Website";
import { messages } from "./messages";
import type { Organisation } from "./organisation";

/** The short facts of an organisation. */
export function Overview({ organisation }: { organisation: Organisation }) {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  const { kind, legalForm, kvkNumber, website, contact, since, until, represents, members } = organisation;
  return (
    <Facts
      facts={[
        [text.kind, names.organisation[kind]],
        [text.legalForm, text.forms[legalForm]],
        kvkNumber !== null && [text.kvkNumber, kvkNumber],
        (since !== null || until !== null) && [text.period, <Period since={since} until={until} />],
        represents.nodes.length > 0 && [
          text.represents,
          <ul className="list">
            {represents.nodes.map(({ id, name, level }) => (
              <li key={id}>
                <PageLink to="map" parameters={{ gebied: id }}>
                  <span lang="nl">{name}</span>
                </PageLink>{" "}
                <span className="quiet">({names.level[level].toLowerCase()})</span>
              </li>
            ))}
          </ul>,
        ],
        website !== null && [text.website, <Website address={website} />],
        contact !== null && [text.contact, <Contact contact={contact} name={organisation.name} />],
        [
          text.members,
          members ? (
            text.residents(members.totalCount, format.number(members.totalCount))
          ) : (
            <span className="quiet">{text.membersHidden}</span>
          ),
        ],
      ]}
    />
  );
}
