// SPDX-License-Identifier: EUPL-1.2
// What two parties are compared by.
import { graphql } from "../../api/generated";
import type { ComparedQuery } from "../../api/generated/graphql";

export const COMPARED = graphql(`
  query Compared($ids: [ID!]!, $today: Date!) {
    nodes(ids: $ids) {
      ...ComparedNode
    }
  }

  fragment ComparedNode on Node {
    __typename
    id
    since
    until
    ... on Initiative {
      title
      summary
      status
      areas {
        nodes {
          id
          name
        }
      }
      themes {
        nodes {
          id
          name
        }
      }
      needs(activeOn: $today) {
        nodes {
          ...ComparedNeed
        }
      }
      offers(activeOn: $today) {
        nodes {
          ...ComparedOffer
        }
      }
      requests {
        nodes {
          id
          role
          state
          text
        }
      }
      organisers(activeOn: $today) {
        nodes {
          id
          name
        }
      }
    }
    ... on Organisation {
      name
      organisationKind: kind
      represents(activeOn: $today) {
        nodes {
          id
          name
        }
      }
      offers(activeOn: $today) {
        nodes {
          ...ComparedOffer
        }
      }
      runs(activeOn: $today) {
        nodes {
          id
          title
        }
      }
    }
    ... on Municipality {
      name
    }
  }

  fragment ComparedNeed on Need {
    id
    kind
    text
  }

  fragment ComparedOffer on Offer {
    id
    kind
    text
  }
`);

export type Party = NonNullable<ComparedQuery["nodes"][number]>;

/** How two lists compare: what counts is which `same` both have. */
export type Verdict = "same" | "partly" | "different" | "none";

export interface Item {
  /** What it is compared by: the id of an area, the kind of a need. */
  same: string;
  /** In the language of the page. */
  name?: string;
  /** As the register has it, in Dutch. */
  words?: string | null;
  /** Whether it is of a kind that one seeks and the other offers; whether it fits, people must judge. */
  meets?: boolean;
}

/** Those of the items of one that answer to items of the other: a need to an offer of the same kind. */
export function meeting(items: readonly Item[], others: readonly Item[] | undefined): Item[] {
  return items.map((item) => ({ ...item, meets: !!others?.some(({ same }) => same === item.same) }));
}

export function verdict(a: readonly Item[], b: readonly Item[]): Verdict {
  if (!a.length && !b.length) return "none";
  const [ones, others] = [new Set(a.map(({ same }) => same)), new Set(b.map(({ same }) => same))];
  const shared = [...ones].filter((same) => others.has(same)).length;
  if (!shared) return "different";
  return shared === ones.size && shared === others.size ? "same" : "partly";
}

/** Whether two go on in the same time; what is not known does not keep them apart. */
export function together(a: Party, b: Party): boolean {
  const [from, to] = [a.since ?? "", a.until ?? "9999"];
  const [otherFrom, otherTo] = [b.since ?? "", b.until ?? "9999"];
  return from <= otherTo && otherFrom <= to;
}
