// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";

import { graphql } from "../api/generated";
import { useAnswer } from "../api/useAnswer";
import { useApiLanguage, useMessages, type Messages } from "../language/language";
import { Section } from "../parts/Section";
import { Answered } from "../parts/states";
import { OpportunityList } from "./OpportunityList";

const STEP = 5;

const OPPORTUNITIES = graphql(`
  query OpportunitiesOf($id: ID!, $first: Int!, $language: Language!) {
    node(id: $id) {
      ... on Initiative {
        opportunities(first: $first) {
          ...ListedOpportunities
        }
      }
      ... on Organisation {
        opportunities(first: $first) {
          ...ListedOpportunities
        }
      }
    }
  }

  fragment ListedOpportunities on OpportunityConnection {
    totalCount
    missing(language: $language)
    nodes {
      ...OpportunityCard
    }
  }
`);

const messages: Messages<{ title: string; computing: string }> = {
  nl: {
    title: "Kansen om te verbinden",
    computing: "De kansen worden berekend. Na een wijziging kan dat even duren.",
  },
  en: {
    title: "Opportunities to connect",
    computing: "The opportunities are being computed. After a change this may take a while.",
  },
};

/** Connections worth making for an initiative or an organisation. */
export function Opportunities({ id }: { id: string }) {
  const text = useMessages(messages);
  const [first, setFirst] = useState(STEP);
  const answer = useAnswer(OPPORTUNITIES, { id, first, language: useApiLanguage() });
  return (
    <Section title={text.title}>
      <Answered answer={answer} waiting={text.computing}>
        {({ node }) =>
          node &&
          "opportunities" in node && (
            <OpportunityList of={id} opportunities={node.opportunities} onMore={() => setFirst(first + 2 * STEP)} />
          )
        }
      </Answered>
    </Section>
  );
}
