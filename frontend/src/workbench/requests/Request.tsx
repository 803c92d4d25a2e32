// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import type { UnansweredRequestFragment } from "../../api/generated/graphql";
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { Badge } from "../../parts/Badge";
import { PageLink } from "../../parts/PageLink";
import { daysAgo } from "./ages";
import { messages } from "./messages";

graphql(`
  fragment UnansweredRequest on SupportRequest {
    id
    role
    text
    amount
    department
    askedOn
    caseUrl
    initiatives(first: 5) {
      nodes {
        id
        title
      }
    }
    budget(first: 2) {
      nodes {
        id
        title
      }
    }
  }
`);

/** One request: what, of whom, how much, who handles it, and how long it has waited. */
export function Request({ request }: { request: UnansweredRequestFragment }) {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  const { role, amount, department, askedOn, caseUrl } = request;
  const title = request.text ?? text.noText;
  return (
    <article className="stack request" tabIndex={-1}>
      <div className="row">
        <Badge tone="accent">{names.role[role]}</Badge>
        <Heading level={4} lang={request.text ? "nl" : undefined}>
          {title}
        </Heading>
      </div>
      <dl className="request__facts">
        <Fact name={text.from}>
          {request.initiatives.nodes.length === 0 && text.nobody}
          {request.initiatives.nodes.map((initiative) => (
            <span key={initiative.id} className="request__one" lang="nl">
              <PageLink to="initiative" parameters={{ id: initiative.id }}>
                {initiative.title}
              </PageLink>
            </span>
          ))}
        </Fact>
        {askedOn && (
          <Fact name={text.askedOn}>
            {format.day(askedOn)}, {text.waiting(format.number(daysAgo(askedOn)))}
          </Fact>
        )}
        {amount && <Fact name={text.amount}>{format.euros(amount)}</Fact>}
        {department && (
          <Fact name={text.department}>
            <span lang="nl">{department}</span>
          </Fact>
        )}
        {request.budget.nodes.length > 0 && (
          <Fact name={text.round}>
            <span lang="nl">{request.budget.nodes.map((budget) => budget.title).join(", ")}</span>
          </Fact>
        )}
        {caseUrl && (
          <Fact name={text.case}>
            <a className="nl-link" href={caseUrl} rel="noreferrer" aria-label={text.openCase(title)}>
              {caseUrl}
            </a>
          </Fact>
        )}
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="quiet small">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
