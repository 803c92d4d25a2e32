// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";

import { useAnswer } from "../api/useAnswer";
import { useApiLanguage, useMessages } from "../language/language";
import { OpportunityList } from "../opportunity/OpportunityList";
import { Section } from "../parts/Section";
import { Answered } from "../parts/states";
import { OPPORTUNITIES } from "./initiative";
import { messages } from "./messages";

const STEP = 5;

/** Connections worth making for an initiative. */
export function Opportunities({ id }: { id: string }) {
  const text = useMessages(messages);
  const [first, setFirst] = useState(STEP);
  const answer = useAnswer(OPPORTUNITIES, { id, first, language: useApiLanguage() });
  return (
    <Section title={text.opportunities}>
      <Answered answer={answer} waiting={text.computing}>
        {({ initiative }) =>
          initiative && (
            <OpportunityList of={id} opportunities={initiative.opportunities} onMore={() => setFirst(first + 2 * STEP)} />
          )
        }
      </Answered>
    </Section>
  );
}
