// SPDX-License-Identifier: EUPL-1.2
import { graphql } from "../api/generated";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/language";
import { useNames } from "../language/names";
import { useFilters } from "./filters";

const CHOSEN = graphql(`
  query ChosenNames($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Area {
        name
      }
      ... on Theme {
        name
      }
    }
  }
`);

/** What the address asks for, in words; for paper, where the filters cannot be seen. Empty when that is everything. */
export function useChosenNames(): string[] {
  const names = useNames();
  const format = useFormat();
  const { filters } = useFilters();
  const ids = [...filters.areas, ...filters.themes];
  const { data } = useAnswer(CHOSEN, { ids }, !ids.length);
  return [
    ...(ids.length && data ? data.nodes.flatMap((node) => (node && "name" in node ? [node.name] : [])) : []),
    ...filters.status.map((status) => names.status[status]),
    ...(filters.text ? [`“${filters.text}”`] : []),
    ...(filters.activeOn ? [format.day(filters.activeOn)] : []),
  ];
}
