// SPDX-License-Identifier: EUPL-1.2
// The network to draw, from what the API answered: who is in it, and in which community.
import type { NetworkDrawingQuery, NetworkGroupsQuery, NetworkNodeFragment } from "../../api/generated/graphql";
import { nodeName, nodeType } from "../NodeLink";
import type { NodeType } from "../../api/generated/schema";
import { scaleOf } from "./shapes";

export type Drawing = NetworkDrawingQuery["drawing"];
export type Groups = NetworkGroupsQuery["drawing"]["groups"];
export type Community = Groups[number]["community"];

export interface Dot {
  /** The id of the node; of a resident, who is not told, their place in the drawing. */
  key: string;
  type: NodeType;
  name: string;
  /** From 0 to 1, against the largest; of residents, who are not measured, 0. */
  size: number;
  /** Place in the list of communities, -1 for none. */
  group: number;
  figures: Drawing["nodes"][number] | null;
}

export interface Tie {
  source: number;
  target: number;
  weight: number;
}

export interface Network {
  dots: Dot[];
  ties: readonly Tie[];
  communities: Community[];
  /** Of the radii. */
  scale: number;
}

/** Everyone who is drawn: first those that were measured, then the residents that join them. */
export function toNetwork(drawing: Drawing, groups: Groups): Network {
  const largest = Math.max(...drawing.nodes.map(({ value }) => value), 0);
  const groupOf = new Map(groups.flatMap(({ nodes }, group) => nodes.map((node) => [node, group] as const)));
  const dots: Dot[] = drawing.nodes.map((figures, i) => ({
    key: figures.node.id,
    type: nodeType(figures.node),
    name: nodeName(figures.node as NetworkNodeFragment),
    size: largest > 0 ? figures.value / largest : 0,
    group: groupOf.get(i) ?? -1,
    figures,
  }));
  for (let i = 0; i < (drawing.residents ?? 0); i++)
    dots.push({ key: `resident-${i}`, type: "RESIDENT", name: "", size: 0, group: -1, figures: null });
  return { dots, ties: drawing.edges, communities: groups.map(({ community }) => community), scale: scaleOf(dots) };
}

/** Who is joined to a dot, by place. */
export function neighbours({ ties }: Network, place: number): Set<number> {
  const found = new Set<number>();
  for (const { source, target } of ties) {
    if (source === place) found.add(target);
    if (target === place) found.add(source);
  }
  return found;
}
