// SPDX-License-Identifier: EUPL-1.2
import { useAnswer } from "../api/useAnswer";
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { Section } from "../parts/Section";
import { Answered } from "../parts/states";
import { Versions, type Version } from "../parts/Versions";
import { messages, type Field } from "./messages";
import { VERSIONS, type OrganisationVersion } from "./organisation";

/** How an organisation was before. */
export function History({ id }: { id: string }) {
  const text = useMessages(messages);
  const values = useValues();
  const answer = useAnswer(VERSIONS, { id });
  return (
    <Section title={text.history} className="no-print">
      <Answered answer={answer}>
        {({ organisation }) => (
          <Versions versions={(organisation?.history ?? []).map((version) => ({ ...version, values: values(version) }))} />
        )}
      </Answered>
    </Section>
  );
}

function useValues(): (version: OrganisationVersion) => Version["values"] {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  return ({ node }) => {
    if (!("name" in node)) return {};
    const { name, kvkNumber, website, contact } = node;
    const day = (value: string | null) => value && format.day(value);
    const values: Record<Field, string | null> = {
      name,
      kind: names.organisation[node.kind],
      legalForm: text.forms[node.legalForm],
      kvkNumber,
      website,
      contact,
      since: day(node.since),
      until: day(node.until),
    };
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [text.fields[key as Field], value]));
  };
}
