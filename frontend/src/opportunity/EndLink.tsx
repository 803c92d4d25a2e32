// SPDX-License-Identifier: EUPL-1.2
import type { OpportunityEndFragment } from "../api/generated/graphql";
import { PageLink } from "../parts/PageLink";

/** What one end of an opportunity is called. The registers are Dutch, also on an English page. */
export function endName(end: OpportunityEndFragment): string {
  if (end.__typename === "Initiative") return end.title;
  return end.__typename === "Organisation" || end.__typename === "Municipality" ? end.name : end.id;
}

/** A link to one end of an opportunity; the municipality has no page of its own. */
export function EndLink({ end }: { end: OpportunityEndFragment }) {
  const name = <span lang="nl">{endName(end)}</span>;
  if (end.__typename === "Initiative")
    return (
      <PageLink to="initiative" parameters={{ id: end.id }}>
        {name}
      </PageLink>
    );
  if (end.__typename === "Organisation")
    return (
      <PageLink to="organisation" parameters={{ id: end.id }}>
        {name}
      </PageLink>
    );
  return name;
}
