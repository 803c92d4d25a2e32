// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import type { NetworkNodeFragment } from "../../api/generated/graphql";
import { useAnswer } from "../../api/useAnswer";
import { usePatient } from "../../api/usePatient";
import { useParameters } from "../../app/address";
import { useApiLanguage, useMessages } from "../../language/language";
import { PartyField } from "../../opportunity/PartyField";
import { Consequences } from "../../supposing/Consequences";
import { messages as supposing } from "../../supposing/messages";
import { Computed } from "../Computed";
import { nodeName } from "../NodeLink";
import { messages } from "./messages";

const SUPPOSED = graphql(`
  query NetworkWhatIf($add: [ConnectionInput!], $remove: [AbsenceInput!], $language: Language!) {
    whatIf(add: $add, remove: $remove) {
      ...Consequences
    }
  }
`);

const NAMED = graphql(`
  query NetworkParties($a: ID!, $b: ID!) {
    a: node(id: $a) {
      ...NetworkNode
    }
    b: node(id: $b) {
      ...NetworkNode
    }
  }
`);

/** What would change if two were connected, or one was not there. Who is chosen is in the address. */
export default function SupposingPart() {
  const text = useMessages(messages);
  const [parameters, change] = useParameters();
  const [a, b, without] = ["a", "b", "zonder"].map((name) => parameters.get(name) ?? "") as [string, string, string];
  return (
    <>
      <p>{text.about}</p>
      <div className="network-supposing no-print">
        <fieldset className="card stack">
          <legend className="visually-hidden">{text.connect}</legend>
          <Heading level={2}>{text.connect}</Heading>
          <PartyField label={text.one} chosen={a} onChoose={(id) => change({ a: id, zonder: null })} />
          <PartyField label={text.other} chosen={b} onChoose={(id) => change({ b: id, zonder: null })} />
        </fieldset>
        <fieldset className="card stack">
          <legend className="visually-hidden">{text.leaveOut}</legend>
          <Heading level={2}>{text.leaveOut}</Heading>
          <PartyField label={text.gone} chosen={without} onChoose={(id) => change({ zonder: id, a: null, b: null })} />
          <p className="quiet">{text.noResidents}</p>
        </fieldset>
      </div>
      {without ? (
        <Supposed without={without} />
      ) : a && a === b ? (
        <p role="status">{text.same}</p>
      ) : a && b ? (
        <Supposed a={a} b={b} />
      ) : (
        <p role="status">{a || b ? text.oneMore : text.choose}</p>
      )}
    </>
  );
}

function Supposed({ a, b, without }: { a?: string; b?: string; without?: string }) {
  const text = useMessages(messages);
  const about = useMessages(supposing);
  const language = useApiLanguage();
  const one = without ?? a ?? "";
  const names = useAnswer(NAMED, { a: one, b: b ?? one });
  const variables = without ? { remove: [{ a: without }], language } : { add: [{ a: one, b: b ?? "" }], language };
  const answer = usePatient(useAnswer(SUPPOSED, variables));
  const named = (node: NetworkNodeFragment | null | undefined) => (node ? nodeName(node) : "…");
  const first = named(names.data?.a);
  const title = without ? text.ifGone(first) : text.ifConnected(first, named(names.data?.b));
  return (
    <section aria-label={text.outcome} className="card stack">
      <Heading level={2}>{title}</Heading>
      <Computed answer={answer} help={about.tooLong}>
        {({ whatIf }) => <Consequences supposed={title} title={text.changes} found={whatIf} level={3} />}
      </Computed>
    </section>
  );
}
