// SPDX-License-Identifier: EUPL-1.2
import type { NetworkNodeFragment } from "../api/generated/graphql";
import type { NodeType } from "../api/generated/schema";
import { PageLink } from "../parts/PageLink";

/** What a node is called. */
export function nodeName(node: NetworkNodeFragment): string {
  switch (node.__typename) {
    case "Initiative":
    case "Budget":
      return node.title;
    case "Organisation":
    case "Area":
    case "Theme":
    case "Municipality":
      return node.name;
    case "Need":
    case "Offer":
      return node.text;
    case "SupportRequest":
      return node.asked ?? node.role;
    default:
      return node.id;
  }
}

/** The type of a node as the API's enum has it: SupportRequest is SUPPORT_REQUEST. */
export function nodeType({ __typename }: Pick<NetworkNodeFragment, "__typename">): NodeType {
  return __typename.replace(/(?<!^)([A-Z])/g, "_$1").toUpperCase() as NodeType;
}

/** A link to what shows a node: its own page, or the map of an area or theme. */
export function NodeLink({ node }: { node: NetworkNodeFragment }) {
  const name = <span lang="nl">{nodeName(node)}</span>;
  if (node.__typename === "Initiative")
    return (
      <PageLink to="initiative" parameters={{ id: node.id }}>
        {name}
      </PageLink>
    );
  if (node.__typename === "Organisation")
    return (
      <PageLink to="organisation" parameters={{ id: node.id }}>
        {name}
      </PageLink>
    );
  if (node.__typename === "Area" || node.__typename === "Theme")
    return (
      <PageLink to="map" parameters={{ [node.__typename === "Area" ? "gebied" : "thema"]: node.id }}>
        {name}
      </PageLink>
    );
  return name;
}
