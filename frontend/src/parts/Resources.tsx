// SPDX-License-Identifier: EUPL-1.2
import type { ResourceKind } from "../api/generated/schema";
import { useFormat, useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";

interface Resource {
  id: string;
  kind: ResourceKind;
  text: string;
  since: string | null;
  until: string | null;
}

const messages: Messages<{ until: (day: string) => string; over: (day: string) => string; from: (day: string) => string }> = {
  nl: { until: (day) => `tot en met ${day}`, over: (day) => `was tot en met ${day}`, from: (day) => `vanaf ${day}` },
  en: { until: (day) => `until ${day}`, over: (day) => `was until ${day}`, from: (day) => `from ${day}` },
};

/** What is needed or offered, by kind; what still holds first. */
export function Resources({ resources }: { resources: readonly Resource[] }) {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  const today = new Date().toISOString().slice(0, 10);
  const over = ({ until }: Resource) => until !== null && until < today;
  const sorted = resources.toSorted(
    (a, b) => Number(over(a)) - Number(over(b)) || names.resource[a.kind].localeCompare(names.resource[b.kind]),
  );
  return (
    <ul className="list items">
      {sorted.map((resource) => {
        const { id, kind, until, since } = resource;
        const when = [
          since && since > today && text.from(format.day(since)),
          until && (over(resource) ? text.over : text.until)(format.day(until)),
        ].filter(Boolean);
        return (
          <li key={id} className={over(resource) ? "quiet" : ""}>
            <strong>{names.resource[kind]}:</strong> <span lang="nl">{resource.text}</span>
            {when.length > 0 && <div className="small quiet">{when.join(", ")}</div>}
          </li>
        );
      })}
    </ul>
  );
}
