// SPDX-License-Identifier: EUPL-1.2
import { useAnswer } from "../api/useAnswer";
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { Section } from "../parts/Section";
import { Answered } from "../parts/states";
import { Versions, type Version } from "../parts/Versions";
import { VERSIONS, type InitiativeVersion } from "./initiative";
import { messages, type Field } from "./messages";

/** How an initiative was before. */
export function History({ id }: { id: string }) {
  const text = useMessages(messages);
  const values = useValues();
  const answer = useAnswer(VERSIONS, { id });
  return (
    <Section title={text.history} className="no-print">
      <Answered answer={answer}>
        {({ initiative }) => (
          <Versions versions={(initiative?.history ?? []).map((version) => ({ ...version, values: values(version) }))} />
        )}
      </Answered>
    </Section>
  );
}

function useValues(): (version: InitiativeVersion) => Version["values"] {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  return ({ node }) => {
    if (!("title" in node)) return {};
    const { title, summary, endReason, website, contact, location } = node;
    const day = (value: string | null) => value && format.day(value);
    const values: Record<Field, string | null> = {
      title,
      summary,
      status: names.status[node.status],
      endReason,
      since: day(node.since),
      until: day(node.until),
      website,
      contact,
      confirmedOn: day(node.confirmedOn),
      locationPrecision: text.precision[node.locationPrecision],
      location: location && `${location.lat.toFixed(5)}, ${location.lon.toFixed(5)}`,
    };
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [text.fields[name as Field], value]));
  };
}
