// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { PersonFragment } from "../api/generated/graphql";
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { Contact } from "../parts/Contact";
import { PageLink } from "../parts/PageLink";
import { Section } from "../parts/Section";
import type { Initiative } from "./initiative";
import { messages } from "./messages";

/** Who is behind an initiative, as far as the viewer may know. */
export function Who({ initiative }: { initiative: Initiative }) {
  const text = useMessages(messages);
  const { organisers, supporters, initiators, participants, backers } = initiative;
  const none = organisers.edges.length + supporters.edges.length === 0;
  return (
    <Section title={text.who}>
      <div className="columns columns--narrow">
        {none && <p className="quiet">{text.nobody}</p>}
        <Group title={text.organisers} shown={organisers.edges.length > 0}>
          {organisers.edges.map((edge) => (
            <Organisation key={edge.node.id} {...edge} />
          ))}
        </Group>
        <Group title={text.supporters} shown={supporters.edges.length > 0}>
          {supporters.edges.map((edge) => (
            <Organisation key={edge.node.id} {...edge} />
          ))}
        </Group>
        {initiators && (
          <Residents title={text.initiators} total={initiators.totalCount}>
            {initiators.nodes.map((person) => (
              <Person key={person.id} person={person} />
            ))}
          </Residents>
        )}
        {participants && (
          <Residents title={text.participants} total={participants.totalCount}>
            {participants.edges.map(({ node, task }) => (
              <Person key={node.id} person={node} task={task} />
            ))}
          </Residents>
        )}
        {backers && <Residents title={text.backers} total={backers.totalCount} />}
      </div>
      {!initiators && <p className="quiet">{text.residentsHidden}</p>}
    </Section>
  );
}

function Group({ title, shown, children }: { title: string; shown: boolean; children: ReactNode }) {
  if (!shown) return null;
  return (
    <div>
      <Heading level={3}>{title}</Heading>
      <ul className="list items">{children}</ul>
    </div>
  );
}

interface Edge {
  since: string | null;
  until: string | null;
  kind?: keyof ReturnType<typeof useNames>["resource"];
  amount?: string | null;
  node: { id: string; name: string; kind: keyof ReturnType<typeof useNames>["organisation"] };
}

function Organisation({ node, since, until, kind, amount }: Edge) {
  const names = useNames();
  const format = useFormat();
  const said = [
    names.organisation[node.kind],
    kind && names.resource[kind].toLowerCase(),
    amount && format.euros(amount),
    since && until ? `${format.month(since)} – ${format.month(until)}` : since && format.month(since),
  ];
  return (
    <li>
      <PageLink to="organisation" parameters={{ id: node.id }}>
        <span lang="nl">{node.name}</span>
      </PageLink>
      <div className="small quiet">{said.filter(Boolean).join(" · ")}</div>
    </li>
  );
}

const MOST = 8;

/** Residents: how many; who of them, where the API gives it, folded away when they are many. */
function Residents({ title, total, children = [] }: { title: string; total: number; children?: ReactNode[] }) {
  const text = useMessages(messages);
  const format = useFormat();
  const count = total > 0 ? text.residents(total, format.number(total)) : text.noResidents;
  const list = (
    <ul className="list items">
      {children}
      {children.length > 0 && total > children.length && (
        <li className="quiet">{text.others(format.number(total - children.length))}</li>
      )}
    </ul>
  );
  return (
    <div>
      <Heading level={3}>{title}</Heading>
      {children.length > MOST ? (
        <details>
          <summary>{count}</summary>
          {list}
        </details>
      ) : (
        <>
          <p className={total > 0 ? "" : "quiet"}>{count}</p>
          {children.length > 0 && list}
        </>
      )}
    </div>
  );
}

function Person({ person, task }: { person: PersonFragment; task?: string | null }) {
  const name = person.name ?? person.pseudonym ?? "";
  return (
    <li>
      <span lang="nl">{name}</span>
      {task && (
        <span className="quiet" lang="nl">
          {" "}
          ({task})
        </span>
      )}
      {person.contact && (
        <div className="small">
          <Contact contact={person.contact} name={name} />
        </div>
      )}
    </li>
  );
}
