// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../api/generated";
import type { ConsequencesFragment, OpportunityEndFragment } from "../api/generated/graphql";
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { EndLink } from "../opportunity/EndLink";
import { Badge } from "../parts/Badge";
import { Empty } from "../parts/states";
import { File } from "./File";
import { Figures } from "./Figures";
import { messages } from "./messages";

export const CONSEQUENCES = graphql(`
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

type Level = 3 | 4;

interface Props {
  /** What is supposed, in words. */
  supposed: string;
  title: string;
  /** Null when one of those concerned is not there. */
  found: ConsequencesFragment | null | undefined;
  /** Of its headings. */
  level: Level;
}

/** What would change in the network, in words. */
export function Consequences({ supposed, title, found, level }: Props) {
  const text = useMessages(messages);
  if (!found) return <Empty>{text.impossible}</Empty>;
  return (
    <div className="stack">
      <Heading level={level}>{title}</Heading>
      <p className="quiet">{text.nothingWritten}</p>
      <Figures before={found.before} after={found.after} />
      <Places changes={found.central} level={level} />
      <Offered title={text.gained} none={text.noneGained} found={found.gained} level={level} />
      <Offered title={text.lost} none={text.noneLost} found={found.lost} level={level} />
      <File supposed={supposed} found={found} />
    </div>
  );
}

/** As many as one reads, of each measure. */
const MOST = 5;

function Places({ changes, level }: { changes: ConsequencesFragment["central"]; level: Level }) {
  const text = useMessages(messages);
  const names = useNames();
  const moved = changes.filter(({ rankBefore, rankAfter }) => rankBefore !== rankAfter);
  const measures = [...new Set(moved.map(({ measure }) => measure))];
  return (
    <>
      <Heading level={level}>{text.places}</Heading>
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

function Offered(props: { title: string; none: string; found: ConsequencesFragment["gained"]; level: Level }) {
  const { title, none, found, level } = props;
  const names = useNames();
  return (
    <>
      <Heading level={level}>{title}</Heading>
      {found.length === 0 && <p>{none}</p>}
      {found.length > 0 && (
        <ul className="list stack">
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
