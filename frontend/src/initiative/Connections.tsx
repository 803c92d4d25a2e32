// SPDX-License-Identifier: EUPL-1.2
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { PageLink } from "../parts/PageLink";
import { Section } from "../parts/Section";
import { Status } from "../parts/Status";
import type { Initiative } from "./initiative";
import { messages } from "./messages";

/** With which initiatives it works together. */
export function Connections({ initiative: { connections } }: { initiative: Initiative }) {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  return (
    <Section title={text.connections}>
      {connections.edges.length === 0 && <p className="quiet">{text.noConnections}</p>}
      <ul className="list cards">
        {connections.edges.map(({ node, kind, how, since, until }) => (
          <li key={node.id} className="card">
            <div className="row">
              <PageLink to="initiative" parameters={{ id: node.id }}>
                <span lang="nl">{node.title}</span>
              </PageLink>
              <Status status={node.status} />
            </div>
            <p>
              {names.connection[kind]}
              {since && ` ${text.since(format.day(since))}`}
              {until && ` ${text.until(format.day(until))}`}
            </p>
            {how && (
              <p className="small quiet" lang="nl">
                {how}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
