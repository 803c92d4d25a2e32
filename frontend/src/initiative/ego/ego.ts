// SPDX-License-Identifier: EUPL-1.2
// The ego network of an initiative: what it is joined to, and what that is joined to in turn.
import type { BackerFragment } from "../../api/generated/graphql";
import type { ConnectionKind, EvidenceKind, ResourceKind } from "../../api/generated/schema";
import type { Initiative } from "../initiative";
import type { Shape } from "./messages";

/** Something in the network, and what hangs on it. */
export interface Alter {
  id: string;
  name: string;
  shape: Shape;
  /** What it has with what it hangs on, in words. */
  relation: string;
  further: Alter[];
}

/** A relation between two that are drawn already, as a sentence. */
export interface Tie {
  source: string;
  target: string;
  sentence: string;
}

export interface EgoNetwork {
  alters: Alter[];
  ties: Tie[];
  /** How many there are around the initiative, drawn or not. */
  total: number;
  drawn: number;
}

/** How relations are said. */
export interface Words {
  runs: string;
  supports: (kind: ResourceKind) => string;
  connection: (kind: ConnectionKind) => string;
  evidence: (kind: EvidenceKind, count: number) => string;
  theme: string;
  area: string;
  runsToo: string;
  supportsToo: string;
  runsAlso: (organisation: string, initiative: string) => string;
  supportsAlso: (organisation: string, initiative: string) => string;
  works: (kind: ConnectionKind, one: string, other: string) => string;
}

/** The most that are drawn. */
const MOST = 40;
/** The most that are drawn around the initiative itself, so that there is room for what hangs on them. */
const AROUND = 26;

export function egoNetwork(ego: Initiative, words: Words): EgoNetwork {
  const all = around(ego, words);
  const alters = all.slice(0, AROUND);
  const drawn = new Set([ego.id, ...alters.map(({ id }) => id)]);
  const ties: Tie[] = [];
  for (const { source, target, alter, sentence } of further(ego, words)) {
    const parent = alters.find(({ id }) => id === source);
    if (!parent || target === ego.id || target === source) continue;
    if (drawn.has(target)) {
      const known = ties.some((t) => (t.source === target && t.target === source) || (t.source === source && t.target === target));
      if (!known) ties.push({ source, target, sentence });
    } else if (drawn.size < MOST) {
      parent.further.push(alter);
      drawn.add(target);
    }
  }
  return { alters, ties, total: all.length, drawn: alters.length };
}

/** What the initiative itself is joined to: what says most first. */
function around(ego: Initiative, words: Words): Alter[] {
  const found = new Map<string, Alter>();
  const add = (id: string, name: string, shape: Shape, relation: string) => {
    const there = found.get(id);
    if (there) there.relation = `${there.relation}; ${relation}`;
    else found.set(id, { id, name, shape, relation, further: [] });
  };
  for (const { node } of ego.organisers.edges) add(node.id, node.name, "organisation", words.runs);
  for (const { node, kind } of ego.supporters.edges)
    add(node.id, node.name, "organisation", words.supports(kind));
  for (const { node, kind } of ego.connections.edges) add(node.id, node.title, "initiative", words.connection(kind));
  for (const { initiative, evidence } of ego.related) {
    const shared = evidence.filter(({ kind }) => kind !== "ORGANISATION").map(({ kind, count }) => words.evidence(kind, count));
    if (shared.length > 0) add(initiative.id, initiative.title, "initiative", shared.join("; "));
  }
  for (const { id, name } of ego.themes.nodes) add(id, name, "theme", words.theme);
  for (const { id, name } of ego.areas.nodes) add(id, name, "area", words.area);
  return [...found.values()];
}

interface Further {
  source: string;
  target: string;
  alter: Alter;
  sentence: string;
}

/** What is joined to what the initiative is joined to. */
function further(ego: Initiative, words: Words): Further[] {
  const one = (source: string, node: { id: string; title: string }, relation: string, sentence: string): Further => ({
    source,
    target: node.id,
    sentence,
    alter: { id: node.id, name: node.title, shape: "initiative", relation, further: [] },
  });
  const ofOrganisation = (node: BackerFragment) => [
    ...node.runs.nodes.map((i) => one(node.id, i, words.runsToo, words.runsAlso(node.name, i.title))),
    ...node.supports.nodes.map((i) => one(node.id, i, words.supportsToo, words.supportsAlso(node.name, i.title))),
  ];
  return [
    ...[...ego.organisers.edges, ...ego.supporters.edges].flatMap(({ node }) => ofOrganisation(node)),
    ...ego.connections.edges.flatMap(({ node }) =>
      node.connections.edges.map((edge) =>
        one(node.id, edge.node, words.connection(edge.kind), words.works(edge.kind, node.title, edge.node.title)),
      ),
    ),
  ];
}
