// SPDX-License-Identifier: EUPL-1.2
// Which network is looked at, and by which measure: kept in the address, asked of the API, passed on to downloads.
import { useMemo } from "react";

import type { CentralityMeasure, InitiativeFilter, NodeType, Projection, RelationType } from "../api/generated/schema";
import { useParameters } from "../app/address";
import { filterParameters, useFilters } from "../filters/filters";
import { useIsStaff } from "../session/session";

/** Over which relations: what people do together, whom residents backed, what it is about, all, or of one's own choice. */
export const TIES = ["samen", "steun", "inhoud", "alle", "zelf"] as const;
export type Ties = (typeof TIES)[number];

const RELATIONS: Record<Exclude<Ties, "zelf" | "alle">, readonly RelationType[]> = {
  samen: ["CONNECTED_TO", "RUNS", "SUPPORTS", "INITIATES", "PARTICIPATES_IN", "MEMBER_OF"],
  steun: ["SHARES_BACKERS"],
  inhoud: ["ABOUT", "LOCATED_IN", "PART_OF"],
};

/** For who is not staff, nothing is known of residents. */
export const OF_RESIDENTS: readonly RelationType[] = [
  "INITIATES",
  "PARTICIPATES_IN",
  "MEMBER_OF",
  "BACKS",
  "LIVES_IN",
];

export const ALL_RELATIONS: readonly RelationType[] = [
  "CONNECTED_TO",
  "RUNS",
  "SUPPORTS",
  "SHARES_BACKERS",
  "ABOUT",
  "LOCATED_IN",
  "PART_OF",
  "BELONGS_TO",
  "REPRESENTS",
  "NEEDS",
  "OFFERS",
  "PROVIDES",
  "ASKS",
  "ASKED_OF",
  "COMPETED_IN",
  "HELD_BY",
  ...OF_RESIDENTS,
];

export const ALL_TYPES: readonly NodeType[] = [
  "INITIATIVE",
  "ORGANISATION",
  "RESIDENT",
  "AREA",
  "THEME",
  "MUNICIPALITY",
  "NEED",
  "OFFER",
  "SUPPORT_REQUEST",
  "BUDGET",
];

export const MEASURES: readonly CentralityMeasure[] = [
  "DEGREE",
  "STRENGTH",
  "BETWEENNESS",
  "PAGERANK",
  "CLOSENESS",
  "HARMONIC",
  "EIGENVECTOR",
  "CORE",
];

/** How many nodes can be asked for. */
export const SIZES = ["100", "300", "1000", "2000"] as const;
export type Size = (typeof SIZES)[number];

export interface Choices {
  measure: CentralityMeasure;
  projection: Projection;
  ties: Ties;
  relations: RelationType[];
  types: NodeType[];
  size: Size;
}

/** What the address asks for; what it cannot mean is left out. */
export function readChoices(parameters: URLSearchParams): Choices {
  const named = (name: string): string => parameters.get(name) ?? "";
  return {
    measure: MEASURES.find((measure) => measure === named("maat")) ?? "DEGREE",
    projection: named("vorm") === "initiatieven" ? "INITIATIVES" : "FULL",
    ties: TIES.find((ties) => ties === named("verband")) ?? "samen",
    relations: ALL_RELATIONS.filter((relation) => parameters.getAll("relatie").includes(relation)),
    types: ALL_TYPES.filter((type) => parameters.getAll("soort").includes(type)),
    size: SIZES.find((size) => size === named("aantal")) ?? "300",
  };
}

/** The relations that are looked at; null is all that there are. */
function relationsOf({ ties, relations }: Choices): readonly RelationType[] | null {
  if (ties === "alle") return null;
  return ties === "zelf" ? relations : RELATIONS[ties];
}

export interface Selection {
  filter: InitiativeFilter;
  projection: Projection;
  relations: RelationType[] | null;
  nodeTypes: NodeType[] | null;
}

/** The choices of the address, and the selection that they make as the API takes it. */
export function useSelection(): Choices & { selection: Selection; change: (change: Partial<Choices>) => void } {
  const [parameters, change] = useParameters();
  const { filter } = useFilters();
  const staff = useIsStaff();
  return useMemo(() => {
    const choices = readChoices(parameters);
    const relations = relationsOf(choices);
    const selection = {
      filter,
      projection: choices.projection,
      relations: relations && relations.filter((relation) => staff || !OF_RESIDENTS.includes(relation)),
      nodeTypes: choices.types.length ? choices.types : null,
    };
    return { ...choices, selection, change: (next) => change(written(next)) };
  }, [parameters, change, filter, staff]);
}

function written({ measure, projection, ties, relations, types, size }: Partial<Choices>) {
  return {
    ...(measure && { maat: measure === "DEGREE" ? null : measure }),
    ...(projection && { vorm: projection === "INITIATIVES" ? "initiatieven" : null }),
    ...(ties && { verband: ties === "samen" ? null : ties, relatie: null }),
    ...(relations && { relatie: relations }),
    ...(types && { soort: types }),
    ...(size && { aantal: size === "300" ? null : size }),
  };
}

/** The parameters with which downloads of figures choose the same network. */
export function selectionParameters({ filter, projection, relations, nodeTypes }: Selection): URLSearchParams {
  const parameters = filterParameters(filter);
  parameters.set("projection", projection);
  for (const relation of relations ?? []) parameters.append("relation", relation);
  for (const type of nodeTypes ?? []) parameters.append("nodeType", type);
  return parameters;
}
