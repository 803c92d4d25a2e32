// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import type { ConsequencesFragment, OpportunityCardFragment, OpportunityEndFragment } from "../../api/generated/graphql";
import { useAnswer } from "../../api/useAnswer";
import { useApiLanguage, useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { EndLink } from "../../opportunity/EndLink";
import { Badge } from "../../parts/Badge";
import { Answered, Empty } from "../../parts/states";
import { Computing } from "../Computing";
import { Figures } from "./Figures";
import { messages } from "./supposing";

const WHAT_IF = graphql(`
  query WhatIfConnected($a: ID!, $b: ID!, $language: Language!) {
    whatIf(add: [{ a: $a, b: $b }]) {
      ...Consequences
    }
  }

  fragment Consequences on Consequences {
    before {
      ...Figures
    }
    after {
      ...Figures
    }
    central {
      measure
      rankBefore
      rankAfter
      node {
        ...OpportunityEnd
      }
    }
    gained {
      id
      kind
      headline(language: $language)
    }
    lost {
      id
      kind
      headline(language: $language)
    }
  }

  fragment Figures on NetworkFigures {
    components
    largest
    bridges
    apart
  }
`);

/** What would change in the network if the two of an opportunity were connected, in words. */
export function WhatIf({ opportunity: { a, b } }: { opportunity: Pick<OpportunityCardFragment, "a" | "b"> }) {
  const text = useMessages(messages);
  const language = useApiLanguage();
  const answer = useAnswer(WHAT_IF, { a: a.id, b: b.id, language });
  return (
    <Answered answer={answer} waiting={<Computing />}>
      {({ whatIf }) => (whatIf ? <Consequences found={whatIf} /> : <Empty>{text.impossible}</Empty>)}
    </Answered>
  );
}

function Consequences({ found }: { found: ConsequencesFragment }) {
  const text = useMessages(messages);
  return (
    <div className="stack">
      <Heading level={4}>{text.title}</Heading>
      <p className="quiet">{text.nothingWritten}</p>
      <Figures before={found.before} after={found.after} />
      <Places changes={found.central} />
      <Offered title={text.gained} none={text.noneGained} found={found.gained} />
      <Offered title={text.lost} none={text.noneLost} found={found.lost} />
    </div>
  );
}

/** As many as one reads, of each measure. */
const MOST = 5;

function Places({ changes }: { changes: ConsequencesFragment["central"] }) {
  const text = useMessages(messages);
  const names = useNames();
  const moved = changes.filter(({ rankBefore, rankAfter }) => rankBefore !== rankAfter);
  const measures = [...new Set(moved.map(({ measure }) => measure))];
  return (
    <>
      <Heading level={4}>{text.places}</Heading>
      {moved.length === 0 ? <p>{text.noPlaces}</p> : <p className="quiet">{text.placesHelp}</p>}
      {measures.map((measure) => (
        <div key={measure}>
          <p>
            <strong>{names.measure[measure]}</strong>
          </p>
          <ul>
            {moved
              .filter((change) => change.measure === measure)
              .slice(0, MOST)
              .map(({ node, rankBefore, rankAfter }) => (
                <li key={node.id}>
                  <Move end={node} from={rankBefore} to={rankAfter} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function Move({ end, from, to }: { end: OpportunityEndFragment; from: number; to: number }) {
  const text = useMessages(messages);
  const format = useFormat();
  const say = to < from ? text.rises : text.falls;
  return (
    <>
      <EndLink end={end} /> {say(format.number(from), format.number(to))}
    </>
  );
}

function Offered({ title, none, found }: { title: string; none: string; found: ConsequencesFragment["gained"] }) {
  const names = useNames();
  return (
    <>
      <Heading level={4}>{title}</Heading>
      {found.length === 0 && <p>{none}</p>}
      {found.length > 0 && (
        <ul className="list offered">
          {found.map(({ id, kind, headline }) => (
            <li key={id}>
              {kind && <Badge>{names.opportunity[kind]}</Badge>} {headline}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
