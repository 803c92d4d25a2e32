// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import type { WhyQuery } from "../../api/generated/graphql";
import { useAnswer } from "../../api/useAnswer";
import { useParameters } from "../../app/address";
import { useApiLanguage, useMessages, type Messages } from "../../language/language";
import { useNames } from "../../language/names";
import { PartyField } from "../../opportunity/PartyField";
import { Reasons } from "../../opportunity/Reasons";
import { Alert } from "../../parts/Alert";
import { Badge } from "../../parts/Badge";
import { Answered, Empty } from "../../parts/states";
import { Computing } from "../Computing";
import { Earlier } from "./Earlier";
import { Ends } from "./OpportunityCard";
import { Views } from "./Views";

const WHY = graphql(`
  query Why($a: ID!, $b: ID!, $language: Language!) {
    explainPair(a: $a, b: $b) {
      offered
      missing(language: $language)
      opportunity {
        ...OpportunityCard
      }
    }
  }
`);

interface Texts {
  title: string;
  intro: string;
  one: string;
  other: string;
  begin: string;
  same: string;
  gone: string;
  offered: string;
  notOffered: string;
  connects: string;
  nothing: string;
  missing: string;
}

const messages: Messages<Texts> = {
  nl: {
    title: "Wat verbindt deze twee, en wat niet?",
    intro: "Zoek twee initiatieven of organisaties. U ziet wat voor een verbinding spreekt en wat eraan ontbreekt.",
    one: "De een",
    other: "De ander",
    begin: "Kies er twee.",
    same: "Kies twee verschillende.",
    gone: "Een van de twee is er niet meer.",
    offered: "Deze twee staan in de lijst met kansen.",
    notOffered: "Deze twee staan niet in de lijst met kansen.",
    connects: "Wat voor een verbinding spreekt",
    nothing: "Niets dat bekend is, spreekt voor een verbinding.",
    missing: "Wat ontbreekt",
  },
  en: {
    title: "What connects these two, and what does not?",
    intro: "Search for two initiatives or organisations. You see what speaks for a connection and what is missing.",
    one: "One",
    other: "The other",
    begin: "Choose two.",
    same: "Choose two different ones.",
    gone: "One of the two is not there any more.",
    offered: "These two are in the list of opportunities.",
    notOffered: "These two are not in the list of opportunities.",
    connects: "What speaks for a connection",
    nothing: "Nothing that is known speaks for a connection.",
    missing: "What is missing",
  },
};

/** Explains any two: also why they are not in the list of opportunities. */
export function Why() {
  const text = useMessages(messages);
  const [parameters, change] = useParameters();
  const [a, b] = [parameters.get("een") ?? "", parameters.get("ander") ?? ""];
  return (
    <section className="stack">
      <Heading level={2}>{text.title}</Heading>
      <p>{text.intro}</p>
      <div className="workbench-choices no-print">
        <PartyField label={text.one} chosen={a} onChoose={(id) => change({ een: id })} />
        <PartyField label={text.other} chosen={b} onChoose={(id) => change({ ander: id })} />
      </div>
      {a && b && a !== b ? <Explained a={a} b={b} /> : <Empty>{a && a === b ? text.same : text.begin}</Empty>}
    </section>
  );
}

function Explained({ a, b }: { a: string; b: string }) {
  const text = useMessages(messages);
  const language = useApiLanguage();
  const answer = useAnswer(WHY, { a, b, language });
  return (
    <Answered answer={answer} waiting={<Computing />}>
      {({ explainPair }) => (explainPair ? <Explanation found={explainPair} /> : <Empty>{text.gone}</Empty>)}
    </Answered>
  );
}

function Explanation({ found }: { found: NonNullable<WhyQuery["explainPair"]> }) {
  const text = useMessages(messages);
  const names = useNames();
  const { opportunity, offered, missing } = found;
  return (
    <div className="card stack">
      <Ends opportunity={opportunity} />
      <Alert type={offered ? "ok" : "info"}>
        <p>{offered ? text.offered : text.notOffered}</p>
      </Alert>
      <Earlier opportunity={opportunity} />
      <div className="row">
        <Heading level={3}>{text.connects}</Heading>
        {opportunity.kinds.map((kind) => (
          <Badge key={kind} tone="accent">
            {names.opportunity[kind]}
          </Badge>
        ))}
      </div>
      {opportunity.reasons.length > 0 ? <Reasons opportunity={opportunity} /> : <p>{text.nothing}</p>}
      {missing.length > 0 && (
        <>
          <Heading level={3}>{text.missing}</Heading>
          <ul>
            {missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      <Views opportunity={opportunity} />
    </div>
  );
}
