// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { useFormat, useMessages } from "../language/language";
import { PageLink } from "../parts/PageLink";
import { Section } from "../parts/Section";
import { Status } from "../parts/Status";
import { useIsStaff } from "../session/session";
import type { Initiative } from "./initiative";
import { messages } from "./messages";

type Relative = Initiative["related"][number];

/** The initiatives most related to this one, each with what the two share. */
export function Related({ initiative: { id, related } }: { initiative: Initiative }) {
  const text = useMessages(messages);
  const staff = useIsStaff();
  return (
    <Section title={text.related} className="no-print">
      <p className="quiet">{related.length > 0 ? text.relatedIntro : text.noRelated}</p>
      <ol className="list cards">
        {related.map((relative) => (
          <li key={relative.initiative.id} className="card stack">
            <div className="row">
              <Heading level={3}>
                <PageLink to="initiative" parameters={{ id: relative.initiative.id }}>
                  <span lang="nl">{relative.initiative.title}</span>
                </PageLink>
              </Heading>
              <Status status={relative.initiative.status} />
            </div>
            <Evidence relative={relative} />
            {staff && (
              <p className="no-print small">
                <PageLink to="workbench" parameters={{ deel: "waarom", een: id, ander: relative.initiative.id }}>
                  {text.compare}
                  <span className="visually-hidden">: <span lang="nl">{relative.initiative.title}</span></span>
                </PageLink>
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Evidence({ relative: { evidence, score } }: { relative: Relative }) {
  const text = useMessages(messages);
  const format = useFormat();
  return (
    <ul className="list items">
      {evidence.map(({ kind, via, share, count }) => (
        <li key={via?.id ?? kind}>
          {via && "name" in via ? (
            <>
              <PageLink to="organisation" parameters={{ id: via.id }}>
                <span lang="nl">{via.name}</span>
              </PageLink>{" "}
              {text.sharedOrganisation}
            </>
          ) : (
            text.evidence[kind](count, format.number(count))
          )}{" "}
          {evidence.length > 1 && (
            <span className="small quiet">({text.share(format.percent(share / score))})</span>
          )}
        </li>
      ))}
    </ul>
  );
}
