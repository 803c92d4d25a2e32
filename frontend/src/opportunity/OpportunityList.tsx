// SPDX-License-Identifier: EUPL-1.2
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { OpportunityCardFragment } from "../api/generated/graphql";
import { useFormat, useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";
import { Badge } from "../parts/Badge";
import { PageLink } from "../parts/PageLink";
import { Empty } from "../parts/states";
import { useIsStaff } from "../session/session";
import { EndLink, endName } from "./EndLink";
import { Reasons } from "./Reasons";

interface Texts {
  none: string;
  shown: (shown: number, total: number) => string;
  score: string;
  compare: string;
  more: string;
  outcome: Record<"DISMISSED" | "INTRODUCED", string>;
}

const messages: Messages<Texts> = {
  nl: {
    none: "Er zijn nu geen kansen om te verbinden.",
    shown: (shown, total) => (shown < total ? `De beste ${shown} van ${total} kansen.` : total === 1 ? "1 kans." : `${total} kansen.`),
    score: "Score",
    compare: "Vergelijken en besluiten",
    more: "Toon meer kansen",
    outcome: { DISMISSED: "Eerder afgewezen", INTRODUCED: "Aan elkaar voorgesteld" },
  },
  en: {
    none: "There are no opportunities to connect now.",
    shown: (shown, total) =>
      shown < total ? `The best ${shown} of ${total} opportunities.` : total === 1 ? "1 opportunity." : `${total} opportunities.`,
    score: "Score",
    compare: "Compare and decide",
    more: "Show more opportunities",
    outcome: { DISMISSED: "Dismissed before", INTRODUCED: "Introduced to each other" },
  },
};

interface Props {
  /** The id of the initiative or organisation whose they are. */
  of: string;
  opportunities: { totalCount: number; missing: string[]; nodes: OpportunityCardFragment[] };
  onMore: () => void;
}

/** More than these the style sheet leaves out, so that the page of an initiative fits on a sheet. */
const ON_PAPER = 3;

/** The opportunities of one party, each with its reasons; what is missing where there are none. */
export function OpportunityList({ of, opportunities: { totalCount, missing, nodes }, onMore }: Props) {
  const text = useMessages(messages);
  const format = useFormat();
  if (nodes.length === 0)
    return (
      <Empty>
        <p>{text.none}</p>
        {missing.length > 0 && (
          <ul>
            {missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </Empty>
    );
  return (
    <div className="stack">
      <p className="quiet no-print" role="status">
        {text.shown(nodes.length, totalCount)}
      </p>
      <p className="quiet print-only">{text.shown(Math.min(ON_PAPER, nodes.length), totalCount)}</p>
      <ol className="list stack opportunities">
        {nodes.map((opportunity) => (
          <li key={opportunity.id}>
            <Card of={of} opportunity={opportunity} />
          </li>
        ))}
      </ol>
      {nodes.length < totalCount && (
        <p>
          <Button purpose="secondary" onClick={onMore}>
            {text.more} ({format.number(totalCount - nodes.length)})
          </Button>
        </p>
      )}
    </div>
  );
}

function Card({ of, opportunity }: { of: string; opportunity: OpportunityCardFragment }) {
  const text = useMessages(messages);
  const format = useFormat();
  const names = useNames();
  const staff = useIsStaff();
  const { a, b, kinds, score, decision } = opportunity;
  const other = a.id === of ? b : a;
  return (
    <article className="card stack">
      <div className="opportunity__head">
        <Heading level={3}>
          <EndLink end={other} />
        </Heading>
        {other.__typename === "Initiative" && <span className="quiet">{names.status[other.status]}</span>}
        {kinds.map((kind) => (
          <Badge key={kind} tone="accent">
            {names.opportunity[kind]}
          </Badge>
        ))}
        <span className="quiet opportunity__score">
          {text.score} {format.number(score, 2)}
        </span>
      </div>
      <Reasons opportunity={opportunity} />
      {decision && (
        <p className="small">
          <strong>{text.outcome[decision.outcome]}</strong> ({format.day(decision.at)})
          {decision.reason && (
            <>
              : <span lang="nl">{decision.reason}</span>
            </>
          )}
        </p>
      )}
      {staff && (
        <p className="no-print">
          <PageLink to="workbench" parameters={{ deel: "waarom", een: of, ander: other.id }}>
            {text.compare}
            <span className="visually-hidden">: <span lang="nl">{endName(other)}</span></span>
          </PageLink>
        </p>
      )}
    </article>
  );
}
