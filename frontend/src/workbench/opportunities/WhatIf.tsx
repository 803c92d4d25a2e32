// SPDX-License-Identifier: EUPL-1.2
import { graphql } from "../../api/generated";
import type { OpportunityCardFragment } from "../../api/generated/graphql";
import { useAnswer } from "../../api/useAnswer";
import { usePatient } from "../../api/usePatient";
import { useApiLanguage, useMessages, type Messages } from "../../language/language";
import { Answered } from "../../parts/states";
import { Consequences } from "../../supposing/Consequences";
import { Computing } from "../Computing";

const messages: Messages<{ title: string }> = {
  nl: { title: "Als deze twee verbonden waren" },
  en: { title: "If these two were connected" },
};

const WHAT_IF = graphql(`
  query WhatIfConnected($a: ID!, $b: ID!, $language: Language!) {
    whatIf(add: [{ a: $a, b: $b }]) {
      ...Consequences
    }
  }
`);

/** What would change in the network if the two of an opportunity were connected, in words. */
export function WhatIf({ opportunity: { a, b } }: { opportunity: Pick<OpportunityCardFragment, "a" | "b"> }) {
  const text = useMessages(messages);
  const language = useApiLanguage();
  const answer = usePatient(useAnswer(WHAT_IF, { a: a.id, b: b.id, language }));
  return (
    <Answered answer={answer} waiting={<Computing />}>
      {({ whatIf }) => <Consequences title={text.title} found={whatIf} level={4} />}
    </Answered>
  );
}
