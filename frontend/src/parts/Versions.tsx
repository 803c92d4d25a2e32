// SPDX-License-Identifier: EUPL-1.2
import { useFormat, useMessages, type Messages } from "../language/language";

/** How something was from a revision on: what each of its fields was then, in words; null where it had no value. */
export interface Version {
  revision: number;
  at: string;
  actor: string | null;
  origin: string | null;
  values: Record<string, string | null>;
}

interface Texts {
  first: string;
  changed: string;
  unseen: string;
  by: (actor: string) => string;
  from: string;
  none: string;
  was: string;
  became: string;
}

const messages: Messages<Texts> = {
  nl: {
    first: "Opgenomen in Verbind",
    changed: "Gewijzigd",
    unseen: "Wat er is gewijzigd, is hier niet te zien.",
    by: (actor) => `door ${actor}`,
    from: "Bron:",
    none: "niets",
    was: "was",
    became: "werd",
  },
  en: {
    first: "Added to Verbind",
    changed: "Changed",
    unseen: "What was changed is not shown here.",
    by: (actor) => `by ${actor}`,
    from: "Source:",
    none: "nothing",
    was: "was",
    became: "became",
  },
};

/** Versions, the latest first: when, by whom and from which source, and what changed. */
export function Versions({ versions }: { versions: readonly Version[] }) {
  const text = useMessages(messages);
  const format = useFormat();
  return (
    <ol className="versions list" reversed>
      {versions.map((version, index) => {
        const before = versions[index + 1];
        return (
          <li key={version.revision} className="version">
            <p>
              <strong>{before ? text.changed : text.first}</strong>{" "}
              <span className="quiet">
                <time dateTime={version.at}>{format.moment(version.at)}</time>
                {version.actor && ` ${text.by(version.actor)}`}
              </span>
            </p>
            {before && <Changes before={before.values} after={version.values} />}
            {version.origin && (
              <p className="small quiet">
                {text.from} <span lang="nl">{version.origin}</span>
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Changes({ before, after }: { before: Version["values"]; after: Version["values"] }) {
  const text = useMessages(messages);
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  if (changed.length === 0) return <p className="quiet">{text.unseen}</p>;
  return (
    <ul>
      {changed.map((name) => (
        <li key={name}>
          {name}: <span className="visually-hidden">{text.was} </span>
          <span lang="nl">{before[name] ?? text.none}</span> <span aria-hidden="true">→</span>{" "}
          <span className="visually-hidden">{text.became} </span>
          <span lang="nl">{after[name] ?? text.none}</span>
        </li>
      ))}
    </ul>
  );
}
