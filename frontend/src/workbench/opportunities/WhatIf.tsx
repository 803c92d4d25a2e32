// SPDX-License-Identifier: EUPL-1.2
import { graphql } from "../../api/generated";
import type { OpportunityCardFragment } from "../../api/generated/graphql";
import { useAnswer } from "../../api/useAnswer";
import { tookTooLong, usePatient } from "../../api/usePatient";
import { useApiLanguage, useMessages, type Messages } from "../../language/language";
import { endName } from "../../opportunity/EndLink";
import { Alert } from "../../parts/Alert";
import { Answered } from "../../parts/states";
import { Consequences } from "../../supposing/Consequences";
import { messages as supposing } from "../../supposing/messages";
import { Computing } from "../Computing";

const messages: Messages<{ title: string; between: (a: string, b: string) => string }> = {
  nl: { title: "Als deze twee verbonden waren", between: (a, b) => `Als ${a} en ${b} verbonden waren` },
  en: { title: "If these two were connected", between: (a, b) => `If ${a} and ${b} were connected` },
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
  const { tooLong } = useMessages(supposing);
  const answer = usePatient(useAnswer(WHAT_IF, { a: a.id, b: b.id, language }));
  if (!answer.fetching && tookTooLong(answer.error)) return <Alert type="warning">{tooLong}</Alert>;
  return (
    <Answered answer={answer} waiting={<Computing />}>
      {({ whatIf }) => <Consequences supposed={text.between(endName(a), endName(b))} title={text.title} found={whatIf} level={4} />}
    </Answered>
  );
}
