// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import type { NetworkFragilityQuery } from "../../api/generated/graphql";
import { useAnswer } from "../../api/useAnswer";
import { usePatient } from "../../api/usePatient";
import { useApiLanguage, useFormat, useMessages } from "../../language/language";
import { PageLink } from "../../parts/PageLink";
import { Empty } from "../../parts/states";
import { Table } from "../../parts/Table";
import { useIsStaff } from "../../session/session";
import { Computed } from "../Computed";
import { Downloads } from "../Downloads";
import { NodeLink, nodeName, nodeType } from "../NodeLink";
import { useNetworkNames } from "../names";
import { Pair } from "../Pair";
import { Some } from "../Some";
import { useSelection } from "../selection";
import { messages } from "./messages";

const FRAGILITY = graphql(`
  query NetworkFragility(
    $filter: InitiativeFilter
    $projection: Projection!
    $relations: [RelationType!]
    $nodeTypes: [NodeType!]
    $language: Language!
  ) {
    fragility(filter: $filter, projection: $projection, relations: $relations, nodeTypes: $nodeTypes, first: 50) {
      text(language: $language)
      pointsTotal
      linksTotal
      repairsTotal
      points {
        lost
        text(language: $language)
        node {
          ...NetworkNode
        }
      }
      links {
        lost
        text(language: $language)
        throughResident
        a {
          ...NetworkNode
        }
        b {
          ...NetworkNode
        }
      }
      repairs {
        text(language: $language)
        a {
          ...NetworkNode
        }
        b {
          ...NetworkNode
        }
      }
      onOneResident {
        total
        text(language: $language)
        initiatives {
          ...NetworkNode
        }
      }
    }
  }
`);

type Fragility = NetworkFragilityQuery["fragility"];

/** As many repairs as one reads at once. */
const REPAIRS = 12;

export default function FragilityPart() {
  const text = useMessages(messages);
  const staff = useIsStaff();
  const { selection } = useSelection();
  const language = useApiLanguage();
  const nothing = selection.relations?.length === 0;
  const answer = usePatient(useAnswer(FRAGILITY, { ...selection, language }, nothing));
  if (nothing) return null; // the form says what to do
  return (
    <>
      <p>{text.about}</p>
      <Computed answer={answer}>
        {({ fragility }) => (
          <div className="stack stack--wide">
            <p>
              <strong>{fragility.text}</strong>
            </p>
            <Points fragility={fragility} />
            <Links fragility={fragility} />
            <Repairs fragility={fragility} />
            {staff && <OnOneResident found={fragility.onOneResident ?? null} />}
            <Downloads tables={["fragility"]} />
          </div>
        )}
      </Computed>
    </>
  );
}

function Points({ fragility: { points, pointsTotal } }: { fragility: Fragility }) {
  const text = useMessages(messages);
  const types = useNetworkNames().type;
  return (
    <section className="stack" aria-label={text.points}>
      <Heading level={2}>{text.points}</Heading>
      <p className="quiet">{text.pointsAbout}</p>
      {points.length === 0 ? (
        <Empty>{text.noPoints}</Empty>
      ) : (
        <Table
          caption={text.points}
          rows={points}
          rowKey={({ node }) => node.id}
          columns={[
            {
              key: "name",
              header: text.name,
              value: ({ node }) => nodeName(node),
              cell: ({ node }) => <NodeLink node={node} />,
            },
            { key: "type", header: text.type, value: ({ node }) => types[nodeType(node)] },
            { key: "lost", header: text.lost, value: ({ lost }) => lost, numeric: true },
            { key: "text", header: text.meaning, value: (point) => point.text },
            {
              key: "without",
              header: text.whatIf,
              onScreenOnly: true,
              value: ({ node }) => nodeName(node),
              cell: ({ node }) => (
                <PageLink to="network" parameters={{ deel: "wat-als", zonder: node.id }}>
                  {text.without}
                  <span className="visually-hidden" lang="nl">
                    {" "}
                    {nodeName(node)}
                  </span>
                </PageLink>
              ),
            },
          ]}
        />
      )}
      <Shown shown={points.length} total={pointsTotal} />
    </section>
  );
}

function Links({ fragility: { links, linksTotal } }: { fragility: Fragility }) {
  const text = useMessages(messages);
  return (
    <section className="stack" aria-label={text.links}>
      <Heading level={2}>{text.links}</Heading>
      <p className="quiet">{text.linksAbout}</p>
      {links.length === 0 ? (
        <Empty>{text.noLinks}</Empty>
      ) : (
        <Table
          caption={text.links}
          rows={links}
          rowKey={({ a, b }) => `${a.id} ${b.id}`}
          columns={[
            { key: "a", header: text.between, value: ({ a }) => nodeName(a), cell: ({ a }) => <NodeLink node={a} /> },
            { key: "b", header: text.and, value: ({ b }) => nodeName(b), cell: ({ b }) => <NodeLink node={b} /> },
            {
              key: "through",
              header: text.through,
              value: ({ throughResident }) => (throughResident ? text.resident : text.direct),
            },
            { key: "lost", header: text.lost, value: ({ lost }) => lost, numeric: true },
            { key: "text", header: text.meaning, value: (link) => link.text },
          ]}
        />
      )}
      <Shown shown={links.length} total={linksTotal} />
    </section>
  );
}

function Repairs({ fragility: { repairs, repairsTotal } }: { fragility: Fragility }) {
  const text = useMessages(messages);
  return (
    <section className="stack" aria-label={text.repairs}>
      <Heading level={2}>{text.repairs}</Heading>
      <p className="quiet">{text.repairsAbout}</p>
      {repairs.length === 0 && <Empty>{text.noRepairs}</Empty>}
      <Some most={REPAIRS} all={repairs} className="list network-groups">
        {({ a, b, text: sentence }) => (
          <li key={`${a.id} ${b.id}`} className="card">
            <Pair a={a} b={b}>
              {sentence}
            </Pair>
          </li>
        )}
      </Some>
      <Shown shown={repairs.length} total={repairsTotal} />
    </section>
  );
}

function OnOneResident({ found }: { found: Fragility["onOneResident"] }) {
  const text = useMessages(messages);
  if (!found) return null;
  return (
    <section className="stack" aria-label={text.onOne}>
      <Heading level={2}>{text.onOne}</Heading>
      <p>{found.text}</p>
      <ul className="network-columns">
        {found.initiatives.map((initiative) => (
          <li key={initiative.id}>
            <NodeLink node={initiative} />
          </li>
        ))}
      </ul>
      <Shown shown={found.initiatives.length} total={found.total} />
    </section>
  );
}

function Shown({ shown, total }: { shown: number; total: number }) {
  const text = useMessages(messages);
  const format = useFormat();
  return shown < total ? <p>{text.shown(format.number(shown), format.number(total))}</p> : null;
}
