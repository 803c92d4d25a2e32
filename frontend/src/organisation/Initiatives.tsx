// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { CarriedFragment } from "../api/generated/graphql";
import type { ResourceKind } from "../api/generated/schema";
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { PageLink } from "../parts/PageLink";
import { Section } from "../parts/Section";
import { Status } from "../parts/Status";
import { messages } from "./messages";
import type { Organisation } from "./organisation";

/** The initiatives that an organisation carries, and those that it helps. */
export function Initiatives({ organisation: { runs, supports } }: { organisation: Organisation }) {
  const text = useMessages(messages);
  return (
    <Section title={text.initiatives}>
      {runs.totalCount + supports.totalCount === 0 && <p className="quiet">{text.nothing}</p>}
      <div className="columns">
        <Group title={text.runs} total={runs.totalCount} edges={runs.edges} />
        <Group title={text.supports} total={supports.totalCount} edges={supports.edges} />
      </div>
    </Section>
  );
}

interface Edge {
  since: string | null;
  until: string | null;
  kind?: ResourceKind;
  amount?: string | null;
  node: CarriedFragment;
}

function Group({ title, total, edges }: { title: string; total: number; edges: Edge[] }) {
  const text = useMessages(messages);
  const format = useFormat();
  if (total === 0) return null;
  return (
    <div>
      <Heading level={3}>
        {title} ({format.number(total)})
      </Heading>
      <ul className="list items">
        {edges.map((edge) => (
          <Carried key={edge.node.id} {...edge} />
        ))}
        {total > edges.length && <li className="quiet">{text.others(format.number(total - edges.length))}</li>}
      </ul>
    </div>
  );
}

function Carried({ node, kind, amount, since, until }: Edge) {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  const [area] = node.areas.nodes;
  const said = [
    kind && text.helpsWith(names.resource[kind].toLowerCase()),
    amount && format.euros(amount),
    since && until ? `${format.month(since)} – ${format.month(until)}` : since && format.month(since),
  ].filter(Boolean);
  return (
    <li>
      <span className="row">
        <PageLink to="initiative" parameters={{ id: node.id }}>
          <span lang="nl">{node.title}</span>
        </PageLink>
        <Status status={node.status} />
      </span>
      <div className="small quiet">
        {area && <span lang="nl">{area.name}</span>}
        {area && said.length > 0 && " · "}
        {said.join(" · ")}
      </div>
    </li>
  );
}
