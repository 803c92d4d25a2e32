// SPDX-License-Identifier: EUPL-1.2
import { graphql } from "../../api/generated";
import { useAnswer } from "../../api/useAnswer";
import { useFilters } from "../../filters/filters";
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { messages as pageMessages } from "../messages";
import { useNetworkNames } from "../names";
import { useSelection } from "../selection";
import { messages } from "./messages";
import type { Network } from "./network";
import { COLOURED } from "./palette";
import { shapeOf } from "./shapes";
import type { Sheet } from "./svg";

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

/** The words on the drawing for print: what it is of, by which measure and when, and what colours and shapes mean. */
export function useSheet({ dots, communities }: Network): Sheet {
  const text = useMessages(messages);
  const page = useMessages(pageMessages);
  const names = useNames();
  const types = useNetworkNames().type;
  const format = useFormat();
  const { measure, projection, ties } = useSelection();
  const { filters } = useFilters();
  const ids = [...filters.areas, ...filters.themes];
  const { data } = useAnswer(CHOSEN, { ids }, !ids.length);
  const selection = [
    ...(data?.nodes ?? []).flatMap((node) => (node && "name" in node ? [node.name] : [])),
    ...filters.status.map((status) => names.status[status]),
    ...(filters.text ? [`“${filters.text}”`] : []),
    ...(filters.activeOn ? [format.day(filters.activeOn)] : []),
  ];
  const members = (from: number) => dots.filter(({ group }) => group >= from).length;
  const none = dots.filter(({ group, figures }) => group < 0 && figures).length;
  const day = format.day(new Date().toISOString().slice(0, 10));
  return {
    title: text.sheetTitle(selection.join(", ") || text.wholeMunicipality),
    line: [page.projections[projection], page.tieNames[ties], `${page.measure}: ${names.measure[measure]}`, day].join(" · "),
    colour: text.colour,
    shape: text.shape,
    size: `${text.size} ${names.measure[measure].toLowerCase()}`,
    groups: communities.slice(0, COLOURED).map(({ name, stable }) => (stable ? name : `${name} (${text.unstable})`)),
    otherGroups:
      communities.length > COLOURED
        ? text.otherGroups(communities.length - COLOURED, format.number(members(COLOURED)))
        : null,
    noGroup: communities.length && none ? text.noGroup(format.number(none)) : null,
    shapes: [...new Set(dots.map(({ type }) => type))].map((type) => [
      shapeOf(type),
      type === "RESIDENT" ? text.residents : types[type],
      type === "RESIDENT",
    ]),
  };
}
