// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { RequestFragment } from "../api/generated/graphql";
import type { RequestState } from "../api/generated/schema";
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { Badge, type Tone } from "../parts/Badge";
import { Facts } from "../parts/Facts";
import { Section } from "../parts/Section";
import type { Initiative } from "./initiative";
import { messages } from "./messages";

const TONES: Record<RequestState, Tone> = {
  ASKED: "attention",
  GRANTED: "positive",
  DONE: "positive",
  DECLINED: "neutral",
  WITHDRAWN: "neutral",
};

/** What the municipality was asked, in which role, and what came of it; the latest first. */
export function Requests({ initiative }: { initiative: Initiative }) {
  const text = useMessages(messages);
  const sorted = initiative.requests.nodes.toSorted((a, b) => (b.askedOn ?? "").localeCompare(a.askedOn ?? ""));
  return (
    <Section title={text.asked}>
      {sorted.length === 0 && <p className="quiet">{text.noRequests}</p>}
      <ul className="list cards">
        {sorted.map((request) => (
          <li key={request.id} className="card stack">
            <Request request={request} title={initiative.title} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Request({ request, title }: { request: RequestFragment; title: string }) {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  const { role, state, amount, askedOn, decidedOn, department, caseUrl, budget } = request;
  return (
    <>
      <div className="row">
        <Heading level={3}>{names.role[role]}</Heading>
        <Badge tone={TONES[state]}>{names.request[state]}</Badge>
      </div>
      {request.text && request.text !== title && <p lang="nl">{request.text}</p>}
      <Facts
        facts={[
          amount !== null && [text.amountAsked, format.euros(amount)],
          askedOn !== null && [text.askedOn, format.day(askedOn)],
          decidedOn !== null && [text.decidedOn, format.day(decidedOn)],
          department !== null && [text.department, <span lang="nl">{department}</span>],
          caseUrl !== null &&
            /^https?:/.test(caseUrl) && [
              text.caseUrl,
              <a className="nl-link" href={caseUrl} rel="noreferrer">
                {text.openCase}
              </a>,
            ],
          ...budget.edges.map(({ node, votes, selected }) => {
            const counted = node.ballotType && /approval|choose-1/.test(node.ballotType) ? text.votes : text.points;
            const outcome = selected === null ? null : selected ? text.selected : text.notSelected;
            const said = [votes !== null && counted(format.number(votes)), outcome].filter(Boolean).join(", ");
            return [
              text.budget,
              <>
                <span lang="nl">{node.title}</span>
                {said && `: ${said}`}
              </>,
            ] as const;
          }),
        ]}
      />
    </>
  );
}
