// SPDX-License-Identifier: EUPL-1.2
import { graphql } from "../api/generated";

/** What is shown of an opportunity wherever one is. */
export const OPPORTUNITY = graphql(`
  fragment OpportunityCard on Opportunity {
    id
    kind
    kinds
    score
    headline(language: $language)
    bridge(language: $language)
    a {
      ...OpportunityEnd
    }
    b {
      ...OpportunityEnd
    }
    reasons {
      signal
      share
      text(language: $language)
    }
    decision {
      outcome
      reason
      by
      at
      changed(language: $language)
    }
  }

  fragment OpportunityEnd on Node {
    __typename
    id
    ... on Initiative {
      title
      status
    }
    ... on Organisation {
      name
    }
    ... on Municipality {
      name
    }
  }
`);
