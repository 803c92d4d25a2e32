// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import { useAnswer } from "../../api/useAnswer";
import type { TodaysOpportunitiesQuery } from "../../api/generated/graphql";
import { useApiLanguage, useFormat, useMessages } from "../../language/language";
import { Answered, Empty } from "../../parts/states";
import { Computing } from "../Computing";
import { More, useFirst } from "../More";
import { Choices, useChosen } from "./Choices";
import { withDecided, type Decided } from "./decided";
import { messages } from "./messages";
import { OpportunityCard } from "./OpportunityCard";
import { Pending } from "./Pending";

const OPPORTUNITIES = graphql(`
  query TodaysOpportunities($area: ID, $theme: ID, $kind: OpportunityKind, $first: Int!, $language: Language!) {
    opportunities(area: $area, theme: $theme, kind: $kind, first: $first) {
      totalCount
      missing(language: $language)
      pending
      nodes {
        ...OpportunityCard
      }
    }
  }
`);

/** Today's list: the connections worth making, with what staff can do about each. */
export function Opportunities() {
  const text = useMessages(messages);
  const language = useApiLanguage();
  const { area, theme, kind } = useChosen();
  const first = useFirst();
  const answer = useAnswer(OPPORTUNITIES, { area, theme, kind, first, language });
  // What was decided belongs to the list as it was chosen: with other choices it goes.
  return (
    <section className="stack">
      <Heading level={2}>{text.title}</Heading>
      <p>{text.intro}</p>
      <Choices />
      <Answered answer={answer} waiting={<Computing chosen={!!area} />}>
        {({ opportunities }) => (
          <>
            <Pending count={opportunities.pending} again={answer.again} />
            <List key={`${area} ${theme} ${kind}`} found={opportunities} fetching={answer.fetching} />
          </>
        )}
      </Answered>
    </section>
  );
}

interface Props {
  found: TodaysOpportunitiesQuery["opportunities"];
  fetching: boolean;
}

function List({ found, fetching }: Props) {
  const text = useMessages(messages);
  const format = useFormat();
  const [decided, setDecided] = useState<readonly Decided[]>([]);
  const { nodes, totalCount, missing, pending } = found;
  const shown = withDecided(nodes, decided);
  if (!shown.length) return pending ? null : <None missing={missing} />;
  return (
    <div className="stack">
      <p role="status">
        <strong>{text.total(format.number(totalCount))}</strong>
      </p>
      <ol className="list stack" role="list">
        {shown.map((opportunity, place) => (
          <li key={opportunity.id}>
            <OpportunityCard
              opportunity={opportunity}
              decided={decided.find((each) => each.opportunity.id === opportunity.id)}
              onDecided={(decision) => setDecided((before) => [...before, { ...decision, opportunity, place }])}
            />
          </li>
        ))}
      </ol>
      <More shown={nodes.length} total={totalCount} fetching={fetching} />
    </div>
  );
}

function None({ missing }: { missing: string[] }) {
  const text = useMessages(messages);
  return (
    <Empty>
      <p role="status">{text.none}</p>
      {missing.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{text.nothingToTell}</p>
    </Empty>
  );
}
