// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import type { CommunityFragment, GapFragment } from "../../api/generated/graphql";
import { useAnswer } from "../../api/useAnswer";
import { usePatient } from "../../api/usePatient";
import { useApiLanguage, useFormat, useMessages } from "../../language/language";
import { Badge } from "../../parts/Badge";
import { PageLink } from "../../parts/PageLink";
import { Empty } from "../../parts/states";
import { Computed } from "../Computed";
import { Downloads } from "../Downloads";
import { NodeLink, nodeName } from "../NodeLink";
import { Pair } from "../Pair";
import { Some } from "../Some";
import { useSelection } from "../selection";
import { messages } from "./messages";

const COMMUNITIES = graphql(`
  query NetworkCommunities(
    $filter: InitiativeFilter
    $projection: Projection!
    $relations: [RelationType!]
    $nodeTypes: [NodeType!]
    $language: Language!
  ) {
    communities(filter: $filter, projection: $projection, relations: $relations, nodeTypes: $nodeTypes, first: 30) {
      total
      text(language: $language)
      items {
        ...Community
      }
      gaps {
        ...Gap
      }
    }
  }

  fragment Community on Community {
    id
    name(language: $language)
    initiatives
    organisations
    residents
    stable
    text(language: $language)
    themes {
      count
      node {
        ...NetworkNode
      }
    }
    areas {
      count
      node {
        ...NetworkNode
      }
    }
    centralInitiatives {
      ...NetworkNode
    }
    centralOrganisations {
      ...NetworkNode
    }
  }

  fragment Gap on CommunityGap {
    a {
      id
      name(language: $language)
    }
    b {
      id
      name(language: $language)
    }
    text(language: $language)
    closest {
      a {
        ...NetworkNode
      }
      b {
        ...NetworkNode
      }
      shared {
        ...NetworkNode
      }
    }
  }
`);

/** As many as one reads at once. */
const GROUPS = 12;
const GAPS = 5;

export default function GroupsPart() {
  const text = useMessages(messages);
  const format = useFormat();
  const { selection } = useSelection();
  const language = useApiLanguage();
  const nothing = selection.relations?.length === 0;
  const answer = usePatient(useAnswer(COMMUNITIES, { ...selection, language }, nothing));
  if (nothing) return null; // the form says what to do
  return (
    <>
      <p>{text.about}</p>
      <Computed answer={answer}>
        {({ communities: { items, total, gaps, text: sentence } }) => (
          <div className="stack stack--wide">
            <section className="stack" aria-label={text.groups}>
              <p>
                <strong>{sentence}</strong>
              </p>
              {items.length === 0 && <Empty>{text.none}</Empty>}
              <Some most={GROUPS} all={items} className="list network-groups">
                {(community) => (
                  <li key={community.id} className="card">
                    <Group community={community} />
                  </li>
                )}
              </Some>
              {items.length < total && <p>{text.more(format.number(items.length), format.number(total))}</p>}
            </section>
            <section className="stack" aria-label={text.gaps}>
              <Heading level={2}>{text.gaps}</Heading>
              <p className="quiet">{text.gapsAbout}</p>
              {gaps.length === 0 && <Empty>{text.noGaps}</Empty>}
              <Some most={GAPS} all={gaps} className="list stack">
                {(gap) => (
                  <li key={`${gap.a.id} ${gap.b.id}`}>
                    <Between gap={gap} />
                  </li>
                )}
              </Some>
            </section>
            <p>
              <PageLink to="map">{text.blindSpots}</PageLink>
            </p>
            <Downloads tables={["communities", "gaps"]} figures={{ communities: true }} />
          </div>
        )}
      </Computed>
    </>
  );
}

function Group({ community }: { community: CommunityFragment }) {
  const text = useMessages(messages);
  const { name, stable, text: sentence, residents, themes, areas } = community;
  const format = useFormat();
  const lists = [
    [text.themes, themes.map(({ node, count }) => ({ node, count }))],
    [text.areas, areas.map(({ node, count }) => ({ node, count }))],
    [text.initiatives, community.centralInitiatives.map((node) => ({ node, count: null }))],
    [text.organisations, community.centralOrganisations.map((node) => ({ node, count: null }))],
  ] as const;
  return (
    <>
      <Heading level={2} className="network-groups__name">
        <span lang="nl">{name}</span> {!stable && <Badge tone="attention">{text.unstable}</Badge>}
      </Heading>
      <p>
        {sentence} {residents !== null && residents !== undefined && text.residents(format.number(residents))}
      </p>
      <dl className="network-groups__facts">
        {lists.map(
          ([label, found]) =>
            found.length > 0 && (
              <div key={label}>
                <dt>{label}</dt>
                {found.map(({ node, count }) => (
                  <dd key={node.id}>
                    <NodeLink node={node} />
                    {count !== null && <span className="quiet"> ({format.number(count)})</span>}
                  </dd>
                ))}
              </div>
            ),
        )}
      </dl>
    </>
  );
}

function Between({ gap: { a, b, text: sentence, closest } }: { gap: GapFragment }) {
  const text = useMessages(messages);
  return (
    <article className="card stack">
      <Heading level={3}>
        <span lang="nl">{a.name}</span> {text.and} <span lang="nl">{b.name}</span>
      </Heading>
      <p>{sentence}</p>
      {closest.length > 0 && (
        <>
          <p className="quiet">{text.closest}</p>
          <ul className="list stack">
            {closest.map((pair) => (
              <li key={`${pair.a.id} ${pair.b.id}`}>
                <Pair a={pair.a} b={pair.b}>
                  {pair.shared.length > 0 && text.shared(pair.shared.map(nodeName).join(", "))}
                </Pair>
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}
