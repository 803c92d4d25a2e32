// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";

import { useAnswer } from "../api/useAnswer";
import { useApiLanguage, useMessages } from "../language/language";
import { OpportunityList } from "../opportunity/OpportunityList";
import { Section } from "../parts/Section";
import { Answered } from "../parts/states";
import { messages } from "./messages";
import { OPPORTUNITIES } from "./organisation";

const STEP = 5;

/** Connections worth making for an organisation. */
export function Opportunities({ id }: { id: string }) {
  const text = useMessages(messages);
  const [first, setFirst] = useState(STEP);
  const answer = useAnswer(OPPORTUNITIES, { id, first, language: useApiLanguage() });
  return (
    <Section title={text.opportunities}>
      <Answered answer={answer} waiting={text.computing}>
        {({ organisation }) =>
          organisation && (
            <OpportunityList of={id} opportunities={organisation.opportunities} onMore={() => setFirst(first + 2 * STEP)} />
          )
        }
      </Answered>
    </Section>
  );
}
