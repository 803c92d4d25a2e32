// SPDX-License-Identifier: EUPL-1.2
import type { Initiative } from "./initiatives";
import { formatMonth, messages } from "./language";

function element(tag: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** A list item that shows one initiative. */
export function card({ title, summary, status, since, areas }: Initiative): HTMLElement {
  const area = areas.nodes[0]?.name;
  const facts = element("p", "facts", element("span", `badge ${status.toLowerCase()}`, messages.status[status]));
  if (area) facts.append(element("span", "area", area));
  if (since) facts.append(element("span", "since", messages.since(formatMonth(since))));

  const told = [element("h3", "", title)];
  if (summary) told.push(element("p", "summary", summary));
  for (const text of told) text.lang = "nl"; // the register is Dutch, also on the English page
  return element("li", "card", ...told, facts);
}
