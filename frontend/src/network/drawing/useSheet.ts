// SPDX-License-Identifier: EUPL-1.2
import { useChosenNames } from "../../filters/useChosenNames";
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

/** The words on the drawing for print: what it is of, by which measure and when, and what colours and shapes mean. */
export function useSheet({ dots, communities }: Network): Sheet {
  const text = useMessages(messages);
  const page = useMessages(pageMessages);
  const names = useNames();
  const types = useNetworkNames().type;
  const format = useFormat();
  const { measure, projection, ties } = useSelection();
  const selection = useChosenNames();
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
