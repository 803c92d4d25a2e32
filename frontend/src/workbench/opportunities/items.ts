// SPDX-License-Identifier: EUPL-1.2
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import type { Item, Party } from "./compared";
import { messages, type RowName } from "./comparing";

type Items = Partial<Record<RowName, Item[]>>;

/** What there is to compare a party by, row by row. */
export function useItems(): (party: Party) => Items {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  const resources = (found: readonly { kind: keyof typeof names.resource; text: string }[]): Item[] =>
    found.map(({ kind, text }) => ({ same: kind, name: names.resource[kind], words: text }));

  function period({ since, until }: Party): Item[] {
    const name = [since && text.from(format.day(since)), until && text.until(format.day(until))].filter(Boolean).join(" ");
    return name ? [{ same: name, name }] : [];
  }

  return (party) => {
    switch (party.__typename) {
      case "Initiative":
        return {
          period: period(party),
          summary: party.summary ? [{ same: party.id, words: party.summary }] : [],
          status: [{ same: party.status, name: names.status[party.status] }],
          areas: named(party.areas.nodes),
          themes: named(party.themes.nodes),
          needs: resources(party.needs.nodes),
          offers: resources(party.offers.nodes),
          requests: party.requests.nodes.map(({ role, state, text }) => ({
            same: role,
            name: `${names.role[role]} (${names.request[state].toLowerCase()})`,
            words: text ?? null,
          })),
          organisers: named(party.organisers.nodes),
        };
      case "Organisation":
        return {
          period: period(party),
          kind: [{ same: party.organisationKind, name: names.organisation[party.organisationKind] }],
          areas: named(party.represents.nodes),
          offers: resources(party.offers.nodes),
          runs: party.runs.nodes.map(({ id, title }) => ({ same: id, words: title })),
        };
      default:
        return {};
    }
  };
}

const named = (found: readonly { id: string; name: string }[]): Item[] =>
  found.map(({ id, name }) => ({ same: id, words: name }));
